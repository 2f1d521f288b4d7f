import { createHmac } from 'node:crypto'

/** An endless row of choices that is the same for the same seed and label. */
export interface Choices {
  bytes(length: number): Uint8Array
  /** a whole number in 0…below-1 */
  integer(below: number): number
  pick<T>(list: readonly T[]): T
  digits(length: number): string
  /** letters and digits */
  text(length: number): string
}

/** Everything random in the mock center: a label names a row of choices, and the same seed and label give the same row. */
export interface Random {
  /** what another thread makes the same rows of */
  readonly seed: string
  for(label: string): Choices
}

const TEXT_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Randomness from a seed. It is meant to be repeatable, never to be secret. */
export function createRandom(seed: string): Random {
  return { seed, for: (label) => createChoices(seed, label) }
}

function createChoices(seed: string, label: string): Choices {
  let block = 0
  let pool = Buffer.alloc(0)

  function bytes(length: number): Buffer {
    while (pool.length < length) {
      pool = Buffer.concat([pool, createHmac('sha256', seed).update(`${label}\0${block++}`).digest()])
    }
    const taken = pool.subarray(0, length)
    pool = pool.subarray(length)
    return taken
  }

  const integer = (below: number): number => bytes(6).readUIntBE(0, 6) % below

  return {
    bytes,
    integer,
    pick: (list) => {
      const [item] = list.slice(integer(list.length))
      if (item === undefined) throw new RangeError('there is nothing to pick from')
      return item
    },
    digits: (length) => Array.from({ length }, () => integer(10)).join(''),
    text: (length) => Array.from({ length }, () => TEXT_ALPHABET.charAt(integer(TEXT_ALPHABET.length))).join(''),
  }
}
