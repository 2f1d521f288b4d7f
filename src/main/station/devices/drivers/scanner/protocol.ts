import type { ScannerFraming } from '../../manifests.ts'

const STX = 0x02
const ETX = 0x03
const LF = 0x0a
const CR = 0x0d
const AIM_IDENTIFIER = /^\][A-Za-z][0-9A-Za-z]/

/** The reading that stands for bytes out of which no text can be made. */
export const UNREADABLE_READING = '\ufffd'

/** Makes readings out of a scanner's bytes. Holds the bytes of the reading that has not ended yet, and nothing else. */
export interface ScannerProtocol {
  /** takes the next bytes, however they were cut, and gives the readings that they ended */
  push(chunk: Uint8Array): readonly string[]
  /** the scanner has been silent: what it sent last was a whole reading */
  silence(): readonly string[]
  /** whether a reading has begun and not ended */
  isPending(): boolean
}

/**
 * The protocol of a serial scanner: CR, LF or CRLF (and ETX, by manifest) end a reading, empty ones do not count. A stream longer than the
 * manifest allows gives one unreadable reading and is dropped up to its end.
 */
export function createScannerProtocol(
  manifest: Pick<ScannerFraming, 'maximumLength' | 'stxEtx' | 'aimIdentifier'>,
): ScannerProtocol {
  const bytes = new Uint8Array(manifest.maximumLength)
  let length = 0
  let isRunaway = false

  const end = (): readonly string[] => {
    const ended = bytes.subarray(0, length)
    const wasRunaway = isRunaway
    length = 0
    isRunaway = false
    if (wasRunaway || ended.length === 0) return []
    const text = decodeReading(ended)
    return [manifest.aimIdentifier ? text.replace(AIM_IDENTIFIER, '') : text]
  }

  const take = (byte: number): readonly string[] => {
    if (byte === CR || byte === LF || (manifest.stxEtx && byte === ETX)) return end()
    if (isRunaway || (manifest.stxEtx && byte === STX)) return []
    if (length === bytes.length) {
      isRunaway = true
      return [UNREADABLE_READING]
    }
    bytes[length++] = byte
    return []
  }

  return {
    push: (chunk) => Array.from(chunk).flatMap(take),
    silence: end,
    isPending: () => length > 0,
  }
}

// neither encoding uses bytes below 0x30 inside a character, so cutting at CR, LF, STX and ETX never splits one
const utf8 = new TextDecoder('utf-8', { fatal: true })
const gbk = new TextDecoder('gbk', { fatal: true })

/** The text of a reading: UTF-8 if the bytes are valid UTF-8, else GBK, else `UNREADABLE_READING`. */
export function decodeReading(bytes: Uint8Array): string {
  for (const decoder of [utf8, gbk]) {
    try {
      return decoder.decode(bytes)
    } catch {
      // not in this encoding
    }
  }
  return UNREADABLE_READING
}
