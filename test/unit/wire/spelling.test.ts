import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Field, type InterfaceTable, interfaceTables, toCamelCase, toSnakeCase } from '../../../src/shared/wire/index.ts'
import { exampleOf, factsOf, type Message } from './defects.ts'

const tables: readonly InterfaceTable[] = Object.values(interfaceTables)
const nodes: readonly (readonly [string, readonly Field[]])[] = tables.flatMap(({ number, input, output }) => [
  [`${number} input`, input] as const,
  [`${number} output`, output] as const,
])

/** Messages of the table with any of its fields, in the table's own spelling, and any value where one value stands. */
function messages(fields: readonly Field[]): fc.Arbitrary<Message> {
  const values = fields.map((field): [string, fc.Arbitrary<unknown>] => {
    if (!('fields' in field)) return [field.name, fc.jsonValue()]
    const inner = messages(field.fields)
    return [field.name, field.type === 'list' ? fc.array(inner, { maxLength: 2 }) : inner]
  })
  return fc.record(Object.fromEntries(values), { requiredKeys: [], noNullPrototype: true })
}

function namesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [name, ...namesOf(inner)])
}

describe.each(nodes)('%s in both spellings', (_name, fields) => {
  it('comes back unchanged, whichever spelling it starts from', () => {
    fc.assert(
      fc.property(messages(fields), (message) => {
        const [snake, camel] = [toSnakeCase(fields, message), toCamelCase(fields, message)]
        expect(toSnakeCase(fields, camel)).toEqual(snake)
        expect(toCamelCase(fields, snake)).toEqual(camel)
        expect(toSnakeCase(fields, snake)).toEqual(snake)
      }),
      { numRuns: 20 },
    )
  })

  it('keeps every field apart, and writes none between the two', () => {
    for (const facts of factsOf(fields)) {
      const message = exampleOf(fields, facts)
      const count = namesOf(message).length
      const [snake, camel] = [namesOf(toSnakeCase(fields, message)), namesOf(toCamelCase(fields, message))]
      expect([snake.length, camel.length]).toEqual([count, count])
      for (const name of snake) expect(name).toMatch(/^[a-z][a-z_]*$|^(expContent|signIn|signOut|retRslt|msgRslt|payMode)$/)
      for (const name of camel) expect(name).toMatch(/^[a-z][a-zA-Z]*$/)
    }
  })
})

describe('spelling', () => {
  const { input } = interfaceTables['7206']

  it('follows the table to every depth and knows the irregular names', () => {
    const message = { rxChkUpInfo: { hiRxno: '1', ecToken: 't' } }
    expect(toSnakeCase(input, message)).toEqual({ rx_chk_up_info: { hi_rxno: '1', ec_token: 't' } })
    expect(toCamelCase(input, { rx_chk_up_info: { hi_rxno: '1', ec_token: 't' } })).toEqual(message)
    expect(toSnakeCase(interfaceTables['7204'].input, { insuPlcNo: '990101' })).toEqual({ insuplc_admdvs: '990101' })
    expect(toCamelCase(interfaceTables['7204'].input, { insuplc_admdvs: '990101' })).toEqual({ insuPlcNo: '990101' })
    const { data } = Object(toSnakeCase(interfaceTables['7207'].input, { data: { payMode: '1', setlId: 'S' } }))
    expect(data).toEqual({ payMode: '1', setl_id: 'S' })
  })

  it('leaves what no table knows, and what is not shaped as the table says', () => {
    expect(toSnakeCase(input, { someField: { hiRxno: 1 }, rxChkUpInfo: 'x' })).toEqual({
      someField: { hiRxno: 1 },
      rx_chk_up_info: 'x',
    })
    expect(toSnakeCase(interfaceTables['7201'].output, { rxList: ['x', { hiRxno: '1' }] })).toEqual({
      rx_list: ['x', { hi_rxno: '1' }],
    })
  })
})
