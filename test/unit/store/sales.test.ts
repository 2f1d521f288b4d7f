import { expect, it } from 'vitest'
import { documentMeant } from '../../../src/main/station/store/retailDocument.ts'
import { saleLookUps } from '../../../src/main/station/store/stock/sale.ts'
import type { Fen, Quantity } from '../../../src/shared/domain/money.ts'
import { amlodipine, amlodipineLot, codeOf, openTestCase, openVisit, stockShelf } from './books.ts'
import { inventedIdNumber, newDataFolder, openRaw, openTestStore } from './support.ts'

const line = {
  drugId: amlodipine.id,
  lotId: amlodipineLot.id,
  code: codeOf(1),
  pieces: null,
  quantity: 10_000 as Quantity,
  price: amlodipine.price,
  amount: 2_350 as Fen,
  takenBy: 'C01',
}

it('cases and ordinary sales have one series of documents, and a number is never given twice', () => {
  const store = openTestStore()
  const { document: ofCase } = openTestCase(store, openVisit(store))
  const { document } = store.sales.begin('C01')
  expect([ofCase, document].map((each) => each.slice(-4))).toEqual(['0001', '0002'])
  expect(document.slice(0, -4)).toBe(ofCase.slice(0, -4))
})

it('a document is meant by its number of the day, or as it is printed', () => {
  expect(documentMeant(' 7 ', '2026-11-22')).toBe('LS20261122-0007')
  expect(documentMeant('ls20261120-0012', '2026-11-22')).toBe('LS20261120-0012')
})

it('one sale is open at a time, it is paid for once, and what the buyer said of himself is sealed', () => {
  const folder = newDataFolder()
  const store = openTestStore(folder)
  stockShelf(store, 1)
  openVisit(store)
  const { id } = store.sales.begin('C01')
  expect(() => store.sales.begin('C01')).toThrow('UNIQUE')
  expect(store.sales.addLine(id, line).line).toBe(1)
  expect(() => store.sales.addLine(id, line)).toThrow('UNIQUE')
  const buyer = { name: '王秀兰', idNumber: inventedIdNumber() }
  store.sales.setBuyer(id, buyer)
  expect(store.sales.find(id)).toMatchObject({ buyer, lines: [{ ...line, state: 'taken' }] })
  const stored = openRaw(folder).prepare('SELECT buyer_name, buyer_number FROM sales').raw().get() as readonly Buffer[]
  for (const cell of stored) for (const text of Object.values(buyer)) expect(cell.includes(text)).toBe(false)

  const paid = { accountId: 'C01', cashGiven: 3_000 as Fen, cashBack: 650 as Fen, settlement: null }
  store.sales.pay(id, paid)
  expect(() => store.sales.pay(id, paid)).toThrow('cannot be changed')
  expect(store.sales.last()?.id).toBe(id)
  expect(store.sales.open()).toBeNull()
})

it('goods that came back never come back again', () => {
  const store = openTestStore()
  stockShelf(store, 1)
  openVisit(store)
  const { id } = store.sales.begin('C01')
  store.sales.addLine(id, line)
  store.sales.pay(id, { accountId: 'C01', cashGiven: 2_350 as Fen, cashBack: 0 as Fen, settlement: null })
  store.sales.setReturning(id, true)
  expect(store.sales.returning()?.id).toBe(id)
  store.sales.mark(id, 1, 'comingBack')
  store.sales.takeBack(id, 'C01')
  expect(store.sales.find(id)).toMatchObject({ state: 'returned', isReturning: false, lines: [{ state: 'returned' }] })
  expect(() => store.sales.mark(id, 1, 'taken')).toThrow('cannot be changed')
  expect(() => store.sales.takeBack(id, 'C01')).toThrow('cannot be changed')
})

it('looks everything up by an index', () => {
  const folder = newDataFolder()
  openTestStore(folder)
  const raw = openRaw(folder)
  for (const [name, sql] of Object.entries(saleLookUps)) {
    const parameters = sql
      .split('?')
      .slice(1)
      .map(() => 1)
    const plan = raw.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters)
    expect(plan.map(({ detail }) => detail).join(), name).toMatch(/USING (COVERING )?INDEX|USING PRIMARY KEY/)
    expect(plan.map(({ detail }) => detail).join(), name).not.toContain('TEMP B-TREE')
  }
})
