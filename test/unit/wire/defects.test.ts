import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  epcEnvelope,
  type Facts,
  type Field,
  fsiEnvelope,
  type InterfaceTable,
  interfaceTables,
  validateNode,
} from '../../../src/shared/wire/index.ts'
import { type Defect, defectsOf, exampleOf, factsOf, type Message, tableFaults } from './defects.ts'

type Case = readonly [name: string, fields: readonly Field[], facts: Facts]
const tables: readonly InterfaceTable[] = Object.values(interfaceTables)
const nodes: readonly (readonly [string, readonly Field[]])[] = [
  ...tables.flatMap(({ number, input, output }) => [[`${number} input`, input] as const, [`${number} output`, output] as const]),
  ...[fsiEnvelope, epcEnvelope].flatMap(({ channel, request, response }) => [
    [`${channel} request`, request as readonly Field[]] as const,
    [`${channel} response`, response as readonly Field[]] as const,
  ]),
]
const cases: readonly Case[] = nodes.flatMap(([name, fields]) =>
  factsOf(fields).map((facts) => [`${name} ${facts.outbound ?? ''}`, fields, facts] as const),
)

const source = { inferred: 'test' } as const
const kind = {
  name: 'kind',
  label: '种类',
  type: 'c',
  length: 2,
  required: 'Y',
  codes: { '1': '甲', '2': '乙' },
  source,
} as const
const sound = [
  kind,
  { name: 'text', label: '文本', type: 'c', length: 4, required: 'C', when: { field: 'kind', in: ['2'] }, source },
  { name: 'none', label: '无', type: 'c', length: 4, required: '-', absentWhen: { field: 'kind', in: ['2'] }, source },
  {
    name: 'lines',
    label: '明细',
    type: 'list',
    required: 'Y',
    source,
    fields: [{ name: 'count', label: '数量', type: 'n', length: 3, scale: 1, required: 'Y', source }],
  },
] as const satisfies readonly Field[]

/** What each defect is, and what the validator says of its message, where the two differ. */
function misjudged(fields: readonly Field[], defects: readonly Defect[], facts: Facts): readonly string[] {
  return defects.flatMap(({ title, path, rule, message }) => {
    const said = validateNode(fields, message, { facts }).map((issue) => `${issue.path} ${issue.rule}`)
    return said.length === 1 && said[0] === `${path} ${rule}` ? [] : [`${path} ${title}: ${rule}, but ${said.join(', ')}`]
  })
}

describe.each(cases)('%s', (_name, fields, facts) => {
  it('takes the longest and the shortest message that its table allows', () => {
    expect(validateNode(fields, exampleOf(fields, facts), { facts })).toEqual([])
    expect(validateNode(fields, exampleOf(fields, facts, 'required'), { facts })).toEqual([])
  })

  it('takes any of its optional fields, or none, and refuses one defect by its field and its rule alone', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 400, maxLength: 400 }), fc.nat(), (choices, choice) => {
        const valid = withSome(fields, exampleOf(fields, facts), choices[Symbol.iterator]())
        expect(validateNode(fields, valid, { facts })).toEqual([])
        const defects = defectsOf(fields, valid, facts)
        expect(misjudged(fields, defects.slice(choice % defects.length).slice(0, 1), facts)).toEqual([])
      }),
      { numRuns: 10 },
    )
  })

  it('refuses every single defect by its field and its rule, and by nothing else', () => {
    for (const extent of ['all', 'required'] as const) {
      const defects = defectsOf(fields, exampleOf(fields, facts, extent), facts)
      expect(misjudged(fields, defects, facts)).toEqual([])
    }
  })
})

describe.each(nodes)('%s', (_name, fields) => {
  it('can lose no rule unnoticed: a defect would pass, a valid message be refused, or the table be called defective', () => {
    const tried = factsOf(fields).map((facts) => {
      const valid = exampleOf(fields, facts)
      return { facts, valid, defects: defectsOf(fields, valid, facts) }
    })
    for (const { path, rule, table } of withoutARule(fields)) {
      const isNoticed = tried.some(
        ({ facts, valid, defects }) =>
          validateNode(table, valid, { facts }).length > 0 ||
          misjudged(
            table,
            defects.filter((defect) => defect.path.replaceAll('[0]', '') === path),
            facts,
          ).length > 0,
      )
      expect(isNoticed || tableFaults(table).length > 0, `${path} ${rule}`).toBe(true)
    }
  })
})

