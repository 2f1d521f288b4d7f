import type { Person } from '../../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../../shared/contract/failures.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import { shanghaiDate } from '../../../../shared/domain/shanghaiTime.ts'
import type { CaseItem, CaseRecord } from '../../store/cases.ts'
import type { Store } from '../../store/store.ts'
import { isComplete, looseLot, placeFor, refuseReturned, type ScannedBox } from './basket.ts'
import type { CaseSteps } from './caseSteps.ts'
import { basketOf } from './outgoing.ts'

/** Of a trace code: they identify the drug. */
const PREFIX_LENGTH = 7

/** The basket of a case and, while goods come back, what was scanned back. Each change is one transaction: basket, ledger, state, history, audit. */
export function createPicking({ store, steps }: { readonly store: Store; readonly steps: CaseSteps }) {
  /** A box may go in or out: the case is being picked and nothing is at the center. */
  function refuse({ machine }: CaseRecord): Failure | null {
    return steps.refusal(machine, { type: 'basketChanged', complete: false })
  }

  function lookUp(caseId: string, code: string): ScannedBox {
    const pack = store.packs.find(code)
    const drug = pack ? store.goods.drug(pack.drugId) : store.goods.drugOfPrefix(code.slice(0, PREFIX_LENGTH))
    const sold = pack?.place === 'sold' ? store.packs.historyOf(code).findLast(({ to }) => to === 'sold') : undefined
    const sale = sold?.holder ? store.cases.find(sold.holder) : null
    return {
      caseId,
      pack,
      drug,
      lot: pack && store.goods.lot(pack.lotId),
      sale: sold && sale ? { document: sale.document, at: sold.at } : null,
    }
  }

  function changed(record: CaseRecord, operator: Person, item: CaseItem, type: 'itemAdded' | 'itemRemoved'): void {
    const complete = isComplete(basketOf(record, store))
    // another basket is another sum
    const reckonedAnew = { presettlement: null, payment: null, failure: null, failedAt: null }
    const applied = steps.apply(record.id, { type: 'basketChanged', complete }, operator, reckonedAnew)
    if (!applied.ok) throw new Error(`the basket of case ${record.id} cannot change: ${applied.failure.code}`)
    store.cases.addHistory(record.id, {
      accountId: operator.id,
      event: { type, itemId: item.id },
      state: applied.value.machine.state,
    })
  }

  return {
    refuse,

    /** a box by its code; `byHand`: why it was typed and not scanned */
    take: (caseId: string, code: string, byHand: string | null, operator: Person): Result<void, Failure> =>
      store.transaction(() => {
        const record = steps.find(caseId)
        const refused = refuse(record)
        if (refused !== null) return err(refused)
        const placed = placeFor(basketOf(record, store), lookUp(caseId, code), shanghaiDate(steps.now()))
        if (!placed.ok) return placed
        const pack = store.packs.move(code, { from: 'inStock', to: 'reserved', holder: caseId, accountId: operator.id })
        const { drugId, lotId } = pack
        const item = store.cases.addItem({ caseId, line: placed.value.number, drugId, lotId, code, pieces: null, byHand })
        changed(record, operator, item, 'itemAdded')
        return ok(undefined)
      }),

    /** goods without trace codes, from their first lot to expire */
    takeLoose: (caseId: string, line: string, operator: Person): Result<void, Failure> =>
      store.transaction(() => {
        const record = steps.find(caseId)
        const refused = refuse(record)
        if (refused !== null) return err(refused)
        const wanted = basketOf(record, store).find(({ number }) => `${number}` === line)
        if (wanted === undefined) return err(failure('LINE_UNKNOWN'))
        if (wanted.drug === null) return err(failure('LOT_MISSING'))
        if (wanted.drug.isTraced) return err(failure('TRACE_CODE_MISSING'))
        if (wanted.items.length > 0) return err(failure('BOX_NOT_NEEDED'))
        const lot = looseLot(store.goods.lotsOf(wanted.drug.id), shanghaiDate(steps.now()))
        if (lot === null) return err(failure('LOT_MISSING'))
        const goods = { drugId: wanted.drug.id, lotId: lot.id, code: null, pieces: null, byHand: null }
        changed(record, operator, store.cases.addItem({ caseId, line: wanted.number, ...goods }), 'itemAdded')
        return ok(undefined)
      }),

    remove: (caseId: string, itemId: string, operator: Person): Result<void, Failure> =>
      store.transaction(() => {
        const record = steps.find(caseId)
        const refused = refuse(record)
        if (refused !== null) return err(refused)
        const item = store.cases.items(caseId).find(({ id }) => id === itemId)
        if (item === undefined) return err(failure('ITEM_UNKNOWN'))
        if (item.code !== null)
          store.packs.move(item.code, { from: 'reserved', to: 'inStock', holder: null, accountId: operator.id })
        store.cases.removeItem(itemId)
        changed(record, operator, item, 'itemRemoved')
        return ok(undefined)
      }),

    /** a box of the sale that comes back; `byHand`: why it was typed and not scanned */
    takeBack: (caseId: string, code: string, byHand: string | null, operator: Person): Result<void, Failure> =>
      store.transaction(() => {
        const { returnedCodes, machine } = steps.find(caseId)
        const refused = steps.refusal(machine, { type: 'begin', action: { kind: 'revoke' } })
        if (refused !== null || returnedCodes === null) return err(refused ?? failure('CASE_NOT_NOW'))
        const wrong = refuseReturned(code, soldCodes(caseId), returnedCodes)
        if (wrong !== null) return err(wrong)
        store.cases.update(caseId, { returnedCodes: [...returnedCodes, code] })
        const entry = { accountId: operator.id, window: null, action: 'case.boxCameBack', subject: caseId }
        store.audit.append({ ...entry, detail: { code, byHand: byHand !== null } })
        return ok(undefined)
      }),

    soldCodes,
  }

  function soldCodes(caseId: string): readonly string[] {
    return store.cases.items(caseId).flatMap(({ code }) => (code === null ? [] : [code]))
  }
}
