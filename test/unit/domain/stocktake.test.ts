import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bookChanges,
  type CountedBox,
  type CountedQuantity,
  covers,
  type DrugCount,
  differencesOf,
  type LedgerBox,
  netOf,
  overlaps,
  type UncountedBox,
} from '../../../src/shared/domain/stocktake.ts'

const LOT = 'A'
const OTHER_LOT = 'B'
const FULL = 28

const nothing: DrugCount = { boxes: [], quantities: [], uncounted: [], looseLots: [], began: 0, unplaced: new Map() }
const onShelf = (changes: Partial<LedgerBox> = {}): LedgerBox => ({
  place: 'inStock',
  lotId: LOT,
  pieces: FULL,
  moved: 1,
  ...changes,
})
const counted = (changes: Partial<CountedBox> = {}): CountedBox => ({
  line: 1,
  code: '1',
  lotId: null,
  pieces: FULL,
  atCount: onShelf(),
  now: onShelf(),
  ...changes,
})
const only = (changes: Partial<CountedBox>) => differencesOf({ ...nothing, boxes: [counted(changes)] })

describe('a counted box', () => {
  it('makes no difference where the ledger has it, whatever became of it afterwards', () => {
    for (const place of ['inStock', 'reserved', 'sold', 'destroyed'] as const)
      expect(only({ now: onShelf({ place }) })).toEqual([])
  })

  it('is found where the ledger had it as gone, and comes back to its lot', () => {
    for (const place of ['missing', 'transferred', 'destroyed'] as const) {
      const gone = onShelf({ place, pieces: 10 })
      expect(only({ atCount: gone, now: gone, pieces: 10 })).toMatchObject([{ kind: 'found', was: place, lotId: LOT, count: 10 }])
      expect(only({ atCount: gone, now: onShelf() })).toEqual([])
    }
  })

  it('that may not stand on a shelf is named, and nothing is written for it', () => {
    for (const place of ['sold', 'expected', 'quarantined', 'returned'] as const) {
      const elsewhere = onShelf({ place })
      expect(only({ atCount: elsewhere, now: elsewhere })).toMatchObject([{ kind: 'elsewhere', was: place, count: 0 }])
    }
  })

  it('that the books do not know comes into stock when its lot is known, and is put aside when it is not', () => {
    expect(only({ atCount: null, now: null, lotId: LOT })).toMatchObject([{ kind: 'new', lotId: LOT, count: FULL }])
    expect(only({ atCount: null, now: null })).toMatchObject([{ kind: 'unknown', lotId: null, count: 0 }])
    expect(only({ atCount: null, now: onShelf(), lotId: LOT })).toEqual([])
  })

  it('that was opened differs by its pieces at the moment of counting, also when some of them were sold since', () => {
    const opened = { atCount: onShelf({ pieces: 14 }), pieces: 10 }
    expect(only({ ...opened, now: onShelf({ pieces: 14 }) })).toMatchObject([{ kind: 'content', count: -4 }])
    expect(only({ ...opened, now: onShelf({ pieces: 9, moved: 2 }) })).toMatchObject([{ kind: 'content', count: -4 }])
    expect(only({ ...opened, now: onShelf({ place: 'reserved', pieces: 14 }) })).toMatchObject([{ kind: 'held', count: 0 }])
    expect(only({ ...opened, now: onShelf({ place: 'sold' }) })).toEqual([])
    expect(only({ ...opened, pieces: 2, now: onShelf({ pieces: 9 }) })).toMatchObject([{ kind: 'disturbed', count: 0 }])
  })

  it('of another lot than the ledger says takes its content from the one to the other', () => {
    const [difference] = only({ lotId: OTHER_LOT })
    expect(difference).toMatchObject({ kind: 'wrongLot', lotId: OTHER_LOT, count: FULL, from: { lotId: LOT, count: FULL } })
    expect(netOf(difference ? [difference] : [])).toBe(0)
    expect(bookChanges(difference ? [difference] : [])).toEqual(
      new Map([
        [OTHER_LOT, FULL],
        [LOT, -FULL],
      ]),
    )
  })
})

describe('goods counted by quantity', () => {
  const line = (changes: Partial<CountedQuantity> = {}): CountedQuantity => ({
    line: 2,
    lotId: LOT,
    count: 100,
    expected: 100,
    balance: 100,
    after: 5,
    ...changes,
  })

  it('are what all lines of a lot say together, against the books at the first of them', () => {
    const quantities = [line({ count: 60 }), line({ line: 3, count: 30, expected: 40 })]
    expect(differencesOf({ ...nothing, quantities })).toMatchObject([{ kind: 'quantity', lotId: LOT, count: -10 }])
  })

  it('have to be counted again when some of them moved between two lines', () => {
    const quantities = [line({ count: 60 }), line({ line: 3, count: 30, balance: 90 })]
    expect(differencesOf({ ...nothing, quantities })).toMatchObject([{ kind: 'disturbed', count: 0 }])
  })

  it('are no longer expected among those without a code when one is read by its code afterwards', () => {
    const quantities = [line({ count: 2 * FULL, expected: 3 * FULL })]
    expect(differencesOf({ ...nothing, quantities, boxes: [counted({ line: 3 })] })).toEqual([])
    expect(differencesOf({ ...nothing, quantities, boxes: [counted({ line: 1 })] })).toMatchObject([{ count: -FULL }])
    const came = counted({ line: 3, atCount: onShelf({ moved: 6 }) })
    expect(differencesOf({ ...nothing, quantities, boxes: [came] })).toMatchObject([{ kind: 'disturbed' }])
  })

  it('without codes stay as they are where nobody counted them', () => {
    expect(differencesOf({ ...nothing, looseLots: [LOT] })).toMatchObject([{ kind: 'notCounted', lotId: LOT, count: 0 }])
    expect(differencesOf({ ...nothing, looseLots: [LOT], quantities: [line()] })).toEqual([])
  })

  it('are not lost twice: what no box accounted for is settled when each box is counted by its code', () => {
    const unplaced = new Map([[LOT, -FULL]])
    expect(differencesOf({ ...nothing, unplaced, quantities: [line({ count: 4 * FULL, expected: 5 * FULL })] })).toEqual([])
    const missing: UncountedBox = { code: '9', lotId: LOT, pieces: FULL, moved: 1 }
    const byCode = differencesOf({ ...nothing, unplaced, began: 3, uncounted: [missing] })
    expect(byCode.map(({ kind }) => kind)).toEqual(['missing', 'unplaced'])
    expect(bookChanges(byCode)).toEqual(new Map())
  })
})

