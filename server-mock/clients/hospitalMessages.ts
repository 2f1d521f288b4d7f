import { scales, writeCount, writeDecimal } from '../money.ts'
import type { PrescriptionRecord } from '../prescription/file/record.ts'
import { ageOn, chinaTime } from '../time.ts'
import type { HospitalOrder } from './hospitalOrder.ts'

type Json = Record<string, unknown>
type Place = { readonly code: string; readonly name: string; readonly area: string }
type Numbers = { readonly hiRxno: string; readonly rxTraceCode: string; readonly mdtrtId: string }

const DAY_MS = 86_400_000
const ITEM_NAMES = { '11': '西药', '12': '中成药', '13': '中药饮片' } as const

const timeOf = ({ at }: HospitalOrder): string => chinaTime(at).dateTime
const gender = ({ patient }: HospitalOrder): string => (patient.gender === 'male' ? '1' : '2')

/** 2201 and 2203 of an order. `token`: what the QR was decoded to; null for an identity card. */
export const visitMessages = {
  register: (order: HospitalOrder, token: string | null): Json => ({
    data: {
      psn_no: order.patient.personNumber,
      insutype: order.insurance.type,
      begntime: timeOf(order),
      mdtrt_cert_type: token === null ? '02' : '01',
      mdtrt_cert_no: token ?? order.patient.identityNumber,
      ipt_otp_no: order.visitNumber,
      atddr_no: order.doctor.code,
      dr_name: order.doctor.name,
      dept_code: order.department.code,
      dept_name: order.department.name,
      caty: 'A03',
    },
  }),
  describe: (order: HospitalOrder, mdtrtId: string): Json => ({
    mdtrtinfo: {
      mdtrt_id: mdtrtId,
      psn_no: order.patient.personNumber,
      med_type: order.chronicDisease === null ? '11' : '14',
      begntime: timeOf(order),
      ...(order.chronicDisease === null ? {} : { dise_codg: order.chronicDisease.code, dise_name: order.chronicDisease.name }),
    },
    diseinfo: [
      {
        diag_type: '1',
        diag_srt_no: '1',
        diag_code: order.diagnosis.code,
        diag_name: order.diagnosis.name,
        diag_dept: order.department.name,
        dise_dor_no: order.doctor.code,
        dise_dor_name: order.doctor.name,
        diag_time: timeOf(order),
        vali_flag: '1',
      },
    ],
  }),
}

/** 3101 of an order: has the area enough of what is to be prescribed? */
export function stockQuestion(order: HospitalOrder, hospital: Place, mdtrtId: string): Json {
  const { patient, department, doctor, diagnosis, insurance } = order
  const time = timeOf(order)
  const place = {
    medins_id: hospital.code,
    medins_name: hospital.name,
    medins_admdvs: hospital.area,
    medins_type: 'A1',
    medins_lv: '05',
  }
  const departments = {
    adm_dept_codg: department.code,
    adm_dept_name: department.name,
    dscg_dept_codg: department.code,
    dscg_dept_name: department.name,
  }
  const main = { dscg_main_dise_codg: diagnosis.code, dscg_main_dise_name: diagnosis.name }
  const amounts = { medfee_sumamt: '0.00', ownpay_amt: '0.00', selfpay_amt: '0.00' }
  const encounter = {
    ...{ mdtrt_id: mdtrtId, ...place, adm_date: time, dscg_date: time, ...main, dr_codg: doctor.code, ...departments },
    ...{ med_mdtrt_type: '1', med_type: order.chronicDisease === null ? '11' : '14', matn_stas: '0', ...amounts },
    ...{ setl_totlnum: '0', insutype: insurance.type, reim_flag: '1', out_setl_flag: '2' },
    fsi_diagnose_dtos: [
      {
        ...{ dise_id: '1', inout_dise_type: '1', maindise_flag: '1', dias_srt_no: '1' },
        ...{ dise_codg: diagnosis.code, dise_name: diagnosis.name, dise_date: time },
      },
    ],
    fsi_order_dtos: order.lines.map(({ drug, quantity }, index) => ({
      ...{ rx_id: String(index + 1), rxno: order.hospitalRxno, long_drord_flag: order.longTerm ? '1' : '0' },
      ...{ hilist_type: drug.itemType === '13' ? '102' : '101', chrg_type: '09', drord_bhvr: '0' },
      ...{ hilist_code: drug.code, hilist_name: drug.genericName, hilist_lv: drug.level, hilist_pric: '0.00' },
      ...{ hosplist_code: drug.code, hosplist_name: drug.genericName, cnt: writeCount(quantity) },
      ...{ pric: '0.00', sumamt: '0.00', ownpay_amt: '0.00', selfpay_amt: '0.00', spec: drug.spec, spec_unt: drug.unit },
      ...{ drord_begn_date: time, drord_dept_codg: department.code, drord_dept_name: department.name },
      ...{ drord_dr_codg: doctor.code, drord_dr_name: doctor.name, drord_dr_profttl: '3', curr_drord_flag: '1' },
    })),
  }
  const who = { patn_id: patient.personNumber, patn_name: patient.name, gend: gender(order), brdy: patient.born }
  const patients = [{ ...who, poolarea: insurance.area, curr_mdtrt_id: mdtrtId, fsi_encounter_dtos: [encounter] }]
  return { data: { syscode: 'HIS', trig_scen: '2', patient_dtos: patients } }
}

