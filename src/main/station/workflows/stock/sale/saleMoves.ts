import { type Failure, failure } from '../../../../../shared/contract/failures.ts'
import type { RegisteredPharmacist } from '../../../../../shared/contract/host.ts'
import { shanghaiDate } from '../../../../../shared/domain/shanghaiTime.ts'
import type { SaleLine, SalePaid, SaleRecord } from '../../../store/stock/sale.ts'
import type { NewUpload } from '../../../store/stock/uploads.ts'
import type { Store } from '../../../store/store.ts'
import { sellBox, takeBoxBack } from '../../boxMoves.ts'
import { refuseLots } from '../../boxRules.ts'
import { countOfLine, isNamed } from './saleRules.ts'
import { returnUploads, saleUploads } from './saleUploads.ts'
import { drugOf, totalOf } from './saleView.ts'

export interface SaleMovesPorts {
  readonly store: Store
  readonly clock: () => number
  /** the province is to be told, in the transaction of what it is told of */
  readonly tell: (upload: NewUpload) => void
}

/** What happens to boxes, book and uploads when the money of a sale moves; always in the transaction of the money. */
export function createSaleMoves({ store, clock, tell }: SaleMovesPorts) {
  const { sales, packs, book } = store

  function write(sale: SaleRecord, line: SaleLine, kind: 'sale' | 'saleReturn', accountId: string): void {
    const { drugId, lotId, code } = line
    const count = countOfLine(line, code === null ? null : (packs.find(code)?.pieces ?? null))
    const signed = kind === 'sale' ? -count : count
    book.record({
      kind,
      changeType: null,
      drugId,
      lotId,
      count: signed,
      document: sale.document,
      holder: sale.id,
      accountId,
    })
  }

  function audit(action: string, { id, document }: SaleRecord, accountId: string, lines: readonly SaleLine[]): void {
    const detail = { document, total: totalOf(lines), lines: lines.length }
    store.audit.append({ accountId, window: null, action, subject: id, detail })
  }

  return {
    /** what may have changed since a box was scanned, and the buyer's name where the law wants it */
    refuse({ lines, buyer }: SaleRecord): Failure | null {
      const today = shanghaiDate(clock())
      for (const { lotId } of lines) {
        const lot = store.goods.lot(lotId)
        const refused = refuseLots({ lots: lot === null ? [] : [lot], expiresOn: null }, today)
        if (refused !== null) return refused
      }
      const needsBuyer = lines.some(({ drugId }) => isNamed(drugOf(drugId, store)))
      return needsBuyer && buyer === null ? failure('SALE_BUYER_NEEDED') : null
    },

    sell(sale: SaleRecord, pharmacist: RegisteredPharmacist, paid: SalePaid): void {
      const { accountId, settlement } = paid
      for (const line of sale.lines) {
        write(sale, line, 'sale', accountId)
        if (line.code !== null) sellBox(packs, { code: line.code, pieces: line.pieces, holder: sale.id, accountId })
      }
      for (const upload of saleUploads({ ...sale, settlement }, pharmacist, { accountId, at: clock() })) tell(upload)
      sales.pay(sale.id, paid)
      audit('sale.paid', sale, accountId, sale.lines)
    },

    /** what lies on the counter to be given back */
    takeBack(sale: SaleRecord, accountId: string): void {
      const lines = comingBack(sale)
      for (const line of lines) {
        write(sale, line, 'saleReturn', accountId)
        if (line.code !== null) takeBoxBack(packs, { code: line.code, pieces: line.pieces, holder: sale.id, accountId })
      }
      for (const upload of returnUploads({ ...sale, lines }, { accountId, at: clock() })) tell(upload)
      sales.takeBack(sale.id, accountId)
      audit('sale.paidBack', sale, accountId, lines)
    },
  }
}

export type SaleMoves = ReturnType<typeof createSaleMoves>

export function comingBack({ lines }: Pick<SaleRecord, 'lines'>): readonly SaleLine[] {
  return lines.filter(({ state }) => state === 'comingBack')
}
