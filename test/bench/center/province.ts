import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createCenterClock } from '../../../server-mock/clock.ts'
import { signedFileOf } from '../../../server-mock/prescription/file/file.ts'
import { national } from '../../../server-mock/provinces/national.ts'
import { usualSwitches } from '../../../server-mock/provinces/switches.ts'
import { createRandom, type Random } from '../../../server-mock/random.ts'
import { type FilledScenario, fillScenario } from '../../../server-mock/scenarios/fill.ts'
import type { PersonSketch, Scenario } from '../../../server-mock/scenarios/scenario.ts'
import { town } from '../../../server-mock/scenarios/town.ts'
import { SCHEMA_VERSION } from '../../../server-mock/store/schema/index.ts'
import { openStore } from '../../../server-mock/store/store.ts'
import { writeScenario } from '../../../server-mock/store/writeScenario.ts'
import { chinaTime } from '../../../server-mock/time.ts'

export const SEED = 'a province of many years'
/** a center takes a data file that was made from the scenario of this name */
export const SCENARIO = 'single-drug'
/** what the prescriptions that wait are for, and the trace codes of everything that was sold before */
const DRUG = '苯磺酸氨氯地平片'
const TRACE_PREFIX = '8100101'
const WRITTEN = Date.parse('2026-11-20T09:00:00+08:00')
/** prescriptions that wait stay valid for as long as anybody measures */
const VALID_UNTIL = Date.parse('2099-12-31T00:00:00+08:00')
const DAYS_OF_BIRTH = 5_000
const WAITING_FROM = 0
const HISTORY_FROM = 2_000
const OLD_PRESCRIPTIONS_PER_PERSON = 50
const CODES_PER_OLD_PRESCRIPTION = 10

const institutions: Scenario['institutions'] = [
  ...town.institutions,
  { name: '康平药房', kind: 'pharmacy', code: 'P99010100003' },
  { name: '百草大药房', kind: 'pharmacy', code: 'P99010100004' },
]
const pharmacists: NonNullable<Scenario['pharmacists']> = [
  { name: '陈国栋', pharmacy: '明心大药房' },
  { name: '周明远', pharmacy: '惠民药房' },
  { name: '何静雅', pharmacy: '康平药房' },
  { name: '许文博', pharmacy: '百草大药房' },
]

/** How large a province is. */
export interface Size {
  /** prescriptions that wait to be dispensed, each of a person of its own, with the signed file that its hospital had made (7102) */
  readonly waiting: number
  /** trace codes that were sold before, ten to a prescription that was used */
  readonly soldCodes: number
}

/** What the pharmacies of a province know: their keys, and who will come. */
export interface Manifest {
  readonly pharmacies: readonly {
    readonly code: string
    readonly name: string
    readonly area: string
    readonly appId: string
    readonly appSecret: string
    /** Base64 */
    readonly privateKey: string
    readonly terminalId: string
    readonly pharmacist: {
      readonly name: string
      readonly code: string
      readonly idNumber: string
      readonly practiceNumber: string
    }
  }[]
  readonly people: readonly { readonly idNumber: string; readonly personNumber: string; readonly hiRxno: string }[]
}

/**
 * A data folder of a center with that much in its tables, and its manifest beside it, made from the seed. Made once (a second for ten files, a minute for
 * a million codes) and kept under the system's folder for temporary files, by size and schema.
 */
export function provinceOf(size: Size): string {
  const folder = join(keptFolder(), `center-${size.waiting}-${size.soldCodes}-${hashOf(SEED)}-${SCHEMA_VERSION}`)
  if (existsSync(folder)) return folder
  mkdirSync(keptFolder(), { recursive: true })
  const making = mkdtempSync(join(keptFolder(), 'making-'))
  try {
    if (size.soldCodes === 0) makeWaiting(making, size.waiting)
    else {
      cpSync(provinceOf({ ...size, soldCodes: 0 }), making, { recursive: true })
      addHistory(dataFileIn(making), size.soldCodes)
    }
    renameSync(making, folder)
    return folder
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}

/** A copy of a province, as if it had been filled today: a center fills a file of another day anew. */
export function copyProvince(folder: string, now: number): string {
  const copy = mkdtempSync(join(keptFolder(), 'run-'))
  cpSync(folder, copy, { recursive: true })
  const db = new Database(dataFileIn(copy))
  db.prepare("UPDATE meta SET value = ? WHERE name = 'origin'").run(originOf(now))
  db.close()
  return copy
}

/** The manifest of a province's folder. */
export function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
}

function keptFolder(): string {
  return join(tmpdir(), 'rxcounter-bench')
}

function dataFileIn(folder: string): string {
  return join(folder, 'center.sqlite')
}

function originOf(now: number): string {
  return JSON.stringify({ seed: SEED, scenario: SCENARIO, loaded: SCENARIO, province: national.name, day: chinaTime(now).date })
}

