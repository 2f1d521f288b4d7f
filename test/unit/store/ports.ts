import { createHash, randomBytes } from 'node:crypto'
import { ulid } from 'ulid'
import type { StorePorts } from '../../../src/main/station/store/store.ts'

export const masterKey = new Uint8Array(32).fill(7)
export const otherKey = new Uint8Array(32).fill(8)

/** The opinion of OpenSSL on SM3. */
export function sm3(bytes: Uint8Array): Uint8Array {
  return createHash('sm3').update(bytes).digest()
}

/** A clock that moves one millisecond at each look. */
export function tickingClock(start = 1_800_000_000_000): () => number {
  let now = start
  return () => now++
}

/** The ports of a store as the station gives them; needs no test runner. */
export function portsFor(dataFolder: string, changed: Partial<StorePorts> = {}): StorePorts {
  return {
    dataFolder,
    masterKey,
    clock: tickingClock(),
    random: (size) => randomBytes(size),
    newId: () => ulid(),
    sm3,
    ...changed,
  }
}
