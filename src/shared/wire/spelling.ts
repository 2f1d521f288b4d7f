import type { Field } from './table.ts'

/** Names whose two spellings do not follow from each other, snake_case beside camelCase; some are written one way in both. */
const irregular = Object.freeze([
  ['insuplc_admdvs', 'insuPlcNo'],
  ['ipt_op_no', 'iptOtpNo'],
  ['expContent', 'expContent'],
  ['msgRslt', 'msgRslt'],
  ['payMode', 'payMode'],
  ['retRslt', 'retRslt'],
  ['signIn', 'signIn'],
  ['signOut', 'signOut'],
] as const)

const snakeOf: ReadonlyMap<string, string> = new Map(
  irregular.flatMap(([snake, camel]) => [spelled(snake, snake), spelled(camel, snake)]),
)
const camelOf: ReadonlyMap<string, string> = new Map(
  irregular.flatMap(([snake, camel]) => [spelled(snake, camel), spelled(camel, camel)]),
)

type Node = Readonly<Record<string, unknown>>

/**
 * A node with the names of its table's fields in snake_case, at every depth, for provinces that write channel B so. Names that the table
 * does not know in either spelling, values, and what is not shaped as the table says stay as they are, for the validator to judge.
 */
export function toSnakeCase(fields: readonly Field[], node: Node): Node {
  return respell(fields, node, toSnake)
}

/** The inverse of `toSnakeCase`: the names of the table's fields in camelCase. */
export function toCamelCase(fields: readonly Field[], node: Node): Node {
  return respell(fields, node, toCamel)
}

function respell(fields: readonly Field[], node: Node, spell: (name: string) => string): Node {
  const bySpelling = new Map(fields.flatMap((field) => [toSnake(field.name), toCamel(field.name)].map((name) => [name, field])))
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => {
      const field = bySpelling.get(name)
      return field === undefined ? [name, value] : [spell(field.name), respellValue(field, value, spell)]
    }),
  )
}

function respellValue(field: Field, value: unknown, spell: (name: string) => string): unknown {
  if (!('fields' in field)) return value
  if (field.type === 'list')
    return Array.isArray(value) ? value.map((item) => (isNode(item) ? respell(field.fields, item, spell) : item)) : value
  return isNode(value) ? respell(field.fields, value, spell) : value
}

function toSnake(name: string): string {
  return snakeOf.get(name) ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function toCamel(name: string): string {
  return camelOf.get(name) ?? name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())
}

function spelled(name: string, spelling: string): readonly [string, string] {
  return [name, spelling]
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
