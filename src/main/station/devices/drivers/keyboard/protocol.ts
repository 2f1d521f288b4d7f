import type { KeyStroke } from '../../../../../shared/contract/keyed.ts'
import { GROUP_SEPARATOR } from '../../../../../shared/domain/gs1.ts'
import { BESIDE_SHIFT } from '../../../../../shared/domain/keyboardLayout.ts'

/** What was odd about a reading that was typed: CapsLock was on, an input method had the keys, nothing ended it. */
export const keyedNotes = Object.freeze(['capsLock', 'composing', 'noEnter'] as const)
export type KeyedNote = (typeof keyedNotes)[number]

export interface KeyedReading {
  readonly text: string
  readonly notes: readonly KeyedNote[]
}

const ENDS: readonly string[] = ['Enter', 'NumpadEnter', 'Tab']
const ALTS: readonly string[] = ['AltLeft', 'AltRight']
/** Stands for a key that gives no character. */
const NO_CHARACTER = '\ufffd'

/** What the keys of a US keyboard give, bare and with Shift. */
const KEYS: ReadonlyMap<string, readonly [string, string]> = new Map([
  ...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => [`Key${letter}`, [letter.toLowerCase(), letter]] as const),
  ...Array.from(')!@#$%^&*(', (symbol, digit) => [`Digit${digit}`, [`${digit}`, symbol]] as const),
  ...Array.from('0123456789', (digit) => [`Numpad${digit}`, [digit, digit]] as const),
  ['Backquote', ['`', '~']],
  ['Minus', ['-', '_']],
  ['Equal', ['=', '+']],
  ['BracketLeft', ['[', '{']],
  ['BracketRight', [']', '}']],
  ['Backslash', ['\\', '|']],
  ['IntlBackslash', BESIDE_SHIFT],
  ['Semicolon', [';', ':']],
  ['Quote', ["'", '"']],
  ['Comma', [',', '<']],
  ['Period', ['.', '>']],
  ['Slash', ['/', '?']],
  ['Space', [' ', ' ']],
  ['NumpadDecimal', ['.', '.']],
  ['NumpadDivide', ['/', '/']],
  ['NumpadMultiply', ['*', '*']],
  ['NumpadSubtract', ['-', '-']],
  ['NumpadAdd', ['+', '+']],
])

/**
 * What a scanner typed, by the places of its keys on a US keyboard: whatever layout, input method or CapsLock the computer has, the scanner pressed the same keys.
 * Ctrl+], also where a German keyboard has ], and F8 are FNC1 (the usual ways of scanners to type it [inferred]); digits of the number pad with Alt are the number of one
 * character. A key that gives none makes the reading unreadable. Enter or Tab ends a reading and is not part of it.
 */
export function decodeStrokes(strokes: readonly KeyStroke[]): KeyedReading {
  const isEnded = ENDS.includes(strokes.at(-1)?.code ?? '')
  const typed = isEnded ? strokes.slice(0, -1) : strokes
  const notes: KeyedNote[] = []
  if (typed.some(({ caps }) => caps)) notes.push('capsLock')
  if (typed.some(({ composing }) => composing)) notes.push('composing')
  if (!isEnded) notes.push('noEnter')

  let text = ''
  let number = ''
  const endNumber = () => {
    const code = Number(number)
    if (number !== '') text += code < 128 ? String.fromCharCode(code) : NO_CHARACTER
    number = ''
  }
  for (const stroke of typed) {
    const digit = stroke.alt ? /^Numpad(\d)$/.exec(stroke.code)?.[1] : undefined
    if (digit === undefined) endNumber()
    if (digit !== undefined) number += digit
    else if (!ALTS.includes(stroke.code)) text += characterOf(stroke)
  }
  endNumber()
  return { text, notes }
}

function characterOf({ code, shift, ctrl, alt }: KeyStroke): string {
  if (code === 'F8' || (ctrl && code === (alt ? 'Digit9' : 'BracketRight'))) return GROUP_SEPARATOR
  return (ctrl ? undefined : KEYS.get(code)?.[shift ? 1 : 0]) ?? NO_CHARACTER
}
