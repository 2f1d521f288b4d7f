const INTEGER = 0x02
const SEQUENCE = 0x30
const SCALAR_BYTES = 32

/** One DER value: tag, length, content. */
export function derOf(tag: number, content: Uint8Array): Uint8Array {
  const { length } = content
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content])
  const lengthBytes = Buffer.from(length.toString(16).padStart(length < 0x100 ? 2 : length < 0x10000 ? 4 : 6, '0'), 'hex')
  return Buffer.concat([Buffer.of(tag, 0x80 | lengthBytes.length), lengthBytes, content])
}

/** One DER value as it was read. */
export interface Der {
  readonly tag: number
  readonly whole: Uint8Array
  readonly content: Uint8Array
}

/** The values that stand in `bytes` one after the other. Throws when they do not fill them. */
export function derIn(bytes: Uint8Array): readonly Der[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const values: Der[] = []
  for (let at = 0; at < view.length; ) {
    const first = view.readUInt8(at + 1)
    const lengthBytes = first < 0x80 ? 0 : first - 0x80
    const from = at + 2 + lengthBytes
    const end = from + (lengthBytes === 0 ? first : view.readUIntBE(at + 2, lengthBytes))
    if (end > view.length) throw new RangeError('a DER value ends too early')
    values.push({ tag: view.readUInt8(at), whole: view.subarray(at, end), content: view.subarray(from, end) })
    at = end
  }
  return values
}

function integerOf(number: Uint8Array): Uint8Array {
  const first = number.findIndex((byte) => byte !== 0)
  const digits = number.subarray(first)
  return derOf(INTEGER, (digits[0] ?? 0) < 0x80 ? digits : Buffer.concat([Buffer.of(0), digits]))
}

/** The SEQUENCE{r, s} of a raw signature r‖s of 64 bytes (GM/T 0009 7.3). */
export function derOfSignature(raw: Uint8Array): Uint8Array {
  return derOf(SEQUENCE, Buffer.concat([integerOf(raw.subarray(0, SCALAR_BYTES)), integerOf(raw.subarray(SCALAR_BYTES))]))
}

/** The raw r‖s of a SEQUENCE{r, s}; null unless it is spelt exactly as DER spells it. */
export function rawOfSignature(der: Uint8Array): Uint8Array | null {
  const rLength = der[3] ?? 0
  const numbers = [der.subarray(4, 4 + rLength), der.subarray(6 + rLength)].map((bytes) => bytes.subarray(-SCALAR_BYTES))
  const raw = Buffer.concat(
    numbers.map((bytes) =>
      Buffer.from(
        Buffer.from(bytes)
          .toString('hex')
          .padStart(2 * SCALAR_BYTES, '0'),
        'hex',
      ),
    ),
  )
  const isZero = numbers.some((bytes) => bytes.every((byte) => byte === 0))
  return !isZero && Buffer.compare(derOfSignature(raw), der) === 0 ? raw : null
}
