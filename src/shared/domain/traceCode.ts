import { type Gs1Elements, hasGs1CheckDigit, parseGs1 } from './gs1.ts'

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
const VARIABLE = /^[!-~]{1,20}$/

/** Reads a pack's code: 20 digits, or GS1 with (01) and (21), in any order, as scanned or as printed with parentheses; null for anything else. */
export function parseTraceCode(text: string): TraceCode | null {
  const trimmed = text.trim()
  const elements = parseGs1(trimmed)
  // GS1 before 20 digits, as scans are classified
  const gs1 = elements && gs1Of(elements)
  if (gs1 !== null) return gs1
  return /^\d{20}$/.test(trimmed) ? { kind: 'national', code: trimmed, prefix: trimmed.slice(0, PREFIX_LENGTH) } : null
}

function gs1Of(elements: Gs1Elements): TraceCode | null {
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
