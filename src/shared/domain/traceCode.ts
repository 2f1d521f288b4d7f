import { hasGs1CheckDigit } from './scan.ts'

/** A trace code (追溯码) as it is read from a pack. `code` is the same whatever separators a scanner sends: it stands in the ledger and goes to the center. */
export type TraceCode =
  /** 20 digits; the first 7 identify the drug (interface reference 7.1) */
  | { readonly kind: 'national'; readonly code: string; readonly prefix: string }
  /** GS1: the article and its serial are the pack; days are yyyy-MM-dd, null where the code does not tell */
  | {
      readonly kind: 'gs1'
      readonly code: string
      readonly gtin: string
      readonly serial: string
      readonly lot: string | null
      readonly expiresOn: string | null
      readonly madeOn: string | null
    }

const PREFIX_LENGTH = 7
/** FNC1 between elements, as scanners send it. */
const SEPARATOR = '\u001d'
/** GS1 General Specifications 3.2: elements whose length is known need no separator after them. */
const FIXED_LENGTHS: Readonly<Record<string, number>> = { '01': 14, '11': 6, '13': 6, '15': 6, '17': 6 }
/** As it is printed beside the symbol: (01)…(21)…; only the elements that we know. */
const PRINTED = /\((01|10|11|13|15|17|21)\)/
const VARIABLE = /^[!-~]{1,20}$/

/** Reads a pack's code: 20 digits, or GS1 with (01) and (21), in any order, as scanned or as printed with parentheses; null for anything else. */
export function parseTraceCode(text: string): TraceCode | null {
  const trimmed = text.trim()
  const elements = trimmed.startsWith('(') ? printedElements(trimmed) : scannedElements(trimmed)
  // GS1 before 20 digits, as scans are classified
  const gs1 = elements && gs1Of(elements)
  if (gs1 !== null) return gs1
  return /^\d{20}$/.test(trimmed) ? { kind: 'national', code: trimmed, prefix: trimmed.slice(0, PREFIX_LENGTH) } : null
}

type Elements = ReadonlyMap<string, string>

function printedElements(text: string): Elements | null {
  const [before, ...parts] = text.split(PRINTED)
  const names = parts.filter((_part, index) => index % 2 === 0)
  const values = parts.filter((_part, index) => index % 2 === 1)
  return before === '' ? collect(names.map((name, index) => [name, (values[index] ?? '').trim()])) : null
}

function scannedElements(text: string): Elements | null {
  const found: (readonly [string, string])[] = []
  let rest = text
  while (rest !== '') {
    if (rest.startsWith(SEPARATOR)) {
      rest = rest.slice(1)
      continue
    }
    const name = rest.slice(0, 2)
    const end = rest.indexOf(SEPARATOR)
    const length = FIXED_LENGTHS[name] ?? (end < 0 ? rest.length : end) - 2
    found.push([name, rest.slice(2, 2 + length)])
    rest = rest.slice(2 + length)
  }
  return collect(found)
}

/** Null where one element has two values. */
function collect(pairs: readonly (readonly [string, string])[]): Elements | null {
  const elements = new Map<string, string>()
  for (const [name, value] of pairs) {
    if ((elements.get(name) ?? value) !== value) return null
    elements.set(name, value)
  }
  return elements
}

function gs1Of(elements: Elements): TraceCode | null {
  const gtin = elements.get('01') ?? ''
  const serial = elements.get('21') ?? ''
  const lot = elements.get('10') ?? null
  if (!/^\d{14}$/.test(gtin) || !hasGs1CheckDigit(gtin) || !VARIABLE.test(serial)) return null
  if (lot !== null && !VARIABLE.test(lot)) return null
  const [expiresOn, madeOn] = ['17', '11'].map((name) => dayOf(elements.get(name)))
  if (expiresOn === undefined || madeOn === undefined) return null
  return { kind: 'gs1', code: `01${gtin}21${serial}`, gtin, serial, lot, expiresOn, madeOn }
}

/** yyMMdd of this century; day 00 is the last of its month (GS1 General Specifications 3.4). Null when there is none, undefined when it is no day. */
function dayOf(text: string | undefined): string | null | undefined {
  if (text === undefined) return null
  const [, year, month, day] = /^(\d\d)(\d\d)(\d\d)$/.exec(text) ?? []
  const [y, m, d] = [2000 + Number(year), Number(month), Number(day)]
  const date = new Date(Date.UTC(y, d === 0 ? m : m - 1, d))
  const isDay = m >= 1 && m <= 12 && date.getUTCMonth() === m - 1
  return isDay ? date.toISOString().slice(0, 10) : undefined
}
