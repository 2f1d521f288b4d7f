import type { CaseLine, CaseMoney } from '../../../shared/contract/case.ts'
import { type Fen, formatFen, formatPrice } from '../../../shared/domain/money.ts'
import { maskName } from '../../../shared/domain/personNames.ts'
import { shanghaiDateTime } from '../../../shared/domain/shanghaiTime.ts'
import type { CaseFacts } from './facts.ts'
import { type Block, pair } from './paper.ts'

const partNames: Readonly<Record<string, string>> = {
  pooledFund: '统筹基金',
  civilServantFund: '公务员医疗补助',
  enterpriseFund: '企业补充医疗保险',
  seriousIllnessFund: '居民大病保险',
  largeSumFund: '职工大额医疗费用补助',
  medicalAidFund: '医疗救助',
  otherFund: '其他基金',
}

/** So much of a trace code is enough to find its box on the counter. */
const TAIL = 6

/**
 * What the patient checks before taking the goods (打印清单: N 7.2.3 k, 7.3.3 f, 8.9.4 a; what is checked, trace codes and lots among it: 8.9.4 f): each drug with its
 * quantity, how it is taken, and the tails of its boxes' codes.
 */
export function goodsList({ view }: CaseFacts): readonly Block[] {
  return [
    ...partiesOf(view),
    pair('医疗机构', view.hospital),
    { kind: 'rule' },
    ...view.lines.flatMap((line): readonly Block[] => [
      { kind: 'row', name: line.genericName, quantity: line.prescribed, amount: money(line.amount) },
      { kind: 'text', text: articleOf(line) },
      { kind: 'text', text: `用法：${line.directions}`, isBold: true },
      ...line.items.flatMap(({ code, lot, expiresOn, pieces }): readonly Block[] => [
        pair(`  批号 ${lot}${expiresOn ? `  有效期至 ${expiresOn}` : ''}`, code === null ? '' : `尾号 ${code.slice(-TAIL)}`),
        ...(pieces === null ? [] : [{ kind: 'text', text: `  ${splitWord(line, pieces)}` } satisfies Block]),
      ]),
    ]),
    { kind: 'rule' },
    ...(view.money ? [pair('合计', money(view.money.total))] : []),
    { kind: 'text', text: '请当面核对药品、数量、批号和追溯码。' },
    { kind: 'blank' },
    { kind: 'text', text: '参保人（代购人）签字：' },
    { kind: 'blank' },
  ]
}

/**
 * What the patient keeps: the settlement (2102A) with every trace code in full, as it was sent (F 3.2.2). No standard says what a receipt must
 * carry; V table C (304) only foresees one.
 */
export function receipt({ view, prices, cashier }: CaseFacts): readonly Block[] {
  const { money: paid, payment, settledAt } = view
  return [
    ...partiesOf(view),
    { kind: 'rule' },
    ...view.lines.flatMap((line): readonly Block[] => {
      // the parts of a line have one price
      const price = prices.get(line.number) ?? prices.get(`${line.number}.1`)
      return [
        { kind: 'row', name: line.genericName, quantity: line.prescribed, amount: money(line.amount) },
        { kind: 'text', text: [articleOf(line), price !== undefined && `单价 ${formatPrice(price)}`].filter(Boolean).join('  ') },
        ...codesOf(line, '追溯码'),
      ]
    }),
    { kind: 'rule' },
    ...(paid ? moneyOf(paid, 1) : []),
    ...(paid ? [{ kind: 'amount', left: '现金应付', right: money(paid.cash) } satisfies Block] : []),
    ...(payment ? [pair('实收', money(payment.cashGiven)), pair('找零', money(payment.change))] : []),
    ...(paid ? [pair('个人账户余额', money(paid.balance))] : []),
    { kind: 'rule' },
    pair('结算号', view.settlementId ?? ''),
    // no source gives an address where a patient could look a code up, so there is none in it: what whoever asks about this sale would have to type
    { kind: 'qr', text: view.settlementId ?? '' },
    ...(settledAt === null ? [] : [pair('结算时间', shanghaiDateTime(settledAt))]),
    pair('审方药师', view.pharmacist ?? ''),
    pair('收款', cashier ?? ''),
  ]
}

/** 红字小票: what came back and what was given back, with the settlement that was revoked (2103; N 8.8.2). */
export function refund({ view, revoked }: CaseFacts): readonly Block[] {
  const { money: paid } = view
  return [
    ...partiesOf(view),
    { kind: 'rule' },
    ...view.lines.flatMap((line): readonly Block[] => [
      { kind: 'row', name: line.genericName, quantity: line.prescribed, amount: money(negative(line.amount)) },
      { kind: 'text', text: articleOf(line) },
      ...codesOf(line, '退回追溯码'),
    ]),
    { kind: 'rule' },
    ...(paid ? moneyOf(paid, -1) : []),
    ...(paid ? [{ kind: 'amount', left: '退还现金', right: money(paid.cash) } satisfies Block] : []),
    { kind: 'rule' },
    pair('已撤销的结算号', view.settlementId ?? ''),
    ...(revoked ? [pair('撤销时间', shanghaiDateTime(revoked.at)), pair('经办', revoked.by ?? '')] : []),
    { kind: 'blank' },
    { kind: 'text', text: '参保人签字：' },
    { kind: 'blank' },
  ]
}

function partiesOf({ document, hiRxno, patient, purchaser }: CaseFacts['view']): readonly Block[] {
  return [
    pair('单据号', document),
    pair('处方编号', hiRxno),
    pair('参保人', `${maskName(patient.name)}（尾号 ${patient.lastFour}）`),
    ...(purchaser ? [pair('代购人', `${maskName(purchaser.name)}（尾号 ${purchaser.lastFour}）`)] : []),
  ]
}

function moneyOf(paid: CaseMoney, sign: 1 | -1): readonly Block[] {
  const signed = (amount: number) => money(sign === 1 ? amount : negative(amount))
  return [
    { ...pair('合计', signed(paid.total)), isBold: true },
    pair('医保基金支付', signed(paid.fund)),
    ...paid.parts.map(({ name, amount }) => pair(`  其中 ${partNames[name] ?? name}`, signed(amount))),
    pair('个人负担', signed(paid.person)),
    pair('个人账户支付', signed(paid.account)),
    ...(paid.familyAccount === 0 ? [] : [pair('家庭共济账户支付', signed(paid.familyAccount))]),
  ]
}

function codesOf(line: CaseLine, label: string): readonly Block[] {
  const codes = line.items.flatMap(({ code, pieces }) =>
    code === null ? [] : [pieces === null ? code : `${code}  ${splitWord(line, pieces)}`],
  )
  return codes.length === 0 ? [] : [{ kind: 'codes', label: `${label}（${codes.length}）`, codes }]
}

function splitWord({ pieces }: CaseLine, count: number): string {
  return `拆零 ${count} ${pieces?.unit ?? ''}`.trim()
}

function articleOf({ specification, manufacturer }: CaseLine): string {
  return [specification, manufacturer].filter(Boolean).join('  ')
}

function money(fen: number | null): string {
  return fen === null ? '' : formatFen(fen as Fen)
}

/** Without the minus zero. */
function negative(amount: number): number
function negative(amount: number | null): number | null
function negative(amount: number | null): number | null {
  return amount === null ? null : 0 - amount
}
