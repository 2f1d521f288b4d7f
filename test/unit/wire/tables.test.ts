import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import {
  epcEnvelope,
  type Field,
  fsiEnvelope,
  type InterfaceTable,
  interfaceTables,
  validateNode,
} from '../../../src/shared/wire/index.ts'
import { exampleOf, tableFaults } from './defects.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const tables: readonly InterfaceTable[] = Object.values(interfaceTables)
const nodes = [
  ...tables.flatMap(({ number, input, output }) => [[`${number} input`, input] as const, [`${number} output`, output] as const]),
  ...[fsiEnvelope, epcEnvelope].flatMap(({ channel, request, response }) => [
    [`${channel} request`, request as readonly Field[]] as const,
    [`${channel} response`, response as readonly Field[]] as const,
  ]),
]

function walk(fields: readonly Field[]): readonly Field[] {
  return fields.flatMap((field) => ('fields' in field ? [field, ...walk(field.fields)] : [field]))
}

describe('the wire tables', () => {
  it('stand under their own numbers', () => {
    expect(Object.entries(interfaceTables).filter(([number, table]) => table.number !== number)).toEqual([])
  })

  it.each(nodes)('%s: is a sound table', (_name, fields) => {
    expect(tableFaults(fields)).toEqual([])
  })

  it('name channel A in snake_case and channels B and C in camelCase', () => {
    for (const { number, channel, input, output } of tables) {
      // the rows of the stock queries are written in camelCase
      const isStockQuery = /^35(0[89]|1[0-3]|081|082)$/.test(number)
      const snake =
        /^[a-z][a-z_]*$|^(signIn|signOut|fsUploadIn|fsDownloadIn|fsDownloadOut|expContent|retRslt|msgRslt|(inv|purc|sel)info(Err)?Detail|(first|last)Page|startRow|page(Size|Num)|recordCounts)$/
      const camel = /^[a-z][a-zA-Z]*$/
      for (const { name } of walk(input)) expect(name).toMatch(channel === 'A' ? snake : camel)
      for (const { name } of walk(output)) expect(name).toMatch(channel === 'A' && !isStockQuery ? snake : camel)
    }
  })

  it('cite only sources that docs/interface-sources.md explains', async () => {
    const explained = await readFile(`${root}docs/interface-sources.md`, 'utf8')
    const marks = [
      ...tables.map(({ pathSource }) => pathSource),
      ...nodes.flatMap(([, fields]) => walk(fields).map(({ source }) => source)),
    ]
    const tags = new Set(marks.flatMap((mark) => ('found' in mark ? mark.found.split(',') : [])))
    for (const tag of tags) expect(explained).toContain(`| ${tag} |`)
  })

  it('mark the paths that were not found as inferred', () => {
    expect(interfaceTables['7201'].pathSource).toHaveProperty('inferred')
  })
})

describe('docs/interfaces.md', () => {
  it('says what the tables say', async () => {
    const run = promisify(execFile)(process.execPath, ['scripts/documents.ts', '--check'], { cwd: root })
    await expect(run).resolves.toBeDefined()
  })
})

describe('conditions', () => {
  it('demand the card number beside a social security card', () => {
    const data = { mdtrt_cert_type: '03', mdtrt_cert_no: '1', psn_cert_type: '01' }
    expect(validateNode(interfaceTables['1101'].input, { data })).toEqual([
      { path: 'data.card_sn', rule: 'required', message: '卡识别码(data.card_sn)必填' },
    ])
  })

  it('demand the content of an answer only when it says success', () => {
    expect(validateNode(interfaceTables['ec.query'].output, { code: 500001 })).toEqual([])
    for (const code of [0, '0', '0000']) {
      expect(validateNode(interfaceTables['ec.query'].output, { code })).toMatchObject([{ path: 'data', rule: 'required' }])
    }
  })

  const settlement = { setlId: 'S1', setlTime: '2026-11-21 08:00:00' }
  function outboundIssues(outbound: 'before' | 'after', change: object): readonly string[] {
    const { data, ...rest } = exampleOf(interfaceTables['7207'].input, { outbound: 'before' })
    const message = { ...rest, data: { ...Object(data), payMode: '2', ...change } }
    return validateNode(interfaceTables['7207'].input, message, { facts: { outbound } }).map(
      ({ path, rule }) => `${path} ${rule}`,
    )
  }

  it('forbid the settlement in an outbound upload before it, and demand it in one after it', () => {
    expect(outboundIssues('before', {})).toEqual([])
    expect(outboundIssues('before', settlement)).toEqual(['data.setlId absent', 'data.setlTime absent'])
    expect(outboundIssues('after', settlement)).toEqual([])
    expect(outboundIssues('after', {})).toEqual(['data.setlId required', 'data.setlTime required'])
  })

  it('ask for no settlement number where the patient pays all', () => {
    expect(outboundIssues('after', { payMode: '1' })).toEqual([])
    expect(outboundIssues('after', { payMode: '1', setlId: 'S1' })).toEqual(['data.setlId absent'])
  })

  it('want one of two keys of the stock query', () => {
    const { input } = interfaceTables['35081']
    expect(validateNode(input, { data: { fixmedins_code: 'P1', medins_list_codg: '1' } })).toEqual([])
    expect(validateNode(input, { data: { fixmedins_code: 'P1', med_list_codg: 'X1' } })).toEqual([])
    expect(validateNode(input, { data: { fixmedins_code: 'P1' } })).toMatchObject([
      { path: 'data.med_list_codg', rule: 'required' },
    ])
  })
})
