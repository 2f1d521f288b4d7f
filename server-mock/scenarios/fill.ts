import { keyPairFrom } from '../gm/sm2.ts'
import { national } from '../provinces/national.ts'
import type { Province } from '../provinces/province.ts'
import type { Choices, Random } from '../random.ts'
import type { Application } from '../store/applications.ts'
import type { DatedValue, Drug } from '../store/drugs.ts'
import type { LocalSystem } from '../store/localSystems.ts'
import type { Entitlement, Institution, Insurance, Person, Pharmacist, Terminal } from '../store/registry.ts'
import type { Department, Disease, Doctor, HospitalPharmacist } from '../store/staff.ts'
import type { StockRecord } from '../store/stock.ts'
import type { TraceClaim } from '../store/traceCodes.ts'
import { chinaTime } from '../time.ts'
import { fillApplications } from './applications.ts'
import { CLINICS, DOCTOR_NAMES, directionsOf, HOSPITAL_PHARMACISTS } from './catalogue.ts'
import { DRUGS, drugNamed } from './drugs.ts'
import { fillBoughtGoods, fillTerms } from './fillGoods.ts'
import { type FilledBooks, fillSettlements } from './fillSettlements.ts'
import { type FilledVouchers, fillLocalSystem, fillTerminal, fillVouchers } from './fillVouchers.ts'
import { DISEASES, fillStaff } from './hospital.ts'
import type { Fate, InstitutionSketch, LineSketch, PersonSketch, PrescriptionSketch, Scenario } from './scenario.ts'

const DAY_MS = 86_400_000
/** An area that does not exist: nobody real has such a number. */
const HOME_AREA = '990101'

type Owned<T> = T & { readonly person: string }

interface FilledLine {
  readonly number: number
  /** med_list_codg */
  readonly drug: string
  /** ten-thousandths of the drug's unit */
  readonly quantity: number
  readonly days: number
  readonly dose: string
  readonly doseUnit: string
  readonly frequencyCode: string
  readonly frequency: string
  readonly wayCode: string
  readonly way: string
}

export interface FilledPrescription {
  readonly hiRxno: string
  readonly hospital: string
  readonly department: string
  readonly doctor: string
  readonly hospitalPharmacist: string
  readonly diagnosis: string
  readonly diagnosisCode: string
  readonly attribute: '01' | '02' | '03'
  /** 医疗类别 of the visit: 11, or 14 for a chronic disease of the outpatient list */
  readonly medType: string
  readonly diseaseCode: string | null
  readonly longTerm: number
  readonly area: string
  readonly insuranceType: string
  readonly visitId: string
  readonly rxTraceCode: string
  readonly prescribedAt: number
  readonly validDays: number
  readonly validUntil: number
  readonly withdrawnAt: number | null
  readonly withdrawnReason: string | null
  readonly usedBy: string | null
  readonly flaw: 'none' | 'fileTampered' | 'dataDiffers' | 'certificateExpired'
  readonly fate: Fate | null
  readonly fateAfter: string | null
  readonly lines: readonly FilledLine[]
}

interface Accumulation {
  readonly insuranceType: string
  readonly year: number
  readonly plan: string
  readonly deductiblePaid: number
  readonly fundPaid: number
}

/** A scenario with nothing left open: the rows of the tables. */
export interface FilledScenario extends FilledVouchers, Omit<FilledBooks, 'soldPacks'> {
  readonly institutions: readonly Institution[]
  readonly applications: readonly Application[]
  readonly localSystems: readonly LocalSystem[]
  readonly terminals: readonly Terminal[]
  readonly pharmacists: readonly Pharmacist[]
  readonly drugs: readonly Drug[]
  readonly selfPayShares: readonly DatedValue[]
  readonly priceLimits: readonly DatedValue[]
  readonly departments: readonly Department[]
  readonly doctors: readonly Doctor[]
  readonly hospitalPharmacists: readonly HospitalPharmacist[]
  readonly diseases: readonly Disease[]
  readonly people: readonly Person[]
  readonly insurances: readonly Owned<Insurance>[]
  readonly entitlements: readonly Owned<Entitlement>[]
  readonly prescriptions: readonly Owned<FilledPrescription>[]
  readonly accumulations: readonly Owned<Accumulation>[]
  readonly soldPacks: readonly Omit<TraceClaim, 'source' | 'split' | 'quantity'>[]
  readonly boughtGoods: readonly Omit<StockRecord, 'id' | 'deletedAt'>[]
}