/** 7101 of an order. */
export function precheckMessage(order: HospitalOrder, hospital: Place, token: string | null, mdtrtId: string): Json {
  const { lines } = order
  const pieces = lines.find(({ drug }) => drug.itemType === '13')
  return {
    ...(token === null
      ? { mdtrtCertType: '02', mdtrtCertNo: order.patient.identityNumber }
      : { mdtrtCertType: '01', ecToken: token }),
    bizTypeCode: '01',
    rxExraAttrCode: order.attribute,
    insuPlcNo: order.insurance.area,
    mdtrtareaNo: hospital.area,
    hospRxno: order.hospitalRxno,
    rxTypeCode: pieces === undefined ? '1' : '2',
    prscTime: timeOf(order),
    rxDrugCnt: String(pieces?.days ?? lines.length),
    ...(pieces === undefined
      ? {}
      : { rxUsedWayCodg: pieces.wayCode, rxUsedWayName: pieces.way, rxDrordDscr: `${pieces.way}，${pieces.frequency}` }),
    valiDays: String(order.validDays),
    valiEndTime: chinaTime(order.at + order.validDays * DAY_MS).dateTime,
    longRxFlag: order.longTerm ? '1' : '0',
    rxdrugdetail: lines.map((line) => drugOf(order, line)),
    mdtrtinfo: visitOf(order, hospital, mdtrtId),
    diseinfo: [
      {
        diagType: '1',
        maindiagFlag: '1',
        diagSrtNo: '1',
        diagCode: order.diagnosis.code,
        diagName: order.diagnosis.name,
        diagDept: order.department.name,
        diagDeptCode: order.department.code,
        diagDrNo: order.doctor.code,
        diagDrName: order.doctor.name,
        diagTime: timeOf(order),
      },
    ],
  }
}

function drugOf(order: HospitalOrder, line: HospitalOrder['lines'][number]): Json {
  const { drug } = line
  return {
    medListCodg: drug.code,
    rxItemTypeCode: drug.itemType,
    rxItemTypeName: ITEM_NAMES[drug.itemType],
    ...(drug.itemType === '13' ? { tcmdrugTypeCode: '3', tcmdrugTypeName: '中药饮片' } : {}),
    drugGenname: drug.genericName,
    drugDosform: drug.dosageForm,
    drugSpec: drug.spec,
    drugProdname: drug.productName,
    prdrName: drug.maker,
    medcWayCodg: line.wayCode,
    medcWayDscr: line.way,
    medcBegntime: timeOf(order),
    medcEndtime: chinaTime(order.at + line.days * DAY_MS).dateTime,
    medcDays: String(line.days),
    sinDosunt: line.doseUnit,
    sinDoscnt: line.dose,
    usedFrquCodg: line.frequencyCode,
    usedFrquName: line.frequency,
    drugDosunt: drug.unit,
    drugCnt: writeDecimal(line.quantity, scales.quantity),
    hospApprFlag: '1',
  }
}

