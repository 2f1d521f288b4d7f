import type { Person } from '../../../../../shared/contract/counter.ts'
import { type Failure, type FailureCode, failure } from '../../../../../shared/contract/failures.ts'
import type { StockHappening } from '../../../../../shared/contract/place.ts'
import type { BoxQuestion, DeliveryView, LotOnBox } from '../../../../../shared/contract/stock/receiving.ts'
import type { Price, Quantity } from '../../../../../shared/domain/money.ts'
import { needsSecondPerson } from '../../../../../shared/domain/receiving.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'
import { parseTraceCode, type TraceCode } from '../../../../../shared/domain/traceCode.ts'
import type { Drug } from '../../../store/goods.ts'
import type { Delivery, DeliveryBox, DeliveryLineRow } from '../../../store/stock/receiving.ts'
import type { NewUpload } from '../../../store/stock/uploads.ts'
import type { Store } from '../../../store/store.ts'
import type { DeliveryFile } from '../../../workers/deliveries/deliveryFile.ts'
import type { PlaceTaker } from '../../placeScans.ts'
import { documentNumber } from '../documents.ts'
import { drugNamed, drugOfCode, drugOrLearned, lotOf, refuseIncoming } from '../incomingBox.ts'
import { createAcceptance } from './acceptance.ts'
import { createDeliveryImport } from './importing.ts'
import { viewDelivery } from './view.ts'

const BY_SECOND = 'acceptanceBySecond'
const CLOSED_SHOWN = 50

export interface ReceivingPorts {
  readonly store: Store
  readonly clock: () => number
  readonly tell: (upload: NewUpload) => void
  readonly pump: () => void
  /** that the trace codes of a drug begin with these seven digits */
  readonly learnPrefix: (drugId: string, prefix: string) => Result<unknown, Failure>
  readonly happened: (happening: StockHappening) => void
  /** a file of a delivery (base64), away from the station's thread */
  readonly readDeliveryFile: (file: string) => Promise<Result<DeliveryFile, 'FILE_TOO_LARGE' | 'FILE_UNREADABLE'>>
}

type Done = Result<void, Failure>
const done: Done = ok(undefined)
/** What is known beside a code: which drug it is of, and which lot. */
interface Told {
  /** as somebody names it; empty where nobody did */
  readonly drug: string
  readonly lot: LotOnBox | null
}
const nothing: Told = { drug: '', lot: null }

