import { beforeEach, describe, expect, it } from 'vitest'
import type { Lot } from '../../../src/main/station/store/goods.ts'
import type { Store } from '../../../src/main/station/store/store.ts'
import { looseLot } from '../../../src/main/station/workflows/boxRules.ts'
import { viewCase } from '../../../src/main/station/workflows/dispense/caseView.ts'
import type { CaseLine } from '../../../src/shared/contract/case.ts'
import type { CaseState } from '../../../src/shared/domain/dispenseCase.ts'
import type { Quantity } from '../../../src/shared/domain/money.ts'
import { amlodipine, amlodipineLot, chosen, codeOf, openTestCase, openVisit, PREFIX, prescription } from '../store/books.ts'
import { openTestStore } from '../store/support.ts'

const NOW = Date.parse('2026-11-22T10:30:00+08:00')
const lots = {
  expired: { ...amlodipineLot, id: 'L0', number: '241101', expiresOn: '2026-11-21' },
  recalled: { ...amlodipineLot, id: 'L1', number: '250101', expiresOn: '2026-12-31', isRecalled: true },
  first: { ...amlodipineLot, id: 'L2', number: '250301', expiresOn: '2027-02-28' },
  next: { ...amlodipineLot, id: 'L3', number: '250901', expiresOn: '2027-08-31' },
  undated: { ...amlodipineLot, id: 'L4', number: '250999', expiresOn: null },
} satisfies Readonly<Record<string, Lot>>

let store: Store
let caseId: string
let serial: number
beforeEach(() => {
  store = openTestStore()
  serial = 0
  store.goods.put({ ...amlodipine, shelf: 'A-3' }, [PREFIX])
  for (const lot of Object.values(lots)) store.goods.putLot(lot)
  const visitId = openVisit(store)
  store.visits.update(visitId, { personNumber: '1', insuranceArea: '990100', idType: '01' })
  caseId = openTestCase(store, visitId).id
  isIn('approved')
})

function isIn(state: CaseState, quantity = 20_000): void {
  const lines = prescription.lines.map((line) => ({ ...line, quantity: quantity as Quantity }))
  store.cases.update(caseId, { machine: { ...chosen, state }, prescription: { ...prescription, lines } })
}

function receive(lot: Lot, pieces = amlodipine.piecesPerPack): string {
  const code = codeOf(++serial)
  store.packs.receive({ code, drugId: lot.drugId, lotId: lot.id, pieces }, { accountId: null, reason: 'openingStock' })
  return code
}

function take(code: string): void {
  const { drugId, lotId } = store.packs.move(code, { from: 'inStock', to: 'reserved', holder: caseId, accountId: null })
  store.cases.addItem({ caseId, line: 1, drugId, lotId, code, pieces: null, byHand: null })
}

function line(): CaseLine {
  const record = store.cases.find(caseId)
  if (record === null) throw new Error('the case is gone')
  const [shown] = viewCase(record, store, { asking: null, isBusy: false, now: NOW }).lines
  if (shown === undefined) throw new Error('the case has no line')
  return shown
}
const later = () => line().items.map(({ isLater }) => isLater)

describe('the lot to take first', () => {
  it('is what expires first of what stands on the shelf and may be sold, with its place in the shop', () => {
    expect(line().takeFirst).toBeNull()
    for (const lot of [lots.undated, lots.expired, lots.recalled]) receive(lot)
    expect(line().takeFirst).toEqual({ lot: '250999', expiresOn: null, shelf: 'A-3' })
    receive(lots.next)
    const box = receive(lots.first)
    expect(line().takeFirst).toEqual({ lot: '250301', expiresOn: '2027-02-28', shelf: 'A-3' })
    take(box)
    expect(line().takeFirst).toMatchObject({ lot: '250901' })
    expect(later()).toEqual([false])
  })

  it('is said of every box of a later lot, until no box of it is there any more', () => {
    const [early, ...others] = [lots.first, lots.next, lots.undated].map((lot) => receive(lot))
    for (const code of others) take(code)
    expect(later()).toEqual([true, true])
    if (early === undefined) throw new Error('nothing was received')
    store.packs.move(early, { from: 'inStock', to: 'missing', holder: null, accountId: null })
    expect(later()).toEqual([false, false])
  })

  it('is no lot of which only an opened box is left where whole boxes are wanted, and may be one where pieces are', () => {
    receive(lots.first, 14)
    receive(lots.next)
    expect(line().takeFirst?.lot).toBe('250901')
    isIn('approved', 5_000)
    expect(line().takeFirst?.lot).toBe('250301')
  })

  it('is of any article under the national code until the first box decides', () => {
    const other = { ...amlodipine, id: 'SP0002', shelf: 'B-1' }
    store.goods.put(other, ['8990102'])
    const lot = { ...lots.first, id: 'L9', drugId: other.id, number: '990101', expiresOn: '2026-12-01' }
    store.goods.putLot(lot)
    receive(lot)
    const box = receive(lots.next)
    receive(lots.undated)
    expect(line().takeFirst).toEqual({ lot: '990101', expiresOn: '2026-12-01', shelf: 'B-1' })
    take(box)
    expect(line().takeFirst?.lot).toBe('250999')
  })

  it.each(['approved', 'picked', 'presettled'] as const)('is named in %s, while the basket may change', (state) => {
    receive(lots.first)
    isIn(state)
    expect(line().takeFirst?.lot).toBe('250301')
  })

  it.each(['downloaded', 'verified', 'settled', 'handedOver'] as const)('is not named in %s', (state) => {
    receive(lots.first)
    isIn(state)
    expect(line().takeFirst).toBeNull()
  })
})

it('loose goods go from the first lot that the book has, and from the first of all where nobody counted them', () => {
  const drugId = amlodipine.id
  expect(looseLot(store.goods, drugId, '2026-11-22')?.id).toBe('L2')
  const goods = { drugId, lotId: lots.next.id, changeType: null, holder: null, accountId: null } as const
  store.book.record({ ...goods, kind: 'purchase', count: 50_000, document: 'D1' })
  expect(looseLot(store.goods, drugId, '2026-11-22')?.id).toBe('L3')
  store.book.record({ ...goods, kind: 'sale', count: -50_000, document: 'D2' })
  expect(looseLot(store.goods, drugId, '2026-11-22')?.id).toBe('L2')
})
