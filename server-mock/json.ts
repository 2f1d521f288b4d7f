/** Deeper nesting than any interface has; without a limit a hostile body could exhaust the stack of everything that walks it. */
const MAX_DEPTH = 32

/** A JSON object with the exact text it was read from. */
export interface JsonMessage {
  readonly text: string
  readonly value: Readonly<Record<string, unknown>>
}

/** Whether `value` is a JSON object: not null, not an array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads UTF-8 bytes (strictly, without byte order mark) as one JSON object; null for anything else, and for absurd nesting. */
export function readJsonObject(bytes: Uint8Array): JsonMessage | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    if (isTooDeep(text)) return null
    const value: unknown = JSON.parse(text)
    return isObject(value) ? { text, value } : null
  } catch {
    return null
  }
}

interface Mark {
  readonly character: string
  readonly at: number
}

/** The structural characters of a JSON text, those inside strings left out. A string is reported by its two quotes. */
function* structure(text: string): Generator<Mark> {
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '"') {
      yield { character, at }
      at = endOfString(text, at)
      yield { character, at }
    } else if ('{}[]:,'.includes(character)) yield { character, at }
  }
}

/** Where the string that begins at `from` has its closing quote: the next one that no odd row of backslashes stands before. */
function endOfString(text: string, from: number): number {
  let quote = text.indexOf('"', from + 1)
  while (quote !== -1) {
    let before = quote
    while (text.charAt(before - 1) === '\\') before--
    if ((quote - before) % 2 === 0) return quote
    quote = text.indexOf('"', quote + 1)
  }
  return text.length
}

function isTooDeep(text: string): boolean {
  let depth = 0
  for (const { character } of structure(text)) {
    if (character === '{' || character === '[') depth++
    if (character === '}' || character === ']') depth--
    if (depth > MAX_DEPTH) return true
  }
  return false
}

/**
 * The members of a JSON object as they stand in its text, from the first to the last character of each value: signatures of the
 * insurance side cover exactly those. `text` must have been read by `readJsonObject`. Null when a name occurs twice, because then
 * the value that was signed need not be the one that was read.
 */
export function memberTexts(text: string): ReadonlyMap<string, string> | null {
  const members = new Map<string, string>()
  let depth = 0
  let quoteAt = 0
  let name = ''
  let valueAt = 0
  for (const { character, at } of structure(text)) {
    if (depth === 1 && character === '"' && valueAt === 0) {
      if (quoteAt === 0) quoteAt = at
      else {
        name = JSON.parse(text.slice(quoteAt, at + 1))
        quoteAt = 0
      }
    }
    if (depth === 1 && character === ':') valueAt = at + 1
    if (depth === 1 && valueAt > 0 && (character === ',' || character === '}')) {
      if (members.has(name)) return null
      members.set(name, text.slice(valueAt, at).trim())
      valueAt = 0
    }
    if (character === '{' || character === '[') depth++
    if (character === '}' || character === ']') depth--
  }
  return members
}

/**
 * Reads JSON with every number replaced by the text it was written with, because a signature covers `12.50`, not 12.5. Throws on
 * text that is not JSON.
 */
export function parseKeepingNumbers(text: string): unknown {
  return JSON.parse(text, (_name, value: unknown, context?: { readonly source?: string }) => {
    if (typeof value !== 'number') return value
    if (context?.source === undefined) throw new Error('this runtime does not tell the source text of a number')
    return context.source
  })
}
