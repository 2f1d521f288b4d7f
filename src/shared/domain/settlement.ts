import { type Fen, type Price, type Quantity, sumFen } from './money.ts'

/** The amounts of a settlement as the center calculated them (interfaces 2101, 2102, 2103). All in fen. */
export interface SettlementAmounts {
  readonly total: Fen
  /** 全自费: outside the catalogue */
  readonly ownPaid: Fen
  /** 超限价 */
  readonly overLimit: Fen
  /** 先行自付 */
  readonly selfPaidFirst: Fen
  /** 符合政策范围 */
  readonly inScope: Fen
  /** 起付线 that this settlement used up; null where the center does not say */
  readonly deductible: Fen | null
  /** 统筹基金 */
  readonly pooledFund: Fen
  readonly civilServantFund: Fen
  readonly enterpriseFund: Fen
  readonly seriousIllnessFund: Fen
  readonly largeSumFund: Fen
  readonly medicalAidFund: Fen
  readonly otherFund: Fen
  readonly fund: Fen
  readonly person: Fen
  readonly account: Fen
  /** 共济: from the accounts of the family; null where the center has no such field */
  readonly familyAccount: Fen | null
  readonly cash: Fen
  /** what is left in the personal account afterwards */
  readonly balance: Fen
}

/** One row of 基金分项. `type` is the province's code. */
export interface FundShare {
  readonly type: string
  readonly name: string | null
  readonly amount: Fen
}

/** How the center cut one line (明细分割). */
export interface LineCut {
  /** feedetl_sn, unique within the sale */
  readonly number: string
  readonly price: Price
  readonly quantity: Quantity
  readonly amount: Fen
  readonly ownPaid: Fen
  readonly overLimit: Fen
  readonly selfPaidFirst: Fen
  readonly inScope: Fen
  /** 甲, 乙, 丙 */
  readonly level: 'A' | 'B' | 'C'
  readonly priceLimit: Price | null
}

/** What a settlement would come to (2101, 2101A). */
export interface Presettlement {
  /** mdtrt_id */
  readonly visitId: string
  readonly amounts: SettlementAmounts
  readonly funds: readonly FundShare[]
  readonly lines: readonly LineCut[]
}

/** A settlement that was done (2102, 2102A). */
export interface Settlement extends Presettlement {
  readonly settlementId: string
  /** epoch ms */
  readonly settledAt: number
}

/** One line of a sale as we price it. */
export interface PricedLine {
  readonly number: string
  readonly price: Price
  readonly quantity: Quantity
  readonly amount: Fen
}

/**
 * Two figures that should be the same and are not. `fields` says where each stands or how it comes about; fen, or the units of a price or a
 * quantity where the fields are such; null for a figure that is missing or too large to be exact.
 */
export interface SettlementDifference {
  /** the line, where it is about one */
  readonly line: string | null
  readonly fields: readonly [string, string]
  readonly figures: readonly [number | null, number | null]
}

/** 职工基本医疗保险个人账户 stands among the funds in the national list of fund types, though no fund pays it [inferred]. */
const PERSONAL_ACCOUNT = '310200'

const lineParts = ['ownPaid', 'overLimit', 'selfPaidFirst', 'inScope'] as const
const lineShares = ['amount', ...lineParts] as const
/** The seven funds that together make `fund`, by the names of their amounts. */
export const funds = [
  'pooledFund',
  'civilServantFund',
  'enterpriseFund',
  'seriousIllnessFund',
  'largeSumFund',
  'medicalAidFund',
  'otherFund',
] as const

/**
 * Compares a settlement or pre-settlement with the lines that were asked for, to the fen, and returns every difference: each line as we sent it,
 * each cut the sum of its parts, and each total the sum of its lines; the total = fund + person, the fund = its seven parts, the person = account +
 * family account + cash (arithmetic of the scheme [inferred]), and the rows of the funds = fund, where there are any (a row of the personal account
 * is none). No share is below zero, for shares that sum up rightly could still owe each other money [inferred], and no two lines have one number. It
 * does not know what the insurance should pay. Nothing is known that `deductible` and `balance` would have to equal.
 */
