import { type Fen, type Price, parseFen, parsePrice, parseQuantity, type Quantity } from '../../../shared/domain/money.ts'
import { acknowledged, unreadable } from './answers.ts'
import type { Outcome } from './outcome.ts'

type WireNumber = string | number

/** Reads the decimals of an answer exactly; `path` names the field, never a value. */
export interface Decimals {
  fen(value: WireNumber, path: string): Fen
  price(value: WireNumber, path: string): Price
  quantity(value: WireNumber, path: string): Quantity
}

/**
 * Builds a value out of an answer whose table was checked. A decimal that fits its table but no exact number (n16,2 holds more than a
 * safe integer) makes the whole answer unreadable: what was built with it never leaves.
 */
export function withDecimals<T>(build: (read: Decimals) => T): Outcome<T> {
  const broken: string[] = []

  function reader<U extends number>(parse: (text: string) => U | null): (value: WireNumber, path: string) => U {
    return (value, path) => {
      const read = parse(String(value))
      if (read === null) broken.push(path)
      return read ?? (0 as U)
    }
  }

  const value = build({ fen: reader(parseFen), price: reader(parsePrice), quantity: reader(parseQuantity) })
  const [first] = broken
  return first === undefined ? acknowledged(value) : unreadable(first)
}
