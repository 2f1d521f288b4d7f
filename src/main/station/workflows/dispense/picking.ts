import type { Person } from '../../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../../shared/contract/failures.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import { shanghaiDate } from '../../../../shared/domain/shanghaiTime.ts'
import { parseTraceCode, type TraceCode } from '../../../../shared/domain/traceCode.ts'
import type { Profile } from '../../../../shared/profiles/index.ts'
import type { CaseItem, CaseRecord } from '../../store/cases.ts'
import type { Lot } from '../../store/goods.ts'
import type { Store } from '../../store/store.ts'
import { lookUpBox, looseLot } from '../boxRules.ts'
import { isComplete, type Placed, placeFor, refuseReturned } from './basket.ts'
import type { CaseSteps } from './caseSteps.ts'
import { basketOf } from './outgoing.ts'

/** Why a box was not scanned and, of one that the books do not know, its lot; null where its drug has only one. */
export interface ByHand {
  readonly reason: string
  readonly lotNumber: string | null
}

export interface PickingPorts {
  readonly store: Store
  readonly steps: CaseSteps
  /** of the province; null while there is no center, and then nothing unknown is taken */
  readonly profile: () => Profile | null
}

/** The basket of a case and, while goods come back, what was scanned back. Each change is one transaction: basket, ledger, state, history, audit. */
export function createPicking({ store, steps, profile }: PickingPorts) {
  /** A box may go in or out: the case is being picked and nothing is at the center. */
  function refuse({ machine }: CaseRecord): Failure | null {
    return steps.refusal(machine, { type: 'basketChanged', complete: false })
  }

  const today = (): string => shanghaiDate(steps.now())
  const mayBeUnknown = (): boolean => profile()?.unknownTraceCodes.value === 'allowWithReason'

  /** Where a box goes that was scanned or typed. One that the books do not know comes into them when a reason is given and the province lets it. */
  function place(record: CaseRecord, read: TraceCode, byHand: ByHand | null, operator: Person): Result<Placed, Failure> {
    const lines = basketOf(record, store)
    const box = lookUpBox(store, record.id, read)
    const placed = placeFor(lines, box, today(), mayBeUnknown())
    if (placed.ok || placed.failure.code !== 'BOX_UNKNOWN_NEEDS_REASON' || byHand === null || box.drug === null) return placed
    const lot = lotNamed(store.goods.lotsOf(box.drug.id), byHand.lotNumber)
    if (!lot.ok) return lot
    const { id: drugId, piecesPerPack: pieces } = box.drug
    const unknown = { code: read.code, drugId, lotId: lot.value.id, pieces }
    const pack = { ...unknown, place: 'inStock', holder: null } as const
    const fits = placeFor(lines, { ...box, pack, lots: [lot.value] }, today(), true)
    if (!fits.ok) return fits
    store.packs.receive(unknown, { accountId: operator.id, reason: byHand.reason, document: record.document })
    const surplus = { kind: 'change', changeType: '103', count: pieces, document: record.document, holder: record.id } as const
    store.book.record({ ...surplus, drugId, lotId: lot.value.id, accountId: operator.id })
    const entry = { accountId: operator.id, window: null, action: 'case.unknownBoxTaken', subject: record.id }
    store.audit.append({ ...entry, detail: { code: read.code, lot: lot.value.number } })
    return fits
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
    take: (caseId: string, text: string, byHand: ByHand | null, operator: Person): Result<void, Failure> =>
      store.transaction(() => {
        const record = steps.find(caseId)
        const read = parseTraceCode(text)
        const refused = refuse(record)
        if (refused !== null || read === null) return err(refused ?? failure('TRACE_CODE_WRONG'))
        const placed = place(record, read, byHand, operator)
        if (!placed.ok) return placed
        const { code } = read
        const { line, pieces } = placed.value
        const pack = store.packs.move(code, { from: 'inStock', to: 'reserved', holder: caseId, accountId: operator.id })
        const { drugId, lotId } = pack
        const reason = byHand?.reason ?? null
        const item = store.cases.addItem({ caseId, line: line.number, drugId, lotId, code, pieces, byHand: reason })
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
        const lot = looseLot(store.goods, wanted.drug.id, today())
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
    takeBack: (caseId: string, text: string, byHand: ByHand | null, operator: Person): Result<void, Failure> =>
      store.transaction(() => {
        const code = parseTraceCode(text)?.code
        if (code === undefined) return err(failure('TRACE_CODE_WRONG'))
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

/** The lot that a box is of: the one named, or the only one. */
function lotNamed(lots: readonly Lot[], number: string | null): Result<Lot, Failure> {
  if (number === null && lots.length > 1) return err(failure('LOT_NEEDED'))
  const lot = number === null ? lots[0] : lots.find((each) => each.number === number)
  return lot === undefined ? err(failure('LOT_MISSING')) : ok(lot)
}
