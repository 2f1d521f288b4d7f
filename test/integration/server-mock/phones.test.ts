import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  ApplicationKeys,
  AuthorizeAnswer,
  Identified,
  MessagesAnswer,
  PhoneChoices,
  PrescriptionsAnswer,
  QrAnswer,
} from '../../../server-mock/admin/phone/contract.ts'
import { type OpenCenter, openCenter } from './prescriptionDesk.ts'

let open: OpenCenter
beforeAll(async () => {
  open = await openCenter({ scenario: 'everyday' })
})
afterAll(() => open.close())

async function call(path: string, body?: object): Promise<{ readonly status: number; readonly answer: unknown }> {
  const { adminUrl, adminToken } = open.center
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }
  const asked = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(`${adminUrl}${path}`, { headers, ...asked })
  return { status: response.status, answer: await response.json() }
}

const personOf = async (name: string): Promise<string> => {
  const { people } = PhoneChoices.parse((await call('/phone')).answer)
  return people.find((each) => each.name === name)?.identityNumber ?? ''
}

describe("the administration's phones", () => {
  it('offer people, applications and the pharmacies that may be chosen', async () => {
    const choices = PhoneChoices.parse((await call('/phone')).answer)
    expect(choices.applications.map(({ official, approved }) => [official, approved])).toEqual([
      [true, true],
      [false, true],
      [false, false],
      [false, true],
      [false, true],
    ])
    expect(choices.pharmacies.map(({ name }) => name)).toEqual(['明心大药房', '惠民药房'])
  })

  it('list, show and authorize as the province answers, over channel D, with one access token', async () => {
    const person = await personOf('王秀兰')
    const list = PrescriptionsAnswer.parse((await call('/phone/prescriptions', { person })).answer)
    const hiRxno = (list.ok && list.content.rxList[0]?.hiRxno) || ''
    expect(QrAnswer.parse((await call('/phone/qr', { person, hiRxno })).answer)).toMatchObject({ ok: true })
    const asked = { person, hiRxno, pharmacy: 'P99010100001' }
    expect(AuthorizeAnswer.parse((await call('/phone/authorize', asked)).answer)).toMatchObject({
      ok: true,
      content: { fixmedinsName: '明心大药房' },
    })
    expect((await call('/phone/delivery', { person, hiRxno })).answer).toMatchObject({ ok: true, content: { delvList: [] } })
    expect(open.rows('SELECT * FROM access_token')).toHaveLength(1)
    expect((await open.admin.requests()).map(({ channel }) => channel)).not.toContain('B')
  })

  it('get access again when theirs has run out, or is of before a reset', async () => {
    const person = await personOf('王秀兰')
    await call('/phone/messages', { person })
    await open.admin.clock({ advanceMs: 7 * 86_400_000 })
    expect((await call('/phone/messages', { person })).answer).toMatchObject({ ok: true })
    await open.admin.reset()
    expect((await call('/phone/messages', { person })).answer).toMatchObject({ ok: true })
    expect(open.rows('SELECT * FROM access_token')).toHaveLength(1)
  })

  it('say in the words of the province why not', async () => {
    const person = await personOf('孙立军')
    const { applications } = PhoneChoices.parse((await call('/phone')).answer)
    const ask = async (index: number) =>
      MessagesAnswer.parse((await call('/phone/messages', { person, application: applications[index]?.appId })).answer)
    expect(await ask(0)).toMatchObject({ ok: true })
    expect(await ask(1)).toMatchObject({ ok: false, code: '700203' })
    const shut = { person: await personOf('王秀兰'), application: applications[2]?.appId }
    await open.admin.authorizeChannel({ person: shut.person, application: applications[2]?.name ?? '' })
    expect((await call('/phone/messages', shut)).answer).toMatchObject({ ok: false, code: '700006' })
  })

  it('let a program of its own begin: the person identifies herself in its application', async () => {
    const person = await personOf('王秀兰')
    const [application] = PhoneChoices.parse((await call('/phone')).answer).applications
    const { answer } = await call('/phone/identify', { person, application: application?.appId })
    const { authNo } = Identified.parse(answer)
    const keys = ApplicationKeys.parse((await call('/phone/keys')).answer)
    expect(keys[0]).toMatchObject({ appId: application?.appId, platformPublicKey: open.center.connection.platformPublicKey })
    expect(open.rows(`SELECT person FROM online_identity WHERE auth_no = '${authNo}'`)).toEqual([{ person }])
    expect(await call('/phone/identify', { person: await personOf('赵小梅'), application: application?.appId })).toMatchObject({
      status: 404,
      answer: { error: expect.stringContaining('未激活') },
    })
    expect(await call('/phone/identify', { person, application: 'X' })).toMatchObject({ status: 404 })
  })

  it('refuse whom they do not know', async () => {
    expect(await call('/phone/messages', { person: 'X' })).toMatchObject({ status: 404 })
    expect(await call('/phone/messages', { person: await personOf('王秀兰'), application: 'X' })).toMatchObject({ status: 404 })
    expect(await call('/phone/qr', { person: 'X' })).toMatchObject({
      status: 400,
      answer: { error: expect.stringContaining('hiRxno') },
    })
  })
})
