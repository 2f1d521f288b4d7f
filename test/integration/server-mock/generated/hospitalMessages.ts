import {
  precheckMessage,
  recordOfOrder,
  signedFieldsOfOrder,
  stockQuestion,
  visitMessages,
} from '../../../../server-mock/clients/hospitalMessages.ts'
import type { HospitalOrder } from '../../../../server-mock/clients/hospitalOrder.ts'
import { renderPrescription } from '../../../../server-mock/prescription/file/pdf.ts'
import { dataDigestOf } from '../../../../server-mock/prescription/file/record.ts'
import { createRandom } from '../../../../server-mock/random.ts'
import { directionsOf } from '../../../../server-mock/scenarios/catalogue.ts'
import { fillScenario } from '../../../../server-mock/scenarios/fill.ts'
import type { Scenario } from '../../../../server-mock/scenarios/scenario.ts'
import { patient, town } from '../../../../server-mock/scenarios/town.ts'
import type { Json } from './flow.ts'

type Numbers = { readonly hiRxno: string; readonly rxTraceCode: string; readonly mdtrtId: string }

/** Two hospitals, and a patient who has no prescription yet. */
export const hospitalScenario = {
  name: 'hospital',
  title: '医院开方',
  institutions: [...town.institutions, { name: '青石桥中医医院', kind: 'hospital', code: 'H99010100002' }],
  pharmacists: town.pharmacists,
  people: [
    { ...patient, insured: [{ area: '990101' }] },
    { name: '赵小梅', voucher: 'notActivated', insured: [{ area: '990101' }] },
  ],
} as const satisfies Scenario

/** What the first hospital of the scenario writes for its first patient: a western drug for a week. `at` in epoch ms. */
export function orderOf(seed: string, at: number, drugName = '缬沙坦胶囊'): HospitalOrder {
  const filled = fillScenario(hospitalScenario, createRandom(seed), at)
  const hospital = 'H99010100001'
  const first = <T>(list: readonly T[], fits: (each: T) => boolean): T => {
    const found = list.find(fits)
    if (found === undefined) throw new Error('the scenario lacks something')
    return found
  }
  const isOurs = (each: { readonly hospital: string }): boolean => each.hospital === hospital
  const doctor = first(filled.doctors, isOurs)
  const drug = first(filled.drugs, ({ genericName }) => genericName === drugName)
  const days = 7
  return {
    patient: first(filled.people, () => true),
    insurance: first(filled.insurances, () => true),
    qr: null,
    doctor,
    department: first(filled.departments, (each) => isOurs(each) && each.name === doctor.department),
    pharmacist: first(filled.hospitalPharmacists, isOurs),
    pharmacy: first(filled.departments, (each) => isOurs(each) && each.code === 'YJK'),
    diagnosis: first(filled.diseases, ({ code }) => code === 'I10.x02'),
    ...{
      chronicDisease: null,
      attribute: '02',
      longTerm: false,
      validDays: 3,
      hospitalRxno: 'CF1',
      visitNumber: 'MZ1',
      reason: '',
    },
    at,
    lines: [{ drug, quantity: 20_000, days, ...directionsOf(drug.dosageForm) }],
  }
}

/** The messages of one visit to a hospital of a running center, each as the workstation makes it from `order`. */
export function messagesOf(
  order: HospitalOrder,
  place: { readonly code: string; readonly name: string; readonly area: string },
  now: string,
) {
  const { patient: owner, doctor } = order
  const filled = (fields: Readonly<Record<string, string>>): Json =>
    Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ''))
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
  return {
    register: (token: string): Json => visitMessages.register(order, token),
    describe: (mdtrtId: string): Json => visitMessages.describe(order, mdtrtId),
    stock: (mdtrtId: string): Json => stockQuestion(order, place, mdtrtId),
    precheck: (token: string, mdtrtId: string): Json => precheckMessage(order, place, token, mdtrtId),
    /** the signed fields of 7103 */
    signed: (numbers: Numbers): Json => filled(signedFieldsOfOrder(order, place, numbers, now)),
    sign: (numbers: Numbers): Json => {
      const fields = signedFieldsOfOrder(order, place, numbers, now)
      const record = recordOfOrder(order, place, numbers)
      const sorted = Object.fromEntries(Object.entries(fields).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      return {
        fixmedinsCode: place.code,
        originalValue: base64(Buffer.from(JSON.stringify(sorted))),
        originalRxFile: base64(renderPrescription(record, dataDigestOf(record))),
      }
    },
    question: ({ hiRxno, mdtrtId }: Numbers): Json => ({
      ...{ hiRxno, fixmedinsCode: place.code, mdtrtId, psnName: owner.name, psnCertType: '01', certno: owner.identityNumber },
    }),
    undo: (hiRxno: string): Json => ({
      ...{ hiRxno, fixmedinsCode: place.code, drCode: doctor.code, undoDrName: doctor.name, undoDrCertType: '01' },
      ...{ undoDrCertno: doctor.identityNumber, undoRea: '患者取消外购', undoTime: now },
    }),
  }
}
