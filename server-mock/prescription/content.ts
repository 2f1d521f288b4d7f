import type { CenterContext } from '../context.ts'
import { departmentCode, staffCode } from '../hospital/staff.ts'
import { scales, writeCount, writeDecimal } from '../money.ts'
import type { Drug } from '../store/drugs.ts'
import type { Prescription, PrescriptionLine } from '../store/prescriptions.ts'
import type { Person } from '../store/registry.ts'
import { ageOn, chinaTime } from '../time.ts'
import { checkedAt } from './file/record.ts'
import { statesOf } from './state.ts'
import { withSent } from './uploaded.ts'

const DAY_MS = 86_400_000
const VISIT_BEFORE_MS = 600_000

const ITEM_TYPES = { '11': '西药', '12': '中成药', '13': '中药饮片' } as const satisfies Record<Drug['itemType'], string>
const ATTRIBUTES = { '01': '双通道处方', '02': '门诊统筹处方', '03': '其他' } as const satisfies Record<
  Prescription['attribute'],
  string
>

/** A prescription as 7204 gives it (the nodes of 7105), but its file. What no hospital sent (scenarios) is invented, the same every time. */
export function contentOf(context: CenterContext, prescription: Prescription): Readonly<Record<string, unknown>> {
  const { store, clock } = context
  const { hiRxno } = prescription
  const person = store.registry.person(prescription.person)
  if (person === undefined) throw new Error(`the owner of ${hiRxno} is not registered`)
  const lines = store.prescriptions.linesOf(hiRxno).map((line) => {
    const drug = store.drugs.find(line.drug)
    if (drug === undefined) throw new Error(`the catalogue has no ${line.drug}`)
    return { ...line, drug }
  })
  const pieces = lines.find(({ drug }) => drug.itemType === '13')
  const made = {
    hiRxno,
    fixmedinsCode: prescription.hospital,
    fixmedinsName: prescription.hospitalName,
    ...statesOf(prescription, clock.now()),
    prscTime: chinaTime(prescription.prescribedAt).dateTime,
    // doses of a decoction, kinds of drugs otherwise (7101)
    rxDrugCnt: String(pieces?.days ?? lines.length),
    ...(pieces === undefined ? {} : { rxUsedWayCodg: pieces.wayCode, rxUsedWayName: pieces.way, rxDosunt: '剂', rxDoscnt: '1' }),
    valiDays: String(prescription.validDays),
    valiEndTime: chinaTime(prescription.validUntil).dateTime,
    reptFlag: '0',
    // the codes of 处方类别 were not found [inferred]
    ...(pieces === undefined ? { rxTypeCode: '1', rxTypeName: '西药中成药' } : { rxTypeCode: '2', rxTypeName: '中药饮片' }),
    longRxFlag: String(prescription.longTerm),
    bizTypeCode: '01',
    bizTypeName: '定点医疗机构就诊',
    rxExraAttrCode: prescription.attribute,
    rxExraAttrName: ATTRIBUTES[prescription.attribute],
    rxDetlList: lines.map((line) => lineOf(line, prescription.prescribedAt)),
    rxOtpinfo: visitOf(prescription, person),
    rxDiseList: [diagnosisOf(context, prescription)],
  }
  const uploaded = store.checks.find(hiRxno)
  return uploaded === undefined ? made : withSent(made, uploaded)
}

function lineOf(line: Omit<PrescriptionLine, 'drug'> & { readonly drug: Drug }, prescribedAt: number) {
  const { drug } = line
  return {
    medListCodg: drug.code,
    rxItemTypeCode: drug.itemType,
    rxItemTypeName: ITEM_TYPES[drug.itemType],
    ...(drug.itemType === '13' ? { tcmdrugTypeCode: '3', tcmdrugTypeName: '中药饮片' } : {}),
    drugProdname: drug.productName,
    drugGenname: drug.genericName,
    drugDosform: drug.dosageForm,
    drugSpec: drug.spec,
    prdrName: drug.maker,
    medcWayCodg: line.wayCode,
    medcWayDscr: line.way,
    medcBegntime: chinaTime(prescribedAt).dateTime,
    medcEndtime: chinaTime(prescribedAt + line.days * DAY_MS).dateTime,
    medcDays: String(line.days),
    drugCnt: writeDecimal(line.quantity, scales.quantity),
    drugDosunt: drug.unit,
    sinDoscnt: line.dose,
    sinDosunt: line.doseUnit,
    usedFrquCodg: line.frequencyCode,
    usedFrquName: line.frequency,
    hospApprFlag: drug.covered === 1 ? '1' : '0',
    takeDrugFlag: '0',
    otcFlag: drug.prescriptionFlag === '0' ? '1' : '0',
    drugTotlcnt: writeCount(line.quantity),
    drugTotlcntEmp: drug.unit,
  }
}

function visitOf(prescription: Prescription, person: Person) {
  const { diseaseCode, prescribedAt } = prescription
  return {
    medType: prescription.medType,
    mdtrtId: prescription.visitId,
    iptOtpNo: prescription.visitId,
    otpIptFlag: '1',
    psnNo: person.personNumber,
    patnName: person.name,
    psnCertType: '01',
    certno: person.identityNumber,
    patnAge: String(ageOn(person.born, chinaTime(prescribedAt).date)),
    gend: person.gender === 'male' ? '1' : '2',
    insutype: prescription.insuranceType,
    prscDeptName: prescription.department,
    prscDrName: prescription.doctor,
    pharName: prescription.hospitalPharmacist,
    pharChkTime: chinaTime(checkedAt(prescription)).dateTime,
    mdtrtTime: chinaTime(prescribedAt - VISIT_BEFORE_MS).dateTime,
    ...(diseaseCode === null ? {} : { diseCodg: diseaseCode, diseName: prescription.diagnosis }),
    spDiseFlag: diseaseCode === null ? '0' : '1',
    maindiagCode: prescription.diagnosisCode,
    maindiagName: prescription.diagnosis,
    fstdiagFlag: '0',
  }
}

function diagnosisOf(context: CenterContext, prescription: Prescription) {
  const { hospital, department, doctor } = prescription
  return {
    diagType: '1',
    maindiagFlag: '1',
    diagSrtNo: '1',
    diagCode: prescription.diagnosisCode,
    diagName: prescription.diagnosis,
    diagDept: department,
    diagDeptCode: departmentCode(context.random, hospital, department),
    diagDrNo: staffCode(context.random, 'D', hospital, doctor),
    diagDrName: doctor,
    diagTime: chinaTime(prescription.prescribedAt).dateTime,
  }
}
