import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCenterClock } from '../../../server-mock/clock.ts'
import { createRandom } from '../../../server-mock/random.ts'
import { fillScenario } from '../../../server-mock/scenarios/fill.ts'
import { scenarios } from '../../../server-mock/scenarios/index.ts'
import { chinaTime, readCompactTime, readDateTime } from '../../../server-mock/time.ts'
import { isIdentityNumber } from '../../../src/shared/domain/identityNumber.ts'

const NOW = Date.parse('2026-11-21T10:00:00+08:00')

describe("the center's clock", () => {
  it('follows the real one, shifted', () => {
    let real = 1_000
    const clock = createCenterClock(() => real)
    clock.advance(500)
    real += 10
    expect(clock.now()).toBe(1_510)
    clock.set(50)
    real += 10
    expect(clock.now()).toBe(60)
  })

  it('stands still when frozen, can be moved there, and goes on from where it stands', () => {
    let real = 1_000
    const clock = createCenterClock(() => real)
    clock.freeze()
    real += 10
    expect(clock.now()).toBe(1_000)
    clock.advance(5)
    expect(clock.now()).toBe(1_005)
    clock.run()
    real += 10
    expect(clock.now()).toBe(1_015)
    clock.reset()
    expect(clock.now()).toBe(real)
  })
})

describe('times on the wire', () => {
  it('read back as they were written, to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        const { dateTime, compact } = chinaTime(seconds * 1_000)
        expect(readDateTime(dateTime)).toBe(seconds * 1_000)
        expect(readCompactTime(compact)).toBe(seconds * 1_000)
      }),
    )
  })

  it.each(['', '2026-11-21', '2026-02-30 10:00:00', '2026-11-21 25:00:00', '2026-11-21T10:00:00', '2026-11-21 10:00:00Z'])(
    'are refused when they are no moment: %j',
    (text) => {
      expect(readDateTime(text)).toBeNull()
    },
  )

  it.each(['20261121', '20260230100000', '2026112110000x'])('are refused when they are no moment: %j', (text) => {
    expect(readCompactTime(text)).toBeNull()
  })
})

it('a prescription that says nothing else is valid for as long as the province says', () => {
  const single = scenarios.find(({ name }) => name === 'single-drug')
  if (single === undefined) throw new Error('there is no such scenario')
  for (const value of [3, 5]) {
    const province = { prescriptionValidity: { value, since: '', source: '' } }
    const { prescriptions } = fillScenario(single, createRandom('a'), NOW, province)
    expect(prescriptions.map(({ validDays }) => validDays)).toEqual([value])
  }
})

describe.each(scenarios)('the scenario $name', (scenario) => {
  const fill = (seed: string) => fillScenario(scenario, createRandom(seed), NOW)

  it('is the same for the same seed and another for another', () => {
    expect(fill('a')).toEqual(fill('a'))
    expect(fill('a').institutions[0]?.appSecret).not.toBe(fill('b').institutions[0]?.appSecret)
  })

  it('has people who cannot exist, with right identity numbers', () => {
    for (const { identityNumber, phone } of fill('a').people) {
      expect(isIdentityNumber(identityNumber)).toBe(true)
      expect(identityNumber).toMatch(/^990101/)
      expect(phone).toMatch(/^120\d{8}$/)
    }
  })

  it('gives every institution its own codes and keys of the right shape', () => {
    const { institutions, terminals } = fill('a')
    for (const { code, kind, appId, appSecret, privateKey, publicKey } of institutions) {
      expect(code).toMatch(kind === 'pharmacy' ? /^P\d{11}$/ : /^H\d{11}$/)
      expect([appId.length, appSecret.length, privateKey.length, publicKey.length]).toEqual([32, 32, 32, 65])
    }
    expect(new Set(institutions.map(({ appId }) => appId)).size).toBe(institutions.length)
    for (const { id } of terminals) expect(id).toMatch(/^\d{20}$/)
  })
})

describe('a sketch', () => {
  it('of nothing but names is filled in, for any seed', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const scenario = {
          name: 'sketch',
          title: '草图',
          institutions: [
            { name: '药店', kind: 'pharmacy' },
            { name: '医院', kind: 'hospital' },
          ],
          people: [{ name: '某人', prescriptions: [{}] }],
        } as const
        const { people, prescriptions, insurances } = fillScenario(scenario, createRandom(seed), NOW)
        expect(isIdentityNumber(people[0]?.identityNumber ?? '')).toBe(true)
        expect(prescriptions[0]).toMatchObject({ usedBy: null, withdrawnAt: null, person: people[0]?.identityNumber })
        expect(prescriptions[0]?.hiRxno).toMatch(/^\d{30}$/)
        expect(prescriptions[0]?.prescribedAt).toBeLessThan(NOW)
        expect(prescriptions[0]?.validUntil).toBeGreaterThan(NOW)
        expect(insurances).toHaveLength(1)
      }),
      { numRuns: 25 },
    )
  })
})
