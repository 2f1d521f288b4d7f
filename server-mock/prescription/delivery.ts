import { deliveryStates } from '../../src/shared/wire/index.ts'
import { type CenterContext, nextChoices } from '../context.ts'
import { notify } from '../phone/notices.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { Delivery, DeliveryUpdate } from '../store/deliveries.ts'
import type { Outbound } from '../store/outbounds.ts'
import type { Prescription } from '../store/prescriptions.ts'
import type { Institution } from '../store/registry.ts'
import { readDateTime } from '../time.ts'
import type { PrescriptionInterface } from './interface.ts'
import { refuseWithdrawn } from './state.ts'

const SIGNED = '4'
const RETURNED = '5'
const SECOND_MS = 1_000

type Node = Readonly<Record<string, unknown>>

/**
 * 7209 药品配送信息同步 (N 8.9.4 c, d): where the goods of this pharmacy's outbound upload are. The first news begins the delivery and gives it its number, if it brings none;
 * later news is never older, nor of an earlier step, but for goods that came back and leave again. Only 7210 says that they were signed for. The same news again
 * gets the same answer.
 */
export const syncDelivery: PrescriptionInterface = (context, { data, caller: institution }) => {
  const { deliveries } = context.store
  const hiRxno = textOf(data, 'hiRxno')
  const found = findOutbound(context, hiRxno, institution)
  if (!found.ok) return found
  const { outbound, prescription } = found
  const state = textOf(data, 'delvStasCodg')
  if (state === SIGNED) return refuse('-2', 'delvStasCodg', '签收须以 7210 确认 (N 8.9.4 g)')
  if (textOf(data, 'delvStasName') !== nameOf(state)) return refuse('-2', 'delvStasName', '须为该状态编码的名称')
  const at = readDateTime(textOf(data, 'delvStasTime')) ?? 0
  if (at > latestPossible(context)) return refuse('-2', 'delvStasTime', '不得晚于当前时间')

  const delivery = deliveries.of(outbound.id)
  const content = JSON.stringify(data)
  const last = deliveries.updatesOf(outbound.id).at(-1)
  if (delivery?.signedAt != null) return refuse('700172', 'hiRxno', '配送已签收，不再更新 (N 8.9.4 g)')
  if (delivery !== undefined && last !== undefined) {
    if (last.content === content) return answer(hiRxno, delivery, state)
    const fault = refuseNumber(delivery, textOf(data, 'delvNo')) ?? refuseOrder(last, state, at)
    if (fault) return fault
    deliveries.add({ outbound: outbound.id, state, content, at })
    return answer(hiRxno, delivery, state)
  }

  const withdrawn = refuseWithdrawn(prescription, 'hiRxno')
  if (withdrawn) return withdrawn
  if (at + SECOND_MS <= outbound.at) return refuse('700173', 'delvStasTime', '不得早于销售出库明细上传 (N 8.9.3)')
  const given = textOf(data, 'delvNo')
  const number = given === '' ? `PS${nextChoices(context, 'delivery').digits(18)}` : given
  deliveries.begin(outbound.id, number)
  deliveries.add({ outbound: outbound.id, state, content, at })
  return answer(hiRxno, { number }, state)
}

/**
 * 7210 药品配送签收确认 (N 8.9.4 e to g, i): the drugs were taken at the door, by the patient or by somebody else who is named. It ends the delivery, whose state is then
 * 已签收, and the patient is told. A prescription that is own-paid is used by that, for no settlement will come. The same again gets the same answer.
 */
