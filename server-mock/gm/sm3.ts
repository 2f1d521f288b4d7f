import { createHash, getHashes } from 'node:crypto'

const INITIAL = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e]
const BLOCK_BYTES = 64

function rotate(word: number, bits: number): number {
  return (word << (bits & 31)) | (word >>> (32 - (bits & 31)))
}

function permute0(word: number): number {
  return word ^ rotate(word, 9) ^ rotate(word, 17)
}

function permute1(word: number): number {
  return word ^ rotate(word, 15) ^ rotate(word, 23)
}

/** `ROUND[j]` is T_j rotated by j (GM/T 0004 5.3.3). */
const ROUND = Int32Array.from({ length: 64 }, (_, round) => {
  const constant = round < 16 ? 0x79cc4519 : 0x7a879d8a
  return round % 32 === 0 ? constant : rotate(constant, round)
})

function padded(message: Uint8Array): DataView {
  const blocks = Math.ceil((message.length + 9) / BLOCK_BYTES)
  const bytes = new Uint8Array(blocks * BLOCK_BYTES)
  bytes.set(message)
  bytes[message.length] = 0x80
  const view = new DataView(bytes.buffer)
  view.setBigUint64(bytes.length - 8, BigInt(message.length) * 8n)
  return view
}

/** SM3 (GM/T 0004-2012) in plain TypeScript, for runtimes whose node:crypto has none: the 32-byte digest. */
export function sm3Pure(message: Uint8Array): Uint8Array {
  const view = padded(message)
  const state = Int32Array.from(INITIAL)
  const words = new Int32Array(68)
  const word = (index: number): number => words[index] ?? 0

  for (let offset = 0; offset < view.byteLength; offset += BLOCK_BYTES) {
    for (let index = 0; index < 16; index++) words[index] = view.getInt32(offset + index * 4)
    for (let index = 16; index < 68; index++) {
      const mixed = word(index - 16) ^ word(index - 9) ^ rotate(word(index - 3), 15)
      words[index] = permute1(mixed) ^ rotate(word(index - 13), 7) ^ word(index - 6)
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
    for (let round = 0; round < 64; round++) {
      const a12 = rotate(a, 12)
      const ss1 = rotate((a12 + e + (ROUND[round] ?? 0)) | 0, 7)
      const ff = round < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)
      const gg = round < 16 ? e ^ f ^ g : (e & f) | (~e & g)
      const tt1 = (ff + d + (ss1 ^ a12) + (word(round) ^ word(round + 4))) | 0
      const tt2 = (gg + h + ss1 + word(round)) | 0
      d = c
      c = rotate(b, 9)
      b = a
      a = tt1
      h = g
      g = rotate(f, 19)
      f = e
      e = permute0(tt2)
    }
    for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] ?? 0) ^ value
  }

  const digest = new DataView(new ArrayBuffer(32))
  for (const [index, value] of state.entries()) digest.setInt32(index * 4, value)
  return new Uint8Array(digest.buffer)
}

/** SM3 by node:crypto. Throws where the runtime has none (inside Electron). */
export function sm3Native(message: Uint8Array): Uint8Array {
  return createHash('sm3').update(message).digest()
}

/** Whether node:crypto of this runtime offers SM3. */
const hasNativeSm3 = getHashes().includes('sm3')

/** The 32-byte SM3 digest, by the faster way that this runtime has. */
export const sm3: (message: Uint8Array) => Uint8Array = hasNativeSm3 ? sm3Native : sm3Pure
