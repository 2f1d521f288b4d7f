import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareDrug } from '../../../../src/shared/domain/comparison/compare.ts'
import { causeOf, faults, live, plans } from './shop.ts'

const SEED = 20270301

test('a drug whose papers all arrived is equal, whatever moved, but for what the wire rounds off parts of packs', () => {
  fc.assert(
    fc.property(plans(0), (plan) => {
      const { facts, isDifferent } = live(plan)
      const { differences } = compareDrug(facts)
      expect(differences.map(({ cause, cure }) => [cause, cure])).toEqual(isDifferent ? [['splitRest', 'nothing']] : [])
    }),
    { numRuns: 400, seed: SEED },
  )
})

test('every injected difference is found, and there is none where the province has what the book has', () => {
  fc.assert(
    fc.property(plans(3), (plan) => {
      const { facts, isDifferent } = live(plan)
      expect(compareDrug(facts).differences.length > 0).toBe(isDifferent)
    }),
    { numRuns: 1_500, seed: SEED },
  )
})

test('a cause that is named is one that was injected, and nothing is named beside what nobody can explain', () => {
  fc.assert(
    fc.property(plans(3), (plan) => {
      const { facts, causes } = live(plan)
      const named = compareDrug(facts).differences.map(({ cause }) => cause)
      if (named.includes('unexplained')) expect(named).toEqual(['unexplained'])
      else for (const cause of named) expect(causes).toContain(cause)
    }),
    { numRuns: 1_500, seed: SEED },
  )
})

test('of the drugs that differ, at least 95 in 100 have their cause named', () => {
  const differing = fc
    .sample(plans(3), { numRuns: 2_000, seed: SEED })
    .map(live)
    .filter(({ isDifferent }) => isDifferent)
  const unexplained = differing.filter(({ facts }) => compareDrug(facts).differences.some(({ cause }) => cause === 'unexplained'))
  expect(differing.length).toBeGreaterThan(500)
  expect(unexplained.length / differing.length).toBeLessThanOrEqual(0.05)
})

test('each fault by itself is found under its own name', () => {
  const found = new Set(
    fc.sample(plans(1), { numRuns: 2_000, seed: SEED }).flatMap((plan) => {
      const { facts } = live(plan)
      const fault = plan.papers.find((paper) => paper.fault !== null)?.fault
      const { differences } = compareDrug(facts)
      return fault && differences.some(({ cause }) => cause === causeOf[fault]) ? [fault] : []
    }),
  )
  expect([...found].toSorted()).toEqual(faults.filter((fault) => fault !== 'lostButStands').toSorted())
})
