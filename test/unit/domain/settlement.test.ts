import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fen, Price, Quantity } from '../../../src/shared/domain/money.ts'
import {
  checkRevocation,
  checkSettlement,
  type LineCut,
  type Presettlement,
  type PricedLine,
  type SettlementAmounts,
} from '../../../src/shared/domain/settlement.ts'

const fen = (amount: number) => amount as Fen
const amount = fc.integer({ min: 0, max: 1_000_000 }).map(fen)
const parts = ['ownPaid', 'overLimit', 'selfPaidFirst', 'inScope'] as const
const funds = [
  'pooledFund',
  'civilServantFund',
  'enterpriseFund',
  'seriousIllnessFund',
  'largeSumFund',
  'medicalAidFund',
  'otherFund',
] as const
const totalOf = (amounts: readonly number[]) => fen(amounts.reduce((sum, one) => sum + one, 0))

interface Case {
  readonly asked: readonly PricedLine[]
  readonly answered: Presettlement
}

const line = fc.record({
  price: fc.integer({ min: 0, max: 10 ** 9 }).map((price) => price as Price),
  quantity: fc.integer({ min: 1, max: 10 ** 6 }).map((quantity) => quantity as Quantity),
  ownPaid: amount,
  overLimit: amount,
  selfPaidFirst: amount,
  inScope: amount,
})

/** A settlement whose figures fit: the person's share and the fund are any split of the lines. */
const settled: fc.Arbitrary<Case> = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 6 }),
    fundShares: fc.array(amount, { minLength: funds.length, maxLength: funds.length }),
    account: amount,
    family: fc.option(amount),
    hasRows: fc.boolean(),
    cashExtra: amount,
  })
  .map(({ lines, fundShares, account, family, hasRows, cashExtra }) => {
    const cuts = lines.map(
      (one, index): LineCut => ({
        ...one,
        number: `L${index}`,
        amount: totalOf(parts.map((part) => one[part])),
        level: 'A',
        priceLimit: null,
      }),
    )
    const fund = totalOf(fundShares)
    // what the lines come to beyond the other shares is cash; where it is not enough, one more line makes up for it
    const others = fund + account + (family ?? 0) + cashExtra
    const missing = fen(Math.max(0, others - totalOf(cuts.map((cut) => cut.amount))))
    const filler: LineCut = {
      number: 'filler',
      price: 1 as Price,
      quantity: 1 as Quantity,
      amount: missing,
      ownPaid: missing,
      overLimit: fen(0),
      selfPaidFirst: fen(0),
      inScope: fen(0),
      level: 'C',
      priceLimit: null,
    }
    const all = [...cuts, filler]
    const total = totalOf(all.map((cut) => cut.amount))
    const person = fen(total - fund)
    const [pooledFund, civilServantFund, enterpriseFund, seriousIllnessFund, largeSumFund, medicalAidFund, otherFund] =
      fundShares as [Fen, Fen, Fen, Fen, Fen, Fen, Fen]
    const sumOf = (part: (typeof parts)[number]) => totalOf(all.map((cut) => cut[part]))
    return {
      asked: all.map(({ number, price, quantity, amount: priced }) => ({ number, price, quantity, amount: priced })),
      answered: {
        visitId: 'V1',
        lines: all,
        funds: hasRows
          ? [
              { type: '310100', name: null, amount: fen(fund - otherFund) },
              { type: '999999', name: null, amount: otherFund },
              { type: '310200', name: null, amount: account },
            ]
          : [],
        amounts: {
          total,
          ownPaid: sumOf('ownPaid'),
          overLimit: sumOf('overLimit'),
          selfPaidFirst: sumOf('selfPaidFirst'),
          inScope: sumOf('inScope'),
          deductible: null,
          pooledFund,
          civilServantFund,
          enterpriseFund,
          seriousIllnessFund,
          largeSumFund,
          medicalAidFund,
          otherFund,
          fund,
          person,
          account,
          familyAccount: family,
          cash: fen(person - account - (family ?? 0)),
          balance: fen(0),
        },
      },
    }
  })

