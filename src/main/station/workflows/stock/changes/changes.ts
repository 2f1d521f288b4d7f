import type { Person } from '../../../../../shared/contract/counter.ts'
import { type Failure, type FailureCode, failure } from '../../../../../shared/contract/failures.ts'
import type { StockHappening } from '../../../../../shared/contract/place.ts'
import type { ChangeView } from '../../../../../shared/contract/stock/changes.ts'
import type { BoxQuestion, LotOnBox } from '../../../../../shared/contract/stock/receiving.ts'
import type { Quantity } from '../../../../../shared/domain/money.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'
import { countOfQuantity, countsPerUnit } from '../../../../../shared/domain/stockBook.ts'
import { type ChangeKind, changeRule } from '../../../../../shared/domain/stockChanges.ts'
import { parseTraceCode, type TraceCode } from '../../../../../shared/domain/traceCode.ts'
import type { Drug, Lot } from '../../../store/goods.ts'
import type { Pack } from '../../../store/packs.ts'
import type { StockChangeItem, StockChangePaper } from '../../../store/stock/changes.ts'
import type { NewUpload } from '../../../store/stock/uploads.ts'
import type { Store } from '../../../store/store.ts'
import { lookUpBox, refuseHeld } from '../../boxRules.ts'
import type { PlaceTaker } from '../../placeScans.ts'
import { documentNumber } from '../documents.ts'
import { drugNamed, drugOfCode, drugOrLearned, lotOf, refuseIncoming } from '../incomingBox.ts'
import { carryOutChange } from './carryOut.ts'
import { createLotLists } from './lots.ts'
import { viewChange } from './view.ts'

const LISTED = 50
/** One paper is carried out in one transaction. */
const MOST_ITEMS = 300

export interface ChangePorts {
  readonly store: Store
  readonly clock: () => number
  readonly tell: (upload: NewUpload) => void
  readonly pump: () => void
  readonly learnPrefix: (drugId: string, prefix: string) => Result<unknown, Failure>
  readonly happened: (happening: StockHappening) => void
}

interface Told {
  readonly drug: string
  readonly lot: LotOnBox | null
}

type Done = Result<void, Failure>
const done: Done = ok(undefined)

