import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Store } from '../../../src/main/station/store/store.ts'
import { createStocktaking, type Stocktaking } from '../../../src/main/station/workflows/stock/stocktake/stocktaking.ts'
import type { Person } from '../../../src/shared/contract/counter.ts'
import type { Failure } from '../../../src/shared/contract/failures.ts'
import type { Quantity } from '../../../src/shared/domain/money.ts'
import type { Result } from '../../../src/shared/domain/result.ts'
import { amlodipine, amlodipineLot, codeOf, stockShelf } from '../../unit/store/books.ts'
import { addCashier, newDataFolder, noSecret, openTestStore } from '../../unit/store/support.ts'
import { recordCommits } from './recordedCommits.ts'

const cashier: Person = { id: 'C01', name: '林晓燕', roles: ['cashier'] }
const manager: Person = { id: 'M01', name: '周店长', roles: ['manager'] }
const BOX = amlodipine.piecesPerPack
/** the last box is not there; the first of them is opened */
const THERE = [1, 2, 3]
const second = { ...amlodipine, id: 'SP0002', isTraced: false, piecesPerPack: 1 }
const secondLot = { ...amlodipineLot, id: 'SP0002-A', drugId: 'SP0002' }

function got<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

function stocktakingOf(store: Store): Stocktaking {
  return createStocktaking({ store, tell: store.stockUploads.add, pump: () => undefined, changed: () => undefined })
}

/** What people do who find the shop as it is: begin where nothing was begun, count what is not counted, approve what is not approved. */
async function countOn(store: Store): Promise<string> {
  const stocktaking = stocktakingOf(store)
  stocktaking.recover()
  const [last] = stocktaking.list().stocktakes
  const { id, state } = last ?? got(stocktaking.begin({ kind: 'shop' }, false, cashier))
  if (state === undefined || state === 'counting') {
    for (const serial of THERE) {
      if (store.stocktakes.ofCode(id, codeOf(serial)) !== null) continue
      got(stocktaking.countBox(id, codeOf(serial), { pieces: serial === 1 ? 20 : null, lotId: null }, cashier))
    }
    const quantity = { units: 50_000 as Quantity, pieces: 0 }
    if (store.stocktakes.ofDrug(id, second.id).length === 0)
      got(stocktaking.countQuantity(id, { drugId: second.id, lotId: secondLot.id, quantity }, cashier))
    got(await stocktaking.approve(id, manager))
  }
  await stocktaking.idle()
  return id
}

test('a stocktake goes on to the same end from every commit, and tells each lot once', async () => {
  const folder = newDataFolder()
  writeFileSync(join(folder, 'station.json'), '{}')
  const store = openTestStore(folder)
  stockShelf(store, 4)
  store.goods.put(second, [])
  store.goods.putLot(secondLot)
  addCashier(store)
  store.accounts.create({ ...manager, secret: noSecret })
  const opening = { kind: 'opening', changeType: null, document: 'opening', holder: null, accountId: null } as const
  store.book.record({ ...opening, drugId: amlodipine.id, lotId: amlodipineLot.id, count: 4 * BOX })

  const recorded = recordCommits(folder)
  await countOn(store)
  const commits = recorded.count()
  const { folderAfter } = recorded.end()
  expect(commits).toBeGreaterThan(6)
  for (let onDisk = 0; onDisk <= commits; onDisk++) {
    const found = openTestStore(folderAfter(onDisk))
    const id = await countOn(found)
    expect(found.stocktakes.find(id)?.state, `${onDisk}`).toBe('approved')
    expect(found.book.onHand(amlodipine.id), `${onDisk}`).toBe(20 + 2 * BOX)
    expect(found.book.onHand(second.id), `${onDisk}`).toBe(50_000)
    expect([1, 2, 3, 4].map((serial) => found.packs.find(codeOf(serial))?.place)).toEqual([
      'inStock',
      'inStock',
      'inStock',
      'missing',
    ])
    expect(found.stockUploads.ofDocument(id).map(({ batchSerial }) => batchSerial)).toEqual([`${id}-1`, `${id}-2`])
    expect(found.stocktakes.written(id).map(({ kind }) => kind)).toEqual(['content', 'missing', 'quantity'])
    expect(found.audit.verify()).toMatchObject({ ok: true })
  }
})
