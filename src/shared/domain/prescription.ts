import type { Quantity } from './money.ts'

/** The insured person that a prescription is for, as the center knows them. */
export interface PrescriptionOwner {
  readonly name: string
  /** V table C.2 */
  readonly idType: string
  readonly idNumber: string
  readonly gender: 'male' | 'female' | 'unknown'
  /** in tenths of a year, as the center gives it */
  readonly ageTenths: number
  readonly allergies: string | null
}

export interface Diagnosis {
  readonly code: string
  readonly name: string
  readonly isMain: boolean
}

/** One drug of a prescription. */
export interface PrescriptionLine {
  /** 医疗目录编码 */
  readonly drugCode: string
  readonly genericName: string
  readonly productName: string
  readonly dosageForm: string
  readonly specification: string
  readonly manufacturer: string | null
  readonly kind: 'western' | 'chinesePatent' | 'herbal' | null
  /** how much to hand out */
  readonly quantity: Quantity
  readonly unit: string | null
  /** one dose, in its own unit */
  readonly dose: { readonly quantity: Quantity; readonly unit: string | null } | null
  readonly frequency: string | null
  readonly route: string
  readonly days: Quantity
  /** whether the hospital confirmed that it is paid for under its restrictions; null where it said nothing */
  readonly coveredByHospital: boolean | null
  readonly overTheCounter: boolean
  /** whether it was taken already (取药标志) */
  readonly taken: boolean
  /** how a herb is to be prepared */
  readonly footnote: string | null
}

/** A prescription of the center, key `hiRxno`. Times are epoch milliseconds. */
export interface Prescription {
  readonly hiRxno: string
  readonly state: 'valid' | 'expired' | 'withdrawn'
  readonly used: boolean
  readonly prescribedAt: number
  readonly validUntil: number
  readonly owner: PrescriptionOwner
  readonly hospital: { readonly code: string; readonly name: string; readonly department: string }
  readonly doctor: string
  /** the hospital's own pharmacist, who checked it before it was uploaded */
  readonly hospitalPharmacist: { readonly name: string; readonly at: number }
  /** 住院/门诊号 */
  readonly visitNumber: string
  /** 医疗类别 and 险种类型 of the visit in which it was written, codes of the province */
  readonly medicalType: string
  readonly insuranceType: string
  /** 双通道 or 门诊统筹, where the hospital said so */
  readonly scheme: 'dualChannel' | 'outpatientPooling' | 'other' | null
  readonly longTerm: boolean
  /** the chronic disease of the outpatient list that it belongs to */
  readonly chronicDisease: { readonly code: string; readonly name: string } | null
  readonly diagnoses: readonly Diagnosis[]
  readonly lines: readonly PrescriptionLine[]
}

/** The signed file behind a prescription, as it was downloaded: what 7205 proves. */
export interface PrescriptionFile {
  /** the PDF or OFD itself */
  readonly bytes: Uint8Array
  /** signDigest, the text as the center gave it */
  readonly signature: string
  readonly certificateSerial: string
}