/** The same settlement with one of its checked figures changed by a fen, a millionth of a yuan or a ten-thousandth of a pack. */
function withOneFigureChanged({ asked, answered }: Case, choice: number, by: 1 | -1): Case {
  const heads = ['total', ...parts, ...funds, 'fund', 'person', 'account', 'cash'] as const
  const own = ['amount', 'price', 'quantity'] as const
  const cuts = [...own, ...parts] as const
  const rows = answered.funds.filter(({ type }) => type !== '310200').length
  const places = heads.length + answered.lines.length * cuts.length + asked.length * own.length + rows
  let place = choice % places
  const head = heads[place]
  if (head !== undefined) {
    return { asked, answered: { ...answered, amounts: { ...answered.amounts, [head]: answered.amounts[head] + by } } }
  }
  place -= heads.length
  if (place < answered.lines.length * cuts.length) {
    const field = cuts[place % cuts.length] ?? 'amount'
    const at = Math.floor(place / cuts.length)
    const lines = answered.lines.map((cut, index) => (index === at ? { ...cut, [field]: cut[field] + by } : cut))
    return { asked, answered: { ...answered, lines } }
  }
  place -= answered.lines.length * cuts.length
  if (place < asked.length * own.length) {
    const field = own[place % own.length] ?? 'amount'
    const at = Math.floor(place / own.length)
    return { asked: asked.map((one, index) => (index === at ? { ...one, [field]: one[field] + by } : one)), answered }
  }
  place -= asked.length * own.length
  const changed = answered.funds.map((row, index) => (index === place ? { ...row, amount: fen(row.amount + by) } : row))
  return { asked, answered: { ...answered, funds: changed } }
}

