import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Facts, type Field, readNode, validateNode } from '../../../src/shared/wire/index.ts'

const source = { inferred: 'test' } as const
const fields = [
  { name: 'code', label: '代码', type: 'c', length: 2, required: 'Y', codes: { '01': '甲', '02': '乙' }, source },
  { name: 'name', label: '姓名', type: 'c', length: 4, required: '-', source },
  { name: 'card', label: '卡号', type: 'c', length: 8, required: 'C', when: { field: 'code', in: ['02'] }, source },
  { name: 'amount', label: '金额', type: 'n', length: 6, scale: 2, required: '-', source },
  { name: 'day', label: '日期', type: 'd', required: '-', source },
  { name: 'moment', label: '时间', type: 'dt', required: '-', source },
  { name: 'state', label: '状态', type: 'c', length: 4, alsoNumber: true, required: '-', source },
  { name: 'rest', label: '扩展', type: 'json', length: 10, required: '-', source },
  {
    name: 'lines',
    label: '明细',
    type: 'list',
    required: '-',
    source,
    fields: [
      {
        name: 'box',
        label: '盒',
        type: 'object',
        required: 'Y',
        source,
        fields: [{ name: 'count', label: '数量', type: 'n', length: 3, required: 'Y', source }],
      },
    ],
  },
] as const satisfies readonly Field[]

const valid = {
  code: '01',
  name: '张三',
  amount: '1234.50',
  day: '2024-02-29',
  moment: '2026-11-21 23:59:59',
  state: 0,
  rest: { a: 1 },
  lines: [{ box: { count: 3 } }],
}

function issuesOf(change: object): readonly string[] {
  return validateNode(fields, { ...valid, ...change }).map(({ path, rule }) => `${path} ${rule}`)
}

