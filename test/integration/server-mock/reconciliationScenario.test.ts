import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAdminCall, createAdminClient } from '../../../server-mock/admin/client.ts'
import { createProvinceClient } from '../../../server-mock/admin/province/client.ts'
import { createScenariosClient } from '../../../server-mock/admin/scenarios/client.ts'
import { createCenterClock } from '../../../server-mock/clock.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { createPharmacy, type Pharmacy } from './pharmacy.ts'
import { balanced, createReconciler, type Line, verdict } from './reconciler.ts'
import { type Json, refusal, saleInput } from './settlementShop.ts'

const NOON = Date.parse('2026-11-20T12:00:00+08:00')
const YESTERDAY = '2026-11-19'
const DAY_BEFORE = '2026-11-18'
let center: MockCenter
let pharmacy: Pharmacy
let signNo = ''
let books: readonly (Line & { readonly setl_time: string })[] = []

const ask = (infno: string, input: object): Promise<Json> =>
  pharmacy.insurance(infno, input, { sign_no: signNo, insuplc_admdvs: '990101' })
const linesOf = (day: string): readonly Line[] => books.filter(({ setl_time }) => setl_time.startsWith(day))
const on = (day: string) => createReconciler(ask, center.connection.institution.code, day)
const call = () => createAdminCall(center.adminUrl, center.adminToken)

beforeAll(async () => {
  center = await createMockCenter({
    port: 0,
    seed: 'books',
    scenario: '对账有差异',
    clock: createCenterClock(() => NOON),
  })
  pharmacy = createPharmacy(center)
  signNo = await pharmacy.signIn()
  books = await createScenariosClient(call()).shopBooks()
})
afterAll(() => center.close())

describe('the scenario 对账有差异', () => {
  it('has a day on which both books say the same', async () => {
    const lines = linesOf(DAY_BEFORE)
    expect(lines.map(({ medfee_sumamt }) => medfee_sumamt)).toEqual(['6.50', '13.00'])
    expect(await on(DAY_BEFORE).totals(lines)).toMatchObject(balanced)
    expect((await on(DAY_BEFORE).details(lines)).map(([, result]) => result)).toEqual(['000000', '000000'])
  })

  it('has a day on which 3201 tells by how much the sums differ, though there are as many settlements here as there', async () => {
    const lines = linesOf(YESTERDAY)
    expect(await on(YESTERDAY).totals(lines)).toMatchObject(
      verdict('000003', '机构比中心：医疗费总额多 1.00 元，个人账户支付多 6.50 元'),
    )
  })

  it('has a settlement that was reversed without the shop, one that only the center knows, and one of another amount', async () => {
    const lines = linesOf(YESTERDAY)
    const [same, dearer, reversed] = lines.map(({ setl_id }) => setl_id)
    const known = await createProvinceClient(call()).settlements({ limit: 10, offset: 0 })
    const unknownToShop = known.settlements.find(({ setlId }) => !books.some(({ setl_id }) => setl_id === setlId))
    expect(known.settlements.find(({ setlId }) => setlId === reversed)).toMatchObject({ state: 'reversed', total: 650 })
    expect(await on(YESTERDAY).details(lines)).toEqual([
      [same, '000000', '', '6.50'],
      [dearer, '000003', 'medfee_sumamt 与中心不符', '6.50'],
      [reversed, '000001', '中心无此结算', '0.00'],
      [unknownToShop?.setlId, '000002', '机构未报此结算', '6.50'],
    ])
  })

  it('has settlements like any other: each can be asked for and taken back, and only then may its pack be sold again', async () => {
    const [first] = linesOf(YESTERDAY)
    if (first === undefined) throw new Error('no books')
    const { setl_id, mdtrt_id, psn_no } = first
    const data = { setl_id, mdtrt_id, psn_no }
    const setlinfo = { setl_id, medfee_sumamt: '6.50', acct_pay: '6.50', balc: '487.00' }
    expect(await ask('5203', { data })).toMatchObject({ infcode: 0, output: { setlinfo } })

    const lines = [{ drug: '对乙酰氨基酚片', packs: 1, price: 650, codes: ['81001090000000000104'] }]
    const sell = async (): Promise<Json> =>
      ask('2102A', saleInput({ personNumber: psn_no, token: await pharmacy.tokenOf('王秀兰'), now: center.clock.now(), lines }))
    expect(await sell()).toSatisfy(refusal(1033, 'drug_trac_info[0].drug_trac_codg'))
    expect(await ask('2103', { data })).toMatchObject({ infcode: 0, output: { setlinfo: { acct_pay: '-6.50' } } })
    expect(await sell()).toMatchObject({ infcode: 0 })
  })

  it('says the same of the shop after a restart from the beginning, whatever day the clock has come to', async () => {
    center.clock.advance(3 * 86_400_000)
    expect(await createScenariosClient(call()).shopBooks()).toEqual(books)
    await createAdminClient(center.adminUrl, center.adminToken).reset()
    expect(await createScenariosClient(call()).shopBooks()).toEqual(books)
  })
})
