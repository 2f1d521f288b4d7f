import type { Person } from '../../../../../shared/contract/counter.ts'
import type { Price } from '../../../../../shared/domain/money.ts'
import { countsPerUnit, quantityOfCount } from '../../../../../shared/domain/stockBook.ts'
import { changeRule } from '../../../../../shared/domain/stockChanges.ts'
import type { Drug } from '../../../store/goods.ts'
import type { StockChangeItem, StockChangePaper } from '../../../store/stock/changes.ts'
import type { NewUpload } from '../../../store/stock/uploads.ts'
import type { Store } from '../../../store/store.ts'

interface CarryOutPorts {
  readonly store: Store
  readonly clock: () => number
  readonly tell: (upload: NewUpload) => void
  readonly operator: Person
}

/** What the province is told in one line: goods of one lot, whole boxes apart from parts, and of one purchase. */
interface Group {
  readonly drug: Drug
  readonly lotId: string
  readonly purchase: Purchase | null
  readonly items: readonly StockChangeItem[]
}

/** The purchase that a box came with. */
interface Purchase {
  readonly serial: string
  readonly price: Price | null
}

/** Carries a paper out inside the caller's transaction: every box to its place, every lot into the book, and what the province is to be told. */
export function carryOutChange(
  { store, clock, tell, operator }: CarryOutPorts,
  paper: StockChangePaper,
  items: readonly StockChangeItem[],
): void {
  const { id: document, kind, reason, supplier, invoice } = paper
  const { way } = changeRule(kind)
  for (const item of items) moveBox(store, paper, item, operator)
  // nothing came or went
  if (kind === 'toShelf') return
  const at = clock()
  groupsOf(store, paper, items).forEach(({ drug, lotId, purchase, items: own }, index) => {
    const count = own.reduce((sum, item) => sum + item.count, 0)
    const common = { drugId: drug.id, lotId, document, accountId: operator.id }
    const signed = way === 'in' ? count : -count
    if (kind === 'purchaseReturn')
      store.book.record({ ...common, kind: 'purchaseReturn', changeType: null, count: signed, holder: null })
    else store.book.record({ ...common, kind: 'change', changeType: kind, count: signed, holder: null })
    const line = index + 1
    const upload = {
      ...common,
      batchSerial: `${document}-${line}`,
      line,
      quantity: quantityOfCount(count, countsPerUnit(drug)),
      codes: own.flatMap(({ code }) => (code === null ? [] : [code])),
      dueAt: null,
    }
    if (kind === 'purchaseReturn')
      tell({
        ...upload,
        number: '3504',
        price: purchase?.price ?? null,
        detail: { supplier, invoice, at, purchaseSerial: purchase?.serial ?? null },
      })
    else tell({ ...upload, number: '3502', price: drug.price, detail: { changeType: kind, at, memo: reason } })
  })
}

function moveBox(store: Store, { id: document, kind, reason }: StockChangePaper, item: StockChangeItem, operator: Person): void {
  const { code, isPart, drugId, lotId, count: pieces } = item
  if (code === null) return
  const { packs } = store
  const { to } = changeRule(kind)
  const by = { accountId: operator.id, document }
  const before = packs.find(code)
  if (isPart) packs.partDestroyed(code, { ...by, pieces })
  else if (before === null) packs.receive({ code, drugId, lotId, pieces, place: 'inStock' }, { ...by, reason })
  else packs.move(code, { from: before.place, to, holder: null, reason, ...by })
}

function groupsOf(store: Store, { kind }: StockChangePaper, items: readonly StockChangeItem[]): readonly Group[] {
  const groups = new Map<string, { group: Omit<Group, 'items'>; items: StockChangeItem[] }>()
  for (const item of items) {
    const drug = store.goods.drug(item.drugId)
    if (drug === null) throw new Error(`the catalogue has lost drug ${item.drugId}`)
    const isWhole = item.code === null || (!item.isPart && item.count === drug.piecesPerPack)
    const purchase = kind === 'purchaseReturn' && item.code !== null ? purchaseOf(store, item.code) : null
    const key = [item.lotId, isWhole, purchase?.serial].join('/')
    const known = groups.get(key)
    if (known) known.items.push(item)
    else groups.set(key, { group: { drug, lotId: item.lotId, purchase }, items: [item] })
  }
  return [...groups.values()].map(({ group, items: own }) => ({ ...group, items: own }))
}

function purchaseOf({ deliveries }: Pick<Store, 'deliveries'>, code: string): Purchase | null {
  const box = deliveries.ofCode(code).find(({ state }) => state === 'accepted')
  if (box?.serial == null) return null
  const line = deliveries.lines(box.delivery).find((one) => one.line === box.line)
  return { serial: box.serial, price: line?.price ?? null }
}
