import { err, ok, type Result } from '../../../../shared/domain/result.ts'

const NAME = '/ByteRange'
/** enough for the name, four offsets and the spaces that a signer leaves between */
const BYTE_RANGE_LENGTH = 200
const BYTE_RANGE = /^\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/
const CONTENTS = /\/Contents\s*$/
const CONTENTS_LENGTH = 40
/** hex digits; signatures with certificates and time stamps take some tens of thousands */
const MAX_SIGNATURE = 524_288

export type PdfFault = 'NOT_A_PDF' | 'NO_SIGNATURE' | 'BYTE_RANGE_MALFORMED' | 'NOT_WHOLE_FILE' | 'SIGNATURE_MALFORMED'

/** The signature in a PDF, and all bytes that it covers. */
export interface PdfSignature {
  readonly covered: Uint8Array
  /** DER, without the zeros that fill up its place */
  readonly p7: Uint8Array
}

/**
 * Finds the one signature that covers the whole file but itself (ISO 32000-1 12.8.1): two ranges from the first byte to the last, between them nothing but
 * the hexadecimal string of /Contents. Signatures that later ones were added to cover less and are passed over. Takes time in proportion to the length.
 */
export function readPdfSignature(pdf: Uint8Array): Result<PdfSignature, PdfFault> {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  if (file.indexOf('%PDF-') !== 0) return err('NOT_A_PDF')
  const places = byteRangesIn(file)
  if (places === null) return err('NO_SIGNATURE')
  if (places.length === 0) return err('BYTE_RANGE_MALFORMED')
  const [whole, ...others] = places.filter(({ from, end, rest }) => from === 0 && end + rest === file.length)
  if (whole === undefined) return err('NOT_WHOLE_FILE')
  if (others.length > 0) return err('BYTE_RANGE_MALFORMED')
  const p7 = readContents(file, whole)
  if (p7 === null) return err('SIGNATURE_MALFORMED')
  return ok({ covered: Buffer.concat([file.subarray(0, whole.start), file.subarray(whole.end)]), p7 })
}

interface ByteRange {
  readonly from: number
  /** where the hole begins and ends */
  readonly start: number
  readonly end: number
  readonly rest: number
}

/** Every byte range that is well formed; null when there is not even a malformed one. */
function byteRangesIn(file: Buffer): readonly ByteRange[] | null {
  const found: ByteRange[] = []
  let at = file.indexOf(NAME)
  if (at < 0) return null
  for (; at >= 0; at = file.indexOf(NAME, at + NAME.length)) {
    const match = BYTE_RANGE.exec(file.toString('latin1', at, at + BYTE_RANGE_LENGTH))
    const [from, length, end, rest] = match?.slice(1).map(Number) ?? []
    if (from === undefined || length === undefined || end === undefined || rest === undefined) continue
    if (from + length < end) found.push({ from, start: from + length, end, rest })
  }
  return found
}

function readContents(file: Buffer, { start, end }: ByteRange): Uint8Array | null {
  if (end - start > MAX_SIGNATURE || !CONTENTS.test(file.toString('latin1', Math.max(0, start - CONTENTS_LENGTH), start)))
    return null
  const [, hex = ''] = /^<((?:[0-9A-Fa-f]{2})+)>$/.exec(file.toString('latin1', start, end)) ?? []
  const contents = Buffer.from(hex, 'hex')
  const length = derLength(contents)
  if (length === null || contents.subarray(length).some((byte) => byte !== 0)) return null
  return contents.subarray(0, length)
}

/** The length of the DER SEQUENCE that the bytes begin with, its head included; null when they do not. */
function derLength(bytes: Buffer): number | null {
  const [tag, first = 0] = bytes
  const lengthBytes = first < 0x80 ? 0 : first - 0x80
  if (tag !== 0x30 || first === 0x80 || lengthBytes > 3 || bytes.length < 2 + lengthBytes) return null
  const length = 2 + lengthBytes + (lengthBytes === 0 ? first : bytes.readUIntBE(2, lengthBytes))
  return length <= bytes.length ? length : null
}
