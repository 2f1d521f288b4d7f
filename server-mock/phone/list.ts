import { reviewStates } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import { scales, writeDecimal } from '../money.ts'
import { statesOf } from '../prescription/state.ts'
import { give, textOf } from '../refusal.ts'
import type { Prescription } from '../store/prescriptions.ts'
import { chinaTime } from '../time.ts'
import { ownerOfAccess } from './identity.ts'
import type { PhoneInterface } from './interface.ts'

/** rx.list (N 8.2.4 f, g): the owner's prescriptions in every state, or in one, the newest first. */
export const listPrescriptions: PhoneInterface = (context, { data, caller: application }) => {
  const found = ownerOfAccess(context, textOf(data, 'accessToken'), application)
  if (!found.ok) return found
  const wanted = textOf(data, 'rxStasCodg')
  const all = context.store.prescriptions.of(found.person.identityNumber)
  const now = context.clock.now()
  const shown = all.filter((prescription) => wanted === '' || statesOf(prescription, now).rxStasCodg === wanted)
  return give({ rxList: shown.map((prescription) => rowOf(context, prescription)) })
}

function rowOf(context: CenterContext, prescription: Prescription) {
  const { store, clock } = context
  const { hiRxno } = prescription
  const reviewed = store.reviews.latestOfAll(hiRxno)?.status ?? '0'
  return {
    hiRxno,
    fixmedinsCode: prescription.hospital,
    fixmedinsName: prescription.hospitalName,
    prscDeptName: prescription.department,
    prscDrName: prescription.doctor,
    maindiagName: prescription.diagnosis,
    prscTime: chinaTime(prescription.prescribedAt).dateTime,
    valiEndTime: chinaTime(prescription.validUntil).dateTime,
    ...statesOf(prescription, clock.now()),
    rxChkStasCodg: reviewed,
    rxChkStasName: reviewStates[reviewed],
    rxDetlList: store.prescriptions.linesOf(hiRxno).map((line) => {
      const drug = store.drugs.find(line.drug)
      return {
        drugGenname: drug?.genericName,
        drugSpec: drug?.spec,
        drugCnt: writeDecimal(line.quantity, scales.quantity),
        drugDosunt: drug?.unit,
        usedFrquName: line.frequency,
        medcWayDscr: line.way,
      }
    }),
  }
}