describe('a settlement is checked against what was asked', () => {
  it('and has no difference when every part sums to its whole', () => {
    fc.assert(
      fc.property(settled, ({ asked, answered }) => {
        expect(checkSettlement(asked, answered)).toEqual([])
      }),
    )
  })

  it('and any single figure that is changed, anywhere, by the smallest unit is found', () => {
    fc.assert(
      fc.property(settled, fc.nat(), fc.constantFrom(1 as const, -1 as const), (fitting, choice, by) => {
        const { asked, answered } = withOneFigureChanged(fitting, choice, by)
        expect(checkSettlement(asked, answered)).not.toEqual([])
      }),
      { numRuns: 10_000 },
    )
  })

  it('and a family account that is off by a fen is found', () => {
    fc.assert(
      fc.property(settled, ({ asked, answered }) => {
        const familyAccount = fen((answered.amounts.familyAccount ?? 0) + 1)
        expect(checkSettlement(asked, { ...answered, amounts: { ...answered.amounts, familyAccount } })).not.toEqual([])
      }),
    )
  })

  it('and a share below zero is found, though what another has too much makes up for it', () => {
    const owed = [...funds, 'account', 'familyAccount', 'cash'] as const
    fc.assert(
      fc.property(settled, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 100_000 }), ({ asked, answered }, from, to, beyond) => {
        const giver = owed[from % owed.length] ?? 'cash'
        const others = owed.filter((share) => share !== giver)
        const taker = others[to % others.length] ?? 'cash'
        const moved = (answered.amounts[giver] ?? 0) + beyond
        const shares = {
          ...answered.amounts,
          [giver]: fen(-beyond),
          [taker]: fen((answered.amounts[taker] ?? 0) + moved),
        }
        const fund = totalOf(funds.map((one) => shares[one]))
        const amounts = { ...shares, fund, person: fen(shares.total - fund) }
        const found = checkSettlement(asked, { ...answered, funds: [], amounts })
        expect(found).toContainEqual({ line: null, fields: [giver, 'zero or more'], figures: [-beyond, 0] })
      }),
      { numRuns: 10_000 },
    )
  })

  it('and a part of a line, or a fund’s row, below zero is found', () => {
    fc.assert(
      fc.property(settled, fc.integer({ min: 1, max: 100_000 }), ({ asked, answered }, beyond) => {
        const [first, ...others] = answered.lines
        expect(first).toBeDefined()
        if (first === undefined) return
        const lines = [{ ...first, ownPaid: fen(-beyond), inScope: fen(first.inScope + first.ownPaid + beyond) }, ...others]
        const rows = [
          { type: '310100', name: null, amount: fen(answered.amounts.fund + beyond) },
          { type: '999999', name: null, amount: fen(-beyond) },
        ]
        const found = checkSettlement(asked, { ...answered, lines, funds: rows })
        expect(found).toContainEqual({ line: first.number, fields: ['ownPaid', 'zero or more'], figures: [-beyond, 0] })
        expect(found).toContainEqual({ line: null, fields: ['funds.999999', 'zero or more'], figures: [-beyond, 0] })
      }),
    )
  })

  it('and two lines of one number are found, though both are answered', () => {
    fc.assert(
      fc.property(settled, ({ asked, answered }) => {
        const renumber = <T extends { readonly number: string }>(rows: readonly T[]) =>
          rows.map((row) => ({ ...row, number: row.number === 'filler' ? 'L0' : row.number }))
        const found = checkSettlement(renumber(asked), { ...answered, lines: renumber(answered.lines) })
        expect(found).toEqual([{ line: 'L0', fields: ['lines of this number', 'one'], figures: [2, 1] }])
      }),
    )
  })

  it('and a line that is missing, too many, or answered twice is found', () => {
    fc.assert(
      fc.property(settled, ({ asked, answered }) => {
        const [first, ...others] = answered.lines
        expect(first).toBeDefined()
        if (first === undefined) return
        const about = (lines: readonly LineCut[]) => checkSettlement(asked, { ...answered, lines }).map((found) => found.line)
        expect(about(others)).toContain(first.number)
        expect(about([...answered.lines, first])).toContain(first.number)
        expect(about([...answered.lines, { ...first, number: 'stranger' }])).toContain('stranger')
      }),
    )
  })

  const cut: LineCut = {
    number: '1',
    price: 12_500_000 as Price,
    quantity: 20_000 as Quantity,
    amount: fen(2_500),
    ownPaid: fen(0),
    overLimit: fen(0),
    selfPaidFirst: fen(250),
    inScope: fen(2_250),
    level: 'B',
    priceLimit: null,
  }
  const asked = [{ number: '1', price: cut.price, quantity: cut.quantity, amount: cut.amount }]
  const amounts: Presettlement['amounts'] = {
    total: fen(2_500),
    ownPaid: fen(0),
    overLimit: fen(0),
    selfPaidFirst: fen(250),
    inScope: fen(2_250),
    deductible: fen(0),
    pooledFund: fen(1_575),
    civilServantFund: fen(0),
    enterpriseFund: fen(0),
    seriousIllnessFund: fen(0),
    largeSumFund: fen(0),
    medicalAidFund: fen(0),
    otherFund: fen(0),
    fund: fen(1_575),
    person: fen(925),
    account: fen(900),
    familyAccount: null,
    cash: fen(25),
    balance: fen(0),
  }

  it('and every difference is told with both figures, not the first alone', () => {
    const wrong = { amounts: { ...amounts, person: fen(926), cash: fen(24) }, funds: [], lines: [{ ...cut, amount: fen(2_501) }] }
    expect(checkSettlement(asked, wrong)).toEqual([
      { line: '1', fields: ['asked amount', 'amount'], figures: [2_500, 2_501] },
      { line: '1', fields: ['amount', 'ownPaid + overLimit + selfPaidFirst + inScope'], figures: [2_501, 2_500] },
      { line: null, fields: ['total', 'lines'], figures: [2_500, 2_501] },
      { line: null, fields: ['total', 'fund + person'], figures: [2_500, 2_501] },
      { line: null, fields: ['person', 'account + familyAccount + cash'], figures: [926, 924] },
    ])
  })

  it('and figures too large to be exact are a difference, never a match', () => {
    const huge = fen(Number.MAX_SAFE_INTEGER)
    const found = checkSettlement(asked, { amounts: { ...amounts, fund: huge }, funds: [], lines: [cut] })
    expect(found).toContainEqual({ line: null, fields: ['total', 'fund + person'], figures: [2_500, null] })
  })
})

