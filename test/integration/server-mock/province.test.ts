import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAdminCall } from '../../../server-mock/admin/client.ts'
import { createProvinceClient, type ProvinceClient } from '../../../server-mock/admin/province/client.ts'
import { drugNamed, HERB, openShop, type Shop, saleInput } from './settlementShop.ts'

let shop: Shop
let province: ProvinceClient

beforeAll(async () => {
  shop = await openShop([{ name: '王秀兰', insured: [{ balance: 500 }] }], 'national')
  province = createProvinceClient(createAdminCall(shop.center.adminUrl, shop.center.adminToken))
})
afterAll(() => shop.close())

describe('the institutions of the province', () => {
  it('are listed with their open state, and a suspended one is refused until it is opened again', async () => {
    const find = async () => (await province.institutions()).find(({ code }) => code === shop.shopCode)
    expect(await find()).toMatchObject({ name: '明心大药房', kind: 'pharmacy', isOpen: true })
    await province.setOpen(shop.shopCode, false)
    expect(await find()).toMatchObject({ isOpen: false })
    expect(await shop.pharmacy.prescription('7201', {})).toMatchObject({ code: 700006 })
    await province.setOpen(shop.shopCode, true)
    expect(await shop.pharmacy.prescription('7201', {})).not.toMatchObject({ code: 700006 })
  })

  it('are those that exist: nothing is written for another', async () => {
    const before = shop.written()
    await expect(province.setOpen('P99010199999', true)).rejects.toMatchObject({ status: 404 })
    await expect(province.setOpen('', true)).rejects.toMatchObject({ status: 400 })
    expect(shop.written()).toEqual(before)
  })
})

describe('the catalogue of the province', () => {
  it('is found by name and code, and told page by page in the order of the codes', async () => {
    const { code, level } = drugNamed(HERB)
    const wanted = { total: 1, drugs: [expect.objectContaining({ code, name: HERB, level, isCovered: true })] }
    expect(await province.catalogue({ text: HERB })).toEqual(wanted)
    expect(await province.catalogue({ text: code })).toEqual(wanted)
    const all = await province.catalogue({ limit: 200 })
    expect(all.drugs).toHaveLength(all.total)
    expect(await province.catalogue({ limit: 2, offset: 1 })).toEqual({ total: all.total, drugs: all.drugs.slice(1, 3) })
  })

  it('has the terms of the day', async () => {
    const { drugs } = await province.catalogue({ limit: 200 })
    for (const { code, selfPay, priceLimit } of drugs) {
      expect({ selfPay, priceLimit }).toEqual(shop.books.drugs.termsOn(code, '2026-11-20'))
    }
    expect(drugs.some(({ selfPay }) => selfPay > 0)).toBe(true)
    expect(drugs.some(({ priceLimit }) => priceLimit !== null)).toBe(true)
    expect(drugs.some(({ isCovered }) => !isCovered)).toBe(true)
  })

  it('refuses a page that is none', async () => {
    await expect(province.catalogue({ limit: 0 })).rejects.toMatchObject({ status: 400 })
  })
})

describe('the settlements of the province', () => {
  it('are told the latest first, the patient masked, and a revoked one says so and has no row for its reversal', async () => {
    expect(await province.settlements()).toEqual({ total: 0, settlements: [] })
    const sell = async (price: number) => {
      const [personNumber, token] = [shop.personNumber('王秀兰'), await shop.pharmacy.tokenOf('王秀兰')]
      const lines = [{ drug: HERB, packs: 1, price }]
      const { drug_trac_info: _none, ...input } = saleInput({ personNumber, token, now: shop.now(), lines })
      const { output } = await shop.ask('2102', input)
      return output as { readonly setlinfo: Readonly<Record<string, string>> }
    }
    const first = (await sell(2_000)).setlinfo
    const second = (await sell(3_001)).setlinfo
    const data = { psn_no: first.psn_no, setl_id: first.setl_id, mdtrt_id: first.mdtrt_id }
    expect(await shop.ask('2103', { data })).toMatchObject({ infcode: 0 })

    const { total, settlements } = await province.settlements()
    expect(total).toBe(2)
    expect(settlements).toMatchObject([
      { setlId: second.setl_id, institution: '明心大药房', person: '王**', total: 3_001, state: 'valid' },
      { setlId: first.setl_id, total: 2_000, account: 500, cash: 1_500, fund: 0, state: 'revoked' },
    ])
    for (const { total: sum, fund, account, cash } of settlements) expect(fund + account + cash).toBe(sum)
    expect((await province.settlements({ limit: 1, offset: 1 })).settlements).toEqual(settlements.slice(1))
  })
})