type Step = { readonly does: 'count' | 'sell' | 'reserve' | 'release'; readonly box: number }

/** A shelf with sales going on while it is counted. Every box that is there is counted in the end, but for those that were sold or moved since the first was. */
function countWhileSelling(there: readonly boolean[], steps: readonly Step[]): DrugCount {
  let seq = there.length
  let began: number | null = null
  const ledger = new Map<number, LedgerBox>(there.map((_, box) => [box, onShelf({ moved: box + 1 })]))
  const lines: CountedBox[] = []
  const at = (box: number): LedgerBox => ledger.get(box) ?? onShelf()
  const move = (box: number, place: LedgerBox['place']) => ledger.set(box, { ...at(box), place, moved: ++seq })
  const count = (box: number) => {
    if (lines.some(({ code }) => code === String(box))) return
    began ??= seq
    lines.push(counted({ line: lines.length + 1, code: String(box), atCount: at(box) }))
  }
  const everyBox = there.map((_, box): Step => ({ does: 'count', box }))
  for (const [turn, { does, box }] of [...steps, ...everyBox].entries()) {
    const { place, moved } = at(box)
    if (!there[box] || place === 'sold') continue
    if (turn >= steps.length && began !== null && moved > began) continue
    if (does === 'count' && place === 'inStock') count(box)
    if (does === 'reserve' && place === 'inStock') move(box, 'reserved')
    if (does === 'release' && place === 'reserved') move(box, 'inStock')
    if (does === 'sell') move(box, 'sold')
  }
  return {
    ...nothing,
    boxes: lines.map((line) => ({ ...line, now: at(Number(line.code)) })),
    began: began ?? 0,
    uncounted: [...ledger].flatMap(([box, { place, lotId, pieces, moved }]) =>
      place === 'inStock' && !lines.some(({ code }) => code === String(box)) ? [{ code: String(box), lotId, pieces, moved }] : [],
    ),
  }
}

describe('sales while the shelf is counted', () => {
  const shelf = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 })

  it('make no difference: exactly the boxes that are not there are missing, in whatever order it was counted and sold', () => {
    const does = fc.constantFrom<Step['does']>('count', 'sell', 'reserve', 'release')
    fc.assert(
      fc.property(shelf, fc.array(fc.record({ does, box: fc.nat({ max: 11 }) }), { maxLength: 30 }), (there, steps) => {
        const drug = countWhileSelling(
          there,
          steps.filter(({ box }) => box < there.length),
        )
        // where nothing could be counted the stocktake itself is the beginning
        const began = drug.boxes.length === 0 ? there.length : drug.began
        const missing = differencesOf({ ...drug, began }).map(({ kind, code }) => `${kind} ${code}`)
        const gone = there.flatMap((isThere, box) => (isThere ? [] : [`missing ${box}`]))
        expect(missing.toSorted()).toEqual(gone.toSorted())
      }),
    )
  })

  it('make no difference to goods counted by quantity: what is missing is missing, however much was sold before and after', () => {
    const amount = fc.integer({ min: 0, max: 1_000 })
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: -500, max: 500 }), (opening, soldBefore, lost) => {
        const balance = opening - soldBefore
        const count = Math.max(0, balance - lost)
        const quantity: CountedQuantity = { line: 1, lotId: LOT, count, expected: balance, balance, after: 1 }
        const differences = differencesOf({ ...nothing, looseLots: [LOT], quantities: [quantity] })
        expect(netOf(differences)).toBe(count - balance)
      }),
    )
  })
})

describe('what a stocktake covers', () => {
  const drugs = [
    { id: 'D1', shelf: 'A1' },
    { id: 'D2', shelf: 'A2' },
  ]
  const drugOf = (id: string) => drugs.find((drug) => drug.id === id) ?? null
  const scope = fc.oneof(
    fc.constant({ kind: 'shop' as const }),
    fc.record({ kind: fc.constant('shelf' as const), shelf: fc.constantFrom('A1', 'A2') }),
    fc.record({ kind: fc.constant('drugs' as const), drugIds: fc.subarray(['D1', 'D2'], { minLength: 1 }) }),
  )

  it('overlaps with another exactly where both cover a drug', () => {
    fc.assert(
      fc.property(scope, scope, (one, other) => {
        const both = drugs.some((drug) => covers(one, drug) && covers(other, drug))
        expect(overlaps(one, other, drugOf)).toBe(both)
      }),
    )
  })
})
