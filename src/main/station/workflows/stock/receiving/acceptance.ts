import { setImmediate as immediately } from 'node:timers/promises'
import type { Quantity } from '../../../../../shared/domain/money.ts'
import { countOfQuantity, countsPerUnit } from '../../../../../shared/domain/stockBook.ts'
import type { Delivery, DeliveryBox, DeliveryLineRow } from '../../../store/stock/receiving.ts'
import { createTurn } from '../../inTurn.ts'
import type { ReceivingPorts } from './receiving.ts'

/** How many boxes go to the shelf in one transaction, and with one upload: a few milliseconds of the station's thread. */
const SLICE = 100
const WHOLE = 10_000

/**
 * What follows an acceptance, slice by slice: accepted boxes go to the shelf and into the book and the province is told of them (3503), refused ones go back to their supplier. Each
 * slice is whole by itself, so that a station that dies between two goes on with the next.
 */
export function createAcceptance({ store, clock, tell, pump, happened }: ReceivingPorts) {
  const { deliveries, packs, goods, book } = store
  const turn = createTurn()
  let isClosing = false

  /** Whether anything of a delivery has come. */
  function hasCome(id: string): boolean {
    const isHere = deliveries.counts(id).some(({ state }) => state === 'scanned' || state === 'refused')
    return isHere || deliveries.lines(id).some(({ loose }) => loose > 0)
  }

  /** Goods of one line come into the book, and the province is told. */
  function buyIn(delivery: Delivery, line: DeliveryLineRow, quantity: Quantity, boxes: readonly DeliveryBox[]): void {
    const { drugId, lotId } = line
    const drug = drugId === null ? null : goods.drug(drugId)
    if (drug === null || lotId === null) throw new Error(`line ${line.line} of delivery ${delivery.id} has no drug`)
    const count = countOfQuantity(quantity, countsPerUnit(drug))
    if (count === null) throw new Error(`line ${line.line} of delivery ${delivery.id} has a quantity that the book cannot count`)
    // each movement of the paper is one line of what the province is told
    const number = book.ofDocument(delivery.id).length + 1
    const serial = `${delivery.id}-${number}`
    const { id: document, supplier, note, invoice, acceptedBy: accountId } = delivery
    for (const box of boxes) {
      packs.move(box.code, { from: 'quarantined', to: 'inStock', holder: null, accountId, reason: 'accepted', document })
      deliveries.putBox({ ...box, state: 'accepted', serial })
    }
    book.record({ kind: 'purchase', changeType: null, drugId: drug.id, lotId, count, document, holder: null, accountId })
    tell({
      batchSerial: serial,
      number: '3503',
      document,
      line: number,
      drugId: drug.id,
      lotId,
      quantity,
      price: line.price,
      codes: boxes.map(({ code }) => code),
      detail: { supplier, note, invoice: invoice === '' ? null : invoice, at: clock() },
      dueAt: null,
      accountId,
    })
  }

  function sendBack(delivery: Delivery, boxes: readonly DeliveryBox[]): void {
    const { id: document, acceptedBy: accountId } = delivery
    for (const box of boxes) {
      packs.move(box.code, {
        from: 'quarantined',
        to: 'transferred',
        holder: null,
        accountId,
        reason: box.reason ?? 'refused',
        document,
      })
      deliveries.putBox({ ...box, state: 'sentBack' })
    }
  }

  /** One slice; false when nothing is left. */
  function slice(id: string): boolean {
    return store.transaction(() => {
      const delivery = deliveries.find(id)
      if (delivery?.state !== 'accepting') return false
      const lines = deliveries.lines(id)
      const [first, ...rest] = deliveries.boxes(id, 'scanned', SLICE)
      if (first) {
        const boxes = [first, ...rest.filter(({ line }) => line === first.line)]
        const line = lines.find((one) => one.line === first.line)
        if (line === undefined) throw new Error(`delivery ${id} has no line ${first.line}`)
        buyIn(delivery, line, (boxes.length * WHOLE) as Quantity, boxes)
        return true
      }
      const refused = deliveries.boxes(id, 'refused', SLICE)
      if (refused.length > 0) {
        sendBack(delivery, refused)
        return true
      }
      for (const line of lines) if (line.loose > 0) buyIn(delivery, line, line.loose, [])
      deliveries.setState(id, 'done')
      return false
    })
  }

  async function work(id: string): Promise<void> {
    const of = deliveries.counts(id).reduce((sum, { count }) => sum + count, 0)
    let done = 0
    while (!isClosing && slice(id)) {
      done = Math.min(of, done + SLICE)
      happened({ part: 'receiving', id, done, of })
      await immediately()
    }
    happened({ part: 'receiving', id, done: null, of: null })
    pump()
  }

  function carryOut(id: string): void {
    void turn.take(() => work(id))
  }

  return {
    hasCome,
    carryOut,
    /** after a start: what was being accepted goes on, and what was half read of a file is forgotten */
    recover: (): void => {
      deliveries.forgetHalfImported()
      for (const { id, state } of deliveries.unclosed()) if (state === 'accepting') carryOut(id)
    },
    idle: turn.idle,
    /** settles after the slice under way; the next start goes on */
    close: (): Promise<unknown> => {
      isClosing = true
      return turn.idle()
    },
  }
}
