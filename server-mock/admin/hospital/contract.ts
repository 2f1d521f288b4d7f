import { z } from 'zod'

/** What the hospital page of the console, or any other program, takes and gives below /_admin/hospital. */

/** `code`: of a hospital; the first one where it is left out. */
export const HospitalQuery = z.strictObject({ code: z.string().optional() })

const Directions = z.strictObject({
  /** 单次用量 and its unit */
  dose: z.string(),
  doseUnit: z.string(),
  frequencyCode: z.string(),
  frequency: z.string(),
  wayCode: z.string(),
  way: z.string(),
})

/** A hospital's workstation: everything that one chooses from. */
export const HospitalView = z.strictObject({
  hospital: z.strictObject({ code: z.string(), name: z.string() }),
  hospitals: z.array(z.strictObject({ code: z.string(), name: z.string() })),
  doctors: z.array(z.strictObject({ code: z.string(), name: z.string(), department: z.string() })),
  pharmacists: z.array(z.strictObject({ code: z.string(), name: z.string() })),
  diseases: z.array(z.strictObject({ code: z.string(), name: z.string(), list: z.enum(['icd', 'outpatient']) })),
  drugs: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      spec: z.string(),
      unit: z.string(),
      itemType: z.enum(['11', '12', '13']),
      dualChannel: z.boolean(),
      /** whether it may leave the hospital on a prescription; the center refuses the others */
      circulates: z.boolean(),
      /** how it is usually taken */
      directions: Directions,
    }),
  ),
  patients: z.array(
    z.strictObject({
      identityNumber: z.string(),
      name: z.string(),
      born: z.string(),
      voucher: z.enum(['active', 'withoutPlace', 'notActivated', 'channelNotAuthorized']),
      insured: z.array(z.strictObject({ area: z.string(), type: z.string(), active: z.boolean() })),
    }),
  ),
  /** what rxExraAttrCode may say in this province */
  attributes: z.array(z.enum(['01', '02', '03'])),
  /** days; the second of a long-term prescription */
  validity: z.strictObject({ usual: z.number(), longTerm: z.number() }),
  /** where 7108 and 7109 go; null: nowhere */
  callback: z.string().nullable(),
})
export type HospitalView = z.infer<typeof HospitalView>

const DrugLine = z.strictObject({
  /** med_list_codg */
  drug: z.string().min(1),
  /** of the drug's unit, at most four places */
  quantity: z.number().positive().max(1_000_000),
  days: z.number().int().min(1).max(366),
  /** the usual ones where they are left out */
  directions: Directions.partial().optional(),
})

export const WriteRequest = z.strictObject({
  hospital: z.string().optional(),
  /** identity number */
  patient: z.string().min(1),
  /** place of insurance; the first where it is left out */
  area: z.string().optional(),
  /** what the patient shows: the voucher's QR, or the identity card */
  credential: z.enum(['voucher', 'card']).default('voucher'),
  /** code of the doctor */
  doctor: z.string().min(1),
  /** code of the diagnosis */
  diagnosis: z.string().min(1),
  /** code of a disease of the outpatient list */
  chronicDisease: z.string().optional(),
  lines: z.array(DrugLine).min(1).max(20),
  attribute: z.enum(['01', '02', '03']).default('02'),
  longTerm: z.boolean().default(false),
  validDays: z.number().int().min(1).max(366).optional(),
  /** why more than a week's supply */
  reason: z.string().max(200).default(''),
  /** code of the reviewing pharmacist; the first where it is left out */
  pharmacist: z.string().optional(),
  /** who makes the two signatures: the center (7102), or the hospital itself with its certificate */
  signing: z.enum(['center', 'own']).default('center'),
})
export type WriteRequest = z.input<typeof WriteRequest>

export const HospitalStepView = z.strictObject({
  /** number of the interface */
  interface: z.string(),
  /** '0' is success */
  code: z.string(),
  message: z.string(),
})
export type HospitalStepView = z.infer<typeof HospitalStepView>

/** `hiRxno` null: the last step was refused. */
export const WrittenView = z.strictObject({
  hiRxno: z.string().nullable(),
  rxTraceCode: z.string().nullable(),
  warnings: z.array(z.string()),
  steps: z.array(HospitalStepView),
})
export type WrittenView = z.infer<typeof WrittenView>

export const UndoRequest = z.strictObject({
  hiRxno: z.string().min(1),
  /** code of the doctor who withdraws; the first of the hospital where it is left out */
  doctor: z.string().optional(),
  reason: z.string().min(1).max(200).default('医师撤回处方'),
})
export type UndoRequest = z.input<typeof UndoRequest>

export const ResultsQuery = z.strictObject({ hiRxno: z.string().min(1) })

/** The signed file of a prescription. */
export const FileView = z.strictObject({
  /** PDF in Base64 */
  file: z.string(),
})

/** What 7105, 7106 and 7107 answered: their `data`, null where they refused. */
export const ResultsView = z.strictObject({
  steps: z.array(HospitalStepView),
  prescription: z.record(z.string(), z.unknown()).nullable(),
  review: z.record(z.string(), z.unknown()).nullable(),
  dispensing: z.record(z.string(), z.unknown()).nullable(),
})
export type ResultsView = z.infer<typeof ResultsView>

export const CallbackRequest = z.strictObject({
  hospital: z.string().optional(),
  /** an http address of this machine; null: nobody is told any more */
  url: z.url().nullable(),
})
export type CallbackRequest = z.infer<typeof CallbackRequest>

/** What a hospital that is a program of its own needs to sign itself. */
export const HospitalKeys = z.strictObject({
  hospital: z.string(),
  /** DER in Base64: the hospital's, and that of the training CA */
  certificate: z.string(),
  rootCertificate: z.string(),
  /** of the certificate: Base64 of the bare scalar */
  privateKey: z.string(),
})
export type HospitalKeys = z.infer<typeof HospitalKeys>