/** Changes of the stock (3502), goods back to their supplier (3504), and what came back to the shelf: a paper is filled by scans, and carried out as a whole. */
export function createChanges(ports: ChangePorts) {
  const { store, clock, pump } = ports
  const { stockChanges, packs, goods, book, deliveries } = store
  const no = (code: FailureCode) => err(failure(code))

  function audit(action: string, id: string, operator: Person, detail: Readonly<Record<string, string>> = {}): void {
    store.audit.append({ accountId: operator.id, window: null, action, subject: id, detail })
  }

  /** One step of an open paper, in one transaction. */
  function step<T>(id: string, work: (paper: StockChangePaper) => Result<T, Failure>): Result<T, Failure> {
    const result = store.transaction(() => {
      const paper = stockChanges.find(id)
      if (paper === null) return no('CHANGE_UNKNOWN')
      return paper.state === 'open' ? work(paper) : no('CHANGE_NOT_NOW')
    })
    if (result.ok) ports.happened({ part: 'changes', id, done: null, of: null })
    return result
  }

  function addItem(id: string, given: Omit<StockChangeItem, 'item'>): Done {
    const items = stockChanges.items(id)
    if (items.length >= MOST_ITEMS) return no('CHANGE_FULL')
    if (given.code !== null && items.some(({ code }) => code === given.code)) return no('BOX_SCANNED')
    stockChanges.addItem(id, { ...given, item: (items.at(-1)?.item ?? 0) + 1 })
    return done
  }

  /** A box that is in the shop and leaves, or changes its place. */
  function boxHere(kind: ChangeKind, read: TraceCode): Result<Pack, Failure> {
    const { pack, sale } = lookUpBox(store, '', read)
    if (pack === null) return no('BOX_UNKNOWN')
    if (!changeRule(kind).from.includes(pack.place)) return err(refuseHeld({ holder: '', sale }, pack) ?? failure('BOX_IN_STOCK'))
    const isInDelivery =
      pack.place === 'quarantined' && deliveries.ofCode(pack.code).some(({ state }) => state === 'scanned' || state === 'refused')
    if (isInDelivery) return no('BOX_NOT_RECEIVED')
    const isOpened = pack.pieces !== goods.drug(pack.drugId)?.piecesPerPack
    return isOpened && kind === 'purchaseReturn' ? no('BOX_OPENED') : ok(pack)
  }

  /** A box that comes in: of which drug and lot. */
  function boxComing(read: TraceCode, told: Told): Result<Pick<Pack, 'code' | 'drugId' | 'lotId' | 'pieces'>, Failure> {
    const refused = refuseIncoming(store, read)
    if (refused !== null) return err(refused)
    const known = packs.find(read.code)
    if (known !== null) return ok(known)
    const drug = drugOrLearned(store, read, told.drug, ports.learnPrefix)
    if (!drug.ok) return drug
    const said = told.lot ?? lotSaid(read)
    if (said === null) return no('LOT_NEEDED')
    const lot = lotOf(store, drug.value.id, said)
    if (!lot.ok) return lot
    return ok({ code: read.code, drugId: drug.value.id, lotId: lot.value.id, pieces: drug.value.piecesPerPack })
  }

  function take(id: string, text: string, told: Told): Done {
    return step(id, ({ kind }) => {
      const read = parseTraceCode(text)
      if (read === null) return no(/^\d{8,14}$/.test(text.trim()) ? 'BOX_PRODUCT_CODE' : 'TRACE_CODE_WRONG')
      if (stockChanges.items(id).some(({ code }) => code === read.code)) return no('BOX_SCANNED')
      const box = changeRule(kind).way === 'in' ? boxComing(read, told) : boxHere(kind, read)
      if (!box.ok) return box
      const { code, drugId, lotId, pieces } = box.value
      return addItem(id, { code, drugId, lotId, count: pieces, isPart: false })
    })
  }

  /** Goods without trace codes of a lot: what comes in may be of a new one, what leaves is of one that the book has enough of. */
  function addLoose(id: string, given: { readonly drug: string; readonly lot: LotOnBox; readonly quantity: number }): Done {
    return step(id, ({ kind }) => {
      const drug = drugNamed(store, given.drug)
      if (drug === null) return no('RECEIVING_DRUG_UNKNOWN')
      const { way } = changeRule(kind)
      if (drug.isTraced || way === 'within') return no('CHANGE_NEEDS_BOXES')
      const count = countOfQuantity(given.quantity as Quantity, countsPerUnit(drug))
      if (count === null) return no('CHANGE_QUANTITY')
      const lot = way === 'in' ? lotOf(store, drug.id, given.lot) : lotHere(drug, given.lot)
      if (!lot.ok) return lot
      const lotId = lot.value.id
      const before = stockChanges.items(id).reduce((sum, item) => (item.lotId === lotId ? sum + item.count : sum), 0)
      if (way === 'out' && before + count > balanceOf(drug.id, lotId)) return no('CHANGE_TOO_MUCH')
      return addItem(id, { code: null, drugId: drug.id, lotId, count, isPart: false })
    })
  }

  function lotHere(drug: Drug, { number }: LotOnBox): Result<Lot, Failure> {
    const lot = goods.lotsOf(drug.id).find((one) => one.number === number)
    return lot === undefined ? no('LOT_MISSING') : ok(lot)
  }

  function balanceOf(drugId: string, lotId: string): number {
    return book.lotsOf(drugId).find((lot) => lot.lotId === lotId)?.count ?? 0
  }

  /** Why a paper cannot be carried out as it stands: a box went elsewhere since it was scanned, or loose goods were sold. */
  function refuseAll(kind: ChangeKind, items: readonly StockChangeItem[]): Failure | null {
    const { way, from } = changeRule(kind)
    for (const { code, isPart, count, drugId, lotId } of items) {
      if (code === null) {
        if (way === 'out' && count > balanceOf(drugId, lotId)) return failure('CHANGE_TOO_MUCH')
        continue
      }
      const read = parseTraceCode(code)
      const pack = packs.find(code)
      if (isPart) continue
      const isRight =
        way === 'in'
          ? read !== null && refuseIncoming(store, read) === null
          : pack !== null && from.includes(pack.place) && pack.pieces === count
      if (!isRight) return failure('CHANGE_BOX_MOVED', { field: code })
    }
    return null
  }

  const taker: PlaceTaker = (target, { text }, operator) =>
    operator.roles.includes('manager') ? take(target, text, { drug: '', lot: null }) : no('ROLE_MISSING')

  return {
    taker,
    take,
    addLoose,
    ...createLotLists(store, clock),

    list: () => ({
      changes: stockChanges.list(LISTED).map(({ id, kind, state, reason, openedAt, openedBy }) => ({
        id,
        kind,
        state,
        reason,
        openedAt,
        person: store.accounts.find(openedBy)?.name ?? openedBy,
      })),
      returned: packs.returned().length,
    }),

    view: (id: string): Result<ChangeView, Failure> => {
      const paper = stockChanges.find(id)
      return paper === null ? no('CHANGE_UNKNOWN') : ok(viewChange(store, paper, clock()))
    },

    begin: (
      { kind, reason, supplier, invoice }: Pick<StockChangePaper, 'kind' | 'reason' | 'supplier' | 'invoice'>,
      operator: Person,
    ): Result<{ changeId: string }, Failure> => {
      if (kind === 'purchaseReturn' && (supplier === '' || invoice === '')) return no('CHANGE_SUPPLIER_NEEDED')
      return store.transaction(() => {
        const id = documentNumber(store.settings, kind === 'purchaseReturn' ? 'TH' : 'BG', clock())
        stockChanges.open({ id, kind, reason, supplier, invoice, openedBy: operator.id })
        audit('change.opened', id, operator, { kind, reason })
        return ok({ changeId: id })
      })
    },

    ask: (text: string): Result<BoxQuestion, Failure> => {
      const read = parseTraceCode(text)
      if (read === null) return no('TRACE_CODE_WRONG')
      const drug = drugOfCode(store, read)
      const inCode = read.kind === 'gs1' ? read : null
      return ok({
        code: read.code,
        drug: drug && { id: drug.id, name: drug.name, specification: drug.specification },
        lots: (drug === null ? [] : goods.lotsOf(drug.id)).flatMap(({ number, madeOn, expiresOn }) =>
          expiresOn === null ? [] : [{ number, madeOn, expiresOn }],
        ),
        lot: { number: inCode?.lot ?? '', madeOn: inCode?.madeOn ?? '', expiresOn: inCode?.expiresOn ?? '' },
      })
    },

    addReturned: (id: string): Result<{ added: number }, Failure> =>
      step(id, ({ kind }) => {
        let added = 0
        for (const { code, drugId, lotId, pieces, isPart } of packs.returned()) {
          const isFitting = isPart ? kind === '105' : changeRule(kind).from.includes('returned')
          if (isFitting && addItem(id, { code, drugId, lotId, count: pieces, isPart }).ok) added += 1
        }
        return ok({ added })
      }),

    remove: (id: string, item: number): Done => step(id, () => (stockChanges.removeItem(id, item) ? done : no('CHANGE_NOT_NOW'))),

    complete: (id: string, operator: Person): Done => {
      const completed = step(id, (paper) => {
        const items = stockChanges.items(id)
        if (items.length === 0) return no('CHANGE_EMPTY')
        const refused = refuseAll(paper.kind, items)
        if (refused !== null) return err(refused)
        carryOutChange({ ...ports, operator }, paper, items)
        stockChanges.close(id, 'done', operator.id)
        audit('change.completed', id, operator, { kind: paper.kind, reason: paper.reason })
        return done
      })
      if (completed.ok) pump()
      return completed
    },

    cancel: (id: string, operator: Person): Done =>
      step(id, () => {
        stockChanges.close(id, 'cancelled', operator.id)
        audit('change.cancelled', id, operator)
        return done
      }),
  }
}

/** The lot that a GS1 code says whole. */
function lotSaid(read: TraceCode): LotOnBox | null {
  if (read.kind !== 'gs1') return null
  const { lot: number, madeOn, expiresOn } = read
  return number !== null && madeOn !== null && expiresOn !== null ? { number, madeOn, expiresOn } : null
}

export type Changes = ReturnType<typeof createChanges>
