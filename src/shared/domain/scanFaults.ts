import { hasGs1CheckDigit, hasLostSeparators } from './gs1.ts'
import { asGermanKeys, asUsKeys } from './keyboardLayout.ts'
import type { ScanShape } from './scanShapes.ts'

/**
 * What scanners and their set-up do to a right code. `separatorsLost`: a GS1 code without its FNC1; `fullWidth`: digits as a Chinese input method writes
 * them; `capsLock`: large and small letters exchanged; `layout`: read through a keyboard of another country; `zerosLost`: without the zeros it begins with;
 * `cutOff`: its end is missing.
 */
export const scanFaults = Object.freeze(['separatorsLost', 'fullWidth', 'capsLock', 'layout', 'zerosLost', 'cutOff'] as const)
export type ScanFault = (typeof scanFaults)[number]

/** The longest text that is looked into: no code with a shape of ours is longer. */
const LONGEST = 200
/** Fewer digits than these are no piece of a code but something else. */
const SHORTEST_PIECE = 9
/** With more zeros lost a number without a check digit may as well be anything else. */
const MOST_ZEROS = 3

/**
 * The fault of a text, or null where none is seen. A text that fits a shape has only the one that makes another right code out of a right one, and can be seen
 * nevertheless: lost separators.
 */
export function findScanFault(text: string, shapes: readonly ScanShape[], fitsShape: boolean): ScanFault | null {
  if (text.length > LONGEST) return null
  const fits = (changed: string) => changed !== text && shapes.some((shape) => shape.fits(changed))
  if (hasLostSeparators(text)) return 'separatorsLost'
  if (fitsShape) return null
  if (fits(narrowed(text))) return 'fullWidth'
  if (fits(swappedCase(text))) return 'capsLock'
  if (fits(asGermanKeys(text)) || fits(asUsKeys(text))) return 'layout'
  if (hasLostZeros(text, shapes)) return 'zerosLost'
  return isCutOff(text, shapes) ? 'cutOff' : null
}

/** Full-width forms (U+FF01 to U+FF5E and the wide blank) as the characters that they stand for. */
function narrowed(text: string): string {
  return text.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replaceAll('\u3000', ' ')
}

/** Large letters small and small ones large; Latin ones only, as no code holds others. */
export function swappedCase(text: string): string {
  return text.replace(/[A-Za-z]/g, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()))
}

/** A zero never stands first once they are lost. What begins with 8, as codes of 码上放心 do, had none. */
function hasLostZeros(text: string, shapes: readonly ScanShape[]): boolean {
  if (!/^[1-9]\d+$/.test(text)) return false
  return shapes.some(({ digits, fits }) => {
    if (digits === undefined || digits.lead !== '') return false
    const missing = digits.length - text.length
    if (missing < 1 || (!digits.isChecked && (missing > MOST_ZEROS || text.startsWith('8')))) return false
    return fits('0'.repeat(missing) + text)
  })
}

/** A number as long as a whole code with a check digit was read wrong, not cut. */
function isCutOff(text: string, shapes: readonly ScanShape[]): boolean {
  if (shapes.some(({ digits }) => digits?.isChecked === true && digits.length === text.length)) return false
  const isPiece = shapes.some(({ digits }) => {
    if (digits === undefined || text.length >= digits.length || !text.startsWith(digits.lead)) return false
    return (text.length >= SHORTEST_PIECE || digits.lead !== '') && /^\d*$/.test(text.slice(digits.lead.length))
  })
  return isPiece || isPieceOfGs1(text)
}

/** An article number that stops early, or that has no serial and nothing unknown behind it. */
function isPieceOfGs1(text: string): boolean {
  const [, gtin = ''] = /^\p{Cc}?01(\d{14})(?:1[1357]\d{6})*(?:1(?:[1357]\d{0,5})?|10[!-~]{0,20}\p{Cc}?|2|21)?$/u.exec(text) ?? []
  return gtin !== '' && hasGs1CheckDigit(gtin)
}
