const SCALAR = 32
const SET = 0x31

/** The DER SET of elements that are DER already, in the order given. */
export function derSet(elements: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(elements)
  const { length } = content
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  if (length > 0xffff) throw new RangeError('no signature has that many attributes')
  return Buffer.concat([Buffer.of(SET, ...head), content])
}

/** The raw r‖s (64 bytes) of a DER SEQUENCE{r, s} (GM/T 0009 7.3); null for any other spelling, a padded or a negative number included. */
export function rawSignatureOf(der: Uint8Array): Uint8Array | null {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return null
  const r = integerAt(der, 2)
  const s = r && integerAt(der, r.end)
  return s?.end === der.length ? Buffer.concat([r?.scalar ?? [], s.scalar].map((part) => Uint8Array.from(part))) : null
}

function integerAt(der: Uint8Array, at: number): { readonly scalar: Uint8Array; readonly end: number } | null {
  const [tag, length = 0] = der.subarray(at)
  const end = at + 2 + length
  const [first = 0x80, second = 0] = der.subarray(at + 2, end)
  if (tag !== 0x02 || end > der.length || first >= 0x80 || (first === 0 && second < 0x80)) return null
  const digits = der.subarray(first === 0 ? at + 3 : at + 2, end)
  if (digits.length > SCALAR) return null
  const scalar = new Uint8Array(SCALAR)
  scalar.set(digits, SCALAR - digits.length)
  return { scalar, end }
}
