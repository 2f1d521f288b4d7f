import { afterEach, describe, expect, it } from 'vitest'
import { createCenterClock } from '../../../server-mock/clock.ts'
import { national } from '../../../server-mock/provinces/national.ts'
import { goods } from '../../../server-mock/scenarios/goods.ts'
import type { Scenario } from '../../../server-mock/scenarios/scenario.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { type InterfaceNumber, interfaceTables, validateNode } from '../../../src/shared/wire/index.ts'
import { createPharmacy, dateTime, dig } from './pharmacy.ts'
import { codeOf, drugNamed, goodsInput, refusal, saleInput } from './settlementShop.ts'

const NOON = Date.parse('2026-11-20T12:00:00+08:00')
const DAY_MS = 86_400_000
const ATORVASTATIN = '阿托伐他汀钙片'
const update: Scenario = goods[1]

let center: MockCenter | null = null
afterEach(async () => {
  await center?.close()
  center = null
})

async function openCenter(province: Parameters<typeof createMockCenter>[0]['province'] = 'national') {
  const clock = createCenterClock(() => NOON)
  clock.freeze()
  const opened = await createMockCenter({ port: 0, seed: 'catalogue', scenario: update, province, clock })
  center = opened
  const pharmacy = createPharmacy(opened)
  async function ask(infno: InterfaceNumber, input: object): Promise<Record<string, unknown>> {
    const answer = await pharmacy.insurance(infno, input, { sign_no: await pharmacy.signIn(), insuplc_admdvs: '990101' })
    if (answer.infcode === 0) expect(validateNode(interfaceTables[infno].output, answer.output ?? {})).toEqual([])
    return answer
  }
  const rowsOf = async (infno: InterfaceNumber, data: object): Promise<readonly Record<string, unknown>[]> => {
    const answer = await ask(infno, { data: { updt_time: '2020-01-01 00:00:00', page_num: '1', page_size: '100', ...data } })
    expect(answer).toMatchObject({ infcode: 0 })
    return dig(answer, 'output', 'data') as readonly Record<string, unknown>[]
  }
  return { center: opened, pharmacy, ask, rowsOf, now: () => opened.clock.now() }
}

describe('the insurance catalogue', () => {
  it('says on each day the limit and the share by which a sale of that day is settled', async () => {
    const { center: opened, pharmacy, ask, rowsOf, now } = await openCenter()
    const { code } = drugNamed(ATORVASTATIN)
    const seen: unknown[] = []
    for (let day = 0; day < 2; day++) {
      const today = dateTime(now()).slice(0, 10)
      const of = { hilist_code: code, query_date: today }
      const [[limit], [share]] = [await rowsOf('1318', of), await rowsOf('1319', of)]
      const token = await pharmacy.tokenOf('王秀兰')
      const personNumber = String(dig(await pharmacy.person(token), 'output', 'baseinfo', 'psn_no'))
      const lines = [{ drug: ATORVASTATIN, packs: 1, price: 4_000, codes: [codeOf(ATORVASTATIN, day + 1)] }]
      const sale = saleInput({ personNumber, token: await pharmacy.tokenOf('王秀兰'), now: now(), lines })
      const settled = dig(await ask('2102A', sale), 'output', 'detlcutinfo', 0)
      expect(dig(settled, 'pric_uplmt_amt')).toBe(limit?.hilist_pric_uplmt_amt)
      expect(dig(settled, 'selfpay_prop')).toBe(share?.selfpay_prop)
      seen.push([limit?.hilist_pric_uplmt_amt, share?.selfpay_prop, dig(settled, 'overlmt_amt'), dig(settled, 'preselfpay_amt')])
      opened.clock.advance(DAY_MS)
    }
    expect(seen).toEqual([
      [undefined, '0.1000', '0.00', '4.00'],
      ['35.000000', '0.2000', '5.00', '7.00'],
    ])
  })

  it('settles a fee of yesterday by the terms of yesterday', async () => {
    const { center: opened, pharmacy, ask, now } = await openCenter()
    opened.clock.advance(DAY_MS)
    const token = await pharmacy.tokenOf('王秀兰')
    const personNumber = String(dig(await pharmacy.person(token), 'output', 'baseinfo', 'psn_no'))
    const lines = [{ drug: ATORVASTATIN, packs: 1, price: 4_000, codes: [codeOf(ATORVASTATIN, 1)] }]
    const sale = saleInput({ personNumber, token: await pharmacy.tokenOf('王秀兰'), now: now(), lines })
    const drugdetail = sale.drugdetail.map((line) => ({ ...line, fee_ocur_time: dateTime(now() - DAY_MS) }))
    expect(dig(await ask('2101A', { ...sale, drugdetail }), 'output', 'detlcutinfo', 0, 'selfpay_prop')).toBe('0.1000')
  })

  it('tells what changed since a moment, and ends what a newer term replaces', async () => {
    const { rowsOf } = await openCenter()
    const { code } = drugNamed(ATORVASTATIN)
    const changed = await rowsOf('1319', { updt_time: '2026-11-20 00:00:00' })
    expect(changed.map((row) => [row.hilist_code, row.begndate, row.enddate, row.selfpay_prop])).toEqual([
      [code, '2024-01-01', '2026-11-20', '0.1000'],
      [code, '2026-11-21', undefined, '0.2000'],
    ])
    expect(await rowsOf('1312', { updt_time: '2026-11-20 00:00:00' })).toEqual([])
  })

  it('has the covered drugs alone, page by page, by name, level and kind', async () => {
    const { ask, rowsOf } = await openCenter()
    const all = await rowsOf('1312', {})
    expect(all.map((row) => row.hilist_name)).not.toContain('枸橼酸西地那非片')
    expect((await rowsOf('1312', { hilist_name: '地黄' })).map((row) => row.list_type)).toEqual(['102'])
    expect((await rowsOf('1312', { chrgitm_lv: '02' })).every((row) => row.chrgitm_lv === '02')).toBe(true)
    const paged = await ask('1312', { data: { updt_time: '2020-01-01 00:00:00', page_num: '2', page_size: '4' } })
    expect(paged).toMatchObject({
      output: { recordCounts: all.length, pages: Math.ceil(all.length / 4), pageNum: 2, startRow: 5, size: 4 },
    })
    expect(dig(paged, 'output', 'data')).toEqual(all.slice(4, 8))
    const wrong = (page_num: string, page_size: string) =>
      ask('1312', { data: { updt_time: '2020-01-01 00:00:00', page_num, page_size } })
    expect(await wrong('0', '1')).toSatisfy(refusal(1003, 'data.page_num'))
    expect(await wrong('1', '101')).toSatisfy(refusal(1003, 'data.page_size'))
  })
})

