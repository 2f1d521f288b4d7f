import { describe, expect, it } from 'vitest'
import { goodsLookUps } from '../../../src/main/station/store/goods.ts'
import type { Price } from '../../../src/shared/domain/money.ts'
import { amlodipine, amlodipineLot, PREFIX, stockShelf } from './books.ts'
import { newDataFolder, openRaw, openTestStore } from './support.ts'

const herb = { ...amlodipine, id: 'SP0008', nationalCode: 'T000000001', name: '酸枣仁', piecesPerPack: 1, isTraced: false }

describe('the catalogue', () => {
  it('gives a drug back as it was put in, over a restart', () => {
    const folder = newDataFolder()
    const store = openTestStore(folder)
    store.goods.put(amlodipine, [PREFIX])
    store.goods.put(herb, [])
    store.close()
    const { goods } = openTestStore(folder)
    expect(goods.drug('SP0001')).toEqual(amlodipine)
    expect(goods.drug('SP0008')).toEqual(herb)
    expect(goods.drug('SP0009')).toBeNull()
    expect(goods.count()).toBe(2)
  })

  it('finds a drug by each of its prefixes, and by no longer one', () => {
    const { goods } = openTestStore()
    goods.put(amlodipine, [PREFIX, '8990102'])
    expect([PREFIX, '8990102', '8990103'].map((prefix) => goods.drugOfPrefix(prefix)?.id)).toEqual([
      'SP0001',
      'SP0001',
      undefined,
    ])
    goods.put({ ...amlodipine, price: 24_000_000 as Price }, ['8990103'])
    expect([PREFIX, '8990102', '8990103'].map((prefix) => goods.drugOfPrefix(prefix)?.price)).toEqual([
      undefined,
      undefined,
      24_000_000,
    ])
    expect(goods.count()).toBe(1)
  })

  it('changes every piece of a drug and of a lot', () => {
    const { goods } = openTestStore()
    goods.put(amlodipine, [PREFIX])
    goods.putLot(amlodipineLot)
    const drug = {
      id: amlodipine.id,
      nationalCode: 'X',
      name: '甲',
      productName: '乙',
      dosageForm: '丙',
      specification: '丁',
      manufacturer: '戊',
      approvalNumber: '己',
      unit: '瓶',
      pieceUnit: '粒',
      piecesPerPack: 7,
      price: 1 as Price,
      prescriptionDrug: 'both',
      isTraced: false,
      level: null,
      barcode: null,
      shelf: '',
      special: [],
    } as const
    const lot = { ...amlodipineLot, number: '庚', madeOn: '2026-02-28', expiresOn: null, isRecalled: true }
    goods.put(drug, [])
    goods.putLot(lot)
    expect(goods.drug(drug.id)).toEqual(drug)
    expect(goods.lot(lot.id)).toEqual(lot)
  })

  it('never gives one prefix to two drugs, and then changes nothing', () => {
    const { goods } = openTestStore()
    goods.put(amlodipine, [PREFIX])
    expect(() => goods.put(herb, ['8990102', PREFIX])).toThrow('UNIQUE')
    expect(goods.drugOfPrefix(PREFIX)?.id).toBe('SP0001')
    expect(goods.drugOfPrefix('8990102')).toBeNull()
    expect(goods.drug('SP0008')).toBeNull()
  })

  it('lists the drugs of a national code by their own numbers', () => {
    const { goods } = openTestStore()
    for (const id of ['SP0003', 'SP0001', 'SP0002']) goods.put({ ...amlodipine, id }, [])
    goods.put(herb, [])
    expect(goods.drugsOf(amlodipine.nationalCode).map(({ id }) => id)).toEqual(['SP0001', 'SP0002', 'SP0003'])
    expect(goods.drugsOf('X')).toEqual([])
  })

  it('lists the lots of a drug with the first to expire first, and one without a date last', () => {
    const { goods } = openTestStore()
    goods.put(amlodipine, [PREFIX])
    goods.put(herb, [])
    const lot = (id: string, expiresOn: string | null) => ({ ...amlodipineLot, id, number: id, expiresOn })
    for (const put of [lot('A', null), lot('B', '2028-12-31'), lot('C', '2027-01-31')]) goods.putLot(put)
    goods.putLot({ ...lot('D', '2026-12-31'), drugId: herb.id })
    expect(goods.lotsOf('SP0001')).toEqual([lot('C', '2027-01-31'), lot('B', '2028-12-31'), lot('A', null)])
    goods.putLot({ ...lot('B', '2026-12-31'), isRecalled: true })
    expect(goods.lotsOf('SP0001').map(({ id }) => id)).toEqual(['B', 'C', 'A'])
    expect(goods.lot('B')?.isRecalled).toBe(true)
    expect(goods.lot('E')).toBeNull()
  })

  it('does not take a lot of an unknown drug, one number twice, or a lot away from the drug whose boxes name it', () => {
    const store = openTestStore()
    stockShelf(store, 1)
    store.goods.put(herb, [])
    expect(() => store.goods.putLot({ ...amlodipineLot, id: 'B', drugId: 'SP0009' })).toThrow('FOREIGN KEY')
    expect(() => store.goods.putLot({ ...amlodipineLot, id: 'B' })).toThrow('UNIQUE')
    expect(() => store.goods.putLot({ ...amlodipineLot, drugId: herb.id })).toThrow('FOREIGN KEY')
    expect(store.goods.lot(amlodipineLot.id)).toEqual(amlodipineLot)
  })

  it('does not show a row that does not hold what it must', () => {
    const folder = newDataFolder()
    const store = openTestStore(folder)
    stockShelf(store)
    const raw = openRaw(folder)
    raw.exec('PRAGMA ignore_check_constraints = ON')
    raw.exec(`UPDATE drugs SET prescription_drug = 'maybe'`)
    expect(() => store.goods.drug('SP0001')).toThrow('prescriptionDrug')
  })

  it.each([
    ['drug', 'drugs USING PRIMARY KEY'],
    ['drugsOf', 'drugs USING INDEX drugs_national_code'],
    ['drugOfPrefix', 'drug_prefixes USING PRIMARY KEY'],
    ['drugOfBarcode', 'drugs USING INDEX drugs_barcode'],
    ['lot', 'lots USING PRIMARY KEY'],
    ['lotsOf', 'lots USING INDEX sqlite_autoindex_lots_2 (drug_id=?)'],
    ['lotsOnShelf', 'packs EXISTS USING COVERING INDEX packs_on_shelf (drug_id=? AND lot_id=? AND pieces>?)'],
    ['lotsInBook', 'stock_balances EXISTS USING PRIMARY KEY (drug_id=? AND lot_id=?)'],
  ] as const)('is asked for %s through an index', (lookUp, index) => {
    const folder = newDataFolder()
    openTestStore(folder)
    const values = lookUp === 'lotsOnShelf' ? ['x', 1] : ['x']
    const plan = JSON.stringify(
      openRaw(folder)
        .prepare(`EXPLAIN QUERY PLAN ${goodsLookUps[lookUp]}`)
        .all(...values),
    )
    expect(plan).toContain(`SEARCH ${index}`)
    expect(plan).not.toContain('SCAN')
  })
})
