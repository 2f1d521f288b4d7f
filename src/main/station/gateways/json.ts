export type JsonObject = Readonly<Record<string, unknown>>

/**
 * Reads JSON text as one object, every number replaced by the text it was written with: a signature covers `12.50`, not 12.5,
 * and amounts must not become floats. Null for anything else.
 */
export function readJsonObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text, keepSource)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

/** Whether `value` is a JSON object: not null, not a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function keepSource(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number') return value
  if (context?.source === undefined) throw new Error('this runtime does not tell the source text of a number')
  return context.source
}
