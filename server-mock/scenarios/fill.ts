import { keyPairFrom } from '../gm/sm2.ts'
import type { Choices, Random } from '../random.ts'
import type { Entitlement, Institution, Insurance, Person } from '../store/registry.ts'
import { chinaTime } from '../time.ts'
import { CLINICS, DOCTOR_NAMES } from './catalogue.ts'
import type { InstitutionSketch, PersonSketch, PrescriptionSketch, Scenario } from './scenario.ts'

const DAY_MS = 86_400_000
/** An area that does not exist: nobody real has such a number. */
const HOME_AREA = '990101'
const DEFAULT_VALID_DAYS = 3

type Owned<T> = T & { readonly person: string }

interface FilledPrescription {
  readonly hiRxno: string
  readonly hospital: string
  readonly department: string
  readonly doctor: string
  readonly diagnosis: string
  readonly prescribedAt: number
  readonly validUntil: number
  readonly state: 'open' | 'used' | 'revoked'
}

/** A scenario with nothing left open: the rows of the tables. */
export interface FilledScenario {
  readonly institutions: readonly Institution[]
  readonly terminals: readonly { readonly id: string; readonly institution: string }[]
  readonly pharmacists: readonly { readonly code: string; readonly name: string; readonly institution: string }[]
  readonly people: readonly Person[]
  readonly insurances: readonly Owned<Insurance>[]
  readonly entitlements: readonly Owned<Entitlement>[]
  readonly prescriptions: readonly Owned<FilledPrescription>[]
}

/** Fills in everything a scenario leaves open, the same for the same seed. Dates of prescriptions are counted back from `now`. */
export function fillScenario(scenario: Scenario, random: Random, now: number): FilledScenario {
  const institutions = scenario.institutions.map((sketch) => fillInstitution(sketch, random.for(`institution/${sketch.name}`)))
  const codeOf = (name: string | undefined, kind: Institution['kind']): string => {
    const found = institutions.find(
      (institution) => institution.kind === kind && (name === undefined || institution.name === name),
    )
    if (found === undefined) throw new Error(`scenario ${scenario.name} has no ${kind} ${name ?? ''}`)
    return found.code
  }
  const filled = scenario.people.map((sketch, index) => {
    const choices = random.for(`person/${index}/${sketch.name}`)
    const person = fillPerson(sketch, choices)
    const owned = { person: person.identityNumber }
    return {
      person,
      insurances: (sketch.insured ?? [{}]).map((insurance) => ({
        ...owned,
        area: insurance.area ?? HOME_AREA,
        type: insurance.type ?? '310',
        active: insurance.active === false ? 0 : 1,
        balance: insurance.balance ?? 10_000 + choices.integer(500_000),
        since: `${2005 + choices.integer(15)}-07-01`,
      })),
      entitlements: (sketch.entitlements ?? []).map((entitlement) => ({ ...owned, ...entitlement, since: '2024-01-01' })),
      prescriptions: (sketch.prescriptions ?? []).map((prescription) => ({
        ...owned,
        ...fillPrescription(prescription, choices, now),
        hospital: codeOf(prescription.hospital, 'hospital'),
      })),
    }
  })

  return {
    institutions,
    terminals: institutions.map(({ code, name }) => ({ id: random.for(`terminal/${name}`).digits(20), institution: code })),
    pharmacists: (scenario.pharmacists ?? []).map(({ name, pharmacy }) => ({
      code: `HY${HOME_AREA}${random.for(`pharmacist/${name}`).digits(6)}`,
      name,
      institution: codeOf(pharmacy, 'pharmacy'),
    })),
    people: filled.map(({ person }) => person),
    insurances: filled.flatMap(({ insurances }) => insurances),
    entitlements: filled.flatMap(({ entitlements }) => entitlements),
    prescriptions: filled.flatMap(({ prescriptions }) => prescriptions),
  }
}

function fillInstitution(sketch: InstitutionSketch, choices: Choices): Institution {
  const { kind, name } = sketch
  return {
    name,
    kind,
    code: sketch.code ?? `${kind === 'pharmacy' ? 'P' : 'H'}${HOME_AREA}${choices.digits(5)}`,
    area: sketch.area ?? HOME_AREA,
    approved: sketch.approved === false ? 0 : 1,
    appId: choices.text(32),
    appSecret: choices.text(32),
    ...keyPairFrom(choices.bytes(40)),
  }
}

function fillPerson(sketch: PersonSketch, choices: Choices): Person {
  const gender = sketch.gender ?? choices.pick(['male', 'female'])
  const born = sketch.born ?? `${1945 + choices.integer(60)}-0${1 + choices.integer(9)}-1${choices.integer(10)}`
  const sequence = 10 * choices.integer(100) + 2 * choices.integer(5) + (gender === 'male' ? 1 : 0)
  const first17 = `${HOME_AREA}${born.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return {
    name: sketch.name,
    gender,
    born,
    identityNumber: first17 + checkCharacter(first17),
    // no mobile number begins with 12
    phone: `120${choices.digits(8)}`,
    personNumber: `${HOME_AREA}${choices.digits(14)}`,
    voucher: sketch.voucher ?? 'active',
  }
}

/** Check character of an identity number by GB 11643 (ISO 7064 MOD 11-2), written as the recursion of that standard. */
function checkCharacter(first17: string): string {
  let rest = 0
  for (const digit of first17) rest = ((rest + Number(digit)) * 2) % 11
  const value = (12 - rest) % 11
  return value === 10 ? 'X' : String(value)
}

function fillPrescription(sketch: PrescriptionSketch, choices: Choices, now: number): Omit<FilledPrescription, 'hospital'> {
  const clinic = CLINICS.find(({ department }) => department === sketch.department) ?? choices.pick(CLINICS)
  const prescribedAt = now - (sketch.daysAgo ?? choices.integer(2)) * DAY_MS - (10 + choices.integer(50)) * 60_000
  return {
    hiRxno: `${HOME_AREA}${chinaTime(prescribedAt).compact}${choices.digits(10)}`,
    department: sketch.department ?? clinic.department,
    doctor: sketch.doctor ?? choices.pick(DOCTOR_NAMES),
    diagnosis: sketch.diagnosis ?? choices.pick<string>(clinic.diagnoses),
    prescribedAt,
    validUntil: prescribedAt + (sketch.validDays ?? DEFAULT_VALID_DAYS) * DAY_MS,
    state: sketch.state ?? 'open',
  }
}
