import { type Field, toCamelCase, toSnakeCase } from '../../src/shared/wire/index.ts'
import type { Province } from '../provinces/province.ts'

type Spelling = Province['spelling']['value']
type Node = Readonly<Record<string, unknown>>

/** A message in the spelling of the tables; null when a name of the table is not written as the province writes it. */
export function readSpelling(spelling: Spelling, fields: readonly Field[], node: Node): Node | null {
  if (spelling === 'camelCase') return node
  return JSON.stringify(toSnakeCase(fields, node)) === JSON.stringify(node) ? toCamelCase(fields, node) : null
}

/** An answer's content in the province's spelling. */
export function writeSpelling(spelling: Spelling, fields: readonly Field[], node: Node): Node {
  return spelling === 'camelCase' ? node : toSnakeCase(fields, node)
}

/** A sentence that names fields of the table, with their names in the province's spelling. */
export function spellSentence(spelling: Spelling, fields: readonly Field[], sentence: string): string {
  if (spelling === 'camelCase') return sentence
  const names = new Map(
    namesIn(fields).flatMap((field) => Object.keys(toSnakeCase([field], { [field.name]: '' })).map((name) => [field.name, name])),
  )
  return sentence.replace(/[A-Za-z]+/g, (word) => names.get(word) ?? word)
}

function namesIn(fields: readonly Field[]): readonly Field[] {
  return fields.flatMap((field) => ('fields' in field ? [field, ...namesIn(field.fields)] : [field]))
}
