import { type Facts, type Field, validateNode, type WireIssue } from '../src/shared/wire/index.ts'

/** Why the center does not do what it was asked to: the code of the answer, and a sentence that names field and rule, never a value. */
export interface Refusal<Code extends string = string> {
  readonly code: Code
  readonly message: string
}

/** What an interface makes of a message that its channel found in order. */
export type Reply<Code extends string = string> =
  | { readonly ok: true; readonly output: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly refusal: Refusal<Code> }

/** An answer with content. */
export function give(output: Readonly<Record<string, unknown>>): { readonly ok: true; readonly output: typeof output } {
  return { ok: true, output }
}

/** A refusal that names the field and the rule it breaks. */
export function refuse<Code extends string>(
  code: Code,
  field: string,
  rule: string,
): { readonly ok: false; readonly refusal: Refusal<Code> } {
  return { ok: false, refusal: { code, message: `${field}: ${rule}` } }
}

/** Checks a node against its table under the province's facts: null, or the refusal that names every field at fault. */
export function refuseByTable<Code extends string>(
  code: Code,
  fields: readonly Field[],
  value: unknown,
  facts: Facts = {},
): { readonly ok: false; readonly refusal: Refusal<Code> } | null {
  const issues: readonly WireIssue[] = validateNode(fields, value, { facts })
  if (issues.length === 0) return null
  return { ok: false, refusal: { code, message: issues.map(({ message }) => message).join('; ') } }
}

/** A field that the table has already found to be text; empty where it is missing. */
export function textOf(node: Readonly<Record<string, unknown>>, name: string): string {
  const value = node[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
