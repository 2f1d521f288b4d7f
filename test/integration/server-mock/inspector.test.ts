import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dispense } from '../../../scripts/counter/dispense.ts'
import { openHeadless } from '../../../scripts/counter/headless.ts'
import { createAdminCall, createAdminClient } from '../../../server-mock/admin/client.ts'
import type { PrescriptionView } from '../../../server-mock/admin/contract.ts'
import { createInspectorClient, type InspectorClient } from '../../../server-mock/admin/inspector/client.ts'
import type { FieldRow, Inspection } from '../../../server-mock/admin/inspector/contract.ts'
import { interfaceTables } from '../../../src/shared/wire/index.ts'
import { createPharmacy } from './pharmacy.ts'

/** The center's own insurance system sends messages too, over channel L. */
const SHOP = 'P99010100001'

type Counter = Awaited<ReturnType<typeof openHeadless>>
let counter: Counter
let inspector: InspectorClient
let prescriptions: readonly PrescriptionView[]
let personal: readonly string[]

beforeAll(async () => {
  counter = await openHeadless('national', { scenario: 'single-drug', seed: 'inspector' })
  const { center } = counter
  await dispense(counter, { andReturn: true })
  const pharmacy = createPharmacy(center)
  await pharmacy.insurance('9001', { signIn: { opter_no: '0001', mac: 5, colour: 'red' } })
  await pharmacy.post(interfaceTables['7201'].path, JSON.stringify({ appId: center.connection.appId, wrong: true }))
  inspector = createInspectorClient(createAdminCall(center.adminUrl, center.adminToken))
  const admin = createAdminClient(center.adminUrl, center.adminToken)
  prescriptions = await admin.prescriptions()
  personal = (await admin.people()).flatMap(({ name, identityNumber, phone }) => [name, identityNumber, phone])
})
afterAll(() => counter.close())

async function latest(number: string, refused = false): Promise<Inspection> {
  const { messages } = await inspector.messages({ interface: number, ...(refused ? { refused: 'true' as const } : {}) })
  const [first] = messages
  if (first === undefined) throw new Error(`${number} is not there`)
  return inspector.message(first.id)
}

function rowAt(rows: readonly FieldRow[], path: string): FieldRow | undefined {
  return rows.find((row) => row.path === path)
}

