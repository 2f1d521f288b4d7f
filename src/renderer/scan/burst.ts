/** A key press, as far as it has to be told whose it is. `at`: ms of the clock of events. */
export interface Press {
  readonly code: string
  readonly key: string
  readonly shift: boolean
  readonly caps: boolean
  readonly ctrl: boolean
  readonly alt: boolean
  readonly meta: boolean
  /** whether an input method has it already: nothing can hold it back then */
  readonly composing: boolean
  /** a key held down */
  readonly repeat: boolean
  readonly at: number
}

/** What is to be done, in this order: keys that were held back are given to the page, a reading is taken, and then the key at hand. */
export interface Outcome {
  readonly released: readonly Press[]
  readonly reading: readonly Press[] | null
  readonly isHeld: boolean
}

/** Keys that follow each other no later than this, by the time at which they were pressed, may be a scanner's. */
export const HOLD_MS = 35
/** A key after which nothing comes is held back for no longer than this: on a busy computer keys are told of later than they were pressed. */
export const PATIENCE_MS = 80
/** So many of them in a row are a scanner's: nobody types them so, and the shortest code (EAN-8) has as many. */
export const MIN_KEYS = 8
/** A scanner that stops for longer, by the time of its keys, has ended its code, also without Enter. */
export const END_MS = 100
/** So long its next key is waited for: on a busy computer that comes late, and half a code would be taken for a whole one. */
const SCAN_PATIENCE_MS = 300

const ENDS: readonly string[] = ['Enter', 'NumpadEnter', 'Tab']
const MODIFIERS = /^(Shift|Alt|Control)(Left|Right)$|^CapsLock$/
const WRITING =
  /^(Key[A-Z]|Digit\d|Numpad\d|Numpad(Decimal|Divide|Multiply|Subtract|Add)|Backquote|Minus|Equal|Bracket(Left|Right)|(Intl)?Backslash|Semicolon|Quote|Comma|Period|Slash|Space)$/

export interface Burst {
  press(press: Press): Outcome
  /** nothing came up to `at`; to be asked when `waits` says */
  silence(at: number): Outcome
  /** ms of the clock of events at which silence settles whose keys these were; null: nothing is held */
  waits(): number | null
}

/**
 * Tells a scanner that types from a person. Keys that write are held back as they come. Where the next one does not follow within `HOLD_MS`, they were a person's and go to
 * the page in their order: with the next key, or when none comes for `PATIENCE_MS`, so that a person's key is late by that much and never lost. From the `MIN_KEYS`th in such a row on they are a scanner's: none of them
 * reaches the page, until Enter, Tab or a silence of `END_MS` ends the reading (it is known by the next key, or after `SCAN_PATIENCE_MS`); an Enter that follows at once belongs to it too. Keys that do not write (F5, arrows, Ctrl+K) end a
 * row at once and are not held; a key held down is a person's. Shift, CapsLock and the like neither begin a row nor end it.
 */
export function createBurst(): Burst {
  let row: Press[] = []
  let count = 0
  let lastAt = Number.NEGATIVE_INFINITY
  let endedAt = Number.NEGATIVE_INFINITY

  const isScan = () => count >= MIN_KEYS
  const settle = (): Omit<Outcome, 'isHeld'> => {
    const settled = isScan() ? { released: [], reading: row } : { released: row, reading: null }
    if (isScan()) endedAt = lastAt
    row = []
    count = 0
    return settled
  }
  const patience = () => (isScan() ? SCAN_PATIENCE_MS : PATIENCE_MS)
  const isOver = (at: number) => row.length > 0 && at - lastAt > (isScan() ? END_MS : HOLD_MS)
  const nothing = { released: [], reading: null } as const

  function take(press: Press): Outcome {
    const { code, at } = press
    if (MODIFIERS.test(code)) {
      if (row.length === 0) return { ...nothing, isHeld: false }
      lastAt = at
      // parts two characters that are typed by number
      if (code.startsWith('Alt')) row.push(press)
      return { ...nothing, isHeld: false }
    }
    if (isEnd(press) && isScan()) {
      row.push(press)
      lastAt = at
      return { ...settle(), isHeld: true }
    }
    if (isEnd(press) && row.length === 0 && at - endedAt <= HOLD_MS) return { ...nothing, isHeld: true }
    if (!writes(press)) return { ...settle(), isHeld: false }
    row.push(press)
    count += 1
    lastAt = at
    return { ...nothing, isHeld: !press.composing }
  }

  const writes = ({ code, ctrl, meta, alt, repeat }: Press): boolean => {
    if (repeat || meta) return false
    // a scanner with a German keyboard has ] on the 9, with AltGr
    if (ctrl) return alt ? code === 'Digit9' && count > 0 : code === 'BracketRight'
    if (alt) return /^Numpad\d$/.test(code)
    return WRITING.test(code) || (code === 'F8' && isScan())
  }

  return {
    press(press) {
      if (!isOver(press.at)) return take(press)
      const before = settle()
      const now = take(press)
      return {
        released: [...before.released, ...now.released],
        reading: before.reading ?? now.reading,
        isHeld: now.isHeld,
      }
    },
    silence: (at) => ({ ...(row.length > 0 && at - lastAt > patience() ? settle() : nothing), isHeld: false }),
    waits: () => (row.length === 0 ? null : lastAt + patience()),
  }
}

function isEnd({ code, repeat, ctrl, alt, meta }: Press): boolean {
  return ENDS.includes(code) && !repeat && !ctrl && !alt && !meta
}
