import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dateTime, dig } from './pharmacy.ts'
import { createDesk, type Desk, deskScenario, firstLines, type OpenCenter, openCenter, PACKS } from './prescriptionDesk.ts'
import { AMLODIPINE, goodsInput, type Json, refusal, saleInput } from './settlementShop.ts'

const [THEIRS] = PACKS
const OWN = '81001010000000000011'
/** Nobody uploaded anything about it. */
const UNKNOWN = '81001010000000000012'
const scenario = {
  ...deskScenario,
  boughtGoods: [
    { pharmacy: '惠民药房', drug: AMLODIPINE, lot: 'L1', codes: [THEIRS] },
    { pharmacy: '明心大药房', drug: AMLODIPINE, lot: 'L1', codes: [OWN] },
  ],
}

let open: OpenCenter
let desk: Desk
let signNo = ''
beforeAll(async () => {
  open = await openCenter({ scenario })
  desk = createDesk(open, 'P99010100001', '陈国栋')
  signNo = await desk.pharmacy.signIn()
  await open.admin.snapshot('stocked')
})
afterAll(() => open.close())

const ask = (infno: string, input: object): Promise<Json> =>
  desk.pharmacy.insurance(infno, input, { sign_no: signNo, insuplc_admdvs: '990101' })

/** 2102A of one pack, without a prescription */
async function settle(code: string): Promise<Json> {
  const person = await desk.pharmacy.person(await desk.pharmacy.tokenOf('王秀兰'))
  const personNumber = String(dig(person, 'output', 'baseinfo', 'psn_no'))
  const insutype = String(dig(person, 'output', 'insuinfo', 0, 'insutype'))
  const token = await desk.pharmacy.tokenOf('王秀兰')
  const lines = [{ drug: AMLODIPINE, packs: 1, price: 2_500, codes: [code] }]
  return ask('2102A', saleInput({ personNumber, token, now: open.center.clock.now(), lines, info: { insutype } }))
}

const upload3505 = (code: string): Promise<Json> =>
  ask('3505', goodsInput({ now: open.center.clock.now(), drug: AMLODIPINE, packs: 1, serial: `B${code}`, codes: [code] }))

/** 7207 of the first prescription, which takes PACKS, after all that comes before it */
async function upload7207(): Promise<Json> {
  const [[hiRxno, token] = ['', '']] = [...(await desk.scan())]
  const downloaded = await desk.download(hiRxno, token)
  const serial = String(dig(await desk.verify(downloaded, token), 'data', 'rxSignVerifySn'))
  await desk.review(hiRxno, token, serial, { rxChkTime: dateTime(open.center.clock.now()) })
  return desk.outbound(hiRxno, token, {}, firstLines())
}

describe('a pack that is in another shop’s stock by its uploads', () => {
  it('is sold by whoever has it in hand, for no document has a center ask', async () => {
    expect(await settle(THEIRS)).toMatchObject({ infcode: 0 })
    await open.admin.restore('stocked')
    expect(await upload3505(THEIRS)).toMatchObject({ infcode: 0 })
    await open.admin.restore('stocked')
    expect(await upload7207()).toMatchObject({ code: 0 })
  })

  it('is refused by 2102A, 3505 and 7207 where the switch says that the center asks, and nobody is told whose it is', async () => {
    await open.admin.restore('stocked')
    await open.admin.switches({ foreignPack: 'refuse' })
    const answers = [await settle(THEIRS), await upload3505(THEIRS)]
    expect(answers[0]).toSatisfy(refusal(1032, 'drug_trac_info[0].drug_trac_codg', '其他机构'))
    expect(answers[1]).toSatisfy(refusal(1032, 'selinfo.drugtracinfo[0].drug_trac_codg', '其他机构'))
    const outbound = await upload7207()
    expect(outbound).toMatchObject({ code: 700151 })
    expect(outbound.message).toContain('selinfo[0].drugtracinfo[0].drugTracCodg')
    expect(JSON.stringify([...answers, outbound])).not.toMatch(/惠民|P99010100002/)
  })

  it('is no matter of those that are in the own stock, or of which nobody uploaded anything', async () => {
    for (const sell of [settle, upload3505]) {
      for (const code of [OWN, UNKNOWN]) {
        await open.admin.restore('stocked')
        await open.admin.switches({ foreignPack: 'refuse' })
        expect(await sell(code)).toMatchObject({ infcode: 0 })
      }
    }
  })
})
