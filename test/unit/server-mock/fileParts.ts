import { type CenterClock, createCenterClock } from '../../../server-mock/clock.ts'
import type { CenterContext } from '../../../server-mock/context.ts'
import { dataDigestOf, type PrescriptionRecord, type RecordLine } from '../../../server-mock/prescription/file/record.ts'
import { signPrescription } from '../../../server-mock/prescription/file/sign.ts'
import { provinces } from '../../../server-mock/provinces/index.ts'
import { createRandom } from '../../../server-mock/random.ts'
import { fillScenario } from '../../../server-mock/scenarios/fill.ts'
import type { PrescriptionSketch, Scenario } from '../../../server-mock/scenarios/scenario.ts'
import { openStore } from '../../../server-mock/store/store.ts'

export const NOW = Date.parse('2026-11-21T10:00:00+08:00')

export const hospital = { code: 'H99010100001', name: '九江路第一人民医院' } as const

function line(name: string, spec: string, quantity = 1, unit = '盒'): RecordLine {
  const usage = { days: 14, dose: '1', doseUnit: '片', frequency: '每日一次', way: '口服' }
  return { drug: 'XC08CAA001A001010100001', name, spec, unit, quantity: quantity * 10_000, ...usage }
}

export const fiveDrugs = [
  line('苯磺酸氨氯地平片', '5mg×28片', 2),
  line('盐酸二甲双胍缓释片', '0.5g×60片', 3, '瓶'),
  line('布地奈德福莫特罗吸入粉雾剂', '160μg/4.5μg×60吸', 4, '支'),
  line('六味地黄丸', '每8丸相当于原生药3g×200丸', 1.5, '瓶'),
  line('酸枣仁', '统', 105, '克'),
]

/** A prescription of somebody who cannot exist. */
export const record: PrescriptionRecord = {
  hiRxno: '990101202611190900000123456789',
  rxTraceCode: '01234567890123456789',
  visitId: '20261119090000123456789012',
  hospital: hospital.code,
  hospitalName: hospital.name,
  department: '心血管内科',
  doctor: '林志远',
  pharmacist: '唐雅琴',
  patient: '王秀兰',
  identityNumber: '990101195304160003',
  gender: 'female',
  born: '1953-04-16',
  diagnosis: '高血压病2级',
  diagnosisCode: 'I10.x02',
  attribute: '02',
  insuranceType: '310',
  prescribedAt: Date.parse('2026-11-19T09:00:00+08:00'),
  validDays: 3,
  longTerm: 0,
  lines: fiveDrugs,
}

/** A center of one hospital whose only patient has these prescriptions, without its HTTP server. */
export function centerWith(prescriptions: readonly PrescriptionSketch[], seed = 'files'): FileCenter {
  const scenario: Scenario = {
    name: 'files',
    title: '处方原件',
    institutions: [{ ...hospital, kind: 'hospital' }],
    people: [{ name: '王秀兰', gender: 'female', born: '1953-04-16', prescriptions }],
  }
  const [random, store, clock] = [createRandom(seed), openStore(':memory:'), createCenterClock(() => NOW)]
  const filled = fillScenario(scenario, random, NOW)
  const fill = () => store.fill('files', filled)
  fill()
  const switches = () => {
    throw new Error('files depend on no switch')
  }
  const context: CenterContext = { store, clock, province: provinces.national, switches, random }
  return { context, clock, numbers: filled.prescriptions.map(({ hiRxno }) => hiRxno), fill }
}

interface FileCenter {
  readonly context: CenterContext
  readonly clock: CenterClock
  /** hiRxno of each, in their order */
  readonly numbers: readonly string[]
  /** forgets everything and starts again */
  fill(): void
}

/** The signed file of `record` as a center makes it. */
export function signedRecord(attributes = true): Uint8Array {
  return signPrescription(centerWith([]).context, record, { attributes }).pdf
}

export const recordDigest = dataDigestOf(record)
