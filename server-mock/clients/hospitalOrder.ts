import type { Drug } from '../store/drugs.ts'
import type { PrescriptionLine } from '../store/prescriptions.ts'
import type { Insurance, Person } from '../store/registry.ts'
import type { Department, Disease, Doctor, HospitalPharmacist } from '../store/staff.ts'

/** A drug as the doctor writes it down. */
export interface OrderLine extends Omit<PrescriptionLine, 'number' | 'drug'> {
  readonly drug: Drug
}

/** All that a doctor's workstation knows when a prescription is written: from its own books, which are those of the province. */
export interface HospitalOrder {
  readonly patient: Person
  readonly insurance: Insurance
  /** what the patient's phone shows; null: the patient showed the identity card */
  readonly qr: string | null
  readonly doctor: Doctor
  readonly department: Department
  readonly pharmacist: HospitalPharmacist
  readonly pharmacy: Department
  readonly diagnosis: Disease
  /** of the outpatient list; null where the visit is an ordinary one */
  readonly chronicDisease: Disease | null
  readonly attribute: '01' | '02' | '03'
  readonly longTerm: boolean
  readonly validDays: number
  /** the hospital's own number, and that of the visit */
  readonly hospitalRxno: string
  readonly visitNumber: string
  /** why more than a week's supply; empty where there is no need */
  readonly reason: string
  /** epoch ms, whole seconds: now */
  readonly at: number
  readonly lines: readonly OrderLine[]
}
