import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type AdminClient, createAdminClient } from '../../../server-mock/admin/client.ts'
import { createCenterClock } from '../../../server-mock/clock.ts'
import type { Scenario } from '../../../server-mock/scenarios/scenario.ts'
import { town } from '../../../server-mock/scenarios/town.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { createPharmacy, dig, type Pharmacy } from './pharmacy.ts'
import { type Json, openCaller } from './voucherCaller.ts'

const NOON = Date.parse('2026-11-20T12:00:00+08:00')
const DAY_MS = 86_400_000
const RIGHT = '258369'
const WRONG = '147258'

const scenario: Scenario = {
  name: 'passwords',
  title: '凭证密码',
  ...town,
  people: [
    { name: '王秀兰', password: RIGHT },
    { name: '李建国', password: null },
    { name: '赵小梅', voucher: 'notActivated' },
    { name: '孙立军', password: RIGHT, wrongPasswords: 4 },
  ],
}

let center: MockCenter
let admin: AdminClient
let pharmacy: Pharmacy

beforeAll(async () => {
  const clock = createCenterClock(() => NOON)
  clock.freeze()
  center = await createMockCenter({ port: 0, seed: 'passwords', scenario, clock })
  admin = createAdminClient(center.adminUrl, center.adminToken)
  pharmacy = createPharmacy(center)
  await admin.snapshot('start')
})
beforeEach(() => admin.restore('start'))
afterAll(() => center.close())

async function numberOf(name: string): Promise<string> {
  const found = (await admin.people()).find((person) => person.name === name)
  if (found === undefined) throw new Error(name)
  return found.identityNumber
}

/** The person puts down the identity card and types a password. */
const types = async (password: string, name = '王秀兰'): Promise<Json> =>
  pharmacy.checkPassword({ mdtrtCertType: '02', mdtrtCertNo: await numberOf(name), password })

const says = (code: number, ...words: readonly string[]) => ({ code, message: expect.stringMatching(words.join('.*')) })

describe("the voucher's password", () => {
  it('gives its owner a token, which 1101 takes like that of a QR', async () => {
    const answer = await types(RIGHT)
    expect(answer).toMatchObject({ code: 0, data: { userName: '王秀兰', idNo: await numberOf('王秀兰') } })
    expect(await pharmacy.person(String(dig(answer, 'data', 'ecToken')))).toMatchObject({ infcode: 0 })
  })

  it('that was never set is no password', async () => {
    expect(await types(RIGHT, '李建国')).toMatchObject(says(500042, 'data.password', '设置'))
    await admin.setVoucherPassword('李建国', RIGHT)
    expect(await types(RIGHT, '李建国')).toMatchObject({ code: 0 })
  })

  it('of a voucher that is not activated is not asked for', async () => {
    expect(await types(RIGHT, '赵小梅')).toMatchObject(says(500001, 'data.mdtrtCertNo', 'N 8.1.1.4'))
  })

  it('is locked by the fifth wrong one in a row, for a day of center time and not a millisecond longer', async () => {
    for (const left of [4, 3, 2, 1]) expect(await types(WRONG)).toMatchObject(says(500004, 'data.password', `${left} 次`))
    expect(await types(WRONG)).toMatchObject(says(500004, 'data.password', '锁定至 2026-11-21 12:00:00'))
    expect(await types(RIGHT)).toMatchObject(says(500004, 'data.password', '锁定'))
    center.clock.advance(DAY_MS - 1)
    expect(await types(RIGHT)).toMatchObject(says(500004, 'data.password', '锁定'))
    center.clock.advance(1)
    expect(await types(RIGHT)).toMatchObject({ code: 0 })
  })

  it('may be wrong four times again once the lock has ended', async () => {
    expect(await types(WRONG, '孙立军')).toMatchObject(says(500004, '锁定'))
    center.clock.advance(DAY_MS)
    expect(await types(WRONG, '孙立军')).toMatchObject(says(500004, '4 次'))
    expect(await types(RIGHT, '孙立军')).toMatchObject({ code: 0 })
  })

  it('begins the count anew when it is right', async () => {
    expect(await types(RIGHT, '孙立军')).toMatchObject({ code: 0 })
    expect(await types(WRONG, '孙立军')).toMatchObject(says(500004, '4 次'))
  })

  it('is counted for its own person alone', async () => {
    await types(WRONG, '孙立军')
    expect(await types(RIGHT)).toMatchObject({ code: 0 })
  })

  it('set anew ends the lock, and the old one is none', async () => {
    await types(WRONG, '孙立军')
    await admin.setVoucherPassword('孙立军', '135792')
    expect(await types(RIGHT, '孙立军')).toMatchObject(says(500004, '4 次'))
    expect(await types('135792', '孙立军')).toMatchObject({ code: 0 })
  })

  it('is never locked where the center does not count', async () => {
    await admin.switches({ passwordLock: 'never' })
    for (const _try of [1, 2, 3, 4, 5, 6]) expect(await types(WRONG)).toMatchObject(says(500004, 'data.password', '不正确'))
    expect(await types(RIGHT)).toMatchObject({ code: 0 })
  })

  it.each(['111111', '123456', '987654', '12345', 'abcdef'])('is not to be %s', async (password) => {
    const channel = await openCaller(center, admin, '安心购药')
    const [owner] = await admin.people()
    const named = { idType: '01', idNo: owner?.identityNumber, userName: owner?.name }
    const checked = await channel.ask('ec.realAuth', { ...named, liveValue: owner?.face })
    const realAuthNo = dig(checked, 'data', 'realAuthNo')
    expect(realAuthNo).toMatch(/^\w{32}$/)
    expect(await channel.ask('ec.setPwd', { ...named, realAuthNo, password })).toMatchObject(says(-2, 'data.password'))
    expect(await types(RIGHT)).toMatchObject({ code: 0 })
  })
})

