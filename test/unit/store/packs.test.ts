import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Pack, type PackMove, type PackMovement, packLookUps } from '../../../src/main/station/store/packs.ts'
import type { Store } from '../../../src/main/station/store/store.ts'
import { type PackPlace, packPlaces, packWays } from '../../../src/shared/domain/packPlaces.ts'
import { amlodipine, amlodipineLot, codeOf, openTestCase, openVisit, receiveBox, stockShelf } from './books.ts'
import { newDataFolder, openRaw, openTestStore } from './support.ts'

function shopWithCases(boxes: number): { readonly store: Store; readonly first: string; readonly second: string } {
  const store = openTestStore()
  stockShelf(store, boxes)
  const visitId = openVisit(store)
  return { store, first: openTestCase(store, visitId, 'RX1').id, second: openTestCase(store, visitId, 'RX2').id }
}

const by = { accountId: 'C01' }

describe('a box', () => {
  it('comes into the books in stock, once', () => {
    const { store } = shopWithCases(1)
    expect(store.packs.find(codeOf(1))).toEqual({
      code: codeOf(1),
      drugId: amlodipine.id,
      lotId: amlodipineLot.id,
      place: 'inStock',
      holder: null,
      pieces: 28,
    })
    expect(store.packs.find(codeOf(2))).toBeNull()
    expect(() => receiveBox(store, codeOf(1))).toThrow('UNIQUE')
    expect(store.packs.historyOf(codeOf(1)).length).toBe(1)
  })

  it('tells its whole life: reserved, sold, returned', () => {
    const { store, first: holder } = shopWithCases(1)
    store.packs.move(codeOf(1), { from: 'inStock', to: 'reserved', holder, ...by })
    store.packs.move(codeOf(1), { from: 'reserved', to: 'sold', holder, ...by })
    const returned = store.packs.move(codeOf(1), { from: 'sold', to: 'returned', holder, ...by, reason: '退货' })
    expect(returned).toMatchObject({ place: 'returned', holder, pieces: 28 })
    expect(store.packs.find(codeOf(1))).toEqual(returned)
    const at = expect.any(Number)
    const moved = { code: codeOf(1), at, pieces: 28, holder, accountId: 'C01', reason: null, document: null }
    expect(store.packs.historyOf(codeOf(1))).toEqual([
      { ...moved, from: null, to: 'inStock', holder: null, accountId: null, reason: 'openingStock' },
      { ...moved, from: 'inStock', to: 'reserved' },
      { ...moved, from: 'reserved', to: 'sold' },
      { ...moved, from: 'sold', to: 'returned', reason: '退货' },
    ])
  })

  it('names the last case that it went out with, also when it came back', () => {
    let now = 1_000
    const store = openTestStore(undefined, { clock: () => now })
    stockShelf(store, 1)
    const visitId = openVisit(store)
    expect(store.packs.lastSaleOf(codeOf(1))).toBeNull()
    for (const [hiRxno, at] of [
      ['RX1', 2_000],
      ['RX2', 3_000],
    ] as const) {
      const { id: holder, document } = openTestCase(store, visitId, hiRxno)
      now = at
      store.packs.move(codeOf(1), { from: 'inStock', to: 'reserved', holder, ...by })
      store.packs.move(codeOf(1), { from: 'reserved', to: 'sold', holder, ...by })
      expect(store.packs.lastSaleOf(codeOf(1))).toEqual({ document, at })
      now += 500
      store.packs.move(codeOf(1), { from: 'sold', to: 'returned', holder, ...by })
      store.packs.move(codeOf(1), { from: 'returned', to: 'inStock', holder: null, ...by })
      expect(store.packs.lastSaleOf(codeOf(1))).toEqual({ document, at })
    }
  })

  it('that is opened goes back on the shelf with less, until it is empty and sold', () => {
    const { store, first, second } = shopWithCases(1)
    store.packs.move(codeOf(1), { from: 'inStock', to: 'reserved', holder: first, ...by })
    store.packs.move(codeOf(1), { from: 'reserved', to: 'inStock', holder: null, piecesLeft: 18, ...by })
    store.packs.move(codeOf(1), { from: 'inStock', to: 'reserved', holder: second, ...by })
    const emptied = store.packs.move(codeOf(1), { from: 'reserved', to: 'sold', holder: second, piecesLeft: 0, ...by })
    expect(emptied.pieces).toBe(0)
    expect(store.packs.historyOf(codeOf(1)).map(({ pieces }) => pieces)).toEqual([28, 28, 10, 18, 18])
  })

  it('goes no other way than shelf, basket, sold, back, shelf; from one case to another only over the shelf; and never gets fuller', () => {
    const { store, first, second } = shopWithCases(1)
    const move = (from: Pack['place'], to: Pack['place'], holder: string | null) =>
      store.packs.move(codeOf(1), { from, to, holder, ...by })
    expect(() => move('inStock', 'sold', first)).toThrow('no way')
    move('inStock', 'reserved', first)
    expect(() => move('reserved', 'sold', second)).toThrow('another case')
    const fuller = { from: 'reserved', to: 'sold', holder: first, piecesLeft: 29, ...by } as const
    expect(() => store.packs.move(codeOf(1), fuller)).toThrow('pieces >= 0')
    move('reserved', 'sold', first)
    expect(() => move('sold', 'inStock', null)).toThrow('no way')
    expect(() => move('reserved', 'sold', first)).toThrow('not reserved')
    move('sold', 'returned', first)
    expect(() => move('returned', 'reserved', second)).toThrow('no way')
    move('returned', 'inStock', null)
    move('inStock', 'reserved', second)
    expect(store.packs.historyOf(codeOf(1)).length).toBe(6)
  })

  it('is counted and listed where it is', () => {
    const { store, first: holder } = shopWithCases(3)
    for (const serial of [3, 1]) store.packs.move(codeOf(serial), { from: 'inStock', to: 'reserved', holder, ...by })
    store.packs.move(codeOf(3), { from: 'reserved', to: 'sold', holder, ...by })
    expect(store.packs.heldBy(holder).map(({ code, place }) => [code, place])).toEqual([
      [codeOf(1), 'reserved'],
      [codeOf(3), 'sold'],
    ])
    expect(store.packs.countInStock(amlodipine.id)).toBe(1)
    expect(store.packs.countInStock('SP0009')).toBe(0)
  })

  it('refused within a larger step leaves no trace of its own there', () => {
    const { store, first: holder } = shopWithCases(1)
    store.transaction(() => {
      store.packs.move(codeOf(1), { from: 'inStock', to: 'reserved', holder, ...by })
      expect(() => store.packs.move(codeOf(1), { from: 'reserved', to: 'sold', holder: null, ...by })).toThrow('CHECK')
    })
    expect(store.packs.find(codeOf(1))).toMatchObject({ place: 'reserved', holder })
    expect(store.packs.historyOf(codeOf(1)).length).toBe(2)
  })

  it('cannot be of a lot of another drug, or in two places, whatever writes into the tables', () => {
    const folder = newDataFolder()
    const store = openTestStore(folder)
    stockShelf(store, 1)
    const { id: holder } = openTestCase(store, openVisit(store))
    store.goods.put({ ...amlodipine, id: 'SP0002' }, [])
    const raw = openRaw(folder)
    const refused = [
      `UPDATE packs SET drug_id = 'SP0002'`,
      `UPDATE packs SET place = 'reserved'`,
      `UPDATE packs SET place = 'sold'`,
      `UPDATE packs SET holder = '${holder}'`,
      `UPDATE packs SET pieces = 0`,
      `UPDATE packs SET pieces = -1, place = 'returned'`,
      `UPDATE packs SET place = 'lost'`,
      `INSERT INTO packs SELECT * FROM packs`,
      `INSERT INTO pack_movements (code, at, to_place, pieces) VALUES ('unknown', 0, 'inStock', 1)`,
    ]
    for (const sql of refused) expect(() => raw.exec(sql), sql).toThrow(/constraint failed/)
  })

  it.each([
    ['find', 'packs USING PRIMARY KEY'],
    ['heldBy', 'packs USING INDEX packs_holder'],
    ['historyOf', 'pack_movements USING INDEX pack_movements_code'],
    ['lastSaleOf', 'pack_movements USING INDEX pack_movements_code'],
    ['countInStock', 'packs USING COVERING INDEX packs_drug'],
  ] as const)('is asked for by %s through an index', (lookUp, index) => {
    const folder = newDataFolder()
    openTestStore(folder)
    const plan = JSON.stringify(openRaw(folder).prepare(`EXPLAIN QUERY PLAN ${packLookUps[lookUp]}`).all('x'))
    expect(plan).toContain(`SEARCH ${index} (`)
    expect(plan).not.toMatch(/SCAN|TEMP B-TREE/)
  })
})

