import type { PaymentCode, PrescriptionCode } from '../../src/shared/wire/index.ts'
import { type CenterContext, nextChoices } from '../context.ts'
import { settledResult } from '../insurance/settled.ts'
import { readDecimal, scales, writeFen } from '../money.ts'
import { give, type Reply, refuse, textOf } from '../refusal.ts'
import type { PaymentOrder, PaymentRefund } from '../store/payments.ts'
import type { Institution } from '../store/registry.ts'
import { chinaTime } from '../time.ts'

type Node = Readonly<Record<string, unknown>>

/** What the payment center may say on channel E. */
export type PaymentAnswerCode = PrescriptionCode | PaymentCode

/** One interface of channel E. It writes only when it answers with content. */
export type PaymentInterface = (
  context: CenterContext,
  call: { readonly data: Node; readonly caller: Institution },
) => Reply<PaymentAnswerCode>

/**
 * 统一下单 (M): the patient's own part of a settlement that stands, to the fen. A settlement is paid once: while an order waits or was paid there is no second; one that
 * ran out or was paid back whole makes room for another, under a number of its own.
 */
export const placeOrder: PaymentInterface = (context, { data, caller }) => {
  const { payments, settlements } = context.store
  const merchantOrder = textOf(data, 'medOrgOrd')
  if (payments.byMerchant(caller.code, merchantOrder) !== undefined)
    return refuse('700403', 'medOrgOrd', '本机构的订单号不得重复')
  const settlement = settlements.find(textOf(data, 'setlId'))
  const isPayable = settlement?.institution === caller.code && settlement.reverses === null && settlement.ended === null
  if (!isPayable) return refuse('700401', 'setlId', '本机构没有该结算，或已撤销')
  const ownPart = readDecimal(textOf(settledResult(settlement).setlinfo, 'psn_cash_pay'), scales.fen) ?? 0
  if (ownPart === 0) return refuse('700402', 'setlId', '该结算没有个人现金部分')
  if (readDecimal(textOf(data, 'ownPayAmt'), scales.fen) !== ownPart) {
    return refuse('700402', 'ownPayAmt', '须等于该结算的个人现金支出 (psn_cash_pay)')
  }
  const isOpen = payments.ofSettlement(settlement.setlId).some((order) => ['1', '2', '4'].includes(stateOf(context, order)))
  if (isOpen) return refuse('700404', 'setlId', '该结算已有待支付或已支付的订单')
  const now = context.clock.now()
  const order = {
    payOrdId: `${caller.area}${chinaTime(now).compact}${nextChoices(context, 'payOrdId').digits(10)}`,
    institution: caller.code,
    merchantOrder,
    settlement: settlement.setlId,
    person: settlement.person,
    amount: ownPart,
    description: textOf(data, 'ordDscr'),
    until: now + context.province.paymentOrderLifetime.value,
  }
  payments.add(order)
  return give(orderNode(context, { ...order, paidAt: null, refunded: 0 }))
}

/** 查询支付订单 (M): an order of this institution, as it stands. */
export const queryOrder: PaymentInterface = (context, { data, caller }) => {
  const order = findOrder(context, data, caller)
  return order === undefined
    ? refuse('700405', textOf(data, 'payOrdId') === '' ? 'medOrgOrd' : 'payOrdId', '本机构没有该订单')
    : give(orderNode(context, order))
}

/** 申请退款 (M): goes back at once, and never more than was paid. The same refund again is answered as before. */
export const refundOrder: PaymentInterface = (context, { data, caller }) => {
  const { payments } = context.store
  const [payOrdId, refundNo] = [textOf(data, 'payOrdId'), textOf(data, 'appRefdSn')]
  const amount = readDecimal(textOf(data, 'cashRefdAmt'), scales.fen)
  const earlier = payments.refund(caller.code, refundNo)
  if (earlier !== undefined) {
    return earlier.payOrdId === payOrdId && earlier.amount === amount
      ? give(refundNode(earlier))
      : refuse('700406', 'appRefdSn', '该流水号已用于另一笔退款')
  }
  const order = payments.find(payOrdId)
  if (order?.institution !== caller.code) return refuse('700405', 'payOrdId', '本机构没有该订单')
  if (order.paidAt === null) return refuse('700408', 'payOrdId', '须为已支付的订单')
  if (amount === null || amount <= 0) return refuse('-2', 'cashRefdAmt', '须大于零')
  if (amount > order.amount - order.refunded) return refuse('700407', 'cashRefdAmt', '不得超过已支付而未退的金额')
  const refund = {
    institution: caller.code,
    refundNo,
    payOrdId,
    amount,
    reason: textOf(data, 'refdRea'),
    at: context.clock.now(),
  }
  payments.addRefund(refund)
  tell(context, payOrdId, refund)
  return give(refundNode(refund))
}