describe('a channel', () => {
  async function named(name = '王秀兰'): Promise<Json> {
    return { idType: '01', idNo: await numberOf(name), userName: name }
  }

  it('that nobody registered is unknown', async () => {
    const channel = await openCaller(center, admin, '安心购药')
    const message = { ...channel.message('ec.channelAuth', await named()), orgId: 'X'.repeat(32) }
    expect(await channel.post('ec.channelAuth', channel.sign(message))).toMatchObject(says(500012, 'orgId'))
  })

  it('that is to be withdrawn must be one', async () => {
    const official = await openCaller(center, admin, '九江路医保服务')
    const answer = await official.ask('ec.channelUndo', { ...(await named()), channelId: 'X'.repeat(32) })
    expect(answer).toMatchObject(says(500012, 'data.channelId'))
  })

  it('that was not approved does nothing', async () => {
    const channel = await openCaller(center, admin, '即时问诊')
    expect(await channel.ask('ec.channelAuth', await named())).toMatchObject(says(500013, 'orgId', 'V 4.3'))
  })

  it('that may only show does not activate, and one that may do neither does not show', async () => {
    const [shows, neither] = [await openCaller(center, admin, '慢病管家'), await openCaller(center, admin, '柳叶资讯')]
    const live = { ...(await named()), liveValue: 'x' }
    const asked = { ...(await named()), realAuthNo: 'x', password: RIGHT }
    expect(await shows.ask('ec.realAuth', live)).toMatchObject(says(500007, 'orgId', 'V 4.3'))
    expect(await shows.ask('ec.activate', asked)).toMatchObject(says(500007, 'orgId'))
    expect(await shows.ask('ec.setPwd', asked)).toMatchObject(says(500007, 'orgId'))
    const authorized = await shows.ask('ec.channelAuth', await named())
    expect(authorized).toMatchObject({ code: 0 })
    const authCode = dig(authorized, 'data', 'authCode')
    expect(await shows.ask('ec.show', { ...(await named()), authCode })).toMatchObject({ code: 0 })
    expect(await neither.ask('ec.channelAuth', await named())).toMatchObject(says(500007, 'orgId'))
    expect(await neither.ask('ec.show', { ...(await named()), authCode })).toMatchObject(says(500007, 'orgId'))
  })
})

describe('who has another name', () => {
  it('needs a new activation, in person and under that name, before voucher, card and password are taken', async () => {
    const { qr } = center.showVoucher('王秀兰')
    const before = String(dig(await pharmacy.query(center.showVoucher('王秀兰').qr), 'data', 'ecToken'))
    expect(before).toMatch(/^\w{64}$/)
    await admin.rename('王秀兰', '王秀蘭')

    expect(await pharmacy.query(qr)).toMatchObject(says(500001, 'data.ecQrCode'))
    expect(await types(RIGHT, '王秀蘭')).toMatchObject(says(500001, 'data.mdtrtCertNo'))
    const channel = await openCaller(center, admin, '安心购药')
    const owner = (await admin.people()).find(({ name }) => name === '王秀蘭')
    const live = { idType: '01', idNo: owner?.identityNumber, liveValue: owner?.face }
    expect(await channel.ask('ec.realAuth', { ...live, userName: '王秀兰' })).toMatchObject(says(500028, 'data.userName'))
    const checked = await channel.ask('ec.realAuth', { ...live, userName: '王秀蘭' })
    const realAuthNo = dig(checked, 'data', 'realAuthNo')
    const named = { idType: '01', idNo: owner?.identityNumber, userName: '王秀蘭', realAuthNo }
    expect(await channel.ask('ec.setPwd', { ...named, password: '135792' })).toMatchObject(says(500001, 'data.idNo'))
    expect(await channel.ask('ec.activate', { ...named, password: '135792' })).toMatchObject({ code: 0 })

    expect(await pharmacy.query(center.showVoucher('王秀蘭').qr)).toMatchObject({ code: 0, data: { userName: '王秀蘭' } })
    expect(await types(RIGHT, '王秀蘭')).toMatchObject({ code: 500004 })
    expect(await types('135792', '王秀蘭')).toMatchObject({ code: 0, data: { userName: '王秀蘭' } })
    await expect(admin.activateVoucher('王秀蘭', RIGHT)).rejects.toThrow('activated already')
  })
})
