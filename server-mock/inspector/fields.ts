import { type Facts, type Field, validateNode } from '../../src/shared/wire/index.ts'
import { asLongAsItCame } from '../http/kept.ts'
import { isObject } from '../json.ts'
import { maskedValue } from './mask.ts'

/** One line of a message beside its table. */
export interface FieldRow {
  /** as the validator names it: `rxList[0].hiRxno` */
  readonly path: string
  readonly name: string
  readonly depth: number
  /** empty for a field that no table knows */
  readonly label: string
  /** national spelling: c30, n16,2, d, dt, t; 对象, 列表 for a node */
  readonly type: string
  /** Y required, C conditional, - optional; empty for a field that no table knows */
  readonly required: string
  /** as anybody may see it; null for a node, and for what is not there */
  readonly value: string | null
  /** what the value stands for, where the table has codes */
  readonly meaning: string
  readonly isThere: boolean
  /** what is wrong with it */
  readonly issues: readonly string[]
}

/** A message field by field: every field of its table in the table's order, there or not, then what no table knows. Values are masked, judged they are as they came, or, where the log kept no middle, by what it kept and how long they were; `judged` where more is judged than shown. */
export function rowsOf(
  fields: readonly Field[],
  node: unknown,
  facts: Facts = {},
  isRequest = true,
  judged: unknown = node,
): readonly FieldRow[] {
  const found = validateNode(fields, asLongAsItCame(judged), { facts, unknownFields: isRequest ? 'refuse' : 'allow' })
  const issues = new Map<string, string[]>()
  for (const { path, message } of found) issues.set(path, [...(issues.get(path) ?? []), message])
  const rows = isObject(node) ? walk(fields, node, '', 0, (path) => issues.get(path) ?? []) : []
  const general = issues.get('')
  return general === undefined ? rows : [{ ...nothing, label: '报文', issues: general }, ...rows]
}

const nothing: FieldRow = {
  ...{ path: '', name: '', depth: 0, label: '', type: '', required: '', value: null, meaning: '' },
  ...{ isThere: false, issues: [] },
}

type Node = Readonly<Record<string, unknown>>

function walk(
  fields: readonly Field[],
  node: Node,
  at: string,
  depth: number,
  issuesAt: (path: string) => readonly string[],
): readonly FieldRow[] {
  const known = fields.flatMap((field) => {
    const path = at === '' ? field.name : `${at}.${field.name}`
    const value = node[field.name]
    const isThere = value !== undefined && value !== null && value !== ''
    const row: FieldRow = {
      ...{ path, name: field.name, depth, label: field.label, type: typeOf(field), required: field.required, isThere },
      value: isThere && !('fields' in field) ? textOf(maskedValue(field.name, value, field.label)) : null,
      meaning: meaningOf(field, value),
      issues: issuesAt(path),
    }
    if (!('fields' in field)) return [row]
    const items = Array.isArray(value)
      ? value.map((item, index) => [`${path}[${index}]`, item] as const)
      : isObject(value)
        ? [[path, value] as const]
        : []
    const inner = items.flatMap(([itemPath, item]) => {
      const below = isObject(item) ? walk(field.fields, item, itemPath, depth + 1, issuesAt) : []
      const isItem = itemPath !== path
      const head = {
        ...row,
        path: itemPath,
        name: itemPath.slice(path.length),
        label: '',
        type: '',
        required: '',
        issues: issuesAt(itemPath),
      }
      return isItem ? [head, ...below] : below
    })
    return [row, ...inner]
  })
  const names = new Set(fields.map(({ name }) => name))
  const unknown = Object.entries(node).flatMap(([name, value]) => {
    if (names.has(name)) return []
    const path = at === '' ? name : `${at}.${name}`
    return [{ ...nothing, path, name, depth, value: textOf(maskedValue(name, value)), isThere: true, issues: issuesAt(path) }]
  })
  return [...known, ...unknown]
}

function typeOf(field: Field): string {
  switch (field.type) {
    case 'object':
      return '对象'
    case 'list':
      return '列表'
    case 'json':
      return `对象${field.length ?? ''}`
    default:
      return `${field.type}${field.length ?? ''}${field.scale === undefined ? '' : `,${field.scale}`}`
  }
}

function meaningOf(field: Field, value: unknown): string {
  if (!('codes' in field) || field.codes === undefined || (typeof value !== 'string' && typeof value !== 'number')) return ''
  return Object.hasOwn(field.codes, String(value)) ? (field.codes[String(value)] ?? '') : ''
}

/** A JSON number is told from a text that looks the same. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? `${value}（JSON 数字）` : JSON.stringify(value)
}
