import type { CenterContext } from '../context.ts'
import { nodesOf } from '../insurance/lines.ts'
import { readDecimal, scales } from '../money.ts'
import {
  findSettlementFault,
  type SettlementFault,
  settlementDone,
  settlementNeverWas,
  settlementUndone,
} from '../prescription/settling.ts'
import { statesOf } from '../prescription/state.ts'
import { give, type Refusal, refuse, textOf } from '../refusal.ts'
import { chinaTime, readDateTime } from '../time.ts'
import type { LocalAnswerCode, LocalInterface } from './system.ts'

type Node = Readonly<Record<string, unknown>>
type Refused = { readonly ok: false; readonly refusal: Refusal<LocalAnswerCode> }

/** 电子处方结算信息核验 (N 10.1 item 1): changes nothing, and promises nothing beyond the moment. */
export const checkSettlement: LocalInterface = (context, { data }) =>
  refuseClaim(context, data) ?? give(checkedAnswer(context, textOf(data, 'hiRxno')))

/** What the check says of a prescription that may be settled. */
export function checkedAnswer(context: CenterContext, hiRxno: string): Node {
  const prescription = context.store.prescriptions.find(hiRxno)
  if (prescription === undefined) throw new Error('a prescription that was checked is not there')
  return {
    ...statesAnswer(context, hiRxno),
    rxExraAttrCode: prescription.attribute,
    valiEndTime: chinaTime(prescription.validUntil).dateTime,
  }
}

/**
 * 电子处方结算信息通知 (N 10.1 item 2): the prescription is used by that settlement. Between check and notice the prescription may have changed, so the same
 * rules hold for both: a settlement whose notice is refused must be taken back. The same notice again is answered as before.
 */
export const noteSettlement: LocalInterface = (context, { data }) => {
  const [hiRxno, setlId, institution] = ['hiRxno', 'setlId', 'fixmedinsCode'].map((name) => textOf(data, name))
  if (hiRxno === undefined || setlId === undefined || institution === undefined) throw new Error('not of its table')
  const known = context.store.settlementNotices.find(setlId)
  if (known !== undefined && (known.hiRxno !== hiRxno || known.institution !== institution)) {
    return refuse('700311', 'setlId', '该结算已通知为另一处方或机构')
  }
  if (known?.reversal === null) return give(statesAnswer(context, hiRxno))
  const refused = refuseClaim(context, data) ?? refuseAmounts(data) ?? refuseFuture(context, data, 'setlTime')
  if (refused) return refused
  context.store.settlementNotices.stand({ setlId, hiRxno, institution, content: JSON.stringify(data), at: context.clock.now() })
  settlementDone(context, { hiRxno, settlement: setlId, institution })
  return give(statesAnswer(context, hiRxno))
}

/**
 * 电子处方结算冲销通知 (N 10.1 item 3): unused again. A settlement of the center's own insurance side is none of the caller's: nobody told it on this channel.
 */
export const noteReversal: LocalInterface = (context, { data }) => {
  const { settlementNotices, settlements } = context.store
  const hiRxno = textOf(data, 'hiRxno')
  const setlId = textOf(data, 'setlId')
  const known = settlementNotices.find(setlId)
  const isTold =
    known?.hiRxno === hiRxno && known.institution === textOf(data, 'fixmedinsCode') && settlements.find(setlId) === undefined
  if (!isTold) return refuse('700312', 'setlId', '须为已通知的该处方、该机构的结算')
  if (known.reversal !== null) {
    return isSameReversal(known.reversal, data)
      ? give(statesAnswer(context, hiRxno))
      : refuse('700313', 'setlId', '该结算已由另一笔冲销')
  }
  const refused = refuseFuture(context, data, 'revsTime')
  if (refused) return refused
  settlementNotices.takeBack(setlId, JSON.stringify(data))
  if (textOf(data, 'revsType') === '1') settlementUndone(context, { hiRxno })
  else settlementNeverWas(context, { hiRxno })
  return give(statesAnswer(context, hiRxno))
}

/** How a prescription stands now, as each of the three interfaces says. */
export function statesAnswer(context: CenterContext, hiRxno: string): Node {
  const prescription = context.store.prescriptions.find(hiRxno)
  if (prescription === undefined) throw new Error('a prescription that was settled is not there')
  const { rxStasCodg = '', rxUsedStasCodg = '' } = statesOf(prescription, context.clock.now())
  return { hiRxno, rxStasCodg, rxUsedStasCodg }
}

/** A fault in the codes and fields of channel L. */
export function localRefusal(fault: SettlementFault): Refused {
  const [code, field] = words[fault.kind]
  return refuse(code, 'index' in fault ? `rxDetlList[${fault.index}].${field}` : field, fault.rule)
}

const words = {
  unknown: ['700301', 'hiRxno'],
  withdrawn: ['700123', 'hiRxno'],
  used: ['700121', 'hiRxno'],
  expired: ['700122', 'hiRxno'],
  notTheOwner: ['700302', 'certno'],
  heldElsewhere: ['700305', 'fixmedinsCode'],
  notApproved: ['700303', 'fixmedinsCode'],
  drug: ['700304', 'medListCodg'],
  quantity: ['700304', 'cnt'],
} as const satisfies Readonly<Record<SettlementFault['kind'], readonly [LocalAnswerCode, string]>>

function refuseClaim(context: CenterContext, data: Node): Refused | null {
  if (textOf(data, 'rxCircFlag') !== '1') return refuse('-2', 'rxCircFlag', '仅流转处方 (1) 须核验和通知')
  const lines = nodesOf(data.rxDetlList)
  if (lines.length === 0) return refuse('-2', 'rxDetlList', '至少一行')
  const hiRxno = textOf(data, 'hiRxno')
  const fault = findSettlementFault(context, {
    hiRxno,
    person: textOf(data, 'certno'),
    institution: textOf(data, 'fixmedinsCode'),
    lines: lines.map((line) => ({
      drug: textOf(line, 'medListCodg'),
      quantity: readDecimal(textOf(line, 'cnt'), scales.quantity) ?? Number.NaN,
    })),
  })
  if (fault) return localRefusal(fault)
  return context.store.prescriptions.find(hiRxno)?.area === textOf(data, 'insuPlcNo')
    ? null
    : refuse('700302', 'insuPlcNo', '须为处方登记的参保地')
}

function refuseAmounts(data: Node): Refused | null {
  const fen = (name: string): number => readDecimal(textOf(data, name), scales.fen) ?? Number.NaN
  return fen('medfeeSumamt') === fen('fundPaySumamt') + fen('acctPay') + fen('psnCashPay')
    ? null
    : refuse('-2', 'medfeeSumamt', '须等于基金支付总额、个人账户支出与个人现金支出之和')
}

function refuseFuture({ clock, province }: CenterContext, data: Node, name: string): Refused | null {
  const at = readDateTime(textOf(data, name)) ?? 0
  return at > clock.now() + province.prescriptionClockTolerance.value ? refuse('-2', name, '不得晚于当前时间') : null
}

function isSameReversal(earlier: string, data: Node): boolean {
  const told: unknown = JSON.parse(earlier)
  return ['revsType', 'revsSetlId'].every((name) => textOf(Object(told), name) === textOf(data, name))
}