/** 退款查询 (M): a refund of this institution. */
export const queryRefund: PaymentInterface = ({ store }, { data, caller }) => {
  const refund = store.payments.refund(caller.code, textOf(data, 'appRefdSn'))
  return refund === undefined ? refuse('700409', 'appRefdSn', '本机构没有该退款') : give(refundNode(refund))
}

/** What keeps a patient from paying: there is no such order for that person, it was paid, or its time is up. */
export type PayFault = 'unknown' | 'paid' | 'closed'

/** The patient pays an order on the phone. `person` is the identity number of who holds it: an order is paid by whom the settlement is of. Null where it is paid now. */
export function payOrder(context: CenterContext, payOrdId: string, person: string): PayFault | null {
  const { payments } = context.store
  const order = payments.find(payOrdId)
  if (order?.person !== person) return 'unknown'
  if (order.paidAt !== null) return 'paid'
  if (stateOf(context, order) === '3') return 'closed'
  payments.pay(payOrdId, context.clock.now())
  tell(context, payOrdId, null)
  return null
}

/** ordStas as it stands: an order that waits is closed when its time is up, or its settlement was taken back. */
export function stateOf({ store, clock }: CenterContext, order: PaymentOrder): '1' | '2' | '3' | '4' | '5' {
  if (order.paidAt === null) {
    const stands = store.settlements.find(order.settlement)?.ended === null
    return stands && order.until > clock.now() ? '1' : '3'
  }
  if (order.refunded === 0) return '2'
  return order.refunded < order.amount ? '4' : '5'
}

function findOrder({ store }: CenterContext, data: Node, caller: Institution): PaymentOrder | undefined {
  const [payOrdId, merchantOrder] = [textOf(data, 'payOrdId'), textOf(data, 'medOrgOrd')]
  const order = payOrdId === '' ? store.payments.byMerchant(caller.code, merchantOrder) : store.payments.find(payOrdId)
  const isNamed = merchantOrder === '' || order?.merchantOrder === merchantOrder
  return order?.institution === caller.code && isNamed ? order : undefined
}

/** pay.notify: who placed an order is to be told that it was paid, or that money went back. In the transaction that keeps it; nothing happens where there is no address. */
function tell(context: CenterContext, payOrdId: string, refund: PaymentRefund | null): void {
  const { store, clock } = context
  const order = store.payments.find(payOrdId)
  if (order === undefined || store.callbacks.find(order.institution, 'E') === undefined) return
  const at = clock.now()
  const ofRefund = refund && {
    appRefdSn: refund.refundNo,
    cashRefdAmt: writeFen(refund.amount),
    refdTime: chinaTime(refund.at).dateTime,
  }
  const content = { ntfyType: refund === null ? '1' : '2', ...orderNode(context, order), ...ofRefund }
  store.callbacks.add({
    interface: 'pay.notify',
    institution: order.institution,
    about: payOrdId,
    content: JSON.stringify(content),
    at,
  })
}

function orderNode(context: CenterContext, order: PaymentOrder): Node {
  return {
    payOrdId: order.payOrdId,
    medOrgOrd: order.merchantOrder,
    setlId: order.settlement,
    ownPayAmt: writeFen(order.amount),
    ordStas: stateOf(context, order),
    expireTime: chinaTime(order.until).dateTime,
    ...(order.paidAt === null ? {} : { payTime: chinaTime(order.paidAt).dateTime }),
    refdAmt: writeFen(order.refunded),
  }
}

function refundNode({ refundNo, payOrdId, amount, at }: PaymentRefund): Node {
  return { appRefdSn: refundNo, payOrdId, cashRefdAmt: writeFen(amount), refdStas: '1', refdTime: chinaTime(at).dateTime }
}