describe('the inspector', () => {
  it('lists the newest first, a page at a time', async () => {
    const all = await inspector.messages({ limit: 200 })
    expect(all.total).toBeGreaterThan(15)
    const ids = all.messages.map(({ id }) => id)
    expect(ids).toEqual(ids.toSorted((one, other) => other - one))
    const page = await inspector.messages({ limit: 5, offset: 5 })
    expect(page).toMatchObject({ total: all.total })
    expect(page.messages.map(({ id }) => id)).toEqual(ids.slice(5, 10))
  })

  it('filters by interface, channel, client, case, refusal, text and time', async () => {
    const { total } = await inspector.messages()
    const [hiRxno = ''] = (await latest('7204')).cases
    const numbersOf = async (query: Parameters<InspectorClient['messages']>[0]) =>
      (await inspector.messages({ ...query, limit: 200 })).messages.map((each) => each.interface)
    expect(await numbersOf({ interface: '7205' })).toEqual(['7205'])
    expect(new Set(await numbersOf({ channel: 'C' }))).toEqual(new Set(['ec.query']))
    expect(await numbersOf({ client: 'P99010100002' })).toEqual([])
    expect(await numbersOf({ case: hiRxno, client: SHOP })).toEqual([
      '3506',
      '7208',
      '2103',
      '3505',
      '2102A',
      '7207',
      '2101A',
      '7206',
      '7205',
      '7204',
      '7201',
    ])
    expect(await numbersOf({ refused: 'true' })).toEqual(['7201', '9001'])
    expect(await numbersOf({ text: '退药' })).toEqual(['7208'])
    expect(await numbersOf({ until: 1 })).toEqual([])
    expect(await numbersOf({ from: 1 })).toHaveLength(total)
  })

  it('says what can be filtered by', async () => {
    expect(await inspector.facets()).toMatchObject({
      channels: expect.arrayContaining(['A', 'B', 'C']),
      clients: expect.arrayContaining([{ client: SHOP, name: '明心大药房' }]),
      interfaces: expect.arrayContaining([{ interface: '7204', name: '电子处方下载' }]),
    })
  })

  it('shows a signed message opened, field by field beside its table, and as it travelled', async () => {
    const { request, answer } = await latest('7206')
    expect(rowAt(request.content, 'rxChkUpInfo.rxChkStasCodg')).toMatchObject({
      label: '处方审核状态代码',
      type: 'c10',
      required: 'Y',
      value: '1',
      meaning: '审核通过',
      isThere: true,
      issues: [],
    })
    expect(rowAt(request.envelope, 'signType')).toMatchObject({ value: 'SM2', meaning: 'SM2 签名' })
    expect(JSON.parse(request.raw)).toHaveProperty('encData')
    expect(JSON.parse(request.plain)).toHaveProperty('rxChkUpInfo')
    expect(rowAt(answer.content, 'rxChkBizSn')?.value).toMatch(/^SF/)
    expect(JSON.parse(answer.raw)).toHaveProperty('signData')
  })

  it('shows lists item by item', async () => {
    const { request } = await latest('2102A')
    expect(rowAt(request.content, 'drugdetail[0].cnt')).toMatchObject({ label: '数量', type: 'n16,4', depth: 1 })
    expect(rowAt(request.content, 'drug_trac_info[1].trdn_flag')).toMatchObject({ meaning: '否' })
  })

  it('finds nothing wrong in the messages of the project’s own counter', async () => {
    for (const message of await inspector.exported({})) {
      if (!message.accepted) continue
      const rows = [message.request, message.answer].flatMap(({ envelope, content }) => [...envelope, ...content])
      expect(
        rows.filter(({ issues }) => issues.length > 0),
        message.interface,
      ).toEqual([])
    }
  })

  it('names what is wrong beside the field: missing, of the wrong type, unknown to the table', async () => {
    const { request, reason } = await latest('9001', true)
    expect(rowAt(request.content, 'signIn.ip')).toMatchObject({ isThere: false, issues: [expect.stringContaining('必填')] })
    expect(rowAt(request.content, 'signIn.mac')?.issues).toEqual([expect.stringContaining('应为文本')])
    expect(rowAt(request.content, 'signIn.mac')?.value).toContain('JSON 数字')
    expect(rowAt(request.content, 'signIn.colour')).toMatchObject({
      label: '',
      issues: [expect.stringContaining('不在接口表内')],
    })
    expect(reason).not.toBe('')
    const envelope = (await latest('7201', true)).request
    expect(rowAt(envelope.envelope, 'signData')?.issues).toEqual([expect.stringContaining('必填')])
    expect(rowAt(envelope.envelope, 'wrong')?.issues).toEqual([expect.stringContaining('不在接口表内')])
  })

  it('judges the length of a text by how long it came, though the log keeps only its beginning', async () => {
    const pharmacy = createPharmacy(counter.center)
    const inputOf = (length: number) => ({ signIn: { opter_no: '0001', mac: 'm', ip: 'i'.repeat(length) } })
    const lengthIssues = async (length: number): Promise<readonly string[]> => {
      expect(await pharmacy.insurance('9001', inputOf(length))).toMatchObject({ infcode: 1003 })
      const { request } = await latest('9001', true)
      return rowAt(request.envelope, 'input')?.issues ?? []
    }
    const around = JSON.stringify(inputOf(0)).length
    expect(await lengthIssues(40_000 - around)).toEqual([])
    expect(await lengthIssues(40_001 - around)).toEqual(['交易输入(input)超过 40000 个字符'])
  })

  it('hides personal data everywhere, and files but for their beginning', async () => {
    const everything = JSON.stringify([await inspector.messages({ limit: 200 }), await inspector.exported({})])
    for (const secret of personal) expect(everything.includes(secret), secret).toBe(false)
    for (const { hiRxno, diagnosis } of prescriptions) {
      expect(everything).toContain(hiRxno)
      expect(everything).not.toContain(diagnosis)
    }
    const { answer } = await latest('7204')
    expect(rowAt(answer.content, 'rxFile')?.value).toMatch(/^JVBERi.*个字符）$/)
    expect(rowAt(answer.content, 'rxOtpinfo.patnName')?.value).toBe('王**')
  })

  it('gives a selection, or a case, as one file that needs nothing else', async () => {
    const { id, cases } = await latest('7206')
    const page = await inspector.page({ ids: String(id) })
    expect(page).toMatch(/^<!doctype html>/)
    expect(page).toContain('培训')
    expect(page).toContain('处方审核状态代码')
    expect(page).not.toMatch(/<script|src=|href="(?!#)|url\(|@import/)
    const [hiRxno = ''] = cases
    expect((await inspector.exported({ case: hiRxno, client: SHOP })).map((each) => each.interface)).toEqual([
      ...['7201', '7204', '7205', '7206', '2101A', '7207', '2102A', '3505', '2103', '7208', '3506'],
    ])
    for (const secret of personal) expect((await inspector.page({ case: hiRxno })).includes(secret), secret).toBe(false)
  })

  it('lets no markup of a message into the file', async () => {
    await createPharmacy(counter.center).insurance('9001', { '<script>alert(1)</script>': '<img src=x onerror=alert(1)>' })
    const { id } = await latest('9001', true)
    const page = await inspector.page({ ids: String(id) })
    expect(page).not.toContain('<script>')
    expect(page).not.toContain('<img')
  })

  it.each([
    ['no such message', () => inspector.message(999_999)],
    ['no such message', () => inspector.page({ ids: '999999' })],
    ['limit', () => inspector.messages({ limit: 1_000 })],
    ['ids', () => inspector.page({ ids: 'x' })],
  ])('refuses nonsense and says why: %s', async (reason, act) => {
    await expect(act()).rejects.toThrow(reason)
  })
})
