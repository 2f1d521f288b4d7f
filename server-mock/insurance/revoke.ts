import type { CenterContext } from '../context.ts'
import { isOfPrescription, tellTakenBack } from '../local/inProcess.ts'
import { give } from '../refusal.ts'
import type { Settlement } from '../store/settlements.ts'
import { revocationAnswer } from './answer.ts'
import type { InsuranceInterface } from './interface.ts'
import { nextNumber } from './settle.ts'
import { findSettlement, settledRequest, settledResult } from './settled.ts'

/** 2103 药店结算撤销 (N 8.8.2): the whole settlement is taken back, account and year stand as they would without it. */
export const revoke: InsuranceInterface = (context, call) => {
  const found = findSettlement(context, call)
  if (!found.ok) return found
  const { settlement } = found
  const { settlements, registry } = context.store
  const at = context.clock.now()
  const setlId = nextNumber(context, call.institution.area, 'setlId')
  const { balance = 0 } =
    registry
      .insurancesOf(settlement.person)
      .find(({ area, type }) => area === settlement.area && type === settlement.insuranceType) ?? {}
  const { setlinfo, setldetail } = settledResult(settlement)
  const output = revocationAnswer(
    setlinfo,
    setldetail,
    { setlId, msgid: call.msgid, sign: context.switches().revocationAmounts },
    balance + settlement.accountPaid,
    at,
  )

  settlements.add({
    ...settlement,
    setlId,
    msgid: call.msgid,
    interface: '2103',
    at,
    request: JSON.stringify({ input: call.input }),
    result: JSON.stringify(output),
    accountPaid: -settlement.accountPaid,
    deductiblePaid: -settlement.deductiblePaid,
    fundPaid: -settlement.fundPaid,
    reverses: settlement.setlId,
  })
  settlements.mark(settlement.setlId, 'revoked')
  freeSoldPacks(context, settlement)
  if (isOfPrescription(settlement)) tellTakenBack(context, settlement, setlId)
  return give(output)
}

/** The packs of a settlement that does not stand any more are free again. */
export function freeSoldPacks(context: CenterContext, settlement: Settlement): void {
  const { interface: source } = settlement
  if (source !== '2103') context.store.traceCodes.release(settledRequest(settlement).sale, source)
}
