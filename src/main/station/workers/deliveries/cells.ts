import type { ImportFault } from '../../../../shared/contract/stock/receiving.ts'
import type { DeliveryFile, FileLine } from './deliveryFile.ts'

const FAULTS_SHOWN = 200
const TEXT_SHOWN = 40

/** Collects what is wrong with a file. */
export function faultList() {
  const faults: ImportFault[] = []
  return {
    faults,
    add: (line: number, column: string, fault: ImportFault['fault'], text = ''): void =>
      void faults.push({ line, column, fault, text: [...text].slice(0, TEXT_SHOWN).join('') }),
  }
}

/** What a file came to: its lines, or none while one is at fault. */
export function fileOf(
  head: Pick<DeliveryFile, 'supplier' | 'note' | 'invoice'>,
  lines: readonly FileLine[],
  faults: readonly ImportFault[],
): DeliveryFile {
  const sorted = faults.toSorted((one, other) => one.line - other.line)
  return { ...head, lines: faults.length === 0 ? lines : [], faults: sorted.slice(0, FAULTS_SHOWN), faultCount: faults.length }
}

/** A calendar day in any of the usual spellings as yyyy-MM-dd; a month stands for its last day. Null where it is none. */
export function dayOf(text: string): string | null {
  const parts =
    /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?$/.exec(text.replace(/[ T].*$/, '')) ??
    /^(\d{4})(\d\d)(\d\d)?$/.exec(text)
  if (parts === null) return null
  const [, year = '', month = '', day] = parts
  const [y, m] = [Number(year), Number(month)]
  const date = new Date(day === undefined ? Date.UTC(y, m, 0) : Date.UTC(y, m - 1, Number(day)))
  const isDay = m >= 1 && m <= 12 && date.getUTCMonth() === m - 1
  return isDay ? date.toISOString().slice(0, 10) : null
}
