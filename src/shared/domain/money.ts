declare const unit: unique symbol

/** An amount of money in whole fen (分, 0.01 yuan); may be negative. Always a safe integer. */
export type Fen = number & { readonly [unit]: 'fen' }

/** A unit price in millionths of a yuan, exact for the wire's n16,6 and n16,4. Always a safe integer. */
export type Price = number & { readonly [unit]: 'price' }

/** A quantity in ten-thousandths of the priced unit, exact for the wire's n16,4. Always a safe integer. */
export type Quantity = number & { readonly [unit]: 'quantity' }

/** Digits that every decimal of the tables has at most, before and after the point together (n16,2; n16,4; n16,6). */
const DIGITS = 16
const FEN_SCALE = 2
const PRICE_SCALE = 6
const QUANTITY_SCALE = 4

/**
 * An amount as the wire writes it (n16,2: sign, digits, at most 2 decimals), in fen; null for any other text and for the few amounts
 * above 90 thousand billion yuan that no safe integer holds. Works on the digits, never through a fraction.
 */
export function parseFen(text: string): Fen | null {
  return parseDecimal(text, FEN_SCALE) as Fen | null
}

/** A price as the wire writes it (n16,6 or n16,4: at most 6 decimals); null for any other text and beyond safe integers. */
export function parsePrice(text: string): Price | null {
  return parseDecimal(text, PRICE_SCALE) as Price | null
}

/** A quantity as the wire writes it (n16,4 or n16,2: at most 4 decimals); null for any other text and beyond safe integers. */
export function parseQuantity(text: string): Quantity | null {
  return parseDecimal(text, QUANTITY_SCALE) as Quantity | null
}

/** An amount for the wire and for people: always 2 decimals, `12.50`. */
export function formatFen(fen: Fen): string {
  return formatDecimal(fen, FEN_SCALE, FEN_SCALE)
}

/** A price for the wire and for people: at least 2 decimals and no more than it needs, `12.50` or `0.123456`. */
export function formatPrice(price: Price): string {
  return formatDecimal(price, PRICE_SCALE, 2)
}

/** A quantity for the wire and for people: no more decimals than it needs, `3` or `0.5`. */
export function formatQuantity(quantity: Quantity): string {
  return formatDecimal(quantity, QUANTITY_SCALE, 0)
}

/** The sum of amounts, exact; zero for none; null where it is beyond safe integers. */
export function sumFen(amounts: readonly Fen[]): Fen | null {
  return toSafe(amounts.reduce((sum, amount) => sum + BigInt(amount), 0n)) as Fen | null
}

/**
 * The amount of a line: price × quantity rounded half up to the fen, the half of a negative line away from zero, so that a return
 * undoes its sale exactly; null beyond safe integers. No source says how lines are rounded: half up (四舍五入) is inferred.
 */
export function lineAmount(price: Price, quantity: Quantity): Fen | null {
  const product = BigInt(price) * BigInt(quantity)
  const unitsPerFen = 10n ** BigInt(PRICE_SCALE + QUANTITY_SCALE - FEN_SCALE)
  const size = product < 0n ? -product : product
  const rounded = (size + unitsPerFen / 2n) / unitsPerFen
  return toSafe(product < 0n ? -rounded : rounded) as Fen | null
}

/** The price of one of the pieces in a pack, rounded half up to the millionth: the wire has no more decimals. */
export function piecePrice(pack: Price, piecesPerPack: number): Price {
  return Math.round(pack / piecesPerPack) as Price
}

function parseDecimal(text: string, scale: number): number | null {
  const [, sign = '', leading = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  const whole = leading.replace(/^0+(?=\d)/, '')
  if (whole === '' || whole.length > DIGITS - scale || fraction.length > scale) return null
  return toSafe(BigInt(`${whole}${fraction.padEnd(scale, '0')}`) * (sign === '' ? 1n : -1n))
}

function toSafe(units: bigint): number | null {
  const number = Number(units)
  return Number.isSafeInteger(number) ? number : null
}

function formatDecimal(units: number, scale: number, minDecimals: number): string {
  const digits = String(Math.abs(units)).padStart(scale + 1, '0')
  const kept = digits.slice(-scale).replace(/0+$/, '').padEnd(minDecimals, '0')
  return `${units < 0 ? '-' : ''}${digits.slice(0, -scale)}${kept === '' ? '' : `.${kept}`}`
}
