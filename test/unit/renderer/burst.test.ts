import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBurst, END_MS, HOLD_MS, MIN_KEYS, PATIENCE_MS, type Press } from '../../../src/renderer/scan/burst.ts'

const press = (code: string, at: number, more: Partial<Press> = {}): Press => ({
  ...{ code, key: code.replace(/^(Key|Digit)/, ''), at },
  ...{ shift: false, caps: false, ctrl: false, alt: false, meta: false, composing: false, repeat: false },
  ...more,
})

/** Plays keys with their gaps (ms) and the silences between them; what reached the page in its order, and what was read. */
function play(keys: readonly { readonly code: string; readonly gap: number; readonly more?: Partial<Press> }[]) {
  const burst = createBurst()
  const page: string[] = []
  const readings: string[] = []
  let late = 0
  let at = 1000
  const take = ({ released, reading }: ReturnType<typeof burst.press>, now: number) => {
    for (const each of released) {
      page.push(each.code)
      late = Math.max(late, now - each.at)
    }
    if (reading) readings.push(reading.map(({ code }) => code.replace(/^(Key|Digit)/, '')).join(' '))
  }
  const quiet = (until: number) => {
    for (let due = burst.waits(); due !== null && due < until; due = burst.waits()) take(burst.silence(due + 1), due + 1)
  }
  for (const { code, gap, more } of keys) {
    at += gap
    quiet(at)
    const outcome = burst.press(press(code, at, more))
    take(outcome, at)
    if (!outcome.isHeld) page.push(code)
  }
  quiet(Number.POSITIVE_INFINITY)
  return { page, readings, late }
}

const scanned = (text: string, gap: number) => Array.from(text, (digit) => ({ code: `Digit${digit}`, gap }))
const CODE = '81068880030113220431'

describe('keys as fast as a scanner types', () => {
  it.each([0, 1, 8, 16, 30, HOLD_MS])('are one reading %d ms apart and none reaches the page', (gap) => {
    const { page, readings } = play(
      [{ code: 'KeyA', gap: 500 }, ...scanned(CODE, gap), { code: 'Enter', gap }].map((key, index) =>
        index === 1 ? { ...key, gap: 500 } : key,
      ),
    )
    expect(readings).toEqual([`${Array.from(CODE).join(' ')} Enter`])
    expect(page).toEqual(['KeyA'])
  })

  it('end by silence where no Enter comes, and a pause within them is no end', () => {
    const keys = scanned(CODE, 10).map((key, index) => (index === 12 ? { ...key, gap: END_MS } : key))
    expect(play(keys).readings).toEqual([Array.from(CODE).join(' ')])
  })

  it('are one reading where a busy computer tells of one of them late', () => {
    const burst = createBurst()
    const outcomes = scanned(CODE, 0).map(({ code }, index) => {
      const at = 1000 + 5 * index
      // asked while the key before was the last one that the page heard of
      const quiet = index === 12 ? burst.silence(at + 250) : null
      return [quiet?.reading ?? null, burst.press(press(code, at)).reading]
    })
    expect(outcomes.flat().every((reading) => reading === null)).toBe(true)
    expect(burst.press(press('Enter', 1100)).reading).toHaveLength(CODE.length + 1)
  })

  it('are two readings when Enter or a silence parts them; a second key of their end is nobody’s', () => {
    const end = [
      { code: 'Tab', gap: 5 },
      { code: 'Enter', gap: 5 },
    ]
    const { page, readings } = play([...scanned(CODE, 5), ...end, ...scanned('69012345', 5), { code: 'KeyQ', gap: END_MS + 1 }])
    expect(readings).toEqual([`${Array.from(CODE).join(' ')} Tab`, '6 9 0 1 2 3 4 5'])
    expect(page).toEqual(['KeyQ'])
  })

  it('hold Shift, CapsLock, FNC1 and numbers behind Alt', () => {
    const keys = [
      { code: 'ShiftLeft', gap: 5 },
      { code: 'KeyH', gap: 5, more: { shift: true } },
      ...scanned('1234567', 5),
      { code: 'CapsLock', gap: 5 },
      { code: 'BracketRight', gap: 5, more: { ctrl: true } },
      { code: 'F8', gap: 5 },
      { code: 'Digit9', gap: 5, more: { ctrl: true, alt: true } },
      { code: 'IntlBackslash', gap: 5 },
      { code: 'AltLeft', gap: 5 },
      { code: 'Numpad6', gap: 5, more: { alt: true } },
      { code: 'Enter', gap: 5 },
    ]
    const { page, readings } = play(keys)
    expect(readings).toEqual(['H 1 2 3 4 5 6 7 BracketRight F8 9 IntlBackslash AltLeft Numpad6 Enter'])
    expect(page).toEqual(['ShiftLeft', 'CapsLock', 'AltLeft'])
  })

  it('are not held where an input method has them, and are a reading all the same', () => {
    const keys = scanned(CODE, 5).map((key) => ({ ...key, more: { composing: true } }))
    expect(play(keys).readings).toEqual([Array.from(CODE).join(' ')])
  })
})

