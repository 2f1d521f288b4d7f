import type { Condition, Facts, Field, WireRule } from '../../../src/shared/wire/index.ts'

/** A node of a message, open enough to be spoiled. */
export type Message = Readonly<Record<string, unknown>>

/** A message with one thing wrong, and what a validator must say of it: this rule, at this path, and nothing else. */
export interface Defect {
  readonly title: string
  readonly path: string
  readonly rule: WireRule
  readonly message: Message
}

const SAMPLE_DATE = '2026-11-21'
const SAMPLE_TIME = '2026-11-21 08:00:00'
const OUTSIDE_EVERY_TABLE = '~'

/** Every combination of the facts that a table asks for; one empty combination for a table that asks for none. */
export function factsOf(fields: readonly Field[]): readonly Facts[] {
  const askedBy = (condition: Condition): readonly string[] => {
    if ('all' in condition) return condition.all.flatMap(askedBy)
    if ('any' in condition) return condition.any.flatMap(askedBy)
    return 'fact' in condition ? [condition.fact] : []
  }
  const asked = everyField(fields).flatMap(({ when, absentWhen }) =>
    [when, absentWhen].flatMap((one) => (one === undefined ? [] : askedBy(one))),
  )
  const outbound: readonly Facts[] = asked.includes('outbound') ? [{ outbound: 'before' }, { outbound: 'after' }] : [{}]
  return asked.includes('attribute') ? outbound.flatMap((facts) => [facts, { ...facts, attribute: 'mandatory' }]) : outbound
}

/**
 * A valid message made from its table alone: every field that may be there, as long as it may be; or, with `required`, only those that
 * must be.
 */
export function exampleOf(fields: readonly Field[], facts: Facts = {}, extent: 'all' | 'required' = 'all'): Message {
  const chosen = fields.filter(({ required }) => extent === 'all' || required === 'Y')
  const sample = (field: Field): Message => ({ [field.name]: sampleOf(field, facts, extent) })
  return inOrder(fields, Object.assign({}, ...chosen.map(sample)), facts, extent)
}

/**
 * Every message that differs from a valid one in a single defect: for each field missing, there against its condition, too long, of
 * another type, outside its code table, no date, too many digits; each condition both ways; a field that no table knows in each node.
 * Throws for a table that is itself defective, because a rule that it lacks would be a defect that nobody tries.
 */
export function defectsOf(fields: readonly Field[], valid: Message, facts: Facts = {}): readonly Defect[] {
  const faults = tableFaults(fields)
  if (faults.length > 0) throw new Error(`defective table: ${faults.join('; ')}`)
  return nodeDefects(fields, valid, facts, '')
}

/** What is wrong with a table: text without a length, digits unknown, codes that do not fit, names twice, conditions on nothing. */
export function tableFaults(fields: readonly Field[], at = ''): readonly string[] {
  return fields.flatMap((field, index) => {
    const path = join(at, field.name)
    const conditions = [field.when, field.absentWhen].flatMap((one) => (one === undefined ? [] : [one]))
    return [
      ...(fields.findIndex(({ name }) => name === field.name) < index ? [`${path}: a name twice`] : []),
      ...(field.when !== undefined && field.required !== 'C' ? [`${path}: a condition, but not conditional`] : []),
      ...conditions.flatMap((condition) => conditionFaults(fields, condition).map((fault) => `${path}: ${fault}`)),
      ...scalarFaults(field).map((fault) => `${path}: ${fault}`),
      ...('fields' in field ? tableFaults(field.fields, path) : []),
    ]
  })
}

function scalarFaults(field: Field): readonly string[] {
  if ('fields' in field || field.type === 'json') return []
  const { type, length = 0, codes } = field
  if ((type === 'c' || type === 'n') && length < 1) return ['no length']
  if (type === 'n' && (field.scale ?? 0) >= length) return ['more decimals than digits']
  if (codes === undefined) return []
  const values = Object.keys(codes)
  if (values.length === 0) return ['an empty code table']
  return values.some((code) => code.length > length) ? ['a code longer than the field'] : []
}

