import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKeyboardScanner } from '../../../src/main/station/devices/drivers/keyboard/driver.ts'
import { decodeStrokes } from '../../../src/main/station/devices/drivers/keyboard/protocol.ts'
import type { KeyStroke } from '../../../src/shared/contract/keyed.ts'
import { anyCode, GS1_EXAMPLE } from './codes.ts'
import { keysOf, stroke } from './keys.ts'

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

  it('takes any strokes', () => {
    const any: fc.Arbitrary<KeyStroke> = fc.record({
      code: fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('KeyA', 'AltLeft', 'Numpad1', 'Enter', 'constructor')),
      ...{ shift: fc.boolean(), caps: fc.boolean(), ctrl: fc.boolean(), alt: fc.boolean(), composing: fc.boolean() },
      at: fc.nat(),
    })
    fc.assert(fc.property(fc.array(any), (strokes) => typeof decodeStrokes(strokes).text === 'string'))
  })
})
