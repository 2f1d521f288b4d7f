import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { arrowRules, checkArrows } from '../../../scripts/check-arrows.ts'

const fixture = fileURLToPath(new URL('../../arrows', import.meta.url))

describe('the arrow check', () => {
  test('refuses the fixture of every rule', async () => {
    const { broken } = await checkArrows(fixture)
    expect([...broken].sort()).toEqual([...arrowRules()].sort())
  })

  test('refuses when it has seen fewer files than there are', async () => {
    const { problems } = await checkArrows(fixture, ['src/shared'])
    expect(problems.at(-1)).toMatch(/^not seen: .*src\/main\/electron\/window\.ts/)
  })
})
