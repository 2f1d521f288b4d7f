import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKeyboardScanner } from '../../../src/main/station/devices/drivers/keyboard/driver.ts'
import { decodeStrokes } from '../../../src/main/station/devices/drivers/keyboard/protocol.ts'
import type { KeyStroke } from '../../../src/shared/contract/keyed.ts'
import { scannerCodes } from '../../../src/shared/domain/scannerCodes.ts'
import { assess, examine, freshExamination } from '../../../src/shared/domain/scannerDoctor.ts'
import { applyProfile } from '../../../src/shared/domain/scannerProfile.ts'
import { anyCode, GS1_EXAMPLE } from './codes.ts'
import { keysOf, stroke } from './keys.ts'

/** The signs of GS1 on a German keyboard: the key, bare and with Shift. */
const GERMAN_SIGNS: Readonly<Record<string, readonly [bare: string, shifted: string]>> = {
  Digit1: ['', '!'],
  Digit2: ['', '"'],
  Digit5: ['', '%'],
  Digit6: ['', '&'],
  Digit7: ['', '/'],
  Digit8: ['', '('],
  Digit9: ['', ')'],
  Digit0: ['', '='],
  Minus: ['', '?'],
  BracketRight: ['+', '*'],
  Backslash: ['', "'"],
  Comma: [',', ';'],
  Period: ['.', ':'],
  Slash: ['-', '_'],
  IntlBackslash: ['<', '>'],
}

/** The keys that a scanner presses which is set to a German keyboard. */
function germanKeysOf(text: string, separator: 'AltGr' | 'F8'): readonly KeyStroke[] {
  return Array.from(text, (character) => {
    if (character === '\u001d') return separator === 'F8' ? stroke('F8') : { ...stroke('Digit9'), ctrl: true, alt: true }
    if (/[0-9]/.test(character)) return stroke(`Digit${character}`)
    if (/[a-z]/i.test(character)) {
      const letter = character.toUpperCase()
      return stroke(`Key${{ Y: 'Z', Z: 'Y' }[letter] ?? letter}`, character < 'a')
    }
    const [code, signs] = Object.entries(GERMAN_SIGNS).find(([, both]) => both.includes(character)) ?? ['', []]
    return stroke(code, signs[1] === character)
  })
}

describe('what a scanner types', () => {
  it('is the code, by the keys of a US keyboard, whatever CapsLock says', () => {
    fc.assert(
      fc.property(anyCode, fc.boolean(), fc.constantFrom('Enter', 'Tab', 'NumpadEnter'), (code, caps, end) => {
        const strokes = [...keysOf(code), stroke(end)].map((each) => ({ ...each, caps }))
        expect(decodeStrokes(strokes)).toEqual({ text: code, notes: caps ? ['capsLock'] : [] })
      }),
    )
  })

  it('has FNC1 as Ctrl+] or F8', () => {
    const withF8 = keysOf(GS1_EXAMPLE).map((each) => (each.ctrl ? stroke('F8') : each))
    expect(decodeStrokes(withF8).text).toBe(GS1_EXAMPLE)
  })

  it('is noted where an input method had the keys or nothing ended them', () => {
    const strokes = keysOf('HY1').map((each) => ({ ...each, composing: true }))
    expect(decodeStrokes(strokes)).toEqual({ text: 'HY1', notes: ['composing', 'noEnter'] })
  })

  it('may be typed by numbers, each behind a press of Alt', () => {
    const typed = ['0072', '89', '029', '200'].flatMap((number) => [
      stroke('AltLeft'),
      ...Array.from(number, (digit) => ({ ...stroke(`Numpad${digit}`), alt: true })),
    ])
    expect(decodeStrokes(typed).text).toBe('HY\u001d\ufffd')
  })

  it('is unreadable where a key gives no character', () => {
    expect(decodeStrokes([stroke('KeyA'), stroke('F3'), { ...stroke('KeyB'), ctrl: true }]).text).toBe('a\ufffd\ufffd')
  })

  it('is a reading with the time at which it came, and none when it holds nothing', () => {
    const seen: (readonly [string, number])[] = []
    const scanner = createKeyboardScanner({ clock: () => 7, onReading: ({ text, at }) => seen.push([text, at]) })
    scanner.keyed([stroke('Enter')])
    scanner.keyed([...keysOf('81'), stroke('Enter')])
    expect(seen).toEqual([['81', 7]])
  })

  it('by a scanner that is set to a German keyboard is examined, and is the code with the profile that was found', () => {
    const separators = ['AltGr', 'F8'] as const
    fc.assert(
      fc.property(fc.constantFrom(...separators), fc.stringMatching(/^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,60}$/), (by, text) => {
        let examination = freshExamination
        const { keyed } = createKeyboardScanner({
          clock: () => 7,
          onReading: (came) => {
            examination = examine(examination, came)
          },
        })
        for (const code of scannerCodes) keyed([...germanKeysOf(code.text, by), stroke('Enter')])
        const { findings, profile } = assess(examination)
        expect(findings).toEqual([{ finding: 'layout', isMended: true }])
        expect(applyProfile(decodeStrokes([...germanKeysOf(text, by), stroke('Enter')]).text, profile)).toBe(text)
      }),
      { numRuns: 30 },
    )
  })

  it('takes any strokes', () => {
    const any: fc.Arbitrary<KeyStroke> = fc.record({
      code: fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('KeyA', 'AltLeft', 'Numpad1', 'Enter', 'constructor')),
      ...{ shift: fc.boolean(), caps: fc.boolean(), ctrl: fc.boolean(), alt: fc.boolean(), composing: fc.boolean() },
      at: fc.nat(),
    })
    fc.assert(fc.property(fc.array(any), (strokes) => typeof decodeStrokes(strokes).text === 'string'))
  })
})
