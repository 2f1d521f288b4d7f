import { decodeReading, type ScannerProtocol, UNREADABLE_READING } from './protocol.ts'

/** Id of the report that carries what was scanned. */
const SCANNED = 0x02
/** Where things stand in a report that describes itself. */
const LENGTH_AT = 1
const AIM_AT = 2
const DATA_AT = 5
const MOST_DATA = 56
const CONTINUED_AT = 63
/** With this a symbology identifier of AIM begins. */
const AIM_FLAG = 0x5d
/** The same as for serial scanners: the largest QR code holds 7,089 digits. */
const MAXIMUM_LENGTH = 8192

/**
 * The protocol of a scanner in HID POS mode (usage page 0x8C), one report per chunk, of two forms. One describes itself: id 2, length of the data, AIM symbology identifier
 * (three characters, dropped), up to 56 bytes of data, and in the last byte bit 0 when the next report goes on (manuals of Access-IS ATR110 and LSR118, “HID
 * reports”; Honeywell's and Zebra's the same [inferred]). The other has data alone, filled up with NUL, and goes on where it is full. A self-described reading that
 * never ends is unreadable; of the other form the silence ends it. Reports of other ids say nothing of a scan.
 */
export function createHidPosProtocol(): ScannerProtocol {
  let parts: Uint8Array[] = []
  let length = 0
  let form: 'described' | 'padded' = 'padded'
  let isBroken = false

  const end = (): readonly string[] => {
    const text = isBroken ? UNREADABLE_READING : decodeReading(Buffer.concat(parts))
    const isEmpty = !isBroken && length === 0
    parts = []
    length = 0
    isBroken = false
    return isEmpty ? [] : [text]
  }

  const add = (data: Uint8Array) => {
    length += data.length
    // what is too long is counted and not kept
    if (length > MAXIMUM_LENGTH) isBroken = true
    else parts.push(Uint8Array.from(data))
  }

  const isPending = () => length > 0 || isBroken

  return {
    push(report) {
      if (report[0] !== SCANNED) return []
      if (!isPending()) form = report[AIM_AT] === AIM_FLAG && (report[LENGTH_AT] ?? 0) <= MOST_DATA ? 'described' : 'padded'
      if (form === 'described') {
        const size = report[LENGTH_AT] ?? 0
        if (size > MOST_DATA || DATA_AT + size > report.length) isBroken = true
        else add(report.subarray(DATA_AT, DATA_AT + size))
        return ((report[CONTINUED_AT] ?? 0) & 1) === 1 ? [] : end()
      }
      const data = report.subarray(1)
      const filled = data.findLastIndex((byte) => byte !== 0) + 1
      add(data.subarray(0, filled))
      return filled === data.length && filled > 0 ? [] : end()
    },
    silence() {
      if (!isPending()) return []
      if (form === 'described') isBroken = true
      return end()
    },
    isPending,
  }
}
