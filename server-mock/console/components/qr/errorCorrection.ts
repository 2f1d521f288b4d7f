// Reed-Solomon over GF(256) with the polynomial x⁸+x⁴+x³+x²+1 (ISO/IEC 18004, 7.5).
const POLYNOMIAL = 0x11d

const exponents = new Uint8Array(510)
const logarithms = new Uint8Array(256)
for (let power = 0, value = 1; power < 255; power++) {
  exponents[power] = value
  exponents[power + 255] = value
  logarithms[value] = power
  value <<= 1
  if (value > 255) value ^= POLYNOMIAL
}

/** The product of two elements of the field. */
export function multiply(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : at(exponents, at(logarithms, a) + at(logarithms, b))
}

/** The element α to the power of `power`, 0 to 254. */
export function powerOf(power: number): number {
  return at(exponents, power)
}

/** `count` codewords by which damage to `data` can be mended: the remainder of its division by (x−α⁰)…(x−αᶜ⁻¹). */
export function correctionOf(data: readonly number[], count: number): readonly number[] {
  let generator = [1]
  for (let power = 0; power < count; power++) {
    generator = [...generator, 0].map((value, index) => value ^ multiply(generator[index - 1] ?? 0, powerOf(power)))
  }
  const rest = [...data, ...Array<number>(count).fill(0)]
  for (const [index] of data.entries()) {
    const factor = rest[index] ?? 0
    for (const [offset, value] of generator.entries())
      rest[index + offset] = (rest[index + offset] ?? 0) ^ multiply(value, factor)
  }
  return rest.slice(data.length)
}

function at(table: Uint8Array, index: number): number {
  return table[index] ?? 0
}
