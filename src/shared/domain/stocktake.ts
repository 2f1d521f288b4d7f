import type { PackPlace } from './packPlaces.ts'

/** What a stocktake covers. Stored: never rename a word of it. */
export type StocktakeScope =
  | { readonly kind: 'shop' }
  | { readonly kind: 'shelf'; readonly shelf: string }
  | { readonly kind: 'drugs'; readonly drugIds: readonly string[] }

/** A box as the ledger has it. `moved`: the number of its last movement there, which rises with every movement of any box. */
export interface LedgerBox {
  readonly place: PackPlace
  readonly lotId: string
  readonly pieces: number
  readonly moved: number
}

/** A box whose code was counted. `atCount`: what the ledger had of it at that moment, `now`: what it has; null: nothing. */
export interface CountedBox {
  /** rises with everything that is counted */
  readonly line: number
  readonly code: string
  /** as the box itself or the person says; null: nobody does */
  readonly lotId: string | null
  readonly pieces: number
  readonly atCount: LedgerBox | null
  readonly now: LedgerBox | null
}

/** Goods of a lot that were counted by quantity: those without codes, or all of the lot whose codes were not read. */
export interface CountedQuantity {
  readonly line: number
  readonly lotId: string
  readonly count: number
  /** what the books had of them at that moment */
  readonly expected: number
  /** what the book had of the whole lot at that moment */
  readonly balance: number
  /** the number of the ledger's last movement then */
  readonly after: number
}

/** A box on the shelf by the ledger that nobody counted. */
export interface UncountedBox extends Omit<LedgerBox, 'place'> {
  readonly code: string
}

/** All that was counted of one drug, with what the books say now. */
export interface DrugCount {
  readonly boxes: readonly CountedBox[]
  /** in the order in which they were counted */
  readonly quantities: readonly CountedQuantity[]
  readonly uncounted: readonly UncountedBox[]
  /** the number of the ledger's last movement when the first of the drug was counted, or when the stocktake began where nothing was */
  readonly began: number
  /** lots of goods without codes that the book has something of */
  readonly looseLots: readonly string[]
  /** by lot: what earlier stocktakes wrote into the book by quantity and no box of the ledger accounts for */
  readonly unplaced: ReadonlyMap<string, number>
}

/** The kinds of differences. These words are stored: never rename one. */
export const differenceKinds = Object.freeze([
  /** the ledger has the box on the shelf, nobody counted it and it did not move meanwhile */
  'missing',
  /** it was counted, and the ledger had it as gone */
  'found',
  /** its code is new to the books, its lot is known: it comes into stock */
  'new',
  /** its code is new to the books and nobody knows its lot: it is put aside */
  'unknown',
  /** it was counted where it may not stand: sold, not accepted yet, back for a check */
  'elsewhere',
  /** an opened box has another content */
  'content',
  'wrongLot',
  /** it differs, and is in a basket now */
  'held',
  /** goods that were counted by quantity */
  'quantity',
  /** goods without codes that the book has and nobody counted: they stay as they are, for who saw nothing has not said that nothing is there */
  'notCounted',
  /** an earlier difference by quantity, now that each box was counted by its code */
  'unplaced',
  /** it moved so that nobody can tell any more: it has to be counted again */
  'disturbed',
] as const)
export type DifferenceKind = (typeof differenceKinds)[number]

export interface Difference {
  readonly kind: DifferenceKind
  /** null where it is one of a quantity */
  readonly code: string | null
  /** null: nobody knows it */
  readonly lotId: string | null
  /** what the book of this lot gains, in its own units; 0 where nothing is written */
  readonly count: number
  /** of a box of a wrong lot: what the book of the lot that it stands under loses */
  readonly from: { readonly lotId: string; readonly count: number } | null
  /** where the ledger had the box when it was counted */
  readonly was: PackPlace | null
}

const CAME_BACK: readonly PackPlace[] = ['missing', 'transferred', 'destroyed']
const MAY_NOT_STAND_THERE: readonly PackPlace[] = ['sold', 'expected', 'quarantined', 'returned']

/** Whether a drug belongs to what is counted. */
export function covers(scope: StocktakeScope, drug: { readonly id: string; readonly shelf: string }): boolean {
  switch (scope.kind) {
    case 'shop':
      return true
    case 'shelf':
      return drug.shelf === scope.shelf
    case 'drugs':
      return scope.drugIds.includes(drug.id)
  }
}

/** Whether two stocktakes would count something twice. `drugOf` finds a drug of the catalogue. */
export function overlaps(
  one: StocktakeScope,
  other: StocktakeScope,
  drugOf: (id: string) => { readonly id: string; readonly shelf: string } | null,
): boolean {
  if (one.kind === 'shop' || other.kind === 'shop') return true
  if (one.kind === 'shelf' && other.kind === 'shelf') return one.shelf === other.shelf
  const [listed, rest] = one.kind === 'drugs' ? [one, other] : [other, one]
  const ids = listed.kind === 'drugs' ? listed.drugIds : []
  return ids.some((id) => {
    const drug = drugOf(id)
    return drug !== null && covers(rest, drug)
  })
}