function conditionFaults(fields: readonly Field[], condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap((part) => conditionFaults(fields, part))
  if ('any' in condition) return condition.any.flatMap((part) => conditionFaults(fields, part))
  if ('fact' in condition) return []
  const name = 'missing' in condition ? condition.missing : condition.field
  const other = fields.find((field) => field.name === name)
  if (other === undefined) return ['a condition on a field that is not beside it']
  if ('missing' in condition || !('codes' in other) || other.codes === undefined) return []
  const { codes } = other
  return condition.in.some((value) => !Object.hasOwn(codes, value)) ? ['a condition on a value outside the code table'] : []
}

function nodeDefects(fields: readonly Field[], node: Message, facts: Facts, at: string): readonly Defect[] {
  const unknown = { title: 'a field that no table knows', path: join(at, 'unknownField'), rule: 'unknownField' } as const
  return [
    ...fields.flatMap((field) => fieldDefects(fields, field, node, facts, at)),
    { ...unknown, message: { ...node, unknownField: 'x' } },
  ]
}

function fieldDefects(fields: readonly Field[], field: Field, node: Message, facts: Facts, at: string): readonly Defect[] {
  const path = join(at, field.name)
  const { [field.name]: present, ...without } = node
  const defect = (title: string, rule: WireRule, message: Message): Defect => ({ title, path, rule, message })
  const sample = isMissing(present) ? sampleOf(field, facts, 'all') : present
  const filled = (way: Message): Message => ({ ...way, [field.name]: sample })

  const missing = field.required === 'Y' ? [defect('missing', 'required', without)] : []
  const missed = ways(fields, field, field.when, without, facts).map((way) =>
    defect('missing under its condition', 'required', way),
  )
  const extra = ways(fields, field, field.absentWhen, without, facts).map((way) =>
    defect('there against its condition', 'absent', filled(way)),
  )

  // a field that must be absent here is spoiled in no other way: its presence alone is the defect
  const mayBeThere = field.absentWhen === undefined || !holds(field.absentWhen, node, facts)
  const spoiled = mayBeThere ? spoilings(field, sample, facts, path) : []
  return [
    ...missing,
    ...missed,
    ...extra,
    ...spoiled.map(({ value, ...rest }) => ({ ...rest, message: { ...node, [field.name]: value } })),
  ]
}

/** The node without the field in every way in which the condition holds; what else depends on the way is put in order. */
function ways(
  fields: readonly Field[],
  field: Field,
  condition: Condition | undefined,
  without: Message,
  facts: Facts,
): readonly Message[] {
  if (condition === undefined) return []
  const fixed = new Set([field.name, ...namesIn(condition)])
  const others = fields.filter(({ name }) => !fixed.has(name))
  return waysTo(condition, without, facts).map((way) => inOrder(others, way, facts, 'all'))
}

function waysTo(condition: Condition, node: Message, facts: Facts): readonly Message[] {
  if ('all' in condition)
    return condition.all.reduce<readonly Message[]>((nodes, part) => nodes.flatMap((one) => waysTo(part, one, facts)), [node])
  if ('any' in condition) return condition.any.flatMap((part) => waysTo(part, node, facts))
  if ('fact' in condition) return holds(condition, node, facts) ? [node] : []
  if ('missing' in condition) return [omit(node, condition.missing)]
  return condition.in.map((value) => ({ ...node, [condition.field]: value }))
}

function namesIn(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(namesIn)
  if ('any' in condition) return condition.any.flatMap(namesIn)
  if ('fact' in condition) return []
  return ['missing' in condition ? condition.missing : condition.field]
}

function holds(condition: Condition, node: Message, facts: Facts): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, node, facts))
  if ('any' in condition) return condition.any.some((part) => holds(part, node, facts))
  if ('fact' in condition) return condition.in.some((value) => value === facts[condition.fact])
  if ('missing' in condition) return isMissing(node[condition.missing])
  return condition.in.includes(String(node[condition.field]))
}