/**
 * Fills in everything a scenario leaves open, the same for the same seed. Dates of prescriptions are counted back from `now`, and they are valid for as long as
 * the province says.
 */
export function fillScenario(
  scenario: Scenario,
  random: Random,
  now: number,
  { prescriptionValidity }: Pick<Province, 'prescriptionValidity'> = national,
): FilledScenario {
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
    const insurances = (sketch.insured ?? [{}]).map((insurance) => ({
      ...owned,
      area: insurance.area ?? HOME_AREA,
      type: insurance.type ?? '310',
      active: insurance.active === false ? 0 : 1,
      balance: insurance.balance ?? 10_000 + choices.integer(500_000),
      since: `${2005 + choices.integer(15)}-07-01`,
    }))
    return {
      sketch,
      person,
      insurances,
      accumulations: (sketch.insured ?? []).flatMap(({ type = '310', spent = [] }) =>
        spent.map(({ plan, deductible, fund }) => ({
          ...owned,
          insuranceType: type,
          year: Number(chinaTime(now).date.slice(0, 4)),
          plan,
          deductiblePaid: deductible,
          fundPaid: fund,
        })),
      ),
      entitlements: (sketch.entitlements ?? []).map((entitlement) => ({ ...owned, ...entitlement, since: '2024-01-01' })),
      prescriptions: (sketch.prescriptions ?? []).map((prescription) => ({
        ...owned,
        ...fillPrescription({ validDays: prescriptionValidity.value, ...prescription }, choices, now),
        hospital: codeOf(prescription.hospital, 'hospital'),
        area: prescription.area ?? insurances[0]?.area ?? HOME_AREA,
        insuranceType: (insurances.find(({ area }) => area === prescription.area) ?? insurances[0])?.type ?? '310',
      })),
    }
  })
  const pharmacists = (scenario.pharmacists ?? []).map((sketch) => {
    const choices = random.for(`pharmacist/${sketch.name}`)
    const { pharmacy, ...person } = sketch
    const filledPerson = fillPerson(person, choices)
    return {
      sketch: person,
      person: filledPerson,
      pharmacist: {
        code: `HY${HOME_AREA}${choices.digits(6)}`,
        person: filledPerson.identityNumber,
        practiceNumber: `99${choices.digits(10)}`,
        institution: codeOf(pharmacy, 'pharmacy'),
      },
    }
  })

  const prescriptions = filled.flatMap((person) => person.prescriptions)
  const staff = institutions
    .filter(({ kind }) => kind === 'hospital')
    .map((hospital) =>
      fillStaff(
        hospital,
        prescriptions.filter((prescription) => prescription.hospital === hospital.code),
        random,
        (label) => fillPerson({ name: '' }, random.for(label)).identityNumber,
      ),
    )
  const everybody = [...filled, ...pharmacists]
  const applications = fillApplications(scenario.applications, random)
  const terms = fillTerms(scenario.catalogueChanges ?? [], now)
  const { soldPacks, ...books } = fillSettlements(
    scenario.settlements ?? [],
    { pharmacy: institutions.find(({ kind }) => kind === 'pharmacy'), buyers: filled, ...terms },
    random,
    now,
  )

  return {
    institutions,
    applications,
    ...fillVouchers(everybody, applications, random),
    localSystems: [fillLocalSystem(random)],
    terminals: institutions.map((institution) => fillTerminal(institution, random, now)),
    pharmacists: pharmacists.map(({ pharmacist }) => pharmacist),
    drugs: DRUGS,
    ...terms,
    ...books,
    departments: staff.flatMap(({ departments }) => departments),
    doctors: staff.flatMap(({ doctors }) => doctors),
    hospitalPharmacists: staff.flatMap(({ hospitalPharmacists }) => hospitalPharmacists),
    diseases: DISEASES,
    people: everybody.map(({ person }) => person),
    insurances: filled.flatMap(({ insurances }) => insurances),
    entitlements: filled.flatMap(({ entitlements }) => entitlements),
    prescriptions,
    accumulations: filled.flatMap(({ accumulations }) => accumulations),
    soldPacks: (scenario.soldPacks ?? [])
      .map(({ code, pharmacy }) => {
        const drug = DRUGS.find(({ tracePrefix }) => tracePrefix === code.slice(0, 7))
        if (drug === undefined) throw new Error(`no drug of the catalogue has the trace code ${code}`)
        return { code, drug: drug.code, sale: 'document/earlier', institution: codeOf(pharmacy, 'pharmacy'), at: now - DAY_MS }
      })
      .concat(soldPacks),
    boughtGoods: (scenario.boughtGoods ?? []).map((sketch) => fillBoughtGoods(sketch, codeOf(sketch.pharmacy, 'pharmacy'), now)),
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
  }
}