/**
 * How the counted goods of one drug differ from the books at the moment of counting. What moves afterwards by its own paper is no difference: a box sold after or
 * before it was counted, one that came meanwhile. A box is missing only when it stood on the shelf by the ledger from the drug's first count on and did not move
 * since: each movement is a scan that saw it. The result is what the books must gain now, whatever was sold between counting and this call.
 */
export function differencesOf(drug: DrugCount): readonly Difference[] {
  const byQuantity = new Set(drug.quantities.map(({ lotId }) => lotId))
  const missing = drug.uncounted
    .filter(({ lotId, moved }) => moved <= drug.began && !byQuantity.has(lotId))
    .map(({ code, lotId, pieces }): Difference => ({ ...box('missing', code, 'inStock'), lotId, count: -pieces }))
  const placed = [...drug.unplaced]
    .filter(([lotId, count]) => count !== 0 && !byQuantity.has(lotId))
    .map(([lotId, count]): Difference => ({ ...box('unplaced', null, null), lotId, count: -count }))
  const notCounted = drug.looseLots
    .filter((lotId) => !byQuantity.has(lotId))
    .map((lotId): Difference => ({ ...box('notCounted', null, null), lotId }))
  return [
    ...drug.boxes.flatMap((counted) => ofBox(counted) ?? []),
    ...missing,
    ...[...byQuantity].flatMap((lotId) => ofQuantity(lotId, drug) ?? []),
    ...notCounted,
    ...placed,
  ]
}

/** What the book of each lot gains by differences, lots that gain nothing left out. */
export function bookChanges(differences: readonly Difference[]): ReadonlyMap<string, number> {
  const changes = new Map<string, number>()
  const add = (lotId: string, count: number) => changes.set(lotId, (changes.get(lotId) ?? 0) + count)
  for (const { lotId, count, from } of differences) {
    if (lotId !== null) add(lotId, count)
    if (from !== null) add(from.lotId, -from.count)
  }
  return new Map([...changes].filter(([, count]) => count !== 0))
}

/** What all differences of a drug come to, in the book's units. */
export function netOf(differences: readonly Pick<Difference, 'count' | 'from'>[]): number {
  return differences.reduce((sum, { count, from }) => sum + count - (from?.count ?? 0), 0)
}

function box(kind: DifferenceKind, code: string | null, was: PackPlace | null): Difference {
  return { kind, code, lotId: null, count: 0, from: null, was }
}

function ofBox({ code, lotId, pieces, atCount, now }: CountedBox): Difference | null {
  if (atCount === null) {
    // it came into the books meanwhile by a paper of its own
    if (now !== null) return null
    return lotId === null ? box('unknown', code, null) : { ...box('new', code, null), lotId, count: pieces }
  }
  if (CAME_BACK.includes(atCount.place)) {
    return now?.place === atCount.place
      ? { ...box('found', code, atCount.place), lotId: lotId ?? atCount.lotId, count: pieces }
      : null
  }
  if (MAY_NOT_STAND_THERE.includes(atCount.place)) {
    return now?.place === atCount.place ? { ...box('elsewhere', code, atCount.place), lotId: atCount.lotId } : null
  }
  return ofBoxOnShelf({ code, lotId, pieces, atCount, now })
}

function ofBoxOnShelf({
  code,
  lotId,
  pieces,
  atCount,
  now,
}: Omit<CountedBox, 'line'> & { readonly atCount: LedgerBox }): Difference | null {
  const gained = pieces - atCount.pieces
  const isWrongLot = lotId !== null && lotId !== atCount.lotId
  if (gained === 0 && !isWrongLot) return null
  const known = { ...box('content', code, atCount.place), lotId: atCount.lotId }
  if (now?.place === 'reserved') return { ...known, kind: 'held' }
  // it left the shelf since, as what the books had it for
  if (now?.place !== 'inStock') return null
  const left = now.pieces + gained
  if (left <= 0) return { ...known, kind: 'disturbed' }
  if (!isWrongLot) return { ...known, count: gained }
  return { ...known, kind: 'wrongLot', lotId, count: left, from: { lotId: atCount.lotId, count: now.pieces } }
}

function ofQuantity(lotId: string, { boxes, quantities, unplaced }: DrugCount): Difference | null {
  const lines = quantities.filter((line) => line.lotId === lotId)
  const [first] = lines
  if (first === undefined) return null
  // read by their codes only afterwards: they were among those whose codes were not read, unless they came to the shelf in between
  const readLater = boxes.filter(
    ({ line, atCount }) => line > first.line && atCount?.lotId === lotId && atCount.place === 'inStock',
  )
  const isDisturbed =
    lines.some(({ balance }) => balance !== first.balance) || readLater.some(({ atCount }) => (atCount?.moved ?? 0) > first.after)
  if (isDisturbed) return { ...box('disturbed', null, null), lotId }
  const expected =
    first.expected + (unplaced.get(lotId) ?? 0) - readLater.reduce((sum, { atCount }) => sum + (atCount?.pieces ?? 0), 0)
  const count = lines.reduce((sum, line) => sum + line.count, 0) - expected
  return count === 0 ? null : { ...box('quantity', null, null), lotId, count }
}
