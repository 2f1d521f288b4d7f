import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { interfaceTables, validateNode } from '../../../src/shared/wire/index.ts'
import { dateTime, dig } from './pharmacy.ts'
import { openApplication, type PhoneApplication } from './phoneApplication.ts'
import { openStages, type Stages } from './prescriptionStages.ts'

type Json = Record<string, unknown>

const STATES = { '1': '已取药', '2': '配送中', '3': '已送达', '4': '已签收', '5': '已退回' } as const

let stages: Stages
let phone: PhoneApplication
let person = ''
beforeAll(async () => {
  stages = await openStages()
  const { open } = stages
  open.center.clock.freeze()
  person = String(open.rows("SELECT identity_number AS n FROM person WHERE name = '王秀兰'")[0]?.n)
  await open.admin.restore('out')
  phone = await openApplication(open.center, person, '王秀兰')
  await open.admin.snapshot('out')
})
afterAll(() => stages.open.close())

const back = (stage = 'out'): Promise<void> => stages.open.admin.restore(stage)
const now = (): string => dateTime(stages.open.center.clock.now())
const news = (state: keyof typeof STATES, change: Json = {}): Json => ({
  ...{ hiRxno: stages.hiRxno, delvEntpName: '明心大药房', delverName: '周强' },
  ...{ delvStasCodg: state, delvStasName: STATES[state], delvStasTime: now(), ...change },
})
const sync = (content: Json, at = stages.desk): Promise<Json> => at.pharmacy.prescription('7209', content)
const receipt = (delvNo: string, change: Json = {}): Json => ({
  ...{ hiRxno: stages.hiRxno, delvNo, selfSignFlag: '1', signName: '王秀兰', signCertType: '01' },
  ...{ signCertno: person, signTime: now(), ...change },
})
const sign = (content: Json, at = stages.desk): Promise<Json> => at.pharmacy.prescription('7210', content)
const later = (): void => stages.open.center.clock.advance(60_000)
const shown = async (): Promise<unknown> => (await phone.ask('rx.delivery', { hiRxno: stages.hiRxno })).data

async function refused(ask: () => Promise<Json>, code: number, words: readonly string[]): Promise<void> {
  const before = stages.open.state()
  const answer = await ask()
  expect(answer).toMatchObject({ code, verified: true })
  for (const word of words) expect(answer.message).toContain(word)
  expect(stages.open.state()).toBe(before)
}

describe('7209', () => {
  it('tells the patient where the goods are, step by step; the same news twice is one', async () => {
    await back()
    expect(await shown()).toEqual({ hiRxno: stages.hiRxno, delvList: [] })
    const begun = await sync(news('1'))
    const delvNo = String(dig(begun, 'data', 'delvNo'))
    expect(delvNo).toMatch(/^PS\d{18}$/)
    later()
    const second = news('2', { delvNo, delvStasDscr: '离您 2 公里' })
    for (const _time of [1, 2]) expect(await sync(second)).toMatchObject({ code: 0, data: { delvNo, delvStasCodg: '2' } })
    later()
    await sync(news('2'))
    await sync(news('3'))
    const answer = await shown()
    expect(validateNode(interfaceTables['rx.delivery'].output, answer)).toEqual([])
    expect(answer).toMatchObject({
      delvNo,
      delvStasName: '已送达',
      delvList: [{ delvStasCodg: '1' }, { delvStasDscr: '离您 2 公里', delverName: '周强' }, { delvStasCodg: '2' }, {}],
    })
  })

  it('comes after the outbound upload of the same pharmacy, and not for one that was taken back', async () => {
    await back('reviewed')
    await refused(() => sync(news('1')), 700171, ['hiRxno', 'N 8.9.3'])
    await back()
    await refused(() => sync(news('1'), stages.other), 700171, ['hiRxno'])
    await sync(news('1'))
    await stages.desk.undo(stages.hiRxno)
    await refused(() => sync(news('2')), 700171, ['hiRxno'])
  })

  it('does not go backwards, in step or in time, but for goods that came back', async () => {
    await back()
    later()
    await sync(news('2', { delvNo: 'D1' }))
    await refused(() => sync(news('1')), 700173, ['delvStasCodg', '后退'])
    const early = dateTime(stages.open.center.clock.now() - 30_000)
    await refused(() => sync(news('2', { delvStasTime: early })), 700173, ['delvStasTime'])
    await refused(() => sync(news('3', { delvNo: 'D2' })), 700173, ['delvNo'])
    await sync(news('5'))
    await refused(() => sign(receipt('D1')), 700173, ['hiRxno', '退回'])
    expect(await sync(news('1'))).toMatchObject({ code: 0, data: { delvNo: 'D1', delvStasCodg: '1' } })
  })

  it('names its state rightly, in no future, not before the goods left, and leaves the signing to 7210', async () => {
    await back()
    await refused(() => sync(news('4')), -2, ['delvStasCodg', '7210'])
    await refused(() => sync(news('2', { delvStasName: '已送达' })), -2, ['delvStasName'])
    const future = dateTime(stages.open.center.clock.now() + 3_600_000)
    await refused(() => sync(news('2', { delvStasTime: future })), -2, ['delvStasTime', '当前时间'])
    const past = dateTime(stages.open.center.clock.now() - 3_600_000)
    await refused(() => sync(news('2', { delvStasTime: past })), 700173, ['delvStasTime', 'N 8.9.3'])
    await stages.open.admin.withdraw({ hiRxno: stages.hiRxno })
    await refused(() => sync(news('1')), 700123, ['hiRxno', '撤销'])
  })
})

