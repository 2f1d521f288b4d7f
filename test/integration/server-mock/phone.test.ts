import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSignedClient, type OpenedAnswer } from '../../../server-mock/clients/envelope.ts'
import { interfaceTables, validateNode } from '../../../src/shared/wire/index.ts'
import { dateTime, dig } from './pharmacy.ts'
import { keysOf, openApplication, type PhoneApplication } from './phoneApplication.ts'
import { deskScenario, type OpenCenter, openCenter } from './prescriptionDesk.ts'

const DAY_MS = 86_400_000
const scenario = {
  ...deskScenario,
  people: [
    ...deskScenario.people,
    { name: '孙立军', voucher: 'channelNotAuthorized', prescriptions: [{}] },
    { name: '赵小梅', voucher: 'notActivated', prescriptions: [{}] },
  ],
} as const

let open: OpenCenter
let phone: PhoneApplication
let first = ''
const numberOf = (name: string): string =>
  String(open.rows(`SELECT identity_number AS n FROM person WHERE name = '${name}'`)[0]?.n)
const rx = (): readonly string[] =>
  open
    .rows(`SELECT hi_rxno AS n FROM prescription WHERE person = '${numberOf('王秀兰')}' ORDER BY prescribed_at`)
    .map(({ n }) => String(n))

beforeAll(async () => {
  open = await openCenter({ scenario })
  open.center.clock.freeze()
  phone = await openApplication(open.center, numberOf('王秀兰'), '王秀兰')
  first = rx()[0] ?? ''
  await open.admin.snapshot('start')
})
afterAll(() => open.close())

/** Refused with code and words, and nothing changes. */
async function refused(ask: () => Promise<OpenedAnswer>, code: number, words: readonly string[]): Promise<void> {
  const before = open.state()
  const answer = await ask()
  expect(answer.code).toBe(String(code))
  for (const word of words) expect(answer.message).toContain(word)
  expect(answer.message).not.toMatch(/惠民|P99010100002/)
  expect(open.state()).toBe(before)
}

describe('the access token', () => {
  it('reads the own prescriptions, newest first, as the table says, until its days are over', async () => {
    await open.admin.restore('start')
    const answer = await phone.ask('rx.list')
    expect(validateNode(interfaceTables['rx.list'].output, answer.data)).toEqual([])
    const list = dig(answer.data, 'rxList')
    expect(Array.isArray(list) && list.map((each) => dig(each, 'hiRxno'))).toEqual([...rx()].reverse())
    expect(dig(answer.data, 'rxList', 2)).toMatchObject({ rxStasCodg: '1', rxUsedStasCodg: '1', rxChkStasName: '未审核' })
    open.center.clock.advance(7 * DAY_MS - 1)
    expect((await phone.ask('rx.list', { rxStasCodg: '1' })).data).toMatchObject({ rxList: [{}] })
    open.center.clock.advance(1)
    await refused(() => phone.ask('rx.list'), 700202, ['accessToken', '有效期', 'N 8.2.4 g'])
  })

  it('is for one application only, and not for one that is not let in', async () => {
    await open.admin.restore('start')
    const other = await openApplication(open.center, numberOf('王秀兰'), '王秀兰', '安心购药')
    await refused(() => other.send('rx.list', { accessToken: phone.token }), 700202, ['accessToken', '不属于该渠道应用'])
    const shut = keysOf(open.center, '即时问诊')
    expect(() => open.center.identifyOnline(numberOf('王秀兰'), 'X')).toThrow()
    const client = createSignedClient(open.center.url, shut, () => open.center.clock.now())
    await refused(() => client.ask('rx.list', { accessToken: phone.token }), 700006, ['appId', '审核未通过'])
  })

  it('is given to who identified herself in this application just now, and says who she is', async () => {
    await open.admin.restore('start')
    const authNo = phone.identify()
    const who = { authNo, appChnlUserId: 'U1', psnCertType: '01', certno: numberOf('王秀兰'), psnName: '王秀兰' }
    await refused(() => phone.send('rx.access', { ...who, certno: numberOf('李建国') }), 700102, ['certno', '本人'])
    await refused(() => phone.send('rx.access', { ...who, psnName: '李建国' }), 700102, ['psnName', '本人'])
    await refused(() => phone.send('rx.access', { ...who, psnCertType: '02' }), 700102, ['psnCertType', '本人'])
    await refused(() => phone.send('rx.access', { ...who, authNo: 'X' }), 700201, ['authNo', 'N 8.2.4 e'])
    const elsewhere = open.center.identifyOnline(numberOf('王秀兰'), keysOf(open.center, '安心购药').appId)
    await refused(() => phone.send('rx.access', { ...who, authNo: elsewhere }), 700201, ['authNo', '不属于该渠道应用'])
    open.center.clock.advance(15 * 60_000)
    await refused(() => phone.send('rx.access', who), 700201, ['authNo', '已过期'])
  })

  it('is not to be had with a voucher that is not activated, or not for this application; the official one needs no word of the person', async () => {
    await open.admin.restore('start')
    const { appId } = keysOf(open.center, '安心购药')
    expect(() => open.center.identifyOnline(numberOf('赵小梅'), appId)).toThrow(/未激活/)
    expect(() => open.center.identifyOnline(numberOf('孙立军'), appId)).toThrow(/授权/)
    const official = await openApplication(open.center, numberOf('孙立军'), '孙立军')
    expect((await official.ask('rx.list')).data).toMatchObject({ rxList: [{}] })
  })
})

