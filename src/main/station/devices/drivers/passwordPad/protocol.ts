/** How a password pad is spoken to. Makers differ: all of it [inferred]; a maker's own is another object of this shape. */
export interface PadShape {
  /** what makes it light up and take digits */
  readonly begin: Uint8Array
  /** what ends that */
  readonly end: Uint8Array
  readonly confirm: number
  readonly cancel: number
  readonly clear: number
}

/** ESC commands as serial pads of Chinese makers commonly have them [inferred]. */
export const commonPad: PadShape = Object.freeze({
  begin: Uint8Array.of(0x1b, 0x49),
  end: Uint8Array.of(0x1b, 0x42),
  confirm: 0x0d,
  cancel: 0x1b,
  clear: 0x08,
})

/** The voucher's password has six digits. */
const DIGITS = 6

/** What a byte did: nothing yet, a password, given up, or confirmed with another number of digits. */
export type PadStep = 'more' | 'cancelled' | 'wrongLength' | { readonly password: string }

/** Collects the digits of one password. Holds six at most, and none after it ended. */
export interface PadEntry {
  take(byte: number): PadStep
  /** forgets the digits */
  wipe(): void
}

/** A byte that is neither digit nor key, or a digit too many, makes what was typed no password. */
export function createPadEntry({ confirm, cancel, clear }: PadShape): PadEntry {
  const digits = new Uint8Array(DIGITS)
  let count = 0
  let isSpoilt = false
  const wipe = () => {
    digits.fill(0)
    count = 0
    isSpoilt = false
  }
  return {
    take(byte) {
      if (byte === clear) wipe()
      else if (byte === cancel) {
        wipe()
        return 'cancelled'
      } else if (byte === confirm) {
        const password = !isSpoilt && count === DIGITS ? String.fromCharCode(...digits) : null
        wipe()
        return password === null ? 'wrongLength' : { password }
      } else if (byte >= 0x30 && byte <= 0x39 && count < DIGITS) digits[count++] = byte
      else isSpoilt = true
      return 'more'
    },
    wipe,
  }
}
