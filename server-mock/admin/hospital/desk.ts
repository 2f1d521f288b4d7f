import type { z } from 'zod'
import { createHospitalDesk, type HospitalDesk } from '../../clients/hospital.ts'
import type { HospitalOrder } from '../../clients/hospitalOrder.ts'
import { type CenterContext, nextChoices } from '../../context.ts'
import { circulates } from '../../hospital/catalogue.ts'
import { PHARMACY } from '../../hospital/staff.ts'
import { institutionSigner } from '../../prescription/file/ca.ts'
import { serves } from '../../provinces/province.ts'
import { directionsOf } from '../../scenarios/catalogue.ts'
import type { Institution } from '../../store/registry.ts'
import { chinaTime } from '../../time.ts'
import { voucherStateOf } from '../../voucher/holder.ts'
import type { HospitalView, WriteRequest } from './contract.ts'

/** Where the center listens, and the key that its answers are signed with. */
export interface CenterAddress {
  readonly url: () => string
  readonly platformPublicKey: Uint8Array
}

type Wanted = z.output<typeof WriteRequest>

/** The hospital of this code, or the first one; undefined where there is none. */
export function hospitalOf({ store }: CenterContext, code: string | undefined): Institution | undefined {
  return store.registry.institutions().find((each) => each.kind === 'hospital' && (code === undefined || each.code === code))
}

/** The workstation of a hospital, speaking to the center from outside. */
export function deskOf(
  context: CenterContext,
  address: CenterAddress,
  hospital: Institution,
  signsItself: boolean,
): HospitalDesk {
  const { code, name, area, appId, appSecret, privateKey } = hospital

  const connection = {
    ...{ appId, appSecret, privateKey, platformPublicKey: address.platformPublicKey, url: address.url() },
    institution: { code, name, area },
    terminalId: context.store.registry.terminalsOf(code)[0] ?? '',
    now: () => context.clock.now(),
    signer: signsItself ? institutionSigner(context.random, hospital) : null,
  }
  return createHospitalDesk(connection, (number) => serves(context.province, number, area))
}

/** Everything that the page chooses from. */
export function hospitalView(context: CenterContext, hospital: Institution): HospitalView {
  const { store, province } = context
  const { registry, staff } = store
  return {
    hospital: { code: hospital.code, name: hospital.name },
    hospitals: registry
      .institutions()
      .filter(({ kind }) => kind === 'hospital')
      .map(({ code, name }) => ({ code, name })),
    doctors: staff.doctors(hospital.code).map(({ code, name, department }) => ({ code, name, department })),
    pharmacists: staff.pharmacists(hospital.code).map(({ code, name }) => ({ code, name })),
    diseases: [...staff.diseases()],
    drugs: store.drugs.list().map((drug) => ({
      ...{ code: drug.code, name: drug.genericName, spec: drug.spec, unit: drug.unit, itemType: drug.itemType },
      ...{ dualChannel: drug.dualChannel === 1, circulates: circulates(drug), directions: directionsOf(drug.dosageForm) },
    })),
    patients: registry.people().flatMap((person) => {
      const { identityNumber, name, born } = person
      const insured = registry
        .insurancesOf(identityNumber)
        .map(({ area, type, active }) => ({ area, type, active: active === 1 }))
      return insured.length === 0 ? [] : [{ identityNumber, name, born, voucher: voucherStateOf(context, person), insured }]
    }),
    attributes: [...province.attributes.value],
    validity: { usual: province.prescriptionValidity.value, longTerm: province.longTermValidity.value },
    callback: store.callbacks.find(hospital.code, 'B') ?? null,
  }
}

/** What the workstation is to write; a sentence where it names what nobody has. `qr`: what the patient's phone shows. */
export function orderOf(
  context: CenterContext,
  hospital: Institution,
  wanted: Wanted,
  qr: string | null,
): HospitalOrder | string {
  const { store, province } = context
  const { registry, staff, drugs } = store
  const patient = registry.person(wanted.patient)
  if (patient === undefined) return 'nobody has that identity number'
  const insurance = registry
    .insurancesOf(patient.identityNumber)
    .find(({ area }) => wanted.area === undefined || area === wanted.area)
  if (insurance === undefined) return 'the patient is not insured there'
  const doctor = staff.doctors(hospital.code).find(({ code }) => code === wanted.doctor)
  if (doctor === undefined) return 'the hospital has no such doctor'
  const pharmacist = staff
    .pharmacists(hospital.code)
    .find(({ code }) => wanted.pharmacist === undefined || code === wanted.pharmacist)
  if (pharmacist === undefined) return 'the hospital has no such pharmacist'
  const department = staff.departmentNamed(hospital.code, doctor.department)
  const pharmacy = staff.departmentNamed(hospital.code, PHARMACY.name)
  const diagnosis = staff.disease(wanted.diagnosis)
  const chronicDisease = wanted.chronicDisease === undefined ? null : staff.disease(wanted.chronicDisease)
  if (department === undefined || pharmacy === undefined || diagnosis === undefined || chronicDisease === undefined)
    return 'there is no such disease'
  const lines = wanted.lines.map(({ drug: code, quantity, days, directions }) => {
    const drug = drugs.find(code)
    if (drug === undefined) return null
    const said = Object.fromEntries(Object.entries(directions ?? {}).filter(([, text]) => text !== undefined))
    return { drug, quantity: Math.round(quantity * 10_000), days, ...directionsOf(drug.dosageForm), ...said }
  })
  const written = lines.filter((line) => line !== null)
  if (written.length < lines.length) return 'the catalogue has no such drug'
  const at = Math.floor(context.clock.now() / 1_000) * 1_000
  const number = nextChoices(context, 'hospitalOrder').digits(6)
  const { longTerm } = wanted
  return {
    ...{ patient, insurance, qr, doctor, department, pharmacist, pharmacy, diagnosis, chronicDisease, longTerm, at },
    attribute: wanted.attribute,
    validDays: wanted.validDays ?? (longTerm ? province.longTermValidity : province.prescriptionValidity).value,
    hospitalRxno: `CF${chinaTime(at).compact}${number}`,
    visitNumber: `MZ${chinaTime(at).compact}${number}`,
    reason: wanted.reason,
    lines: written,
  }
}
