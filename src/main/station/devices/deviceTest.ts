import type { TestReading } from '../../../shared/contract/devices.ts'
import { missingCase } from '../../../shared/domain/result.ts'
import type { Scan, ScanKind } from '../../../shared/domain/scan.ts'

/** Who is at a window, as far as the test of the devices has to know it. */
interface Tester {
  readonly person: { readonly id: string } | null
}

/** The live test of the devices: while it is on, readings are shown instead of taken. */
export interface DeviceTest {
  turnOn(tester: Tester): void
  turnOff(): void
  /** somebody came to a window, or left it: without the person who turned it on it is off */
  personChanged(tester: Tester): void
  windowClosed(tester: Tester): void
  /** shows a reading; false, and nothing is shown, while it is off */
  take(scan: Scan): boolean
  /** the last ones, newest first; null while it is off */
  readings(): readonly TestReading[] | null
}

const SHOWN = 10

export function createDeviceTest(): DeviceTest {
  let by: { readonly tester: Tester; readonly personId: string | undefined } | null = null
  let readings: readonly TestReading[] = []

  return {
    turnOn: (tester) => {
      by = { tester, personId: tester.person?.id }
      readings = []
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
    take: ({ kind, text, deviceId, at, fault = null }) => {
      if (by === null) return false
      readings = [{ kind, fault, deviceId, at, text: isPersonal(kind) ? mask(text) : text }, ...readings].slice(0, SHOWN)
      return true
    },
    readings: () => by && readings,
  }
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
