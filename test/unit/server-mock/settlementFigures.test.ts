import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeSettlement, type Figures, type PersonState, type PricedLine } from '../../../server-mock/insurance/figures.ts'
import { plans, type Terms } from '../../../server-mock/insurance/plans.ts'
import { amountOf, readDecimal, shareOf, writeCount, writeDecimal, writeFen } from '../../../server-mock/money.ts'

const YUAN = 100
const MAX_CENTS = 10_000_000_00

const drug = fc.record({
  level: fc.constantFrom('01' as const, '02' as const, '03' as const),
  selfPay: fc.integer({ min: 0, max: 10_000 }),
  priceLimit: fc.option(fc.integer({ min: 1, max: 2_000_000_000 }), { nil: null }),
  covered: fc.constantFrom(0, 1),
})
const line: fc.Arbitrary<PricedLine> = fc
  .record({ drug, quantity: fc.integer({ min: 1, max: 5_000_000 }), price: fc.integer({ min: 1, max: 2_000_000_000 }) })
  .map(({ price, ...rest }) => ({ ...rest, amount: amountOf(rest.quantity, price) ?? 0 }))
const lines = fc.array(line, { minLength: 1, maxLength: 8 })
const terms = fc.oneof(
  fc.constantFrom(...Object.values(plans).flatMap((plan) => Object.values<Terms>(plan.terms.value))),
  fc.record({
    deductible: fc.integer({ min: 0, max: MAX_CENTS }),
    ceiling: fc.integer({ min: 0, max: MAX_CENTS }),
    fundRate: fc.record({ '01': fc.integer({ min: 0, max: 10_000 }), '02': fc.integer({ min: 0, max: 10_000 }) }),
  }),
)
const state: fc.Arbitrary<PersonState> = fc.record({
  deductiblePaid: fc.integer({ min: 0, max: MAX_CENTS }),
  fundPaid: fc.integer({ min: 0, max: MAX_CENTS }),
  balance: fc.integer({ min: 0, max: MAX_CENTS }),
  usesAccount: fc.boolean(),
})

const totalsOf = ({ cuts: _cuts, ...totals }: Figures): Omit<Figures, 'cuts'> => totals

describe('the figures of a settlement, whatever plan, person and lines', () => {
  it('are parts that sum to the whole to the fen, none of them negative', () => {
    fc.assert(
      fc.property(terms, fc.boolean(), state, lines, (plan, outside, person, sold) => {
        const figures = computeSettlement(plan, outside, person, sold)
        const { amount, ownPaid, overLimit, firstSelfPay, inScope, fund, personal, account, cash, balance, cuts } = figures
        expect(amount).toBe(sold.reduce((sum, each) => sum + each.amount, 0))
        for (const cut of cuts) expect(cut.ownPaid + cut.overLimit + cut.firstSelfPay + cut.inScope).toBe(cut.amount)
        expect(ownPaid + overLimit + firstSelfPay + inScope).toBe(amount)
        expect(fund + personal).toBe(amount)
        expect(account + cash).toBe(personal)
        expect(balance + account).toBe(person.balance)
        const parts = [ownPaid, overLimit, firstSelfPay, inScope, fund, personal, account, cash, balance, figures.deductible]
        for (const part of parts) expect(Number.isSafeInteger(part) && part >= 0).toBe(true)
        expect(fund + figures.deductible).toBeLessThanOrEqual(inScope)
      }),
      { numRuns: 10_000 },
    )
  })

  it('stay within ceiling, deductible, account and what the account may pay', () => {
    fc.assert(
      fc.property(terms, fc.boolean(), state, lines, (plan, outside, person, sold) => {
        const figures = computeSettlement(plan, outside, person, sold)
        expect(figures.fund).toBeLessThanOrEqual(Math.max(0, plan.ceiling - person.fundPaid))
        expect(figures.deductible).toBeLessThanOrEqual(Math.max(0, plan.deductible - person.deductiblePaid))
        expect(figures.account).toBeLessThanOrEqual(person.usesAccount ? person.balance : 0)
        if (!outside) expect(figures.cash).toBeGreaterThanOrEqual(figures.ownPaid + figures.overLimit)
      }),
      { numRuns: 10_000 },
    )
  })

  it('do not depend on the order of the lines', () => {
    const shuffled = lines.chain((sold) =>
      fc.tuple(fc.constant(sold), fc.shuffledSubarray(sold, { minLength: sold.length, maxLength: sold.length })),
    )
    fc.assert(
      fc.property(terms, fc.boolean(), state, shuffled, (plan, outside, person, [sold, mixed]) => {
        expect(totalsOf(computeSettlement(plan, outside, person, mixed))).toEqual(
          totalsOf(computeSettlement(plan, outside, person, sold)),
        )
      }),
      { numRuns: 10_000 },
    )
  })

  it('give no less from the fund for a higher ceiling, a lower deductible or a year with less behind it', () => {
    const step = fc.integer({ min: 0, max: MAX_CENTS })
    fc.assert(
      fc.property(terms, state, lines, step, (plan, person, sold, more) => {
        const fundOf = (changedTerms: Terms, changedPerson: PersonState): number =>
          computeSettlement(changedTerms, true, changedPerson, sold).fund
        const fund = fundOf(plan, person)
        expect(fundOf({ ...plan, ceiling: plan.ceiling + more }, person)).toBeGreaterThanOrEqual(fund)
        expect(fundOf({ ...plan, deductible: plan.deductible + more }, person)).toBeLessThanOrEqual(fund)
        expect(fundOf(plan, { ...person, fundPaid: person.fundPaid + more })).toBeLessThanOrEqual(fund)
      }),
      { numRuns: 10_000 },
    )
  })
})

