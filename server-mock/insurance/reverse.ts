import type { CenterContext } from '../context.ts'
import { isObject } from '../json.ts'
import { isOfPrescription, tellSettled, tellTakenBack } from '../local/inProcess.ts'
import { refuseSettlement } from '../prescription/settling.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { Settlement } from '../store/settlements.ts'
import { claimPacks, findTraceFault, leftIn } from '../trace.ts'
import { refuseOutbound } from './goods.ts'
import type { InsuranceInterface, Refused } from './interface.ts'
import { freeSoldPacks } from './revoke.ts'
import { personNumberOf, settledRequest } from './settled.ts'

/**
 * 2601 冲正交易: a 2102, 2102A or 2103 of this institution, named by its msgid, is as if it had never been. A second 2601 for the same message says
 * success again and changes nothing. A message that changed nothing here (lost on the way, refused) is answered with 1042 or, by the switch
 * `unknownReversal`, with success; either way it is as if it had been here, so that it is refused as repeated (1009) should it still arrive.
 */
export const reverse: InsuranceInterface = (context, { input, institution }) => {
  const data = isObject(input.data) ? input.data : {}
  const omsgid = textOf(data, 'omsgid')
  const original = context.store.settlements.byMessage(omsgid)
  const isKnown =
    original?.institution === institution.code &&
    original.interface === textOf(data, 'oinfno') &&
    personNumberOf(context, original) === textOf(data, 'psn_no')
  if (!isKnown) {
    // a number of another institution is none of its business
    if (omsgid.startsWith(institution.code)) context.store.signIns.takeMsgid(omsgid)
    const isWell = context.switches().unknownReversal === 'accept'
    return isWell ? give({}) : refuse('1042', 'data.omsgid', '本机构、本人没有该交易，或该交易未成功；此后不再受理')
  }
  if (original.ended === 'reversed') return give({})
  const refused = original.reverses === null ? reverseSettlement(context, original) : reverseRevocation(context, original)
  return refused ?? give({})
}

function reverseSettlement(context: CenterContext, settlement: Settlement): Refused | null {
  if (settlement.ended !== null) return refuse('1044', 'data.omsgid', '该结算已撤销 (2103)，须先冲正撤销')
  context.store.settlements.reverse(settlement)
  freeSoldPacks(context, settlement)
  if (isOfPrescription(settlement)) tellTakenBack(context, settlement, null)
  return null
}

/** The settlement that was revoked stands again, if nothing came between: no later settlement of the person, prescription, goods and packs as they were. */
function reverseRevocation(context: CenterContext, revocation: Settlement): Refused | null {
  const { settlements } = context.store
  const settlement = settlements.find(revocation.reverses ?? '')
  if (settlement === undefined || settlement.interface === '2103') throw new Error('a revocation without its settlement')
  const { sale, sold, packs } = settledRequest(settlement)
  const { hiRxno, institution, person } = settlement
  const inside = leftIn(context, { source: settlement.interface, sale })
  const hasChanged =
    settlements.hasLater(revocation) ||
    findTraceFault(context, packs, { sale, institution }) !== null ||
    packs.some(({ code, split, quantity }) => split && inside(code) < quantity) ||
    (hiRxno !== null &&
      (refuseSettlement(context, { hiRxno, person, institution, lines: sold }) !== null ||
        refuseOutbound(context, hiRxno, sold, institution) !== null))
  if (hasChanged) return refuse('1044', 'data.omsgid', '撤销之后处方、药品、追溯码或本人的结算已有变化')

  settlements.reverse(revocation)
  settlements.mark(settlement.setlId, null)
  claimPacks(context, packs, { source: settlement.interface, sale, institution })
  if (isOfPrescription(settlement)) tellSettled(context, settlement)
  return null
}
