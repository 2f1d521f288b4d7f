import type { CenterContext } from '../context.ts'
import { nodesOf } from '../insurance/lines.ts'
import { isObject } from '../json.ts'
import { readDecimal, scales } from '../money.ts'
import { notify } from '../phone/notices.ts'
import { readSignedFile } from '../prescription/file/file.ts'
import { readInfoEntry } from '../prescription/file/pdfSignature.ts'
import { dataDigestOf, recordFrom, signedValue } from '../prescription/file/record.ts'
import type { PrescriptionInterface } from '../prescription/interface.ts'
import { statesOf } from '../prescription/state.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { CheckedPrescription } from '../store/checks.ts'
import type { Prescription, PrescriptionLine } from '../store/prescriptions.ts'
import type { Institution } from '../store/registry.ts'
import { readDateTime } from '../time.ts'
import { findChecked, signedFieldsOf } from './signedFields.ts'

type Node = Readonly<Record<string, unknown>>

/**
 * 7103 电子处方上传 (N 8.1.1.4 k, m): the signed file of a checked prescription. Both signatures are verified, with the hospital's own certificate; a file that says
 * what its data are (RxDataDigest) must say the checked ones. From then on 7201 finds it.
 */
export const upload: PrescriptionInterface = (context, { data, caller: hospital }) => {
  const { checks, files, prescriptions } = context.store
  const found = findChecked(context, data, hospital)
  if (!found.ok) return found
  const { checked } = found
  const fields = signedFieldsOf(data)
  const { prescription, lines } = readPrescription(context, checked, fields, hospital)
  if (prescription.validUntil <= context.clock.now()) return refuse('700122', 'hiRxno', '处方已过有效截止时间')

  const claim = { rxFile: textOf(data, 'rxFile'), signDigest: textOf(data, 'signDigest') }
  const file = readSignedFile(context, hospital.code, { ...claim, value: signedValue(fields) })
  if (typeof file === 'string') return refuse('700187', file.startsWith('处方原件') ? 'rxFile' : 'signDigest', file)
  const digest = readInfoEntry(file.pdf, 'RxDataDigest')
  if (digest !== null && digest !== dataDigestOf(recordFrom(context, prescription, lines)))
    return refuse('700188', 'rxFile', '处方原件的数据与预核验 (7101) 的不一致 (F 1.3)')

  prescriptions.add({ ...prescription, lines, fate: null, fateAfter: null })
  files.keep(checked.hiRxno, file)
  checks.upload(checked.hiRxno, JSON.stringify(fields))
  notify(context, checked.hiRxno, { kind: 'uploaded' })
  const { rxStasCodg, rxStasName } = statesOf(prescription, context.clock.now())
  return give({ hiRxno: checked.hiRxno, rxStasCodg, rxStasName })
}

/** The prescription that a check and its signed fields come to. */
function readPrescription(
  { store }: CenterContext,
  checked: CheckedPrescription,
  fields: Node,
  hospital: Institution,
): { readonly prescription: Prescription; readonly lines: readonly PrescriptionLine[] } {
  const sent: Node = JSON.parse(checked.content)
  const about = isObject(sent.mdtrtinfo) ? sent.mdtrtinfo : {}
  const visit = store.visits.find(textOf(about, 'mdtrtId'))
  if (visit === undefined) throw new Error(`the visit of ${checked.hiRxno} is gone`)
  const attribute = textOf(sent, 'rxExraAttrCode')
  const prescription: Prescription = {
    hiRxno: checked.hiRxno,
    person: checked.person,
    hospital: hospital.code,
    hospitalName: hospital.name,
    department: textOf(about, 'prscDeptName'),
    doctor: textOf(about, 'prscDrName'),
    hospitalPharmacist: textOf(fields, 'pharName'),
    diagnosis: textOf(about, 'maindiagName'),
    diagnosisCode: textOf(about, 'maindiagCode'),
    // where nobody must say of which kind it is, one that does not is none of the two
    attribute: attribute === '01' || attribute === '02' ? attribute : '03',
    medType: visit.medType ?? '',
    diseaseCode: visit.diseaseCode,
    longTerm: textOf(sent, 'longRxFlag') === '1' ? 1 : 0,
    area: textOf(sent, 'insuPlcNo') || visit.area,
    insuranceType: visit.insuranceType,
    visitId: visit.id,
    rxTraceCode: checked.rxTraceCode,
    prescribedAt: readDateTime(textOf(sent, 'prscTime')) ?? 0,
    validDays: Number(textOf(sent, 'valiDays')),
    validUntil: readDateTime(textOf(sent, 'valiEndTime')) ?? 0,
    withdrawnAt: null,
    withdrawnReason: null,
    usedBy: null,
    flaw: 'none',
  }
  const lines = nodesOf(sent.rxdrugdetail).map((node, index) => ({
    number: index + 1,
    drug: textOf(node, 'medListCodg'),
    quantity: readDecimal(textOf(node, 'drugCnt'), scales.quantity) ?? 0,
    days: Number(textOf(node, 'medcDays')),
    dose: textOf(node, 'sinDoscnt'),
    doseUnit: textOf(node, 'sinDosunt'),
    frequencyCode: textOf(node, 'usedFrquCodg'),
    frequency: textOf(node, 'usedFrquName'),
    wayCode: textOf(node, 'medcWayCodg'),
    way: textOf(node, 'medcWayDscr'),
  }))
  return { prescription, lines }
}