describe('keys as a person presses them', () => {
  it('all reach the page in their order, late by no more than the hold, whatever they are', () => {
    const key = fc.record({
      code: fc.constantFrom('KeyA', 'KeyB', 'Digit1', 'Space', 'Enter', 'Tab', 'F5', 'Backspace', 'ArrowDown', 'ShiftLeft'),
      gap: fc.oneof(fc.integer({ min: 0, max: HOLD_MS }), fc.integer({ min: HOLD_MS + 1, max: 400 })),
    })
    const isSlow = (keys: readonly { readonly gap: number }[]) => {
      let row = 0
      // a row of fast keys that is short of a scanner's
      return keys.every(({ gap }) => {
        row = gap > HOLD_MS ? 1 : row + 1
        return row < MIN_KEYS
      })
    }
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }).filter(isSlow), (keys) => {
        const { page, readings, late } = play(keys)
        expect(readings).toEqual([])
        // Shift writes nothing and goes ahead
        const written = (codes: readonly string[]) => codes.filter((code) => code !== 'ShiftLeft')
        expect(written(page)).toEqual(written(keys.map(({ code }) => code)))
        expect(late).toBeLessThanOrEqual(HOLD_MS * MIN_KEYS + PATIENCE_MS + 1)
      }),
      { numRuns: 300 },
    )
  })

  it('of a very fast typist, 150 words a minute with keys that roll over: of 200,000 none is swallowed', () => {
    let seed = 20_261_130
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed / 2_147_483_648
    }
    // 80 ms between keys in the mean, a standard deviation of 30, one in ten rolled over within 40
    const gap = () =>
      random() < 0.1 ? 40 * random() : Math.max(20, 80 + 30 * (random() + random() + random() + random() - 2) * 1.73)
    const keys = Array.from({ length: 200_000 }, () => ({ code: 'KeyA', gap: gap() }))
    const { page, readings } = play(keys)
    expect(readings).toEqual([])
    expect(page).toHaveLength(keys.length)
  })

  it('held down repeat as ever', () => {
    const keys = Array.from({ length: 30 }, (_, index) => ({ code: 'Backspace', gap: 33, more: { repeat: index > 0 } }))
    const letters = keys.map((key) => ({ ...key, code: 'Digit0' }))
    expect(play(keys).page).toHaveLength(30)
    expect(play(letters).page).toHaveLength(30)
  })

  it('shortcuts with Ctrl, Alt or the system key are never held', () => {
    const keys = (['ctrl', 'alt', 'meta'] as const).flatMap((name) =>
      Array.from({ length: 8 }, () => ({ code: 'KeyK', gap: 5, more: { [name]: true } })),
    )
    expect(play(keys)).toMatchObject({ readings: [], late: 0 })
    expect(play(keys).page).toHaveLength(24)
  })
})
