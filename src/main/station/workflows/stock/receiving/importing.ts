import { setImmediate as immediately } from 'node:timers/promises'
import type { Person } from '../../../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../../../shared/contract/failures.ts'
import type { DeliveryImport } from '../../../../../shared/contract/stock/receiving.ts'
import type { Quantity } from '../../../../../shared/domain/money.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'
import type { Drug } from '../../../store/goods.ts'
import type { DeliveryLineRow } from '../../../store/stock/receiving.ts'
import type { Store } from '../../../store/store.ts'
import type { DeliveryFile, FileLine } from '../../../workers/deliveries/deliveryFile.ts'
import { documentNumber } from '../documents.ts'
import { drugNamed, lotOf } from '../incomingBox.ts'
import type { ReceivingPorts } from './receiving.ts'

/** Boxes that are written in one transaction. */
const SLICE = 400

interface Given {
  /** null: a delivery of its own */
  readonly deliveryId: string | null
  /** for what the file does not say itself */
  readonly supplier: string
  readonly note: string
  readonly file: string
}

/**
 * A file becomes a delivery, or is added to one that is open: its lines in one transaction, its boxes slice by slice. A delivery that is not read to its end is shown to nobody and gone at
 * the next start; into an open one boxes come only as expected, so that the file may simply be read once more.
 */
export function createDeliveryImport(
  { store, clock, readDeliveryFile }: ReceivingPorts,
  audit: (action: string, id: string, operator: Person, detail: Readonly<Record<string, string>>) => void,
  changed: (id: string) => void,
) {
  const { deliveries, settings } = store

  /** The delivery with the lines of the file; the line of each. */
  function begin(given: Given, file: DeliveryFile, operator: Person) {
    return store.transaction((): Result<{ id: string; lines: readonly number[] }, Failure> => {
      const open = given.deliveryId === null ? null : deliveries.find(given.deliveryId)
      if (given.deliveryId !== null && open === null) return err(failure('DELIVERY_UNKNOWN'))
      if (open !== null && open.state !== 'open') return err(failure('DELIVERY_NOT_NOW'))
      const id = open?.id ?? documentNumber(settings, 'RK', clock())
      if (open === null) {
        const [supplier, note] = [file.supplier || given.supplier, file.note || given.note]
        if (supplier === '' || note === '') return err(failure('DELIVERY_UNNAMED'))
        const head = { id, supplier, note, invoice: file.invoice, state: 'importing', openedBy: operator.id } as const
        if (!deliveries.open(head)) return err(failure('DELIVERY_KNOWN'))
      }
      const lines: number[] = []
      for (const line of file.lines) {
        const put = putLine(id, line)
        if (!put.ok) {
          // nothing of it stays
          if (open === null) deliveries.forget(id)
          return put
        }
        lines.push(put.value)
      }
      return ok({ id, lines })
    })
  }

  /** A line of a file: the one that its delivery has of this drug and lot, or a new one. */
  function putLine(id: string, { keys, named, quantity, price, boxes, ...lot }: FileLine): Result<number, Failure> {
    const drug = drugOfKeys(store, keys)
    const known = deliveries.lines(id)
    const same = known.find(
      (line) => line.lotNumber === lot.lotNumber && (drug === null ? line.named === named : line.drugId === drug.id),
    )
    // the boxes of a line that the note has counted already
    if (same !== undefined) {
      if (boxes.length === 0) deliveries.putLine(id, { ...same, expected: quantity })
      else if (same.expected < quantity) deliveries.putLine(id, { ...same, expected: quantity })
      return ok(same.line)
    }
    const made = drug && lotOf(store, drug.id, { number: lot.lotNumber, madeOn: lot.madeOn, expiresOn: lot.expiresOn })
    if (made !== null && !made.ok) return made
    const line: DeliveryLineRow = {
      ...lot,
      line: (known.at(-1)?.line ?? 0) + 1,
      drugId: drug?.id ?? null,
      lotId: made === null ? null : made.value.id,
      named,
      expected: quantity,
      loose: 0 as Quantity,
      price,
      isChosen: false,
    }
    deliveries.putLine(id, line)
    return ok(line.line)
  }

  return async function importFile(given: Given, operator: Person): Promise<Result<DeliveryImport, Failure>> {
    const read = await readDeliveryFile(given.file)
    if (!read.ok) return err(failure(read.failure))
    const { faults, faultCount } = read.value
    if (faultCount > 0) return ok({ deliveryId: null, faults, faultCount })
    const begun = begin(given, read.value, operator)
    if (!begun.ok) return begun
    const { id, lines } = begun.value
    const boxes = read.value.lines.flatMap(({ boxes: own }, index) => own.map((box) => ({ ...box, line: lines[index] ?? 1 })))
    for (let at = 0; at < boxes.length; at += SLICE) {
      store.transaction(() => {
        for (const box of boxes.slice(at, at + SLICE)) {
          if (deliveries.box(id, box.code) === null)
            deliveries.putBox({ ...box, delivery: id, state: 'expected', reason: null, serial: null })
        }
      })
      await immediately()
    }
    store.transaction(() => {
      if (given.deliveryId === null) deliveries.setState(id, 'open')
      audit('delivery.imported', id, operator, { boxes: String(boxes.length) })
    })
    changed(id)
    return ok({ deliveryId: id, faults: [], faultCount: 0 })
  }
}

function drugOfKeys(store: Store, keys: FileLine['keys']): Drug | null {
  const finders = {
    own: (text: string) => store.goods.drug(text),
    national: (text: string) => drugNamed(store, text),
    barcode: (text: string) => store.goods.drugOfBarcode(text),
    prefix: (text: string) => store.goods.drugOfPrefix(text),
  }
  for (const { by, text } of keys) {
    const drug = finders[by](text)
    if (drug !== null) return drug
  }
  return null
}
