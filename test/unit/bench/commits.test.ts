import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countCommits } from '../../bench/commits.ts'
import { unionOf } from '../../bench/figures.ts'
import { newDataFolder, openTestStore } from '../store/support.ts'

it('every transaction that reaches the disk is counted once, over the moment when the log begins anew', () => {
  const folder = newDataFolder()
  const { settings, transaction } = openTestStore(folder)
  for (const commits of [0, 1, 7, 1_500, 3]) {
    const counting = countCommits(join(folder, 'rxcounter.db'))
    for (let count = 0; count < commits; count++) {
      transaction(() => {
        settings.nextNumber('one')
        settings.nextNumber('two')
      })
    }
    expect(counting.stop()).toBe(commits)
  }
})

it('spans that overlap are counted once', () => {
  expect(unionOf([])).toBe(0)
  expect(
    unionOf([
      { from: 5, to: 9 },
      { from: 0, to: 2 },
      { from: 1, to: 3 },
      { from: 6, to: 7 },
    ]),
  ).toBe(7)
  const spans = fc.array(fc.tuple(fc.nat(100), fc.nat(20)).map(([from, length]) => ({ from, to: from + length })))
  fc.assert(
    fc.property(spans, (some) => {
      const moments = new Set(some.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index)))
      expect(unionOf(some)).toBe(moments.size)
    }),
  )
})