describe('a settlement worked by hand', () => {
  const covered = { level: '01', selfPay: 0, priceLimit: null, covered: 1 } as const
  const nothingYet = { deductiblePaid: 0, fundPaid: 0, balance: 100 * YUAN, usesAccount: true }
  const pooling = plans.outpatientPooling.terms.value['310']

  it('takes the deductible first, then pays its rate', () => {
    const sold = [{ drug: covered, quantity: 10_000, amount: 500 * YUAN }]
    expect(computeSettlement(pooling, true, nothingYet, sold)).toMatchObject({
      inScope: 500 * YUAN,
      deductible: 300 * YUAN,
      fund: 120 * YUAN,
      personal: 380 * YUAN,
      account: 100 * YUAN,
      cash: 280 * YUAN,
      balance: 0,
    })
  })

  it('cuts price limit and first self-pay share off a 乙 drug before the fund pays', () => {
    const limited = { level: '02', selfPay: 1_000, priceLimit: 180_000_000, covered: 1 } as const
    const sold = [{ drug: limited, quantity: 20_000, amount: 400 * YUAN }]
    const figures = computeSettlement(pooling, true, { ...nothingYet, deductiblePaid: 300 * YUAN, usesAccount: false }, sold)
    expect(figures).toMatchObject({
      overLimit: 40 * YUAN,
      firstSelfPay: 36 * YUAN,
      inScope: 324 * YUAN,
      deductible: 0,
      fund: 17_820,
      personal: 22_180,
      account: 0,
      cash: 22_180,
    })
  })

  it('leaves 丙 and uncovered drugs to the person, and the account out of them where it may not pay', () => {
    const sold = [
      { drug: { ...covered, level: '03' as const }, quantity: 10_000, amount: 30 * YUAN },
      { drug: { ...covered, covered: 0 }, quantity: 10_000, amount: 20 * YUAN },
    ]
    expect(computeSettlement(pooling, false, nothingYet, sold)).toMatchObject({
      ownPaid: 50 * YUAN,
      fund: 0,
      account: 0,
      cash: 50 * YUAN,
    })
    expect(computeSettlement(pooling, true, nothingYet, sold)).toMatchObject({ ownPaid: 50 * YUAN, account: 50 * YUAN, cash: 0 })
  })

  it('ends at the ceiling', () => {
    const sold = [{ drug: covered, quantity: 10_000, amount: 500 * YUAN }]
    const person = { ...nothingYet, deductiblePaid: 300 * YUAN, fundPaid: pooling.ceiling - 1 }
    expect(computeSettlement(pooling, true, person, sold)).toMatchObject({ fund: 1, fundLeft: 1, personal: 500 * YUAN - 1 })
  })
})

describe('money of the mock center', () => {
  it('reads and writes decimals without loss', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(2, 4, 6), (units, scale) => {
        expect(readDecimal(writeDecimal(units, scale), scale)).toBe(units)
      }),
    )
  })

  it.each(['', '-', '1.', '.5', '1e3', '1,5', '0.001', ' 1', '90071992547409.93'])('does not take %j for an amount', (text) => {
    expect(readDecimal(text, 2)).toBeNull()
  })

  it('rounds half up to the fen', () => {
    expect([amountOf(5_000, 10_000), amountOf(4_999, 10_000), amountOf(10_000, 12_345_000)]).toEqual([1, 0, 1_235])
    expect([shareOf(1, 5_000), shareOf(1, 4_999), shareOf(101, 1_000)]).toEqual([1, 0, 10])
    expect(amountOf(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)).toBeNull()
  })

  it('writes amounts and counts with two places', () => {
    expect([writeFen(0), writeFen(5), writeFen(-1_234)]).toEqual(['0.00', '0.05', '-12.34'])
    expect([writeCount(10_000), writeCount(3_333), writeCount(-20_000)]).toEqual(['1.00', '0.33', '-2.00'])
  })
})
