/** FNC1 between elements, as scanners send it. */
export const GROUP_SEPARATOR = '\u001d'
/** GS1 General Specifications 3.2: elements whose length is known need no separator after them. */
const FIXED_LENGTHS: Readonly<Record<string, number>> = { '01': 14, '11': 6, '13': 6, '15': 6, '17': 6 }
/** As it is printed beside the symbol: (01)…(21)…; only the elements that we know. */
const PRINTED = /\((01|10|11|13|15|17|21)\)/

/** The elements of a GS1 text by their names, such as 01, 10, 17 and 21. */
export type Gs1Elements = ReadonlyMap<string, string>

/** Takes a GS1 text apart, as scanned or as printed with parentheses; null where one element has two values. What the values are worth is for the caller to judge. */
export function parseGs1(text: string): Gs1Elements | null {
  return text.startsWith('(') ? printedElements(text) : collect(scannedElements(text))
}

function printedElements(text: string): Gs1Elements | null {
  const [before, ...parts] = text.split(PRINTED)
  const names = parts.filter((_part, index) => index % 2 === 0)
  const values = parts.filter((_part, index) => index % 2 === 1)
  return before === '' ? collect(names.map((name, index) => [name, (values[index] ?? '').trim()])) : null
}

function scannedElements(text: string): (readonly [string, string])[] {
  const found: (readonly [string, string])[] = []
  let at = 0
  while (at < text.length) {
    if (text.startsWith(GROUP_SEPARATOR, at)) {
      at += 1
      continue
    }
    const name = text.slice(at, at + 2)
    const end = at + 2 + (FIXED_LENGTHS[name] ?? Number.POSITIVE_INFINITY)
    // only where it is needed: to look for it at every fixed element would take time with the square of the length
    const separator = end === Number.POSITIVE_INFINITY ? text.indexOf(GROUP_SEPARATOR, at) : -1
    const stop = separator < 0 ? Math.min(end, text.length) : separator
    found.push([name, text.slice(at + 2, stop)])
    at = stop
  }
  return found
}

function collect(pairs: readonly (readonly [string, string])[]): Gs1Elements | null {
  const elements = new Map<string, string>()
  for (const [name, value] of pairs) {
    if ((elements.get(name) ?? value) !== value) return null
    elements.set(name, value)
  }
  return elements
}

const DAY = '\\d\\d(?:0[1-9]|1[0-2])(?:[0-2]\\d|3[01])'
/** Elements that stand inside a serial, or a serial inside a lot, because nothing ended the one before. */
const SWALLOWED = {
  // days of making and expiry behind the serial, and the lot behind them
  '21': new RegExp(`^.+?(?:11${DAY})?17${DAY}(?:10.{1,20})?$`, 's'),
  '10': /^.+?21.+$/s,
} as const
const HEAD = /^01(\d{14})(?:1[1357]\d{6})*(21|10)(.*)$/s
const VARIABLE_LENGTH = 20

/**
 * Whether a scanned GS1 text lost the separators between its elements: it has none, and what its first variable element holds is too long, or ends in
 * what looks like the elements that should follow. A serial with a lot alone behind it cannot be told from a longer serial; one serial of digits in
 * about 10,000 ends like a day of expiry by chance, and is then refused too.
 */
export function hasLostSeparators(text: string): boolean {
  if (text.includes(GROUP_SEPARATOR)) return false
  const [, gtin = '', name, rest = ''] = HEAD.exec(text.slice(0, 200)) ?? []
  if ((name !== '21' && name !== '10') || !hasGs1CheckDigit(gtin)) return false
  return SWALLOWED[name].test(rest) || (rest.length > VARIABLE_LENGTH && /1[01357]|21/.test(rest.slice(1)))
}

/** The GS1 check digit of a number's other digits (GS1 General Specifications 7.9: weights 3 and 1 from the right, mod 10). */
export function gs1CheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return String((10 - (sum % 10)) % 10)
}

/** Whether a number ends with its right GS1 check digit. */
export function hasGs1CheckDigit(number: string): boolean {
  return gs1CheckDigit(number.slice(0, -1)) === number.slice(-1)
}