describe('a node checked against its table', () => {
  it('passes when every field is in order', () => {
    expect(validateNode(fields, valid)).toEqual([])
  })

  it('reports every issue, not the first', () => {
    expect(issuesOf({ code: '03', name: '五个字的名', day: '2026-02-30', lines: [{ box: { count: 'x' } }, {}] })).toEqual([
      'code code',
      'name length',
      'day date',
      'lines[0].box.count type',
      'lines[1].box required',
    ])
  })

  it.each([undefined, null, ''])('takes %j for a missing value', (missing) => {
    expect(issuesOf({ code: missing })).toEqual(['code required'])
    expect(issuesOf({ name: missing })).toEqual([])
  })

  it('demands a conditional field only under its condition', () => {
    expect(issuesOf({ code: '02' })).toEqual(['card required'])
    expect(issuesOf({ code: '02', card: '1' })).toEqual([])
  })

  it('forbids a field only under its condition, and knows no fact that it was not told', () => {
    const settled = [
      {
        name: 'settlement',
        label: '结算',
        type: 'c',
        length: 2,
        required: 'C',
        when: { fact: 'outbound', in: ['after'] },
        absentWhen: { fact: 'outbound', in: ['before'] },
        source,
      },
    ] as const satisfies readonly Field[]
    const rulesOf = (value: object, facts?: Facts): readonly string[] =>
      validateNode(settled, value, facts === undefined ? {} : { facts }).map(({ rule }) => rule)
    expect(rulesOf({ settlement: '1' }, { outbound: 'before' })).toEqual(['absent'])
    expect(rulesOf({ settlement: '' }, { outbound: 'before' })).toEqual([])
    expect(rulesOf({}, { outbound: 'after' })).toEqual(['required'])
    expect(rulesOf({ settlement: '123' }, { outbound: 'after' })).toEqual(['length'])
    expect([rulesOf({}), rulesOf({ settlement: '1' })]).toEqual([[], []])
  })

  it('counts characters, not UTF-16 units', () => {
    expect(issuesOf({ name: '𠮷𠮷𠮷𠮷' })).toEqual([])
    expect(issuesOf({ name: '𠮷𠮷𠮷𠮷𠮷' })).toEqual(['name length'])
  })

  it.each([5, true, {}, ['x']])('refuses %j where text belongs', (wrong) => {
    expect(issuesOf({ name: wrong })).toEqual(['name type'])
  })

  it.each([1, 1234.5, '0', '-9999.99', '0001234.50'])('takes %j for a number of 6 digits with 2 decimals', (number) => {
    expect(issuesOf({ amount: number })).toEqual([])
  })

  it.each(['12345', '1.234', 12345, 0.001])('refuses %j: too many digits', (number) => {
    expect(issuesOf({ amount: number })).toEqual(['amount number'])
  })

  it.each(['1,5', '1e2', '.5', '1.', ' 1', '٣', Number.NaN, Number.POSITIVE_INFINITY])('refuses %j: no decimal', (text) => {
    expect(issuesOf({ amount: text })).toEqual(['amount type'])
  })

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '20260101', '2026-01-01 '])('refuses %j: no date', (day) => {
    expect(issuesOf({ day })).toEqual(['day date'])
  })

  it.each(['2026-11-21 24:00:00', '2026-11-21T10:00:00', '2026-11-21 10:00', '2026-04-31 00:00:00'])(
    'refuses %j: no time',
    (moment) => {
      expect(issuesOf({ moment })).toEqual(['moment date'])
    },
  )

  it('takes a JSON number for text only where the table says so', () => {
    expect(issuesOf({ state: 12345 })).toEqual(['state length'])
    expect(issuesOf({ code: 1 })).toEqual(['code type'])
  })

  it('refuses a value that only the prototype of the code table knows', () => {
    expect(validateNode([{ ...fields[0], length: 20 }], { code: 'constructor' })).toMatchObject([{ rule: 'code' }])
  })

  it('refuses a list for an object, an object for a list and content too long', () => {
    expect(issuesOf({ lines: {}, rest: [] })).toEqual(['rest shape', 'lines shape'])
    expect(issuesOf({ lines: ['x'], rest: { a: '123456' } })).toEqual(['rest length', 'lines[0] shape'])
  })

  it('takes an empty list for present', () => {
    const list = [{ name: 'rows', label: '行', type: 'list', required: 'Y', source, fields: [] }] as const
    expect(validateNode(list, { rows: [] })).toEqual([])
    expect(validateNode(list, {})).toHaveLength(1)
  })

  it('reports unknown fields in requests and tolerates them in answers, at every depth', () => {
    const value = { ...valid, more: 1, lines: [{ box: { count: 1, extra: 2 } }] }
    expect(validateNode(fields, value).map(({ path }) => path)).toEqual(['lines[0].box.extra', 'more'])
    expect(validateNode(fields, value, { unknownFields: 'allow' })).toEqual([])
  })

  it('names field and rule in Chinese, with the path of the node, and never the value', () => {
    const secret = '990101199001011234'
    const issues = validateNode(fields, { code: secret, name: secret, amount: secret, day: secret }, { at: 'input' })
    expect(issues[0]).toEqual({ path: 'input.code', rule: 'length', message: '代码(input.code)超过 2 个字符' })
    expect(issues.map(({ path }) => path)).toContain('input.day')
    expect(JSON.stringify(issues)).not.toContain(secret)
  })

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (value, inner) => {
        expect(Array.isArray(validateNode(fields, value))).toBe(true)
        expect(Array.isArray(validateNode(fields, { ...valid, lines: inner, amount: inner, day: inner }))).toBe(true)
      }),
    )
  })

  it('gives the value with the type of its table, or the issues', () => {
    const read = readNode(fields, valid)
    expect(read.ok && read.value.lines?.[0]?.box.count).toBe(3)
    expect(readNode(fields, {})).toMatchObject({ ok: false, failure: [{ path: 'code', rule: 'required' }] })
  })
})
