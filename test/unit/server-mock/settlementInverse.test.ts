import fc from 'fast-check'
import { expect, it } from 'vitest'
import { plans } from '../../../server-mock/insurance/plans.ts'
import { reverse } from '../../../server-mock/insurance/reverse.ts'
import { revoke } from '../../../server-mock/insurance/revoke.ts'
import { settle } from '../../../server-mock/insurance/settle.ts'
import { DRUGS } from '../../../server-mock/scenarios/drugs.ts'
import { dig } from '../../integration/server-mock/pharmacy.ts'
import { codeOf, AMLODIPINE as DRUG, saleInput } from '../../integration/server-mock/settlementShop.ts'
import { createBench, tokenOf } from './settlementBench.ts'

const PLACES = [
  { area: '990101', type: '310' },
  { area: '990201', type: '390' },
] as const
const bench = createBench([
  {
    name: '王秀兰',
    insured: [
      { ...PLACES[0], balance: 200_000 },
      { ...PLACES[1], balance: 50_000 },
    ],
    prescriptions: PLACES.map(({ area }) => ({ department: '心血管内科', area, lines: [{ drug: DRUG, quantity: 3 }] })),
  },
])
bench.restart()
const { store } = bench.context
const person = personAt(0)

function personAt(index: number) {
  const found = bench.people[index]
  if (found === undefined) throw new Error('nobody')
  return found
}

/** What the books say of the person and the packs: accounts, years, used prescriptions, sold codes. */
function books(codes: readonly string[]): object {
  const { identityNumber } = person
  return {
    balances: store.registry.insurancesOf(identityNumber).map(({ balance }) => balance),
    years: PLACES.flatMap(({ type }) =>
      Object.keys(plans).map((plan) =>
        store.settlements.accumulation({ person: identityNumber, insuranceType: type, year: 2026, plan }),
      ),
    ),
    used: bench.prescriptionsOf(person).map((hiRxno) => store.prescriptions.find(hiRxno)?.usedBy),
    sold: codes.flatMap((code) => store.traceCodes.claimsOf(code)),
  }
}

const goods = fc.record({
  drug: fc.constantFrom(...DRUGS.map(({ genericName }) => genericName)),
  packs: fc.integer({ min: 1, max: 5 }),
  price: fc.integer({ min: 1, max: 500_000 }),
})
const prescribed = fc.record({
  drug: fc.constant(DRUG),
  packs: fc.integer({ min: 1, max: 3 }),
  price: fc.integer({ min: 1, max: 500_000 }),
})
const sale = fc.record({
  place: fc.nat(1),
  usesAccount: fc.boolean(),
  bought: fc.oneof(
    fc.record({ withPrescription: fc.constant(true), lines: prescribed.map((line) => [line]) }),
    fc.record({ withPrescription: fc.constant(false), lines: fc.array(goods, { minLength: 1, maxLength: 3 }) }),
  ),
  undo: fc.constantFrom('2103' as const, '2601' as const),
  policy: fc.record({
    deductible: fc.integer({ min: 0, max: 100_000 }),
    ceiling: fc.integer({ min: 0, max: 2_000_000 }),
    rateA: fc.integer({ min: 0, max: 10_000 }),
    rateB: fc.integer({ min: 0, max: 10_000 }),
  }),
})

it('a settlement of any price, place, level and policy is the sum of its parts, and taken back by 2103 or 2601, leaves the books as they were', {
  timeout: 240_000,
}, () => {
  const before = books([])
  let serial = 0
  fc.assert(
    fc.property(sale, ({ place, usesAccount, bought, undo, policy }) => {
      const { area, type } = PLACES[place] ?? PLACES[0]
      for (const plan of ['outpatientPooling', 'ordinary']) {
        store.policies.put({ plan, insuranceType: type, since: '2026-11-01', ...policy, source: 'the test' })
      }
      const hiRxno = bought.withPrescription ? (bench.prescriptionsOf(person)[place] ?? null) : null
      const lines = bought.lines.map((line) => {
        const isTraced = DRUGS.some(({ genericName, tracePrefix }) => genericName === line.drug && tracePrefix !== null)
        return { ...line, codes: isTraced ? Array.from({ length: line.packs }, () => codeOf(line.drug, ++serial)) : [] }
      })
      const info = { insutype: type, acct_used_flag: usesAccount ? '1' : '0' }
      const { personNumber } = person
      const input = saleInput({ personNumber, token: tokenOf(person), now: bench.now, hiRxno, lines, info })
      const msgid = `settle-${++serial}`
      const settled = bench.call(settle('2102A'), input, msgid, area)
      expect(settled.ok).toBe(true)
      const fen = (name: string): number => Math.round(Number(dig(settled, 'output', 'setlinfo', name)) * 100)
      expect(fen('fund_pay_sumamt') + fen('acct_pay') + fen('psn_cash_pay')).toBe(fen('medfee_sumamt'))
      expect(fen('fund_pay_sumamt')).toBeLessThanOrEqual(policy.ceiling)
      const number = (name: string): unknown => dig(settled, 'output', 'setlinfo', name)
      const undone =
        undo === '2103'
          ? bench.call(
              revoke,
              { data: { psn_no: personNumber, setl_id: number('setl_id'), mdtrt_id: number('mdtrt_id') } },
              `revoke-${serial}`,
              area,
            )
          : bench.call(reverse, { data: { psn_no: personNumber, omsgid: msgid, oinfno: '2102A' } })
      expect(undone.ok).toBe(true)
      expect(books(lines.flatMap(({ codes }) => codes))).toEqual(before)
    }),
    { numRuns: 10_000 },
  )
})
