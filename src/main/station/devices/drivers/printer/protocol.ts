import type { DeviceView } from '../../../../../shared/contract/devices.ts'

/** What a printer says of itself. */
export type PrinterStatus = Extract<DeviceView['reason'], 'ready' | 'noPaper' | 'coverOpen' | 'failed'>

/** DLE EOT 2: why are you offline? Printers answer at once, also in the middle of a paper (ESC/POS as in Epson's manual of the TM series [inferred]). */
export const askStatus = Uint8Array.of(0x10, 0x04, 0x02)

/** Bits that are the same in every answer: 0 off, 1 on, 4 on, 7 off. */
const FIXED = 0b1001_0011
const FIXED_VALUE = 0b0001_0010
const COVER_OPEN = 0b0000_0100
const PAPER_END = 0b0010_0000
const ERROR = 0b0100_0000

/** The status in a byte that a printer sent; null when the byte is none. */
export function readStatus(byte: number): PrinterStatus | null {
  if ((byte & FIXED) !== FIXED_VALUE) return null
  if (byte & COVER_OPEN) return 'coverOpen'
  if (byte & PAPER_END) return 'noPaper'
  return byte & ERROR ? 'failed' : 'ready'
}
