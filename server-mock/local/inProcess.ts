import { type InsuranceCode, interfaceTables, localCodes, prescriptionCodes } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import { settledRequest, settledResult } from '../insurance/settled.ts'
import { scales, writeDecimal } from '../money.ts'
import {
  type Claim,
  findSettlementFault,
  insuranceRefusal,
  settlementDone,
  settlementNeverWas,
  settlementUndone,
} from '../prescription/settling.ts'
import { give, type Refusal, type Reply, textOf } from '../refusal.ts'
import type { Settlement } from '../store/settlements.ts'
import { chinaTime } from '../time.ts'
import { checkedAnswer, localRefusal, statesAnswer } from './settlement.ts'
import { insuranceSystemId } from './system.ts'

// The insurance side and the prescription center of this province are one process: what goes between them needs no wire, but it stands in the log of messages
// as channel L, as it would have travelled.

type Node = Readonly<Record<string, unknown>>

/** 电子处方结算信息核验 before a settlement: null where nothing stands against it, else what the insurance side tells the pharmacy. */
export function askForSettlement(
  context: CenterContext,
  claim: Claim & { readonly area: string },
): Refusal<InsuranceCode> | null {
  const fault = findSettlementFault(context, claim)
  keepInLog(
    context,
    'rxSetlChk',
    claimNode(context, claim),
    fault ? localRefusal(fault) : give(checkedAnswer(context, claim.hiRxno)),
  )
  return fault && insuranceRefusal(fault)
}

/** 电子处方结算信息通知 after a settlement of a prescription. */
export function tellSettled(context: CenterContext, settlement: Settlement & { readonly hiRxno: string }): void {
  const { setlId, mdtrtId, hiRxno, institution, person, area, at } = settlement
  const lines = settledRequest(settlement).sold
  const { setlinfo } = settledResult(settlement)
  const notice = {
    ...claimNode(context, { hiRxno, institution, person, area, lines }),
    setlId,
    mdtrtId,
    setlTime: chinaTime(at).dateTime,
    medfeeSumamt: textOf(setlinfo, 'medfee_sumamt'),
    fundPaySumamt: textOf(setlinfo, 'fund_pay_sumamt'),
    acctPay: textOf(setlinfo, 'acct_pay'),
    psnCashPay: textOf(setlinfo, 'psn_cash_pay'),
  }
  context.store.settlementNotices.stand({ setlId, hiRxno, institution, content: JSON.stringify(notice), at })
  settlementDone(context, { hiRxno, settlement: setlId, institution })
  keepInLog(context, 'rxSetlNotify', notice, give(statesAnswer(context, hiRxno)))
}

/** 电子处方结算冲销通知: `revocation` is the number that 2103 gave, null where 2601 undid the settlement. */
export function tellTakenBack(
  context: CenterContext,
  { setlId, hiRxno, institution }: Settlement & { readonly hiRxno: string },
  revocation: string | null,
): void {
  const notice = {
    hiRxno,
    fixmedinsCode: institution,
    setlId,
    ...(revocation === null ? { revsType: '2' } : { revsType: '1', revsSetlId: revocation }),
    revsTime: chinaTime(context.clock.now()).dateTime,
  }
  context.store.settlementNotices.takeBack(setlId, JSON.stringify(notice))
  if (revocation === null) settlementNeverWas(context, { hiRxno })
  else settlementUndone(context, { hiRxno })
  keepInLog(context, 'rxSetlRevsNotify', notice, give(statesAnswer(context, hiRxno)))
}

/** Whether a settlement is one of a prescription, of which the prescription center is told. */
export function isOfPrescription<S extends Settlement>(settlement: S): settlement is S & { readonly hiRxno: string } {
  return settlement.hiRxno !== null
}

function claimNode(
  { store }: CenterContext,
  { hiRxno, institution, person, area, lines }: Claim & { readonly area: string },
): Node {
  return {
    hiRxno,
    rxCircFlag: '1',
    fixmedinsCode: institution,
    psnCertType: '01',
    certno: person,
    psnName: store.registry.person(person)?.name ?? '',
    insuPlcNo: area,
    rxDetlList: lines.map(({ drug, quantity }) => ({ medListCodg: drug, cnt: writeDecimal(quantity, scales.quantity) })),
  }
}

const sentences: Readonly<Record<string, string>> = { ...prescriptionCodes, ...localCodes }

function keepInLog(
  context: CenterContext,
  number: 'rxSetlChk' | 'rxSetlNotify' | 'rxSetlRevsNotify',
  request: Node,
  reply: Reply,
): void {
  const { clock, store, random } = context
  const code = reply.ok ? '0' : reply.refusal.code
  const reason = reply.ok ? '' : `${sentences[code] ?? ''} ${reply.refusal.message}`
  store.messages.add({
    at: clock.now(),
    realAt: clock.real(),
    ms: 0,
    channel: 'L',
    interface: number,
    path: interfaceTables[number].path,
    client: insuranceSystemId(random),
    cases: ['hiRxno', 'setlId'].map((name) => textOf(request, name)).filter((name) => name !== ''),
    accepted: reply.ok,
    code,
    reason,
    fault: null,
    request,
    answer: { code: Number(code), message: reply.ok ? '成功' : reason, ...(reply.ok ? { data: reply.output } : {}) },
    rawRequest: '',
  })
}
