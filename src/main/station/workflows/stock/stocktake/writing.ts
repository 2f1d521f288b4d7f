import { shanghaiDate } from '../../../../../shared/domain/shanghaiTime.ts'
import { bookChanges, type Difference } from '../../../../../shared/domain/stocktake.ts'
import type { Drug } from '../../../store/goods.ts'
import type { Stocktake } from '../../../store/stock/stocktakes.ts'
import type { NewUpload } from '../../../store/stock/uploads.ts'
import type { Store } from '../../../store/store.ts'
import { countsToTell } from '../countToTell.ts'
import { differencesOfDrug } from './drugCount.ts'

/** Why a box moved or changed. Stored: never rename it. */
const COUNTED = 'counted'

export interface WritingPorts {
  readonly store: Store
  /** has the province told of a line; the station decides whether and when */
  readonly tell: (upload: NewUpload) => void
}

/**
 * Writes the next drugs of an approved stocktake, in one transaction: what the boxes and the book gain, what the province is told (3501, one line for each lot with
 * what the book has of it now), how far it came. Whatever moved since the counting is no difference, so that it does not matter when this is called. False when
 * nothing is left: the stocktake is over.
 */
export function writeNext({ store, tell }: WritingPorts, id: string, drugsAtOnce: number): boolean {
  return store.transaction(() => {
    const { stocktakes, goods } = store
    const stocktake = stocktakes.find(id)
    if (stocktake?.state !== 'approving') return false
    const drugs = stocktakes.ledger.drugsIn(stocktake.scope, stocktake.doneDrug ?? '', drugsAtOnce)
    const toTell = countsToTell(store)
    let { told } = stocktake
    for (const drugId of drugs) {
      const drug = goods.drug(drugId)
      if (drug === null) throw new Error(`there is no drug ${drugId}`)
      told += writeDrug({ store, tell }, { ...stocktake, told }, drug, toTell)
    }
    if (drugs.length === drugsAtOnce) return true
    stocktakes.end(id)
    const entry = { accountId: stocktake.decidedBy, window: null, action: 'stocktake.written', subject: id }
    store.audit.append({ ...entry, detail: { lines: told } })
    return false
  })
}

/** Returns how many lines the province was told of. */
function writeDrug(
  { store, tell }: WritingPorts,
  stocktake: Stocktake,
  drug: Drug,
  toTell: ReturnType<typeof countsToTell>,
): number {
  const { id, decidedBy: accountId } = stocktake
  const differences = differencesOfDrug(store, stocktake, drug)
  const lots = new Set(store.book.lotsOf(drug.id).map(({ lotId }) => lotId))
  for (const { lotId } of store.stocktakes.ofDrug(id, drug.id)) if (lotId !== null) lots.add(lotId)
  const untold = new Set(differences.flatMap(({ kind, lotId }) => (kind === 'notCounted' && lotId !== null ? [lotId] : [])))

  for (const difference of differences) moveBox(store, drug.id, difference, { accountId, document: id, reason: COUNTED })
  for (const [lotId, count] of bookChanges(differences)) {
    const kind = store.stocktakes.ledger.hasBeginning(drug.id, lotId) ? 'count' : 'opening'
    store.book.record({ kind, changeType: null, drugId: drug.id, lotId, count, document: id, holder: null, accountId })
    lots.add(lotId)
  }
  const lines = [...lots].filter((lotId) => !untold.has(lotId)).toSorted()
  for (const [index, lotId] of lines.entries()) {
    const line = stocktake.told + index + 1
    tell({
      batchSerial: `${id}-${line}`,
      number: '3501',
      document: id,
      line,
      drugId: drug.id,
      lotId,
      ...toTell(drug, lotId),
      price: drug.price,
      detail: { countedOn: shanghaiDate(stocktake.decidedAt ?? stocktake.beganAt) },
      dueAt: null,
      accountId,
    })
  }
  store.stocktakes.drugDone(id, drug.id, stocktake.told + lines.length, differences)
  return lines.length
}

function moveBox(
  { packs }: Pick<Store, 'packs'>,
  drugId: string,
  { kind, code, lotId, count, was }: Difference,
  by: { readonly accountId: string | null; readonly document: string; readonly reason: string },
): void {
  if (code === null || lotId === null) return
  const move = { holder: null, ...by }
  const now = packs.find(code)
  switch (kind) {
    case 'missing':
      packs.move(code, { ...move, from: 'inStock', to: 'missing' })
      return
    case 'found':
      if (was !== null) packs.move(code, { ...move, from: was, to: 'inStock' })
      if (now?.lotId !== lotId || now.pieces !== count) packs.correct(code, { lotId, pieces: count }, by)
      return
    case 'new':
      packs.receive({ code, drugId, lotId, pieces: count }, by)
      return
    case 'content':
      packs.correct(code, { lotId, pieces: (now?.pieces ?? 0) + count }, by)
      return
    case 'wrongLot':
      packs.correct(code, { lotId, pieces: count }, by)
      return
    default:
      return
  }
}