function makeWaiting(folder: string, count: number): void {
  const random = createRandom(SEED)
  const filled = fillScenario(waitingScenario(count), random, WRITTEN)
  const store = openStore(dataFileIn(folder))
  store.fill(originOf(WRITTEN), {
    ...filled,
    prescriptions: filled.prescriptions.map((each) => ({ ...each, validUntil: VALID_UNTIL })),
  })
  const switches = () => usualSwitches
  const context = { store, clock: createCenterClock(() => WRITTEN), province: national, switches, random }
  store.atomically(() => {
    for (const { hiRxno } of filled.prescriptions) signedFileOf(context, hiRxno)
  })
  store.close()
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifestFrom(filled)))
}

function waitingScenario(count: number): Scenario {
  const lines = [{ drug: DRUG, quantity: 2 }]
  const people = peopleFrom(WAITING_FROM, count, '候', [{ department: '心血管内科', lines }])
  return { name: SCENARIO, title: '', institutions, pharmacists, people }
}

/** People who differ in their day of birth, so that no two get the same identity number. */
function peopleFrom(
  first: number,
  count: number,
  family: string,
  prescriptions: NonNullable<PersonSketch['prescriptions']>,
): readonly PersonSketch[] {
  if (first + count > DAYS_OF_BIRTH) throw new RangeError(`there are no more than ${DAYS_OF_BIRTH} days of birth`)
  return Array.from({ length: count }, (_, index) => {
    const born = new Date(Date.UTC(1950, 0, 1 + first + index)).toISOString().slice(0, 10)
    return { name: `${family}${digitsOf(index, 5)}`, gender: 'female', born, prescriptions }
  })
}

/** Prescriptions that were used, and the codes that were sold for them, in no order: as years would have left them. */
function addHistory(dataFile: string, soldCodes: number): void {
  const random = createRandom(SEED)
  const prescriptions = Math.ceil(soldCodes / CODES_PER_OLD_PRESCRIPTION)
  const perPerson = Math.min(prescriptions, OLD_PRESCRIPTIONS_PER_PERSON)
  const used = Array.from({ length: perPerson }, () => ({ state: 'used', lines: [{ drug: DRUG }] }) as const)
  const people = peopleFrom(HISTORY_FROM, Math.ceil(prescriptions / perPerson), '旧', used)
  const history = fillScenario({ name: SCENARIO, title: '', institutions, people }, random, WRITTEN)
  const rows = {
    ...nothingOf(history),
    people: history.people,
    insurances: history.insurances,
    prescriptions: history.prescriptions,
    soldPacks: soldPacksOf(history, soldCodes, random),
  }
  const db = new Database(dataFile)
  db.pragma('foreign_keys = ON')
  db.transaction(() => writeScenario(db, rows))()
  db.close()
}

function nothingOf(filled: FilledScenario): FilledScenario {
  return Object.fromEntries(Object.keys(filled).map((name) => [name, []])) as unknown as FilledScenario
}

function soldPacksOf(history: FilledScenario, count: number, random: Random): FilledScenario['soldPacks'] {
  const choices = random.for('sold packs')
  const step = 1 + 2 * choices.integer(1_000_000)
  const drug = history.drugs.find(({ tracePrefix }) => tracePrefix === TRACE_PREFIX)?.code ?? ''
  const pharmacies = history.institutions.filter(({ kind }) => kind === 'pharmacy')
  return Array.from({ length: count }, (_, index) => ({
    // odd steps in a ring of a power of two meet every number once
    code: `${TRACE_PREFIX}9${digitsOf(Number((BigInt(index) * BigInt(step)) % 2n ** 39n), 12)}`,
    drug,
    sale: history.prescriptions[Math.floor(index / CODES_PER_OLD_PRESCRIPTION)]?.hiRxno ?? '',
    institution: pharmacies[index % pharmacies.length]?.code ?? '',
    at: WRITTEN - index * 1_000,
  }))
}

/** A trace code of a pack that nobody has sold: those of the history have a 9 behind the drug. */
export function freshCode(index: number): string {
  return `${TRACE_PREFIX}${digitsOf(index, 13)}`
}

function manifestFrom(filled: FilledScenario): Manifest {
  const pharmacies = filled.institutions.filter(({ kind }) => kind === 'pharmacy')
  return {
    pharmacies: pharmacies.map(({ code, name, area, appId, appSecret, privateKey }) => {
      const pharmacist = filled.pharmacists.find(({ institution }) => institution === code)
      const person = filled.people.find(({ identityNumber }) => identityNumber === pharmacist?.person)
      if (pharmacist === undefined || person === undefined) throw new Error(`${name} has no pharmacist`)
      const { practiceNumber } = pharmacist
      return {
        ...{ code, name, area, appId, appSecret },
        privateKey: Buffer.from(privateKey).toString('base64'),
        terminalId: filled.terminals.find(({ institution }) => institution === code)?.id ?? '',
        pharmacist: { name: person.name, code: pharmacist.code, idNumber: person.identityNumber, practiceNumber },
      }
    }),
    people: filled.prescriptions.map(({ person, hiRxno }) => ({
      idNumber: person,
      personNumber: filled.people.find(({ identityNumber }) => identityNumber === person)?.personNumber ?? '',
      hiRxno,
    })),
  }
}

function digitsOf(value: number, length: number): string {
  return String(value).padStart(length, '0')
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