/** Check character of an identity number by GB 11643 (ISO 7064 MOD 11-2), written as the recursion of that standard. */
function checkCharacter(first17: string): string {
  let rest = 0
  for (const digit of first17) rest = ((rest + Number(digit)) * 2) % 11
  const value = (12 - rest) % 11
  return value === 10 ? 'X' : String(value)
}

type WithoutPlace = Omit<FilledPrescription, 'hospital' | 'area' | 'insuranceType'>

function fillPrescription(
  sketch: PrescriptionSketch & { readonly validDays: number },
  choices: Choices,
  now: number,
): WithoutPlace {
  const clinic = CLINICS.find(({ department }) => department === sketch.department) ?? choices.pick(CLINICS)
  const known = clinic.diagnoses.find(({ name }) => name === sketch.diagnosis)
  const diagnosis =
    known ?? (sketch.diagnosis ? { code: 'Z76.000', name: sketch.diagnosis } : choices.pick<Diagnosis>(clinic.diagnoses))
  const prescribedAt = now - (sketch.daysAgo ?? choices.integer(2)) * DAY_MS - (10 + choices.integer(50)) * 60_000
  const { validDays } = sketch
  const { compact } = chinaTime(prescribedAt)
  return {
    hiRxno: `${HOME_AREA}${compact}${choices.digits(10)}`,
    department: sketch.department ?? clinic.department,
    doctor: sketch.doctor ?? choices.pick(DOCTOR_NAMES),
    hospitalPharmacist: choices.pick(HOSPITAL_PHARMACISTS),
    diagnosis: diagnosis.name,
    diagnosisCode: diagnosis.code,
    attribute: sketch.attribute ?? '02',
    medType: sketch.chronicDisease === undefined ? '11' : '14',
    diseaseCode: sketch.chronicDisease ?? null,
    longTerm: sketch.longTerm === true ? 1 : 0,
    visitId: `${compact}${choices.digits(12)}`,
    rxTraceCode: choices.digits(20),
    prescribedAt,
    validDays,
    validUntil: prescribedAt + validDays * DAY_MS,
    withdrawnAt: sketch.state === 'revoked' ? prescribedAt + 60_000 : null,
    withdrawnReason: sketch.state === 'revoked' ? '医师撤回' : null,
    usedBy: sketch.state === 'used' ? 'scenario' : null,
    flaw: sketch.flaw ?? 'none',
    fate: sketch.later?.fate ?? null,
    fateAfter: sketch.later?.after ?? null,
    lines: (sketch.lines ?? [{ drug: choices.pick<string>(clinic.drugs) }]).map(fillLine),
  }
}

interface Diagnosis {
  readonly code: string
  readonly name: string
}

function fillLine(sketch: LineSketch, index: number): FilledLine {
  const drug = drugNamed(sketch.drug)
  const directions = directionsOf(drug.dosageForm)
  return { number: index + 1, drug: drug.code, quantity: (sketch.quantity ?? 1) * 10_000, days: sketch.days ?? 14, ...directions }
}