/** What the ledger should say, told without SQL. */
type Told = { pack: Pack; life: Pick<PackMovement, 'from' | 'to' | 'holder' | 'pieces'>[] }

const mayBeEmpty: readonly PackPlace[] = ['sold', 'returned', 'destroyed', 'transferred', 'missing']

function isHeld(place: PackPlace): boolean {
  return place === 'reserved' || place === 'sold'
}

function isTaken(told: Told | undefined, { from, to, holder, piecesLeft }: PackMove): told is Told {
  if (told?.pack.place !== from) return false
  const { pack } = told
  const left = piecesLeft ?? pack.pieces
  const isWay = packWays[from].includes(to)
  const isForOneCase = pack.holder === null || holder === null || pack.holder === holder
  const isHeldAsItsPlaceWants = to === 'returned' || isHeld(to) === (holder !== null)
  const isNotEmptied = left > 0 || mayBeEmpty.includes(to)
  return isWay && isForOneCase && isHeldAsItsPlaceWants && isNotEmptied && left <= pack.pieces
}

type Tried = Pick<PackMove, 'holder'> & { readonly piecesLeft: number | null } & (
    | Pick<PackMove, 'from' | 'to'>
    | { readonly way: number }
  )

/** Along a way that there is, from where the box stands and for whom it stands there; or wildly. */
function moveOf({ piecesLeft, holder, ...tried }: Tried, pack: Pack | null): PackMove {
  const rest = { accountId: 'C01', ...(piecesLeft === null ? {} : { piecesLeft }) }
  if (!('way' in tried)) return { from: tried.from, to: tried.to, holder, ...rest }
  const from = pack?.place ?? 'inStock'
  const to = packWays[from][tried.way] ?? packWays[from][0] ?? 'inStock'
  return { from, to, holder: isHeld(to) || to === 'returned' ? (pack?.holder ?? holder) : null, ...rest }
}

