import { describe, expect, it } from 'vitest'
import { catalogueLookUps } from '../../../src/main/station/store/stock/catalogue.ts'
import { termLookUps } from '../../../src/main/station/store/stock/insuranceTerms.ts'
import type { Price } from '../../../src/shared/domain/money.ts'
import { amlodipine, PREFIX, stockShelf } from './books.ts'
import { newDataFolder, openRaw, openTestStore } from './support.ts'

const page = { offset: 0, limit: 50 }
const price = (yuan: number) => (yuan * 1_000_000) as Price

/** Five drugs, not in the order of their names. */
function shelf() {
  const store = openTestStore()
  const put = (id: string, name: string, more: object = {}) => store.goods.put({ ...amlodipine, id, name, ...more }, [])
  put('SP3', '盐酸二甲双胍片', { nationalCode: 'XA10', barcode: '6901234567892' })
  put('SP1', '阿莫西林胶囊', { productName: 'Amo-Forte' })
  put('SP2', '阿司匹林肠溶片')
  put('SP5', '甲钴胺片')
  put('SP4', '阿莫西林颗粒')
  return store
}

describe('the list of drugs', () => {
  it.each([
    ['the beginning of a name', '阿莫', ['SP1', 'SP4']],
    ['a part of a name', '西林', ['SP1', 'SP4']],
    ['one character', '匹', ['SP2']],
    ['a product name, however it is written', 'amo-f', ['SP1']],
    ['an own code', 'sp5', ['SP5']],
    ['wide characters', 'ＳＰ５', ['SP5']],
    ['a national code', 'XA1', ['SP3']],
    ['an EAN', '6901234567892', ['SP3']],
    ['what no drug has', '%', []],
  ])('is searched by %s', (_, text, ids) => {
    expect(shelf().catalogue.search(text, page)).toEqual({ ids, total: ids.length })
  })

  it('comes in pages by the names, each drug once', () => {
    const { catalogue } = shelf()
    const pages = [0, 2, 4, 6].map((offset) => catalogue.search('', { offset, limit: 2 }))
    expect(pages.map(({ total }) => total)).toEqual([5, 5, 5, 5])
    expect(pages.flatMap(({ ids }) => ids)).toEqual(['SP5', 'SP3', 'SP2', 'SP1', 'SP4'])
  })

  it('keeps every price with the moment from which it holds, and one that stays once', () => {
    const store = openTestStore()
    for (const yuan of [20, 20, 25, 20]) store.catalogue.put({ ...amlodipine, price: price(yuan) }, [PREFIX], null)
    const prices = store.catalogue.pricesOf(amlodipine.id)
    expect(prices.map((one) => one.price)).toEqual([20, 25, 20].map(price))
    expect(prices.map(({ since }) => since)).toEqual(prices.map(({ since }) => since).toSorted((a, b) => b - a))
  })

  it('keeps neither drug nor price when another drug has the prefix', () => {
    const store = openTestStore()
    store.catalogue.put(amlodipine, [PREFIX], null)
    expect(() => store.catalogue.put({ ...amlodipine, id: 'SP9' }, [PREFIX], null)).toThrow('UNIQUE')
    expect([store.goods.drug('SP9'), store.catalogue.pricesOf('SP9')]).toEqual([null, []])
  })

  it('knows what the books have', () => {
    const store = openTestStore()
    stockShelf(store)
    expect(store.catalogue.isInBooks(amlodipine.id)).toBe(false)
    stockShelf(store, 1)
    expect(store.catalogue.isInBooks(amlodipine.id)).toBe(true)
  })
})

const row = { nationalCode: amlodipine.nationalCode, since: '2026-01-01', until: null, isValid: true }
const drug = { ...row, name: amlodipine.name, level: 'A' as const, listType: '101' }
const limit = (record: string, yuan: number, since: string, until: string | null = null) => ({
  ...row,
  ...{ record, price: price(yuan), since, until },
})

