import { createCipheriv, createDecipheriv, getCiphers } from 'node:crypto'

const BLOCK_BYTES = 16
const ROUNDS = 32
const FAMILY_KEY = [0xa3b1bac6, 0x56aa3350, 0x677d9197, 0xb27022dc]
/** CK_i: its bytes are (4i + j) * 7 mod 256 (GM/T 0002 7.3.2). */
const ROUND_CONSTANTS = Int32Array.from({ length: ROUNDS }, (_, round) =>
  [0, 1, 2, 3].reduce((word, byte) => (word << 8) | (((4 * round + byte) * 7) & 0xff), 0),
)

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}

/** The affine map y = A·x + 0xD3 over GF(2), A circulant, that stands on both sides of the inversion. */
function affine(byte: number): number {
  let result = 0
  for (let bit = 0; bit < 8; bit++) {
    let picked = byte & (((0xa7 << bit) | (0xa7 >> (8 - bit))) & 0xff)
    for (; picked !== 0; picked &= picked - 1) result ^= 1 << bit
  }
  return result ^ 0xd3
}

/** Multiplication in GF(2^8) modulo x^8 + x^7 + x^6 + x^5 + x^4 + x^2 + 1, the field of SM4's S-box. */
function multiply(left: number, right: number): number {
  let product = 0
  for (let a = left, b = right; b !== 0; b >>= 1) {
    if (b & 1) product ^= a
    a = (a << 1) ^ (a & 0x80 ? 0x1f5 : 0)
  }
  return product
}

function inverse(byte: number): number {
  let result = 1
  for (let count = 0; count < 254; count++) result = multiply(result, byte)
  return result
}

/** The S-box from its algebra, instead of 256 copied numbers: affine ∘ inverse ∘ affine. */
const SBOX = Uint8Array.from({ length: 256 }, (_, byte) => affine(inverse(affine(byte))))

/** S-box and linear map L of one byte position, joined: one look-up per byte and round (GM/T 0002 6.2). */
function tableOf(shift: number): Int32Array {
  return Int32Array.from(SBOX, (byte) => {
    const word = byte << shift
    return word ^ rotate(word, 2) ^ rotate(word, 10) ^ rotate(word, 18) ^ rotate(word, 24)
  })
}
const TABLE0 = tableOf(24)
const TABLE1 = tableOf(16)
const TABLE2 = tableOf(8)
const TABLE3 = tableOf(0)

function substituteWord(word: number): number {
  const byte = (shift: number): number => SBOX[(word >>> shift) & 0xff] ?? 0
  return (byte(24) << 24) | (byte(16) << 16) | (byte(8) << 8) | byte(0)
}

function roundKeys(key: Uint8Array): Int32Array {
  if (key.length !== BLOCK_BYTES) throw new RangeError('an SM4 key has 16 bytes')
  const view = new DataView(key.buffer, key.byteOffset, key.byteLength)
  let [k0 = 0, k1 = 0, k2 = 0, k3 = 0] = FAMILY_KEY.map((constant, index) => constant ^ view.getInt32(index * 4))
  const keys = new Int32Array(ROUNDS)
  for (let round = 0; round < ROUNDS; round++) {
    const mixed = substituteWord(k1 ^ k2 ^ k3 ^ (ROUND_CONSTANTS[round] ?? 0))
    const next = k0 ^ mixed ^ rotate(mixed, 13) ^ rotate(mixed, 23)
    keys[round] = next
    k0 = k1
    k1 = k2
    k2 = k3
    k3 = next
  }
  return keys
}

function transformBlocks(keys: Int32Array, input: Uint8Array): Uint8Array {
  const source = new DataView(input.buffer, input.byteOffset, input.byteLength)
  const output = new Uint8Array(input.length)
  const target = new DataView(output.buffer)
  for (let offset = 0; offset < input.length; offset += BLOCK_BYTES) {
    let x0 = source.getInt32(offset)
    let x1 = source.getInt32(offset + 4)
    let x2 = source.getInt32(offset + 8)
    let x3 = source.getInt32(offset + 12)
    for (let round = 0; round < ROUNDS; round++) {
      const word = x1 ^ x2 ^ x3 ^ (keys[round] ?? 0)
      const left = (TABLE0[word >>> 24] ?? 0) ^ (TABLE1[(word >>> 16) & 0xff] ?? 0)
      const right = (TABLE2[(word >>> 8) & 0xff] ?? 0) ^ (TABLE3[word & 0xff] ?? 0)
      const next = x0 ^ left ^ right
      x0 = x1
      x1 = x2
      x2 = x3
      x3 = next
    }
    target.setInt32(offset, x3)
    target.setInt32(offset + 4, x2)
    target.setInt32(offset + 8, x1)
    target.setInt32(offset + 12, x0)
  }
  return output
}

/** SM4 in ECB mode with PKCS7 padding. */
export interface Sm4Ecb {
  /** `key`: 16 bytes */
  encrypt(key: Uint8Array, clear: Uint8Array): Uint8Array
  /** null when the length or the padding is wrong */
  decrypt(key: Uint8Array, encrypted: Uint8Array): Uint8Array | null
}

/** SM4 (GM/T 0002-2012) in plain TypeScript, for runtimes whose node:crypto has none. */
export const sm4Pure: Sm4Ecb = {
  encrypt(key, clear) {
    const padding = BLOCK_BYTES - (clear.length % BLOCK_BYTES)
    const blocks = new Uint8Array(clear.length + padding).fill(padding)
    blocks.set(clear)
    return transformBlocks(roundKeys(key), blocks)
  },
  decrypt(key, encrypted) {
    if (encrypted.length === 0 || encrypted.length % BLOCK_BYTES !== 0) return null
    const blocks = transformBlocks(roundKeys(key).toReversed(), encrypted)
    const padding = blocks.at(-1) ?? 0
    if (padding < 1 || padding > BLOCK_BYTES) return null
    const clearLength = blocks.length - padding
    return blocks.subarray(clearLength).every((byte) => byte === padding) ? blocks.subarray(0, clearLength) : null
  },
}

/** SM4 by node:crypto. Throws where the runtime has none (inside Electron). */
export const sm4Native: Sm4Ecb = {
  encrypt(key, clear) {
    const cipher = createCipheriv('sm4-ecb', key, null)
    return Buffer.concat([cipher.update(clear), cipher.final()])
  },
  decrypt(key, encrypted) {
    const decipher = createDecipheriv('sm4-ecb', key, null)
    try {
      return Buffer.concat([decipher.update(encrypted), decipher.final()])
    } catch {
      return null
    }
  },
}

/** Whether node:crypto of this runtime offers SM4. */
const hasNativeSm4 = getCiphers().includes('sm4-ecb')

/** SM4 by the faster way that this runtime has. */
export const sm4: Sm4Ecb = hasNativeSm4 ? sm4Native : sm4Pure