describe('a prescription on the phone', () => {
  const about = { 'rx.qr': {}, 'rx.flow': { fixmedinsCode: 'P99010100001' }, 'rx.delivery': {} } as const
  const asking = async (number: keyof typeof about, hiRxno: string, change: object = {}) => {
    const identified = number === 'rx.flow' ? { authNo: phone.identify() } : {}
    return () => phone.ask(number, { hiRxno, ...about[number], ...identified, ...change })
  }

  it.each(['rx.qr', 'rx.flow', 'rx.delivery'] as const)('%s is for its owner only', async (number) => {
    await open.admin.restore('start')
    const foreign = String(open.rows(`SELECT hi_rxno AS n FROM prescription WHERE person = '${numberOf('李建国')}'`)[0]?.n)
    await refused(await asking(number, foreign), 700205, ['hiRxno', '本人'])
    await refused(await asking(number, 'X'), 700205, ['hiRxno'])
    await refused(await asking(number, first, { accessToken: 'X' }), 700202, ['accessToken'])
  })

  it.each(['rx.qr', 'rx.flow'] as const)('%s needs it valid and unused', async (number) => {
    await open.admin.restore('start')
    open.meddle(`UPDATE prescription SET used_by = 'S1' WHERE hi_rxno = '${first}'`)
    await refused(await asking(number, first), 700121, ['hiRxno', '已使用'])
    await open.admin.restore('start')
    await open.admin.withdraw({ hiRxno: first })
    await refused(await asking(number, first), 700123, ['hiRxno', '撤销'])
    await open.admin.restore('start')
    open.center.clock.advance(2 * DAY_MS)
    await refused(await asking(number, first), 700122, ['hiRxno', '有效截止时间'])
  })

  it('is authorized by its owner herself, to a pharmacy that may take it', async () => {
    await open.admin.restore('start')
    const fixmedinsCode = 'H99010100001'
    await refused(await asking('rx.flow', first, { fixmedinsCode }), 700204, ['fixmedinsCode', '定点零售药店'])
    const authNo = open.center.identifyOnline(numberOf('李建国'), phone.keys.appId)
    await refused(await asking('rx.flow', first, { authNo }), 700102, ['authNo', 'N 8.4.4 d'])
    await refused(await asking('rx.flow', first, { authNo: 'X' }), 700201, ['authNo'])
  })

  it('goes to another pharmacy than the one that holds it only where the center lets it', async () => {
    await open.admin.restore('start')
    await phone.authorize(first, 'P99010100002')
    open.center.change({ reauthorization: 'refuse' })
    await refused(await asking('rx.flow', first), 700113, ['hiRxno', '流转授权', 'N 8.4.4 注 2'])
    open.center.clock.advance(2 * 3_600_000)
    expect((await (await asking('rx.flow', first))()).code).toBe('0')
  })
})

describe('messages', () => {
  it('are the own ones only, oldest first, each once for who says what was read last', async () => {
    await open.admin.restore('start')
    expect((await phone.ask('rx.notice')).data).toEqual({ msgList: [] })
    const [, second = '', third = ''] = rx()
    for (const hiRxno of [second, first, third]) await open.admin.withdraw({ hiRxno, reason: '医师撤回' })
    const { data } = await phone.ask('rx.notice')
    expect(validateNode(interfaceTables['rx.notice'].output, data)).toEqual([])
    expect(data).toMatchObject({
      msgList: [second, first, third].map((hiRxno) => ({
        hiRxno,
        msgType: '2',
        msgTypeName: '处方撤销',
        rxStasCodg: '3',
        msgContent: expect.stringContaining('医师撤回'),
        msgTime: dateTime(open.center.clock.now()),
      })),
    })
    const lastMsgNo = dig(data, 'msgList', 1, 'msgNo')
    expect((await phone.ask('rx.notice', { lastMsgNo })).data).toMatchObject({ msgList: [{ hiRxno: third }] })
    const stranger = await openApplication(open.center, numberOf('李建国'), '李建国')
    expect((await stranger.ask('rx.notice')).data).toEqual({ msgList: [] })
    await refused(() => phone.send('rx.notice', { accessToken: 'X' }), 700202, ['accessToken'])
  })
})