describe('what the insurance says', () => {
  it('gives the shop’s drugs their levels while it holds', () => {
    const store = openTestStore()
    stockShelf(store)
    const levelAfter = (change: object) => {
      store.insuranceTerms.putDrugs([{ ...drug, ...change }], '2026-11-21')
      return store.goods.drug(amlodipine.id)?.level
    }
    expect(levelAfter({})).toBe('A')
    expect(levelAfter({ level: 'B' })).toBe('B')
    expect(levelAfter({ since: '2026-12-01' })).toBeNull()
    expect(levelAfter({ until: '2026-11-21' })).toBe('A')
    expect(levelAfter({ isValid: false })).toBeNull()
    expect(store.insuranceTerms.drug(amlodipine.nationalCode)).toEqual({ ...drug, isValid: false })
  })

  it('has on each day the lowest limit that holds on it', () => {
    const { insuranceTerms: terms } = openTestStore()
    terms.putLimits([limit('R1', 30, '2026-01-01', '2026-06-30'), limit('R2', 25, '2026-07-01'), limit('R3', 20, '2026-12-01')])
    const on = (day: string) => terms.limitOn(amlodipine.nationalCode, day)
    expect(['2025-12-31', '2026-06-30', '2026-07-01', '2026-12-01'].map(on)).toEqual([null, price(30), price(25), price(20)])
    expect(terms.limitsOf(amlodipine.nationalCode)[0]).toEqual({
      price: price(20),
      since: '2026-12-01',
      until: null,
      source: '1318',
    })
  })

  it('takes a later row of the same number for the one before, and one that was taken back away', () => {
    const { insuranceTerms: terms } = openTestStore()
    terms.putLimits([limit('R1', 30, '2026-01-01'), limit('R2', 25, '2026-07-01')])
    terms.putLimits([limit('R1', 30, '2026-01-01', '2026-06-30'), { ...limit('R2', 25, '2026-07-01'), isValid: false }])
    expect(terms.limitsOf(amlodipine.nationalCode).map(({ until }) => until)).toEqual(['2026-06-30'])
    terms.putShares([{ ...row, record: 'S1', share: 1_000 }])
    expect(terms.sharesOf(amlodipine.nationalCode)).toEqual([{ share: 1_000, since: '2026-01-01', until: null, source: '1319' }])
  })
})

it.each([
  [catalogueLookUps.search, 'SCAN drugs USING COVERING INDEX drugs_words'],
  [catalogueLookUps.count, 'SCAN drugs USING COVERING INDEX drugs_words'],
  [catalogueLookUps.prefixesOf, 'SEARCH drug_prefixes USING COVERING INDEX drug_prefixes_drug'],
  [catalogueLookUps.isInBooks, 'SEARCH packs USING COVERING INDEX packs_drug'],
  [catalogueLookUps.isInBooks, 'SEARCH stock_movements USING COVERING INDEX stock_movements_drug'],
  [catalogueLookUps.anyPrice, 'SEARCH drug_prices USING COVERING INDEX drug_prices_drug'],
  [catalogueLookUps.pricesOf, 'SEARCH drug_prices USING INDEX drug_prices_drug'],
  [termLookUps.drug, 'SEARCH insurance_drugs USING PRIMARY KEY'],
  [termLookUps.limitOn, 'SEARCH price_limits USING INDEX price_limits_code'],
  [termLookUps.limitsOf, 'SEARCH price_limits USING INDEX price_limits_code'],
  [termLookUps.sharesOf, 'SEARCH self_pay_shares USING INDEX self_pay_shares_code'],
])('%s reads an index and sorts nothing', (lookUp, plan) => {
  const folder = newDataFolder()
  openTestStore(folder)
  const given = { text: 'x', offset: 0, limit: 50, drugId: 'x', code: 'x', day: 'x' }
  const found = JSON.stringify(openRaw(folder).prepare(`EXPLAIN QUERY PLAN ${lookUp}`).all(given))
  expect(found).toContain(plan)
  expect(found).not.toContain('TEMP B-TREE')
})
