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

function siblings(fields: readonly Field[]): readonly (readonly Field[])[] {
  return [fields, ...fields.flatMap((field) => ('fields' in field ? siblings(field.fields) : []))]
}

describe('the wire tables', () => {
  it('stand under their own numbers', () => {
    expect(Object.entries(interfaceTables).filter(([number, table]) => table.number !== number)).toEqual([])
  })

  it.each(nodes)('%s: no name comes twice in a node, and every condition names a field beside it', (_name, fields) => {
    for (const list of siblings(fields)) {
      const names = list.map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      for (const { when } of list) if (when) expect(names).toContain(when.field)
    }
  })

  it.each(nodes)('%s: text has a length, numbers have digits, codes fit into their field', (_name, fields) => {
    for (const field of walk(fields)) {
      if (field.type === 'c' || field.type === 'n') expect(field.length, field.name).toBeGreaterThan(0)
      if ('codes' in field)
        for (const code of Object.keys(field.codes ?? {})) expect(code.length).toBeLessThanOrEqual(field.length ?? 0)
    }
  })

  it('name channel A in snake_case and channels B and C in camelCase', () => {
    for (const { channel, input, output } of tables) {
      const spelling = channel === 'A' ? /^[a-z][a-z_]*$|^(signIn|expContent)$/ : /^[a-z][a-zA-Z]*$/
      for (const { name } of walk([...input, ...output])) expect(name).toMatch(spelling)
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
    const run = promisify(execFile)(process.execPath, ['scripts/interface-docs.ts', '--check'], { cwd: root })
    await expect(run).resolves.toBeDefined()
  })
})

describe('every interface', () => {
  const token = 't'.repeat(64)
  const examples = {
    'ec.query': {
      input: {
        orgId: 'P99010100001',
        transType: 'ec.query',
        data: {
          orgId: 'P99010100001',
          ecQrCode: '9'.repeat(28),
          businessType: '02122',
          termId: '1'.repeat(20),
          termIp: '127.0.0.1',
          operatorId: '1',
          operatorName: '李收银',
        },
      },
      output: { code: 0, data: { userName: '张三', idNo: '990101199001010014', idType: '01', ecToken: token } },
    },
    '9001': {
      input: { signIn: { opter_no: '1', mac: '00:00:00:00:00:00', ip: '127.0.0.1' } },
      output: { signinoutb: { sign_time: '2026-11-21 08:00:00', sign_no: '1' } },
    },
    '1101': {
      input: { data: { mdtrt_cert_type: '01', mdtrt_cert_no: token, psn_cert_type: '01' } },
      output: {
        baseinfo: { psn_no: '1', psn_cert_type: '01', certno: '990101199001010014', psn_name: '张三', gend: '1' },
        insuinfo: [
          { balc: 1.5, insutype: '310', psn_type: '11', psn_insu_stas: '1', cvlserv_flag: '0', insuplc_admdvs: '990101' },
        ],
      },
    },
    '7201': {
      input: {
        mdtrtCertType: '01',
        mdtrtCertNo: token,
        insuPlcNo: '990101',
        opter: '1',
        opterName: '李收银',
        optins: 'P99010100001',
      },
      output: { rxList: [] },
    },
  } as const satisfies Record<keyof typeof interfaceTables, { readonly input: object; readonly output: object }>

  it.each(tables)('$number: takes a message with all that is required, and misses each required field alone', (table) => {
    const example = examples[table.number as keyof typeof examples]
    for (const [fields, value] of [
      [table.input, example.input],
      [table.output, example.output],
    ] as const) {
      expect(validateNode(fields, value)).toEqual([])
      for (const { name } of fields.filter(({ required }) => required === 'Y')) {
        const { [name]: _left, ...rest } = value as Record<string, unknown>
        expect(validateNode(fields, rest)).toContainEqual(expect.objectContaining({ path: name, rule: 'required' }))
      }
    }
  })

  it('demands the card number beside a social security card', () => {
    const { input } = examples['1101']
    const issues = validateNode(interfaceTables['1101'].input, { data: { ...input.data, mdtrt_cert_type: '03' } })
    expect(issues).toEqual([{ path: 'data.card_sn', rule: 'required', message: '卡识别码(data.card_sn)必填' }])
  })

  it('demands the content of an answer only when it says success', () => {
    expect(validateNode(interfaceTables['ec.query'].output, { code: 500001 })).toEqual([])
    for (const code of [0, '0', '0000']) {
      expect(validateNode(interfaceTables['ec.query'].output, { code })).toMatchObject([{ path: 'data', rule: 'required' }])
    }
  })
})