export function checkSettlement(
  asked: readonly PricedLine[],
  answered: Pick<Presettlement, 'amounts' | 'funds' | 'lines'>,
): readonly SettlementDifference[] {
  const { amounts, lines } = answered
  const { balance: _balance, ...shares } = amounts
  const fundRows = answered.funds.filter(({ type }) => type !== PERSONAL_ACCOUNT)
  return [
    ...checkNumbers(asked),
    ...checkLines(asked, lines),
    ...notBelowZero(Object.entries(shares)),
    ...notBelowZero(answered.funds.map(({ type, amount }) => [`funds.${type}`, amount])),
    ...lines.flatMap((cut) =>
      notBelowZero(
        lineShares.map((share) => [share, cut[share]]),
        cut.number,
      ),
    ),
    ...pair('total', amounts.total, 'asked lines', sum(asked, 'amount')),
    ...pair('total', amounts.total, 'lines', sum(lines, 'amount')),
    ...lineParts.flatMap((part) => pair(part, amounts[part], `lines.${part}`, sum(lines, part))),
    ...pair('total', amounts.total, 'fund + person', sumFen([amounts.fund, amounts.person])),
    ...pair('fund', amounts.fund, funds.join(' + '), sumFen(funds.map((fund) => amounts[fund]))),
    ...(fundRows.length === 0 ? [] : pair('fund', amounts.fund, 'funds', sum(fundRows, 'amount'))),
    ...pair(
      'person',
      amounts.person,
      'account + familyAccount + cash',
      sumFen([amounts.account, ...(amounts.familyAccount === null ? [] : [amounts.familyAccount]), amounts.cash]),
    ),
  ]
}

/** Two lines of one number could be answered by either's cut. */
function checkNumbers(asked: readonly PricedLine[]): readonly SettlementDifference[] {
  const numbers = asked.map(({ number }) => number)
  return [...new Set(numbers)].flatMap((one) =>
    pair('lines of this number', numbers.filter((number) => number === one).length, 'one', 1, one),
  )
}

function notBelowZero(
  shares: readonly (readonly [string, Fen | null])[],
  line: string | null = null,
): readonly SettlementDifference[] {
  return shares.flatMap(([name, share]) => (share === null ? [] : pair(name, share, 'zero or more', Math.max(0, share), line)))
}

function checkLines(asked: readonly PricedLine[], answered: readonly LineCut[]): readonly SettlementDifference[] {
  const left = [...answered]
  const differences = asked.flatMap((line) => {
    const at = left.findIndex(({ number }) => number === line.number)
    const [cut] = at < 0 ? [] : left.splice(at, 1)
    if (cut === undefined) return pair('asked amount', line.amount, 'amount', null, line.number)
    return [
      ...pair('asked amount', line.amount, 'amount', cut.amount, line.number),
      ...pair('asked price', line.price, 'price', cut.price, line.number),
      ...pair('asked quantity', line.quantity, 'quantity', cut.quantity, line.number),
      ...pair('amount', cut.amount, lineParts.join(' + '), sumFen(lineParts.map((part) => cut[part])), line.number),
    ]
  })
  return [...differences, ...left.flatMap((cut) => pair('asked amount', null, 'amount', cut.amount, cut.number))]
}

/** What of a revocation is compared. */
type Paid = Pick<Presettlement, 'amounts' | 'funds'>

/**
 * Compares a revocation (2103) with the settlement that it took back, and returns every difference: each amount and each fund is that of the
 * settlement again, either all of them as they were or all with a minus (no source says which). What one side does not say is not compared, nor is
 * the balance, which is the account's afterwards.
 */
export function checkRevocation(settled: Paid, revoked: Paid): readonly SettlementDifference[] {
  const sign = revoked.amounts.total === settled.amounts.total ? 1 : -1
  const { balance: _balance, ...shares } = settled.amounts
  const differences = Object.entries(shares).flatMap(([name, amount]) => {
    const again = revoked.amounts[name as keyof typeof shares]
    return amount === null || again === null ? [] : pair(`settled ${name}`, withSign(sign, amount), name, again)
  })
  if (settled.funds.length === 0 || revoked.funds.length === 0) return differences
  const types = new Set([...settled.funds, ...revoked.funds].map(({ type }) => type))
  types.delete(PERSONAL_ACCOUNT)
  return [
    ...differences,
    ...[...types].flatMap((type) => {
      const [was, is] = [settled, revoked].map(({ funds: rows }) =>
        sum(
          rows.filter((row) => row.type === type),
          'amount',
        ),
      )
      return pair(`settled funds.${type}`, withSign(sign, was ?? null), `funds.${type}`, is ?? null)
    }),
  ]
}

/** Without the minus zero. */
function withSign(sign: 1 | -1, amount: Fen | null): number | null {
  return sign === 1 || amount === null ? amount : 0 - amount
}

function sum<K extends string>(rows: readonly Readonly<Record<K, Fen>>[], field: K): Fen | null {
  return sumFen(rows.map((row) => row[field]))
}

/** No difference when both figures are there and the same. */
function pair(
  first: string,
  firstFigure: number | null,
  second: string,
  secondFigure: number | null,
  line: string | null = null,
): readonly SettlementDifference[] {
  if (firstFigure !== null && firstFigure === secondFigure) return []
  return [{ line, fields: [first, second], figures: [firstFigure, secondFigure] }]
}
