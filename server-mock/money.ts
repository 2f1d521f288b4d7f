/** How the wire's decimals are kept: as whole numbers of their last place, always safe integers. */
export const scales = Object.freeze({ fen: 2, quantity: 4, price: 6 })

/** One as a rate in ten-thousandths. */
const WHOLE_RATE = 10_000

/** A decimal of the wire in units of its `scale`-th place; null where it is no such number, or beyond safe integers. Never through a fraction. */
export function readDecimal(text: string, scale: number): number | null {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === '' || fraction.length > scale) return null
  const units = Number(BigInt(whole + fraction.padEnd(scale, '0')))
  if (!Number.isSafeInteger(units)) return null
  return sign === '-' && units !== 0 ? -units : units
}

/** The same number as the wire writes it, with all its places. */
export function writeDecimal(units: number, scale: number): string {
  const digits = String(Math.abs(units)).padStart(scale + 1, '0')
  return `${units < 0 ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** An amount in fen as the wire writes it. */
export function writeFen(fen: number): string {
  return writeDecimal(fen, scales.fen)
}

/** quantity × price in fen, rounded half up [inferred]; null beyond safe integers. Neither may be negative. */
export function amountOf(quantity: number, price: number): number | null {
  const amount = Number(
    divideHalfUp(BigInt(quantity) * BigInt(price), 10n ** BigInt(scales.quantity + scales.price - scales.fen)),
  )
  return Number.isSafeInteger(amount) ? amount : null
}

/** A rate (ten-thousandths, at most one) of an amount, rounded half up to the fen. Neither may be negative. */
export function shareOf(amount: number, rate: number): number {
  return Number(divideHalfUp(BigInt(amount) * BigInt(rate), BigInt(WHOLE_RATE)))
}

/** A quantity with the two places of n16,2, rounded half up. */
export function writeCount(quantity: number): string {
  return writeDecimal(Math.floor((quantity + 50) / 100), 2)
}

function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor / 2n) / divisor
}
