import type { SaleLineView, SaleView } from '../../../shared/contract/stock/sale.ts'
import { type Fen, formatFen } from '../../../shared/domain/money.ts'
import { maskName } from '../../../shared/domain/personNames.ts'
import { shanghaiDateTime } from '../../../shared/domain/shanghaiTime.ts'
import type { SalePaperFacts } from './facts.ts'
import { type Block, pair } from './paper.ts'

/**
 * What the buyer of goods without a prescription keeps: name, maker, quantity, price and lot of each drug (销售凭证 of 药品经营质量管理规范), with every trace code in
 * full as it is uploaded.
 */
export function saleReceipt({ view }: SalePaperFacts): readonly Block[] {
  const { document, lines, total, due, payment, paidAt, cashier, buyer, account } = view
  return [
    pair('单据号', document),
    ...(account ? [pair('参保人', `${maskName(account.name)}（尾号 ${account.lastFour}）`)] : []),
    ...(buyer ? [pair('购买人', `${maskName(buyer.name)}（尾号 ${buyer.lastFour}）`)] : []),
    { kind: 'rule' },
    ...lines.flatMap((line) => linesOf(line, 1)),
    { kind: 'rule' },
    { kind: 'amount', left: '合计', right: money(total) },
    ...(account ? [...accountOf(account, 1), pair('现金应付', money(due))] : []),
    ...(payment ? [pair('实收现金', money(payment.given)), pair('找零', money(payment.change))] : []),
    { kind: 'rule' },
    ...(account ? [pair('个人账户余额', money(account.balance)), pair('结算号', account.settlementId ?? '')] : []),
    ...(paidAt === null ? [] : [pair('销售时间', shanghaiDateTime(paidAt))]),
    pair('收款', cashier ?? ''),
    { kind: 'qr', text: document },
  ]
}

/** 红字小票: what came back of a sale the last time, and what was given back for it. */
export function saleRefund({ view, refund }: SalePaperFacts): readonly Block[] {
  const lines = refund?.lines ?? []
  const { account } = view
  // with an account the whole sale comes back, and of its money what was cash
  const total = account ? view.refund : lines.reduce((sum, { amount }) => sum + amount, 0)
  return [
    pair('单据号', view.document),
    { kind: 'rule' },
    ...lines.flatMap((line) => linesOf(line, -1)),
    { kind: 'rule' },
    ...(account ? accountOf(account, -1) : []),
    { kind: 'amount', left: '退还现金', right: money(total) },
    { kind: 'rule' },
    ...(account ? [pair('已撤销的结算号', account.settlementId ?? '')] : []),
    ...(refund ? [pair('退货时间', shanghaiDateTime(refund.at)), pair('经办', refund.by ?? '')] : []),
    { kind: 'blank' },
    { kind: 'text', text: '顾客签字：' },
    { kind: 'blank' },
  ]
}

function accountOf({ fund, account, familyAccount }: NonNullable<SaleView['account']>, sign: 1 | -1): readonly Block[] {
  return [
    ...(fund === 0 ? [] : [pair('医保基金支付', money(sign * fund))]),
    pair('个人账户支付', money(sign * account)),
    ...(familyAccount === 0 ? [] : [pair('家庭共济账户支付', money(sign * familyAccount))]),
  ]
}

function linesOf(line: SaleLineView, sign: 1 | -1): readonly Block[] {
  const { name, specification, manufacturer, quantity, price, amount, lot, expiresOn, code } = line
  return [
    { kind: 'row', name, quantity, amount: money(sign * amount) },
    { kind: 'text', text: [specification, manufacturer, `单价 ${price}`].filter(Boolean).join('  ') },
    { kind: 'text', text: `  批号 ${lot}${expiresOn ? `  有效期至 ${expiresOn}` : ''}` },
    ...(code === null ? [] : [{ kind: 'text', text: `  ${sign === 1 ? '追溯码' : '退回追溯码'} ${code}` } satisfies Block]),
  ]
}

/** Without the minus zero. */
function money(fen: number): string {
  return formatFen((fen + 0) as Fen)
}
