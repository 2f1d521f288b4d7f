import type { Field } from '../table.ts'

/** M names the five interfaces (支付功能要求); their fields are spelled as public client programs of the payment center do [inferred]. */
export const inferred = { inferred: '字段未找到，比照移动支付客户端的拼写' } as const
export const paymentPathSource = { inferred: '路径未找到' } as const

const orderStates = Object.freeze({ '1': '待支付', '2': '已支付', '3': '已关闭', '4': '部分退款', '5': '已全额退款' })

export const payOrdId = {
  name: 'payOrdId',
  label: '支付订单号',
  type: 'c',
  length: 30,
  required: 'Y',
  source: inferred,
} as const satisfies Field
export const medOrgOrd = {
  name: 'medOrgOrd',
  label: '医药机构订单号',
  type: 'c',
  length: 40,
  required: 'Y',
  source: inferred,
} as const satisfies Field
export const setlId = {
  name: 'setlId',
  label: '结算 ID',
  type: 'c',
  length: 30,
  required: 'Y',
  source: inferred,
} as const satisfies Field
export const ownPayAmt = {
  name: 'ownPayAmt',
  label: '个人现金支付金额',
  type: 'n',
  length: 16,
  scale: 2,
  required: 'Y',
  source: inferred,
} as const satisfies Field

/** An order as it stands. */
export const order = [
  payOrdId,
  medOrgOrd,
  setlId,
  ownPayAmt,
  { name: 'ordStas', label: '订单状态', type: 'c', length: 3, required: 'Y', codes: orderStates, source: inferred },
  { name: 'expireTime', label: '支付截止时间', type: 'dt', required: 'Y', source: inferred },
  { name: 'payTime', label: '支付时间', type: 'dt', required: '-', source: inferred },
  { name: 'refdAmt', label: '已退款金额', type: 'n', length: 16, scale: 2, required: 'Y', source: inferred },
] as const satisfies readonly Field[]

/** A refund as it was made. */
export const refund = [
  { name: 'appRefdSn', label: '应用退款流水号', type: 'c', length: 40, required: 'Y', source: inferred },
  payOrdId,
  { name: 'cashRefdAmt', label: '退款金额', type: 'n', length: 16, scale: 2, required: 'Y', source: inferred },
  { name: 'refdStas', label: '退款状态', type: 'c', length: 3, required: 'Y', codes: { '1': '退款成功' }, source: inferred },
  { name: 'refdTime', label: '退款时间', type: 'dt', required: 'Y', source: inferred },
] as const satisfies readonly Field[]