describe('the trace ledger', () => {
  it('has each code in exactly one place and its movements tell the same, whatever is tried in whatever order', () => {
    const { store, first, second } = shopWithCases(0)
    const serial = fc.integer({ min: 1, max: 3 })
    const holder = fc.constantFrom(first, second)
    const piecesLeft = fc.integer({ min: 0, max: 6 })
    const step = fc.oneof(
      fc.record({ kind: fc.constant('receive' as const), serial }),
      fc.record({
        kind: fc.constant('along' as const),
        serial,
        way: fc.nat(1),
        holder,
        piecesLeft: fc.option(piecesLeft, { freq: 2 }),
      }),
      fc.record({
        kind: fc.constant('wild' as const),
        serial,
        from: fc.constantFrom(...packPlaces),
        to: fc.constantFrom(...packPlaces),
        holder: fc.option(holder),
        piecesLeft: fc.option(piecesLeft),
      }),
    )
    let run = 0
    const taken = { moves: 0, refusals: 0 }
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), (steps) => {
        run++
        const told = new Map<string, Told>()
        for (const tried of steps) {
          const code = codeOf(run * 10 + tried.serial)
          const before = told.get(code)
          const move = tried.kind === 'receive' ? null : moveOf(tried, before?.pack ?? null)
          if (move === null) {
            if (before !== undefined) expect(() => receiveBox(store, code, 5)).toThrow('UNIQUE')
            else {
              receiveBox(store, code, 5)
              const { id: lotId, drugId } = amlodipineLot
              told.set(code, {
                pack: { code, drugId, lotId, place: 'inStock', holder: null, pieces: 5 },
                life: [{ from: null, to: 'inStock', holder: null, pieces: 5 }],
              })
            }
          } else if (isTaken(before, move)) {
            taken.moves++
            const { from, to, holder, piecesLeft } = move
            const had = before.pack.pieces
            const left = piecesLeft ?? had
            // what left a box went with the case that had it
            const who = left < had ? (holder ?? before.pack.holder) : holder
            before.pack = { ...before.pack, place: to, holder, pieces: left }
            before.life.push({ from, to, holder: who, pieces: left < had ? had - left : had })
            expect(store.packs.move(code, move)).toEqual(before.pack)
          } else {
            taken.refusals++
            expect(() => store.packs.move(code, move)).toThrow()
          }
          expect(store.packs.find(code)).toEqual(told.get(code)?.pack ?? null)
          expect(store.packs.historyOf(code).map(({ from, to, holder, pieces }) => ({ from, to, holder, pieces }))).toEqual(
            told.get(code)?.life ?? [],
          )
        }
        const isOfThisRun = ({ code }: Pack) => told.has(code)
        for (const holder of [first, second]) {
          const held = [...told.values()].map(({ pack }) => pack).filter((pack) => pack.holder === holder)
          expect(store.packs.heldBy(holder).filter(isOfThisRun)).toEqual(held.toSorted((a, b) => (a.code < b.code ? -1 : 1)))
        }
      }),
      { numRuns: 100 },
    )
    // a property that never moves a box would prove nothing
    expect(taken.moves).toBeGreaterThan(200)
    expect(taken.refusals).toBeGreaterThan(100)
  })
})