export const confirmReceipt: PrescriptionInterface = (context, { data, caller: institution }) => {
  const { deliveries, prescriptions, registry } = context.store
  const hiRxno = textOf(data, 'hiRxno')
  const found = findOutbound(context, hiRxno, institution)
  if (!found.ok) return found
  const { outbound, prescription } = found
  const delivery = deliveries.of(outbound.id)
  const last = deliveries.updatesOf(outbound.id).at(-1)
  if (delivery === undefined || last === undefined) return refuse('700171', 'hiRxno', '本机构没有该处方的配送 (7209)')
  const receipt = JSON.stringify(data)
  if (delivery.receipt === receipt) return answer(hiRxno, delivery, SIGNED)
  if (delivery.signedAt !== null) return refuse('700172', 'hiRxno', '配送已签收 (N 8.9.4 g)')
  const wrongNumber = refuseNumber(delivery, textOf(data, 'delvNo'), true)
  if (wrongNumber) return wrongNumber
  if (last.state === RETURNED) return refuse('700173', 'hiRxno', '药品已退回，须重新配送 (7209)')
  const at = readDateTime(textOf(data, 'signTime')) ?? 0
  if (at > latestPossible(context)) return refuse('-2', 'signTime', '不得晚于当前时间')
  if (at < last.at) return refuse('700173', 'signTime', '不得早于最近的配送状态')
  if (textOf(data, 'selfSignFlag') === '1') {
    const owner = registry.person(prescription.person)
    if (textOf(data, 'signName') !== owner?.name) return refuse('700102', 'signName', '本人签收须为处方所属人 (N 8.9.4 e)')
    if (textOf(data, 'signCertType') !== '01') return refuse('700102', 'signCertType', '本人签收须为处方所属人的证件 (N 8.9.4 e)')
    if (textOf(data, 'signCertno') !== owner.identityNumber)
      return refuse('700102', 'signCertno', '本人签收须为处方所属人的证件 (N 8.9.4 e)')
  }

  deliveries.sign(outbound.id, at, receipt)
  if (prescription.usedBy === null && isOwnPaid(outbound)) prescriptions.use(hiRxno, usedByReceipt(outbound))
  notify(context, hiRxno, { kind: 'delivered', institution: institution.code })
  return answer(hiRxno, delivery, SIGNED)
}

/** What an own-paid prescription is used by once its delivery was signed for: no settlement. */
export function usedByReceipt({ id }: Pick<Outbound, 'id'>): string {
  return `receipt/${id}`
}

/** How a delivery stands now, as rx.delivery and 7209 say it: code and name. */
export function deliveryState(delivery: Delivery, updates: readonly DeliveryUpdate[]) {
  const state = delivery.signedAt === null ? (updates.at(-1)?.state ?? '') : SIGNED
  return { delvNo: delivery.number, delvStasCodg: state, delvStasName: nameOf(state) }
}

function answer(hiRxno: string, { number }: Pick<Delivery, 'number'>, state: string) {
  return give({ hiRxno, delvNo: number, delvStasCodg: state, delvStasName: nameOf(state) })
}

type Found =
  | { readonly ok: true; readonly outbound: Outbound; readonly prescription: Prescription }
  | ReturnType<typeof refuse<'700171'>>

/** Goods that this pharmacy told of (7207) and did not take back: whose they are otherwise is nobody's business. */
function findOutbound({ store }: CenterContext, hiRxno: string, institution: Institution): Found {
  const outbound = store.outbounds.current(hiRxno)
  const prescription = store.prescriptions.find(hiRxno)
  if (outbound?.institution !== institution.code || prescription === undefined)
    return refuse('700171', 'hiRxno', '须先上传本机构的销售出库明细 (N 8.9.3)')
  return { ok: true, outbound, prescription }
}

function refuseNumber(delivery: Delivery, given: string, isRequired = false) {
  if (given === delivery.number || (given === '' && !isRequired)) return null
  return refuse('700173', 'delvNo', '须为该处方的配送业务编号')
}

function refuseOrder(last: DeliveryUpdate, state: string, at: number) {
  if (at < last.at) return refuse('700173', 'delvStasTime', '不得早于最近的配送状态')
  const leavesAgain = last.state === RETURNED && state !== RETURNED
  return Number(state) < Number(last.state) && !leavesAgain
    ? refuse('700173', 'delvStasCodg', '配送状态不得后退 (N 8.9.4 d)')
    : null
}

function isOwnPaid({ content }: Outbound): boolean {
  const { data }: { data?: Node } = JSON.parse(content)
  return data?.payMode === '1'
}

function latestPossible({ clock, province }: CenterContext): number {
  return clock.now() + province.prescriptionClockTolerance.value
}

function nameOf(state: string): string {
  return Object.entries(deliveryStates).find(([code]) => code === state)?.[1] ?? ''
}
