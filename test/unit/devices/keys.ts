import type { KeyStroke } from '../../../src/shared/contract/keyed.ts'

const SYMBOLS: Readonly<Record<string, readonly [string, boolean]>> = {
  '-': ['Minus', false],
  '/': ['Slash', false],
  '.': ['Period', false],
}

/** A key by itself. */
export function stroke(code: string, shift = false): KeyStroke {
  return { code, shift, caps: false, ctrl: false, alt: false, composing: false, at: 0 }
}

/** The keys that a scanner presses for a code. */
export function keysOf(text: string): readonly KeyStroke[] {
  return Array.from(text, (character) => {
    if (character === '\u001d') return { ...stroke('BracketRight'), ctrl: true }
    if (/\d/.test(character)) return stroke(`Digit${character}`)
    if (/[a-z]/i.test(character)) return stroke(`Key${character.toUpperCase()}`, character < 'a')
    const [code, shift] = SYMBOLS[character] ?? ['', false]
    return stroke(code, shift)
  })
}
