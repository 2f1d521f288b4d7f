import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminClient, createAdminClient } from '../../../server-mock/admin/client.ts'
import { dateTime, dig } from './pharmacy.ts'
import { type Counter, freshBoxes, openCounter } from './settlementCounter.ts'

const DAY_MS = 86_400_000
let counter: Counter
let admin: AdminClient

beforeAll(async () => {
  counter = await openCounter('national')
  admin = createAdminClient(counter.shop.center.adminUrl, counter.shop.center.adminToken)
})
afterAll(() => counter.shop.close())

const pooling = { plan: 'outpatientPooling', insuranceType: '310', source: '九江路市医保〔2026〕1 号' }
const day = (after: number): string => dateTime(counter.shop.now() + after * DAY_MS).slice(0, 10)

/** What the fund and the deductible come to in a presettlement of 500 yuan. */
async function figures(): Promise<readonly unknown[]> {
  const hiRxno = counter.rx(0)
  const answer = await counter.shop.ask('2101A', await counter.sale({ lines: [freshBoxes(2)], hiRxno }))
  return ['act_pay_dedc', 'fund_pay_sumamt', 'psn_part_amt'].map((name) => dig(answer, 'output', 'setlinfo', name))
}

describe('policy values', () => {
  it('are those of the plans at the start, every plan with both insurance types, each with its source', async () => {
    const policies = await admin.policies()
    expect(policies).toHaveLength(8)
    expect(policies).toContainEqual({
      plan: 'outpatientPooling',
      insuranceType: '310',
      since: '2024-01-01',
      deductible: 30_000,
      ceiling: 400_000,
      rateA: 6_000,
      rateB: 5_500,
      source: 'invented',
      title: '门诊统筹',
      insurance: '职工基本医疗保险',
      isCurrent: true,
    })
    expect(await figures()).toEqual(['300.00', '120.00', '380.00'])
  })

  it('change with the day that an operator gives, and not before', async () => {
    const changed = { ...pooling, deductible: 10_000, ceiling: 20_000, rateA: 7_000, rateB: 0 }
    await admin.putPolicy({ ...changed, since: day(0) })
    await admin.putPolicy({ ...changed, since: day(1), rateA: 10_000 })
    // 70 % of what is above 100 yuan would be 280: the ceiling is lower
    expect(await figures()).toEqual(['100.00', '200.00', '300.00'])
    await admin.putPolicy({ ...changed, since: day(0), ceiling: 100_000 })
    expect(await figures()).toEqual(['100.00', '280.00', '220.00'])
    const current = (await admin.policies()).filter(({ plan, isCurrent }) => plan === pooling.plan && isCurrent)
    expect(current.map(({ insuranceType, since }) => [insuranceType, since])).toEqual([
      ['310', day(0)],
      ['390', '2024-01-01'],
    ])
  })

  it.each([
    ['a plan that is none', { plan: 'dental' }, 'plan'],
    ['another insurance type', { insuranceType: '320' }, 'insuranceType'],
    ['a day that does not exist', { since: '2026-02-30' }, 'since'],
    ['part of a fen', { deductible: 0.5 }, 'deductible'],
    ['a negative ceiling', { ceiling: -1 }, 'ceiling'],
    ['more than all', { rateA: 10_001 }, 'rateA'],
    ['no document', { source: '' }, 'source'],
  ])('are refused with %s', async (_what, change, field) => {
    const valid = { ...pooling, since: '2026-11-01', deductible: 0, ceiling: 0, rateA: 0, rateB: 0 }
    const before = counter.shop.written()
    await expect(admin.putPolicy({ ...valid, ...change })).rejects.toMatchObject({
      status: 400,
      reason: expect.stringContaining(field),
    })
    expect(counter.shop.written()).toEqual(before)
  })
})
