import { err, ok, type Result } from '../domain/result.ts'
import type { Condition, Facts, Field, ScalarField, WireNode } from './table.ts'

export type WireRule = 'shape' | 'required' | 'absent' | 'type' | 'length' | 'number' | 'date' | 'code' | 'unknownField'

/**
 * One way in which a message breaks its table. `message` names the field and the rule, never the value: values may be personal
 * data.
 */
export interface WireIssue {
  readonly path: string
  readonly rule: WireRule
  readonly message: string
}

interface ValidateOptions {
  /** whether a field that no table knows is an issue: `refuse` (the default) suits requests, `allow` answers */
  readonly unknownFields?: 'refuse' | 'allow'
  /** the path of the node itself, put before every path */
  readonly at?: string
  /** the facts that this message was made under; conditions on a fact that is not given never hold */
  readonly facts?: Facts
}

interface Rules {
  readonly strict: boolean
  readonly facts: Facts
}

type Report = (rule: WireRule, path: string, message: string) => void
type Node = Readonly<Record<string, unknown>>

/**
 * Checks a node against its table and returns every issue, in the order of the table; an empty list means valid. Null and ""
 * count as missing, an empty list as present. `length` counts characters (code points). Numbers may come as JSON numbers or as
 * text.
 */
export function validateNode(fields: readonly Field[], value: unknown, options: ValidateOptions = {}): readonly WireIssue[] {
  const issues: WireIssue[] = []
  const report: Report = (rule, path, message) => issues.push({ path, rule, message })
  const rules = { strict: options.unknownFields !== 'allow', facts: options.facts ?? {} }
  checkNode(fields, value, options.at ?? '', rules, report)
  return issues
}

/**
 * The same check, giving the value with the type of its table. The value is passed on as it came, fields beyond the table
 * included.
 */
export function readNode<const N extends readonly Field[]>(
  fields: N,
  value: unknown,
  options: ValidateOptions = {},
): Result<WireNode<N>, readonly WireIssue[]> {
  const issues = validateNode(fields, value, options)
  return issues.length === 0 ? ok(value as WireNode<N>) : err(issues)
}

function checkNode(fields: readonly Field[], value: unknown, at: string, rules: Rules, report: Report): void {
  if (!isNode(value)) {
    report('shape', at, `${at === '' ? '报文' : at}应为对象`)
    return
  }
  for (const field of fields) checkField(field, value, join(at, field.name), rules, report)
  if (!rules.strict) return
  const known = new Set(fields.map((field) => field.name))
  for (const name of Object.keys(value)) {
    if (!known.has(name)) report('unknownField', join(at, name), `${join(at, name)}不在接口表内`)
  }
}

function checkField(field: Field, node: Node, path: string, rules: Rules, report: Report): void {
  const value = Object.hasOwn(node, field.name) ? node[field.name] : undefined
  const title = `${field.label}(${path})`
  if (isMissing(value)) {
    if (isRequired(field, node, rules.facts)) report('required', path, `${title}必填`)
    return
  }
  if (field.absentWhen !== undefined && holds(field.absentWhen, node, rules.facts)) {
    report('absent', path, `${title}此时不得填写`)
    return
  }
  switch (field.type) {
    case 'object':
      if (isNode(value)) checkNode(field.fields, value, path, rules, report)
      else report('shape', path, `${title}应为对象`)
      return
    case 'list':
      if (!Array.isArray(value)) report('shape', path, `${title}应为列表`)
      else for (const [index, item] of value.entries()) checkNode(field.fields, item, `${path}[${index}]`, rules, report)
      return
    case 'json':
      if (!isNode(value)) report('shape', path, `${title}应为对象`)
      else if (field.length !== undefined && JSON.stringify(value).length > field.length)
        tooLong(field.length, title, path, report)
      return
    default:
      checkScalar(field, value, title, path, report)
  }
}

function checkScalar(field: ScalarField, value: unknown, title: string, path: string, report: Report): void {
  const mayBeNumber = field.type === 'n' || field.alsoNumber === true
  const text = typeof value === 'number' && mayBeNumber ? String(value) : value
  if (typeof text !== 'string') {
    report('type', path, `${title}应为${field.type === 'n' ? '数字' : '文本'}`)
    return
  }
  if (field.type === 'n') {
    checkNumber(field, text, title, path, report)
    return
  }
  if (field.type === 'd' && !isDate(text)) report('date', path, `${title}应为存在的日期，格式 yyyy-MM-dd`)
  if (field.type === 'dt' && !isDateTime(text)) report('date', path, `${title}应为存在的时间，格式 yyyy-MM-dd HH:mm:ss`)
  if (field.length !== undefined && [...text].length > field.length) tooLong(field.length, title, path, report)
  else if (field.codes !== undefined && !Object.hasOwn(field.codes, text)) {
    report('code', path, `${title}不在代码表内（${Object.keys(field.codes).join('、')}）`)
  }
}

function checkNumber(field: ScalarField, text: string, title: string, path: string, report: Report): void {
  const [, whole = '', fraction = ''] = /^-?(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === '') {
    report('type', path, `${title}应为数字`)
    return
  }
  const scale = field.scale ?? 0
  const wholeDigits = whole.replace(/^0+(?=\d)/, '').length
  const fits = fraction.length <= scale && (field.length === undefined || wholeDigits <= field.length - scale)
  if (!fits) report('number', path, `${title}最多 ${field.length ?? '不限'} 位数字，其中小数最多 ${scale} 位`)
}

function tooLong(length: number, title: string, path: string, report: Report): void {
  report('length', path, `${title}超过 ${length} 个字符`)
}

function isRequired(field: Field, node: Node, facts: Facts): boolean {
  if (field.required === 'Y') return true
  return field.required === 'C' && field.when !== undefined && holds(field.when, node, facts)
}

function holds(condition: Condition, node: Node, facts: Facts): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, node, facts))
  if ('any' in condition) return condition.any.some((part) => holds(part, node, facts))
  if ('missing' in condition) return isMissing(node[condition.missing])
  if ('fact' in condition) {
    const fact = facts[condition.fact]
    const values: readonly string[] = condition.in
    return fact !== undefined && values.includes(fact)
  }
  const other = node[condition.field]
  return (typeof other === 'string' || typeof other === 'number') && condition.in.includes(String(other))
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function join(at: string, name: string): string {
  return at === '' ? name : `${at}.${name}`
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isIsoInstant(`${text}T00:00:00.000Z`)
}

function isDateTime(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text) && isIsoInstant(`${text.replace(' ', 'T')}.000Z`)
}

// A day that does not exist (February 30th) is either no date at all or comes back as another one.
function isIsoInstant(text: string): boolean {
  const date = new Date(text)
  return !Number.isNaN(date.getTime()) && date.toISOString() === text
}
