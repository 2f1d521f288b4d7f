import type { DeviceTestView, ScannerExamination, TestBytes, TestReading } from '../../../shared/contract/devices.ts'
import { lastFourOf } from '../../../shared/domain/identityNumber.ts'
import { missingCase } from '../../../shared/domain/result.ts'
import type { ScanKind } from '../../../shared/domain/scan.ts'
import { assess, type CameReading, type Examination, examine, freshExamination } from '../../../shared/domain/scannerDoctor.ts'
import type { Reading } from './devices.ts'
import type { Direction } from './serving.ts'

/** Who is at a window, as far as the test of the devices has to know it. */
interface Tester {
  readonly person: { readonly id: string } | null
}

/** The live test of the devices: while it is on, readings are shown instead of taken, and so are the bytes that pass. */
export interface DeviceTest {
  turnOn(tester: Tester): void
  turnOff(): void
  /** somebody came to a window, or left it: without the person who turned it on it is off */
  personChanged(tester: Tester): void
  windowClosed(tester: Tester): void
  /** shows a reading; false, and nothing is shown, while it is off */
  take(reading: Reading): boolean
  /** takes a reading as it came into the examination of its scanner; false while it is off */
  came(deviceId: string, reading: CameReading): boolean
  /** shows what passed; false while it is off */
  pass(deviceId: string, direction: Direction, bytes: Uint8Array, at: number): boolean
  /** null while it is off */
  view(): DeviceTestView | null
}

const SHOWN_READINGS = 10
const SHOWN_BYTES = 40

export function createDeviceTest(): DeviceTest {
  let by: { readonly tester: Tester; readonly personId: string | undefined } | null = null
  let readings: readonly TestReading[] = []
  let bytes: readonly TestBytes[] = []
  let examinations = new Map<string, Examination>()
  let scanner: ScannerExamination | null = null

  return {
    turnOn: (tester) => {
      by = { tester, personId: tester.person?.id }
      readings = []
      bytes = []
      examinations = new Map()
      scanner = null
    },
    turnOff: () => {
      by = null
    },
    personChanged: (tester) => {
      if (by?.tester === tester && by.personId !== tester.person?.id) by = null
    },
    windowClosed: (tester) => {
      if (by?.tester === tester) by = null
    },
    take: (reading) => {
      if (by === null) return false
      readings = [shown(reading), ...readings].slice(0, SHOWN_READINGS)
      return true
    },
    pass: (deviceId, direction, piece, at) => {
      if (by === null) return false
      const text = direction === 'out' ? hexOf(piece) : outlineOf(piece)
      bytes = [{ deviceId, at, direction, length: piece.length, text }, ...bytes].slice(0, SHOWN_BYTES)
      return true
    },
    came: (deviceId, reading) => {
      if (by === null) return false
      const examination = examine(examinations.get(deviceId) ?? freshExamination, reading)
      examinations.set(deviceId, examination)
      scanner = examinationView(deviceId, examination)
      return true
    },
    view: () => by && { readings, bytes, scanner },
  }
}

function examinationView(deviceId: string, examination: Examination): ScannerExamination {
  const codes = [...examination.seen].map(([id, { findings }]) => ({ id, findings }))
  return { deviceId, codes, ...assess(examination), strays: examination.strays }
}

function shown(reading: Reading): TestReading {
  if (reading.kind === 'cardFailure')
    return { deviceId: reading.deviceId, at: reading.at, kind: 'cardFailure', fault: null, text: '' }
  if (reading.kind === 'card') {
    const { card, deviceId, at } = reading.put
    return { deviceId, at, kind: card.kind, fault: null, text: `…${lastFourOf(card.idNumber)}` }
  }
  const { kind, text, deviceId, at, fault = null } = reading.scan
  return { kind, fault, deviceId, at, text: isPersonal(kind) ? mask(text) : text }
}

/** Whether a reading may let somebody in or tell of a person: whatever is not known to be the code of goods. */
function isPersonal(kind: ScanKind): boolean {
  switch (kind) {
    case 'traceCode':
    case 'makerCode':
    case 'productCode':
      return false
    case 'voucher':
    case 'pharmacistVoucher':
    case 'prescriptionQr':
    case 'doubled':
    case 'unreadable':
    case 'unknown':
      return true
    default:
      return missingCase(kind)
  }
}

/** The first two and the last two characters; nothing of a text so short that these would be all of it. */
function mask(text: string): string {
  const characters = Array.from(text)
  if (characters.length <= 4) return '…'
  return [...characters.slice(0, 2), '…', ...characters.slice(-2)].join('')
}

const SHOWN_OF_A_PIECE = 64

/** What we sent is ours, and may be seen. */
function hexOf(bytes: Uint8Array): string {
  return cut(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase(), ' ')
}

/**
 * What came, so that a wrong speed, a prefix or a missing end can be seen and a person cannot: control bytes by their number, of the others only of what kind they are
 * (9 digit, A letter, . sign, ? beyond ASCII).
 */
function outlineOf(bytes: Uint8Array): string {
  return cut(
    bytes,
    (byte) => {
      if (byte < 0x20 || byte === 0x7f) return `<${byte.toString(16).padStart(2, '0').toUpperCase()}>`
      if (byte > 0x7f) return '?'
      const character = String.fromCharCode(byte)
      return /\d/.test(character) ? '9' : /[A-Za-z]/.test(character) ? 'A' : '.'
    },
    '',
  )
}

function cut(bytes: Uint8Array, show: (byte: number) => string, between: string): string {
  const text = Array.from(bytes.subarray(0, SHOWN_OF_A_PIECE), show).join(between)
  return bytes.length > SHOWN_OF_A_PIECE ? `${text}…` : text
}