describe('a revocation is compared with the settlement that it took back', () => {
  /** What 2103 gives back of it: with a minus or as it was, and what is left in the account afterwards. */
  function takenBack(
    { amounts, funds: rows }: Presettlement,
    sign: 1 | -1,
    balance: Fen,
  ): Pick<Presettlement, 'amounts' | 'funds'> {
    const turned = Object.fromEntries(
      Object.entries(amounts).map(([name, share]) => [name, share === null ? null : fen(sign * share)]),
    )
    return {
      amounts: { ...amounts, ...turned, balance },
      funds: rows.map((row) => ({ ...row, amount: fen(sign * row.amount) })),
    }
  }
  const revocation = fc.record({ settlement: settled, sign: fc.constantFrom(1 as const, -1 as const), balance: amount })
  const compared = Object.keys({
    total: 0,
    ownPaid: 0,
    overLimit: 0,
    selfPaidFirst: 0,
    inScope: 0,
    pooledFund: 0,
    civilServantFund: 0,
    enterpriseFund: 0,
    seriousIllnessFund: 0,
    largeSumFund: 0,
    medicalAidFund: 0,
    otherFund: 0,
    fund: 0,
    person: 0,
    account: 0,
    cash: 0,
  } satisfies Record<
    Exclude<keyof SettlementAmounts, 'deductible' | 'familyAccount' | 'balance'>,
    0
  >) as (keyof SettlementAmounts)[]

  it('and has no difference when all of it comes back, with a minus or without', () => {
    fc.assert(
      fc.property(revocation, ({ settlement: { answered }, sign, balance }) => {
        expect(checkRevocation(answered, takenBack(answered, sign, balance))).toEqual([])
      }),
    )
  })

  it('and any single amount or fund that is off by a fen is found', () => {
    fc.assert(
      fc.property(revocation, fc.nat(), fc.constantFrom(1, -1), ({ settlement: { answered }, sign, balance }, choice, by) => {
        const back = takenBack(answered, sign, balance)
        const at = choice % (compared.length + (back.funds.length > 0 ? 2 : 0))
        const name = compared[at]
        const changed =
          name === undefined
            ? {
                ...back,
                funds: back.funds.map((row, index) =>
                  index === at - compared.length ? { ...row, amount: fen(row.amount + by) } : row,
                ),
              }
            : { ...back, amounts: { ...back.amounts, [name]: (back.amounts[name] ?? 0) + by } }
        expect(checkRevocation(answered, changed)).not.toEqual([])
      }),
      { numRuns: 10_000 },
    )
  })

  it('and amounts of both signs are found', () => {
    fc.assert(
      fc.property(revocation, fc.nat(), ({ settlement: { answered }, sign, balance }, choice) => {
        const back = takenBack(answered, sign, balance)
        const turnable = compared.filter((name) => back.amounts[name] !== 0)
        fc.pre(turnable.length > 2)
        const name = turnable[choice % turnable.length] ?? 'total'
        const amounts = { ...back.amounts, [name]: -(back.amounts[name] ?? 0) }
        expect(checkRevocation(answered, { ...back, amounts })).not.toEqual([])
      }),
    )
  })

  it('and what one side does not say is not compared', () => {
    fc.assert(
      fc.property(revocation, ({ settlement: { answered }, sign, balance }) => {
        const back = takenBack(answered, sign, balance)
        const silent = { amounts: { ...back.amounts, familyAccount: null, deductible: fen(1) }, funds: [] }
        expect(checkRevocation(answered, silent)).toEqual([])
      }),
    )
  })

  it('and a family account that comes back in part is found', () => {
    fc.assert(
      fc.property(revocation, ({ settlement: { answered }, sign, balance }) => {
        fc.pre(answered.amounts.familyAccount !== null)
        const back = takenBack(answered, sign, balance)
        const familyAccount = fen((back.amounts.familyAccount ?? 0) + 1)
        expect(checkRevocation(answered, { ...back, amounts: { ...back.amounts, familyAccount } })).toHaveLength(1)
      }),
    )
  })
})