describe('catalogue mapping', () => {
  const { code } = drugNamed(ATORVASTATIN)
  const mapping = (change: object = {}) => ({
    data: [
      {
        ...{ fixmedins_hilist_id: `A-${ATORVASTATIN}`, fixmedins_hilist_name: ATORVASTATIN, list_type: '101' },
        ...{ med_list_codg: code, begndate: '2026-01-01', enddate: '2026-11-21', ...change },
      },
    ],
  })
  const withdrawal = (change: object = {}) => ({
    data: {
      ...{ fixmedins_code: 'P99010100001', fixmedins_hilist_id: `A-${ATORVASTATIN}`, list_type: '101' },
      ...{ med_list_codg: code, ...change },
    },
  })

  it.each([
    [1028, 'data[0].med_list_codg', mapping({ med_list_codg: 'X' })],
    [1003, 'data[0].list_type', mapping({ list_type: '102' })],
    [1003, 'data[0].enddate', mapping({ enddate: '2025-12-31' })],
    [1003, 'data', { data: [] }],
  ])('is refused with %i for %s', async (infcode, field, input) => {
    const { ask } = await openCenter()
    expect(await ask('3301', input)).toSatisfy(refusal(infcode, field))
    expect(await ask('3302', withdrawal())).toSatisfy(refusal(1003, 'data.fixmedins_hilist_id', '没有'))
  })

  it('is one at a time, withdrawn with all that it says', async () => {
    const { ask } = await openCenter()
    expect(await ask('3301', mapping())).toMatchObject({ infcode: 0 })
    expect(await ask('3301', mapping())).toSatisfy(refusal(1045, 'data[0].fixmedins_hilist_id', '3302'))
    expect(await ask('3302', withdrawal({ fixmedins_code: 'P99010100002' }))).toSatisfy(refusal(1003, 'fixmedins_code'))
    expect(await ask('3302', withdrawal({ list_type: '103' }))).toSatisfy(refusal(1003, 'data.list_type'))
    expect(await ask('3302', withdrawal({ med_list_codg: 'X' }))).toSatisfy(refusal(1003, 'data.med_list_codg'))
    expect(await ask('3302', withdrawal())).toMatchObject({ infcode: 0 })
    expect(await ask('3302', withdrawal())).toSatisfy(refusal(1003, 'data.fixmedins_hilist_id'))
    expect(await ask('3301', mapping())).toMatchObject({ infcode: 0 })
  })

  it('is a condition of uploads only where the province says so', async () => {
    const strict = { ...national, mappedArticlesOnly: { ...national.mappedArticlesOnly, value: true } }
    for (const province of [national, strict]) {
      const { center: opened, ask, now } = await openCenter(province)
      const isStrict = province === strict
      const sell = (serial: number) =>
        ask(
          '3505',
          goodsInput({ now: now(), drug: ATORVASTATIN, packs: 1, serial: `S${serial}`, codes: [codeOf(ATORVASTATIN, serial)] }),
        )
      const unmapped = refusal(1028, 'selinfo.fixmedins_hilist_id', '3301')
      expect(unmapped(await sell(1))).toBe(isStrict)
      await ask('3301', mapping())
      expect(await sell(2)).toMatchObject({ infcode: 0 })
      await ask('3302', withdrawal())
      expect(unmapped(await sell(3))).toBe(isStrict)
      await ask('3301', mapping())
      opened.clock.advance(2 * DAY_MS)
      expect(unmapped(await sell(4))).toBe(isStrict)
      await opened.close()
      center = null
    }
  })
})