function visitOf(order: HospitalOrder, hospital: Place, mdtrtId: string): Json {
  const { patient, doctor, department, diagnosis, chronicDisease } = order
  return {
    ...{ fixmedinsName: hospital.name, fixmedinsCode: hospital.code, mdtrtId, medType: chronicDisease === null ? '11' : '14' },
    ...{ iptOtpNo: order.visitNumber, otpIptFlag: '1', psnNo: patient.personNumber, patnName: patient.name },
    ...{ psnCertType: '01', certno: patient.identityNumber, patnAge: String(ageOn(patient.born, chinaTime(order.at).date)) },
    ...{ gend: gender(order), prscDeptName: department.name, prscDeptCode: department.code, drCode: doctor.code },
    ...{ prscDrName: doctor.name, drDeptCode: department.code, drDeptName: department.name, mdtrtTime: timeOf(order) },
    ...(chronicDisease === null
      ? { spDiseFlag: '0' }
      : { spDiseFlag: '1', diseCodg: chronicDisease.code, diseName: chronicDisease.name }),
    ...{ maindiagCode: diagnosis.code, maindiagName: diagnosis.name },
    ...(order.reason === '' ? {} : { diseCondDscr: order.reason }),
  }
}

/** What the file shows and says of an order, once it has its numbers. */
export function recordOfOrder(
  order: HospitalOrder,
  hospital: Place,
  { hiRxno, rxTraceCode, mdtrtId }: Numbers,
): PrescriptionRecord {
  const { patient, insurance } = order
  return {
    ...{ hiRxno, rxTraceCode, visitId: mdtrtId, hospital: hospital.code, hospitalName: hospital.name },
    ...{ department: order.department.name, doctor: order.doctor.name, pharmacist: order.pharmacist.name },
    ...{ patient: patient.name, identityNumber: patient.identityNumber, gender: patient.gender, born: patient.born },
    ...{ diagnosis: order.diagnosis.name, diagnosisCode: order.diagnosis.code, attribute: order.attribute },
    ...{ insuranceType: insurance.type, prescribedAt: order.at, validDays: order.validDays, longTerm: order.longTerm ? 1 : 0 },
    lines: order.lines.map(({ drug, quantity, days, dose, doseUnit, frequency, way }) => ({
      ...{ drug: drug.code, name: drug.genericName, spec: drug.spec, unit: drug.unit },
      ...{ quantity, days, dose, doseUnit, frequency, way },
    })),
  }
}

/** The twenty signed fields of 7103, empty ones as "". */
export function signedFieldsOfOrder(
  order: HospitalOrder,
  hospital: Place,
  { hiRxno, rxTraceCode, mdtrtId }: Numbers,
  checkedAt: string,
): Readonly<Record<string, string>> {
  const { patient, doctor, pharmacist, pharmacy } = order
  return {
    ...{ rxTraceCode, hiRxno, mdtrtId, patnName: patient.name, psnCertType: '01', certno: patient.identityNumber },
    ...{ fixmedinsName: hospital.name, fixmedinsCode: hospital.code, drCode: doctor.code, prscDrName: doctor.name },
    ...{ pharDeptName: pharmacy.name, pharDeptCode: pharmacy.code, pharProfttlCodg: '', pharProfttlName: '' },
    ...{ pharCode: pharmacist.code, pharCertType: '01', pharCertno: pharmacist.identityNumber, pharName: pharmacist.name },
    ...{ pharPracCertNo: pharmacist.practiceNumber, pharChkTime: checkedAt },
  }
}