/** Receiving: what the note names, what is scanned, what two people accept. Every step is on disk, so that an interrupted delivery goes on where it was. */
export function createReceiving(ports: ReceivingPorts) {
  const { store, clock, happened } = ports
  const { deliveries, packs, goods, settings } = store
  const no = (code: FailureCode) => err(failure(code))
  const acceptance = createAcceptance(ports)

  function audit(action: string, id: string, operator: Person, detail: Readonly<Record<string, string>> = {}): void {
    store.audit.append({ accountId: operator.id, window: null, action, subject: id, detail })
  }

  function changed(id: string): void {
    happened({ part: 'receiving', id, done: null, of: null })
  }

  /** One step of a delivery that is in one of these states, in one transaction. */
  function step<T>(
    id: string,
    states: readonly Delivery['state'][],
    work: (delivery: Delivery) => Result<T, Failure>,
  ): Result<T, Failure> {
    const result = store.transaction(() => {
      const delivery = deliveries.find(id)
      if (delivery === null) return no('DELIVERY_UNKNOWN')
      return states.includes(delivery.state) ? work(delivery) : no('DELIVERY_NOT_NOW')
    })
    if (result.ok) changed(id)
    return result
  }

  function addLine(id: string, drug: Drug, lot: LotOnBox, more: Partial<DeliveryLineRow> = {}): Result<DeliveryLineRow, Failure> {
    const lines = deliveries.lines(id)
    const made = lotOf(store, drug.id, lot)
    if (!made.ok) return made
    const line: DeliveryLineRow = {
      line: (lines.at(-1)?.line ?? 0) + 1,
      drugId: drug.id,
      lotId: made.value.id,
      named: drug.name,
      lotNumber: lot.number,
      madeOn: lot.madeOn,
      expiresOn: lot.expiresOn,
      expected: 0 as Quantity,
      loose: 0 as Quantity,
      price: lines.find(({ drugId }) => drugId === drug.id)?.price ?? null,
      isChosen: false,
      ...more,
    }
    deliveries.putLine(id, line)
    return ok(line)
  }

  /** The line of a box, by the lot that its code or somebody tells, else by the only or the chosen lot of its drug. */
  function lineOf(id: string, drug: Drug, read: TraceCode, told: Told): Result<DeliveryLineRow, Failure> {
    const own = deliveries.lines(id).filter(({ drugId }) => drugId === drug.id)
    const said = told.lot ?? lotInCode(read, own)
    if (said !== null) {
      const known = own.find(({ lotNumber }) => lotNumber === said.number)
      if (known !== undefined && known.expiresOn !== said.expiresOn) return no('LOT_DIFFERS')
      const line = known === undefined ? addLine(id, drug, said) : ok(known)
      if (line.ok && told.lot !== null) choose(id, own, line.value)
      return line
    }
    // the code names a lot that is not on the note, and not when it was made
    if (read.kind === 'gs1' && read.lot !== null) return no('LOT_NEEDED')
    const line = own.find(({ isChosen }) => isChosen) ?? (own.length === 1 ? own[0] : undefined)
    return line === undefined ? no('LOT_NEEDED') : ok(line)
  }

  /** Boxes of this drug go to this line until somebody says another. */
  function choose(id: string, own: readonly DeliveryLineRow[], chosen: DeliveryLineRow): void {
    for (const line of own) if (line.isChosen && line.line !== chosen.line) deliveries.putLine(id, { ...line, isChosen: false })
    deliveries.putLine(id, { ...chosen, isChosen: true })
  }

  /** A box comes into the ledger, in quarantine until it is accepted. */
  function receiveBox(id: string, box: DeliveryBox, line: DeliveryLineRow, operator: Person): Result<void, Failure> {
    const { code } = box
    const read = parseTraceCode(code)
    if (read === null) return no('TRACE_CODE_WRONG')
    const refused = refuseIncoming(store, read)
    if (refused !== null) return err(refused)
    const { drugId, lotId } = line
    const drug = drugId === null ? null : goods.drug(drugId)
    if (drug === null || lotId === null) return no('RECEIVING_DRUG_NEEDED')
    const before = packs.find(code)
    // it left or was lost before, and is another lot's box now only if the books were wrong
    if (before !== null && (before.drugId !== drug.id || before.lotId !== lotId)) return no('LOT_DIFFERS')
    const by = { accountId: operator.id, document: id }
    if (before === null)
      packs.receive(
        { code, drugId: drug.id, lotId, pieces: drug.piecesPerPack, place: 'quarantined' },
        { ...by, reason: 'received' },
      )
    else packs.move(code, { from: before.place, to: 'quarantined', holder: null, reason: 'received', ...by })
    deliveries.putBox({ ...box, line: line.line, state: 'scanned' })
    deliveries.addPerson(id, operator.id)
    return done
  }

  function takeCase(id: string, inside: readonly DeliveryBox[], operator: Person) {
    const lines = new Map(deliveries.lines(id).map((line) => [line.line, line]))
    let [taken, refused] = [0, 0]
    let last: Failure | null = null
    for (const box of inside) {
      const line = lines.get(box.line)
      if (box.state !== 'expected' || line === undefined) continue
      const came = receiveBox(id, box, line, operator)
      if (came.ok) taken += 1
      else {
        refused += 1
        last = came.failure
      }
    }
    if (taken > 0) return ok({ taken, refused })
    return err(last ?? failure('BOX_SCANNED'))
  }

  /** Takes a box, or a case with everything in it. */
  function take(id: string, text: string, told: Told, operator: Person): Result<{ taken: number; refused: number }, Failure> {
    return step(id, ['open'], () => {
      const inside = deliveries.inCase(id, text.trim())
      if (inside.length > 0) return takeCase(id, inside, operator)
      const read = parseTraceCode(text)
      if (read === null) return no(/^\d{8,14}$/.test(text.trim()) ? 'BOX_PRODUCT_CODE' : 'TRACE_CODE_WRONG')
      const named = deliveries.box(id, read.code)
      if (named !== null && named.state !== 'expected') return no('BOX_SCANNED')
      const refused = refuseIncoming(store, read)
      if (refused !== null) return err(refused)
      const line = named === null ? lineOfNew(id, read, told) : lineOfNamed(id, named, read, told)
      if (!line.ok) return line
      const box = named ?? newBox(id, read.code)
      const came = receiveBox(id, box, line.value, operator)
      return came.ok ? ok({ taken: 1, refused: 0 }) : came
    })
  }

  function lineOfNew(id: string, read: TraceCode, told: Told): Result<DeliveryLineRow, Failure> {
    const drug = drugOrLearned(store, read, told.drug, ports.learnPrefix)
    return drug.ok ? lineOf(id, drug.value, read, told) : drug
  }

  /** The note names the code; its lot counts only where the box itself says nothing else. */
  function lineOfNamed(id: string, box: DeliveryBox, read: TraceCode, told: Told): Result<DeliveryLineRow, Failure> {
    const line = deliveries.lines(id).find((one) => one.line === box.line)
    if (line === undefined) return no('LINE_UNKNOWN')
    const other = read.kind === 'gs1' && read.lot !== null && read.lot !== line.lotNumber
    return other || line.drugId === null ? lineOfNew(id, read, told) : ok(line)
  }

  const taker: PlaceTaker = (target, { text }, operator) => take(target, text, nothing, operator)

  return {
    taker,
    take,
    recover: acceptance.recover,
    idle: acceptance.idle,
    close: acceptance.close,
    importFile: createDeliveryImport(ports, audit, changed),

    list: () => ({
      deliveries: [...deliveries.unclosed().filter(isShown), ...deliveries.closed(CLOSED_SHOWN)].map(
        ({ id, supplier, note, state, openedAt, openedBy }) => ({
          id,
          supplier,
          note,
          state: state === 'importing' ? ('open' as const) : state,
          openedAt,
          person: nameOf(openedBy),
        }),
      ),
      bySecond: bySecond(),
    }),

    view: (id: string): Result<DeliveryView, Failure> => {
      const delivery = deliveries.find(id)
      return delivery === null || !isShown(delivery)
        ? no('DELIVERY_UNKNOWN')
        : ok(viewDelivery({ store, delivery, needsSecond: isOfTwo(id), now: clock() }))
    },

    begin: (head: Pick<Delivery, 'supplier' | 'note' | 'invoice'>, operator: Person) =>
      store.transaction((): Result<{ deliveryId: string }, Failure> => {
        const id = documentNumber(settings, 'RK', clock())
        if (!deliveries.open({ ...head, id, state: 'open', openedBy: operator.id })) return no('DELIVERY_KNOWN')
        audit('delivery.opened', id, operator, { supplier: head.supplier, note: head.note })
        return ok({ deliveryId: id })
      }),

    addLine: (
      id: string,
      given: { readonly drug: string; readonly lot: LotOnBox; readonly quantity: number; readonly price: number | null },
      operator: Person,
    ): Done =>
      step(id, ['open'], () => {
        const drug = drugNamed(store, given.drug)
        if (drug === null) return no('RECEIVING_DRUG_UNKNOWN')
        const { quantity, price } = given
        const known = deliveries.lines(id).find(({ drugId, lotNumber }) => drugId === drug.id && lotNumber === given.lot.number)
        const more = { expected: quantity as Quantity, price: price as Price | null }
        if (known) deliveries.putLine(id, { ...known, expected: (known.expected + quantity) as Quantity })
        const line = known ? ok(known) : addLine(id, drug, given.lot, more)
        if (!line.ok) return line
        audit('delivery.lineAdded', id, operator, { drug: drug.id, lot: given.lot.number })
        return done
      }),

    ask: (id: string, text: string): Result<BoxQuestion, Failure> => {
      if (deliveries.find(id) === null) return no('DELIVERY_UNKNOWN')
      const read = parseTraceCode(text)
      if (read === null) return no('TRACE_CODE_WRONG')
      const drug = drugOfCode(store, read)
      const own = deliveries.lines(id).filter(({ drugId }) => drug !== null && drugId === drug.id)
      const inCode = read.kind === 'gs1' ? read : null
      return ok({
        code: read.code,
        drug: drug && { id: drug.id, name: drug.name, specification: drug.specification },
        lots: own.map(({ lotNumber: number, madeOn, expiresOn }) => ({ number, madeOn, expiresOn })),
        lot: { number: inCode?.lot ?? '', madeOn: inCode?.madeOn ?? '', expiresOn: inCode?.expiresOn ?? '' },
      })
    },

    countLoose: (id: string, number: number, quantity: number, operator: Person): Done =>
      step(id, ['open'], () => {
        const line = deliveries.lines(id).find((one) => one.line === number)
        const drug = line?.drugId == null ? null : goods.drug(line.drugId)
        if (line === undefined || drug === null || drug.isTraced) return no('LINE_UNKNOWN')
        deliveries.putLine(id, { ...line, loose: quantity as Quantity })
        deliveries.addPerson(id, operator.id)
        return done
      }),

    nameLine: (id: string, number: number, named: string, operator: Person): Done =>
      step(id, ['open'], () => {
        const line = deliveries.lines(id).find((one) => one.line === number)
        if (line === undefined || line.drugId !== null) return no('LINE_UNKNOWN')
        const drug = drugNamed(store, named)
        if (drug === null) return no('RECEIVING_DRUG_UNKNOWN')
        const lot = lotOf(store, drug.id, { number: line.lotNumber, madeOn: line.madeOn, expiresOn: line.expiresOn })
        if (!lot.ok) return lot
        deliveries.putLine(id, { ...line, drugId: drug.id, lotId: lot.value.id })
        audit('delivery.lineNamed', id, operator, { drug: drug.id })
        return done
      }),

    refuse: (id: string, text: string, reason: string, operator: Person): Done =>
      step(id, ['open', 'checking'], () => {
        const read = parseTraceCode(text)
        if (read === null) return no('TRACE_CODE_WRONG')
        const box = deliveries.box(id, read.code)
        if (box?.state !== 'scanned') return no('BOX_NOT_SCANNED')
        deliveries.putBox({ ...box, state: 'refused', reason })
        audit('delivery.boxRefused', id, operator, { code: read.code, reason })
        return done
      }),

    finish: (id: string, operator: Person): Done =>
      step(id, ['open'], () => {
        if (!acceptance.hasCome(id)) return no('DELIVERY_EMPTY')
        deliveries.setState(id, 'checking')
        audit('delivery.finished', id, operator)
        return done
      }),

    reopen: (id: string, operator: Person): Done =>
      step(id, ['checking'], () => {
        deliveries.setState(id, 'open')
        audit('delivery.reopened', id, operator)
        return done
      }),

    accept: (id: string, operator: Person): Done => {
      const accepted = step(id, ['open', 'checking'], () => {
        if (!acceptance.hasCome(id)) return no('DELIVERY_EMPTY')
        const own = [...deliveries.people(id), deliveries.find(id)?.openedBy]
        if (isOfTwo(id) && own.includes(operator.id)) return no('SECOND_PERSON_NEEDED')
        deliveries.setState(id, 'accepting', operator.id)
        deliveries.expectedIsMissing(id)
        audit('delivery.accepted', id, operator)
        return done
      })
      if (accepted.ok) acceptance.carryOut(id)
      return accepted
    },

    cancel: (id: string, reason: string, operator: Person): Done =>
      step(id, ['open', 'checking'], () => {
        if (acceptance.hasCome(id)) return no('DELIVERY_SCANNED')
        deliveries.setState(id, 'cancelled')
        audit('delivery.cancelled', id, operator, { reason })
        return done
      }),

    setSecond: (isOn: boolean, operator: Person): Done => {
      store.transaction(() => {
        settings.set(BY_SECOND, isOn)
        audit('delivery.secondPerson', BY_SECOND, operator, { is: String(isOn) })
      })
      return done
    },
  }

  function bySecond(): boolean {
    return settings.get(BY_SECOND) === true
  }

  function nameOf(accountId: string): string {
    return store.accounts.find(accountId)?.name ?? accountId
  }

  function isOfTwo(id: string): boolean {
    if (bySecond()) return true
    const drugs = new Set(deliveries.lines(id).map(({ drugId }) => drugId))
    return [...drugs].some((drugId) => drugId !== null && needsSecondPerson(goods.drug(drugId)?.special ?? []))
  }
}

function isShown({ state }: Delivery): boolean {
  return state !== 'importing'
}

/** The lot that a GS1 code names: whole where it says both days, or where the note has this lot. */
function lotInCode(read: TraceCode, own: readonly DeliveryLineRow[]): LotOnBox | null {
  if (read.kind !== 'gs1' || read.lot === null) return null
  const { lot: number, madeOn, expiresOn } = read
  const known = own.find(({ lotNumber }) => lotNumber === number)
  if (known) return { number, madeOn: known.madeOn, expiresOn: expiresOn ?? known.expiresOn }
  return madeOn !== null && expiresOn !== null ? { number, madeOn, expiresOn } : null
}

function newBox(delivery: string, code: string): DeliveryBox {
  return { delivery, code, line: 1, caseCode: null, state: 'expected', reason: null, serial: null }
}

export type Receiving = ReturnType<typeof createReceiving>