/** The node with its conditional fields as the other fields and the facts demand: those due filled in, those forbidden left out. */
function inOrder(fields: readonly Field[], node: Message, facts: Facts, extent: 'all' | 'required'): Message {
  let ordered = node
  for (const field of fields) {
    const isDue = field.when !== undefined && holds(field.when, ordered, facts)
    if (field.absentWhen !== undefined && holds(field.absentWhen, ordered, facts)) ordered = omit(ordered, field.name)
    else if (isDue && isMissing(ordered[field.name])) ordered = { ...ordered, [field.name]: sampleOf(field, facts, extent) }
  }
  return ordered
}

function sampleOf(field: Field, facts: Facts, extent: 'all' | 'required'): unknown {
  switch (field.type) {
    case 'object':
      return exampleOf(field.fields, facts, extent)
    case 'list':
      return [exampleOf(field.fields, facts, extent)]
    case 'json':
      return {}
    case 'd':
      return SAMPLE_DATE
    case 'dt':
      return SAMPLE_TIME
    case 'n':
      return most(field.length ?? 1, field.scale ?? 0)
    default:
      return Object.keys(field.codes ?? {})[0] ?? 'x'.repeat(field.length ?? 1)
  }
}

interface Spoiling extends Omit<Defect, 'message'> {
  readonly value: unknown
}

function spoilings(field: Field, sample: unknown, facts: Facts, path: string): readonly Spoiling[] {
  const spoil = (title: string, rule: WireRule, value: unknown, at = path): Spoiling => ({ title, path: at, rule, value })
  const tooLong = (length: number | undefined, value: (length: number) => unknown): readonly Spoiling[] =>
    length === undefined ? [] : [spoil('too long', 'length', value(length))]
  switch (field.type) {
    case 'object':
      return [
        spoil('text for an object', 'shape', 'x'),
        ...nodeDefects(field.fields, isMessage(sample) ? sample : exampleOf(field.fields, facts), facts, path).map(
          ({ message, ...rest }) => ({ ...rest, value: message }),
        ),
      ]
    case 'list': {
      const [first, ...others]: readonly unknown[] = Array.isArray(sample) ? sample : []
      const item = isMessage(first) ? first : exampleOf(field.fields, facts)
      return [
        spoil('an object for a list', 'shape', {}),
        spoil('text for an item', 'shape', ['x', ...others], `${path}[0]`),
        ...nodeDefects(field.fields, item, facts, `${path}[0]`).map(({ message, ...rest }) => ({
          ...rest,
          value: [message, ...others],
        })),
      ]
    }
    case 'json':
      return [spoil('text for an object', 'shape', 'x'), ...tooLong(field.length, (length) => ({ a: 'x'.repeat(length) }))]
    case 'n': {
      const [length, scale] = [field.length ?? 1, field.scale ?? 0]
      return [
        spoil('no number', 'type', 'x'),
        spoil('another type', 'type', true),
        spoil('too many digits', 'number', most(length + 1, scale)),
        spoil('too many decimals', 'number', `0.${'0'.repeat(scale)}1`),
      ]
    }
    case 'd':
    case 'dt': {
      const noDay = (field.type === 'd' ? SAMPLE_DATE : SAMPLE_TIME).replace('-11-21', '-02-30')
      return [spoil('another type', 'type', true), spoil('no date', 'date', noDay)]
    }
    default:
      return [
        spoil('another type', 'type', true),
        ...(field.alsoNumber ? [] : [spoil('a number for text', 'type', 0.5)]),
        ...(field.codes === undefined ? [] : [spoil('outside its code table', 'code', OUTSIDE_EVERY_TABLE)]),
        ...tooLong(field.length, (length) => OUTSIDE_EVERY_TABLE.repeat(length + 1)),
      ]
  }
}

/** The largest number of so many digits. */
function most(length: number, scale: number): string {
  return `${'9'.repeat(length - scale)}${scale === 0 ? '' : `.${'9'.repeat(scale)}`}`
}

function everyField(fields: readonly Field[]): readonly Field[] {
  return fields.flatMap((field) => ('fields' in field ? [field, ...everyField(field.fields)] : [field]))
}

function omit(node: Message, name: string): Message {
  const { [name]: _left, ...rest } = node
  return rest
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function join(at: string, name: string): string {
  return at === '' ? name : `${at}.${name}`
}
