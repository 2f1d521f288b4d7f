import type { Prescription, PrescriptionFile, PrescriptionLine } from '../../../../shared/domain/prescription.ts'
import type { interfaceTables, WireNode } from '../../../../shared/wire/index.ts'
import { unreadable } from '../answers.ts'
import { type Decimals, withDecimals } from '../decimals.ts'
import { strictBase64 } from '../gm/sm.ts'
import type { Outcome } from '../outcome.ts'
import { fromWireTime } from '../times.ts'
import { stateOf } from './states.ts'

type Download = WireNode<(typeof interfaceTables)['7204']['output']>
type Line = Download['rxDetlList'][number]

const schemes = Object.freeze({ '01': 'dualChannel', '02': 'outpatientPooling', '03': 'other' } as const)
const kinds = Object.freeze({ '11': 'western', '12': 'chinesePatent', '13': 'herbal' } as const)

/** The answer of 7204: what the table leaves optional is null where the hospital said nothing. */
export function toDownloaded(node: Download): Outcome<{ readonly prescription: Prescription; readonly file: PrescriptionFile }> {
  const bytes = strictBase64(node.rxFile)
  if (bytes === null) return unreadable('data.rxFile')
  return withDecimals((read) => ({
    prescription: toPrescription(node, read),
    file: { bytes, signature: node.signDigest, certificateSerial: node.signCertSn },
  }))
}

function toPrescription(node: Download, read: Decimals): Prescription {
  const visit = node.rxOtpinfo
  return {
    hiRxno: node.hiRxno,
    state: stateOf(node.rxStasCodg),
    used: node.rxUsedStasCodg === '2',
    prescribedAt: fromWireTime(node.prscTime),
    validUntil: fromWireTime(node.valiEndTime),
    owner: {
      name: visit.patnName,
      idType: visit.psnCertType,
      idNumber: visit.certno,
      gender: visit.gend === '1' ? 'male' : visit.gend === '2' ? 'female' : 'unknown',
      ageTenths: Math.round(Number(visit.patnAge) * 10),
      allergies: visit.algsHis || null,
    },
    hospital: { code: node.fixmedinsCode, name: node.fixmedinsName, department: visit.prscDeptName },
    doctor: visit.prscDrName,
    hospitalPharmacist: { name: visit.pharName, at: fromWireTime(visit.pharChkTime) },
    visitNumber: visit.iptOtpNo,
    medicalType: visit.medType,
    insuranceType: visit.insutype,
    scheme: schemes[node.rxExraAttrCode as keyof typeof schemes] ?? null,
    longTerm: node.longRxFlag === '1',
    chronicDisease: visit.diseCodg ? { code: visit.diseCodg, name: visit.diseName || '' } : null,
    diagnoses: node.rxDiseList.map(({ diagCode, diagName, maindiagFlag }) => ({
      code: diagCode,
      name: diagName,
      isMain: maindiagFlag === '1',
    })),
    lines: node.rxDetlList.map((line, index) => toLine(line, `data.rxDetlList[${index}]`, read)),
  }
}

function toLine(line: Line, at: string, read: Decimals): PrescriptionLine {
  return {
    drugCode: line.medListCodg,
    genericName: line.drugGenname,
    productName: line.drugProdname,
    dosageForm: line.drugDosform,
    specification: line.drugSpec,
    manufacturer: line.prdrName || null,
    kind: kinds[line.rxItemTypeCode as keyof typeof kinds] ?? null,
    quantity: read.quantity(line.drugCnt, `${at}.drugCnt`),
    unit: line.drugDosunt || null,
    dose: line.sinDoscnt ? { quantity: read.quantity(line.sinDoscnt, `${at}.sinDoscnt`), unit: line.sinDosunt || null } : null,
    frequency: line.usedFrquName || null,
    route: line.medcWayDscr,
    days: read.quantity(line.medcDays, `${at}.medcDays`),
    coveredByHospital: line.hospApprFlag ? line.hospApprFlag === '1' : null,
    overTheCounter: line.otcFlag === '1',
    taken: line.takeDrugFlag === '1',
    footnote: line.tcmherbFoote || null,
  }
}