describe('the defects of a table', () => {
  it('are these', () => {
    const defects = defectsOf(sound, { kind: '1', none: 'x', lines: [{ count: '1' }, { count: '2' }] })
    expect(defects.map(({ path, title, rule }) => `${path} ${rule}: ${title}`)).toEqual([
      'kind required: missing',
      'kind type: another type',
      'kind type: a number for text',
      'kind code: outside its code table',
      'kind length: too long',
      'text required: missing under its condition',
      'text type: another type',
      'text type: a number for text',
      'text length: too long',
      'none absent: there against its condition',
      'none type: another type',
      'none type: a number for text',
      'none length: too long',
      'lines required: missing',
      'lines shape: an object for a list',
      'lines[0] shape: text for an item',
      'lines[0].count required: missing',
      'lines[0].count type: no number',
      'lines[0].count type: another type',
      'lines[0].count number: too many digits',
      'lines[0].count number: too many decimals',
      'lines[0].unknownField unknownField: a field that no table knows',
      'unknownField unknownField: a field that no table knows',
    ])
  })

  it('change nothing but what they spoil', () => {
    const valid = { kind: '1', none: 'x', lines: [{ count: '1' }, { count: '2' }] }
    const [first] = defectsOf(sound, valid).filter(({ title }) => title === 'too many decimals')
    expect(first?.message).toEqual({ kind: '1', none: 'x', lines: [{ count: '0.01' }, { count: '2' }] })
  })

  it.each<[string, Field]>([
    ['text: no length', { name: 'text', label: '文本', type: 'c', required: 'Y', source }],
    ['text: no length', { name: 'text', label: '数', type: 'n', scale: 2, required: 'Y', source }],
    ['text: a code longer than the field', { ...kind, name: 'text', codes: { '123': '丙' } }],
    ['text: an empty code table', { ...kind, name: 'text', codes: {} }],
    ['kind: a name twice', kind],
    ['text: a condition, but not conditional', { ...kind, name: 'text', when: { field: 'kind', in: ['1'] } }],
    ['text: a condition on a field that is not beside it', { ...kind, name: 'text', absentWhen: { missing: 'other' } }],
    [
      'text: a condition on a value outside the code table',
      { ...kind, name: 'text', required: 'C', when: { all: [{ field: 'kind', in: ['3'] }] } },
    ],
    ['box.text: no length', { name: 'box', label: '盒', type: 'object', required: 'Y', source, fields: [textWithoutLength()] }],
  ])('are not made from a defective table: %s', (fault, field) => {
    expect(() => defectsOf([kind, field], {})).toThrow(`defective table: ${fault}`)
  })
})

function textWithoutLength(): Field {
  return { name: 'text', label: '文本', type: 'c', required: '-', source }
}

/** The message without those optional fields that the choices, taken in order, leave out; conditional ones stay. */
function withSome(fields: readonly Field[], message: Message, choices: Iterator<boolean>): Message {
  const chosen = fields.flatMap((field): readonly (readonly [string, unknown])[] => {
    const value = message[field.name]
    if (value === undefined || (field.required === '-' && choices.next().value === true)) return []
    if (field.type === 'object') return [[field.name, withSome(field.fields, Object(value), choices)]]
    if (field.type === 'list' && Array.isArray(value))
      return [[field.name, value.map((item) => withSome(field.fields, Object(item), choices))]]
    return [[field.name, value]]
  })
  return Object.fromEntries(chosen)
}

interface Weakened {
  readonly path: string
  readonly rule: string
  readonly table: readonly Field[]
}

/** The table once for each rule of each field, with that one rule gone. */
function withoutARule(fields: readonly Field[], at = ''): readonly Weakened[] {
  return fields.flatMap((field, index) => {
    const path = `${at}${field.name}`
    const weakened = (rule: string, changed: Field): Weakened => ({ path, rule, table: fields.with(index, changed) })
    return [
      ...(['length', 'scale', 'codes', 'when', 'absentWhen'] as const)
        .filter((rule) => rule in field)
        .map((rule) => weakened(rule, { ...field, [rule]: undefined })),
      ...(field.required === 'Y' ? [weakened('required', { ...field, required: '-' })] : []),
      ...('fields' in field
        ? withoutARule(field.fields, `${path}.`).map(({ table, ...lost }) => ({
            ...lost,
            table: fields.with(index, { ...field, fields: table }),
          }))
        : []),
    ]
  })
}