describe('7210', () => {
  it('ends the delivery, tells the patient once, and gets the same answer again', async () => {
    await back()
    await sync(news('2', { delvNo: 'D1' }))
    const content = receipt('D1')
    for (const _time of [1, 2])
      expect(await sign(content)).toMatchObject({ code: 0, data: { delvNo: 'D1', delvStasName: '已签收' } })
    expect(await shown()).toMatchObject({ delvStasCodg: '4', signTime: now() })
    expect((await phone.ask('rx.notice')).data).toMatchObject({
      msgList: [{ msgType: '3' }, { msgType: '6', msgContent: expect.stringContaining('签收') }],
    })
    await refused(() => sync(news('3')), 700172, ['hiRxno', '已签收'])
    await refused(() => sign({ ...content, memo: '另' }), 700172, ['hiRxno', '已签收'])
  })

  it('is for the goods that are on their way, and names who took them', async () => {
    await back()
    await refused(() => sign(receipt('D1')), 700171, ['hiRxno', '7209'])
    later()
    await sync(news('2', { delvNo: 'D1' }))
    await refused(() => sign(receipt('D1'), stages.other), 700171, ['hiRxno'])
    await refused(() => sign(receipt('D2')), 700173, ['delvNo'])
    const early = dateTime(stages.open.center.clock.now() - 30_000)
    await refused(() => sign(receipt('D1', { signTime: early })), 700173, ['signTime'])
    const future = dateTime(stages.open.center.clock.now() + 3_600_000)
    await refused(() => sign(receipt('D1', { signTime: future })), -2, ['signTime'])
    for (const [field, value] of [
      ['signName', '李建国'],
      ['signCertno', '1'],
      ['signCertType', '02'],
    ] as const)
      await refused(() => sign(receipt('D1', { [field]: value })), 700102, [field, 'N 8.9.4 e'])
    expect(await sign(receipt('D1', { selfSignFlag: '0', signName: '李建国', signCertno: '1' }))).toMatchObject({ code: 0 })
  })

  it('uses an own-paid prescription, for no settlement will; a return frees it', async () => {
    const { open, desk, hiRxno, token } = stages
    for (const [payMode, state] of [
      ['1', '已使用'],
      ['2', '未使用'],
    ] as const) {
      await back('reviewed')
      await desk.outbound(hiRxno, token, { payMode })
      await sync(news('2', { delvNo: 'D1' }))
      await sign(receipt('D1'))
      const list = async (): Promise<unknown> => {
        const own = await openApplication(open.center, person, '王秀兰')
        return dig((await own.ask('rx.list')).data, 'rxList', 2, 'rxUsedStasName')
      }
      expect(await list()).toBe(state)
      expect(await desk.undo(hiRxno)).toMatchObject({ code: 0, data: { rxUsedStasName: '未使用' } })
      expect(await list()).toBe('未使用')
    }
  })
})
