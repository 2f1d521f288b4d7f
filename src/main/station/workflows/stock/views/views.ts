import { type Failure, failure } from '../../../../../shared/contract/failures.ts'
import type { Mode } from '../../../../../shared/contract/host.ts'
import type { BookPlace, DrugBook, StockView, StockViewAsk } from '../../../../../shared/contract/stock/views.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'
import { shanghaiDateTime } from '../../../../../shared/domain/shanghaiTime.ts'
import { countsPerUnit, quantityOfCount } from '../../../../../shared/domain/stockBook.ts'
import { parseTraceCode } from '../../../../../shared/domain/traceCode.ts'
import { composeViewPaper } from '../../../papers/compose.ts'
import type { PaperShop } from '../../../papers/facts.ts'
import { stockTables } from '../../../papers/stockTables.ts'
import type { Drug } from '../../../store/goods.ts'
import type { Store } from '../../../store/store.ts'
import type { Work } from '../../../workers/work.ts'
import type { PaperWay } from '../../paperWay.ts'

export interface ViewsPorts {
  readonly mode: Mode
  /** the file of the books */
  readonly database: string
  readonly store: Pick<Store, 'goods' | 'packs' | 'book' | 'accounts'>
  readonly work: Pick<Work, 'run'>
  readonly paperWay: Pick<PaperWay, 'print'>
  readonly shop: () => PaperShop
  readonly clock: () => number
}

/** The stock as a whole, and the book of one drug. */
export interface Views {
  view(ask: StockViewAsk, page: number): Promise<StockView>
  /** every row as an xlsx, with a name for it */
  file(ask: StockViewAsk): Promise<{ readonly name: string; readonly base64: string }>
  /** fails with those of the printer */
  print(ask: StockViewAsk): Promise<Result<void, Failure>>
  /** by own number, EAN or trace code; SALE_GOODS_UNKNOWN. `after`: where the page begins; null for the first. */
  movements(of: string, after: BookPlace | null): Result<DrugBook, Failure>
}

/** rows of a drug's book on a page */
const BOOK_PAGE = 20

const names = {
  value: '库存金额',
  turnover: '销售与周转',
  expiry: '近效期药品',
  deadlines: '上传时限',
  causes: '对账差异',
} as const

/** What people look through of the stock. Long reading goes to the worker. */
export function createViews({ mode, database: file, store, work, paperWay, shop, clock }: ViewsPorts): Views {
  const { goods, packs, book, accounts } = store

  function drugOf(text: string): Drug | null {
    const read = parseTraceCode(text)
    const pack = read && packs.find(read.code)
    const byCode = pack ? goods.drug(pack.drugId) : read?.kind === 'national' ? goods.drugOfPrefix(read.prefix) : null
    return byCode ?? goods.drug(text) ?? goods.drugOfBarcode(text)
  }

  return {
    view: (ask, page) => work.run('stockView', { file, ask, at: clock(), page }),

    file: async (ask) => {
      const at = clock()
      const bytes = await work.run('stockFile', { file, ask, at, page: null })
      const time = shanghaiDateTime(at).replaceAll(/[-:]/g, '').replace(' ', '-')
      return { name: `${names[ask.kind]}-${time}.xlsx`, base64: Buffer.from(bytes).toString('base64') }
    },

    print: async (ask) => {
      const at = clock()
      const tables = stockTables(await work.run('stockView', { file, ask, at, page: null }))
      return paperWay.print(composeViewPaper(tables, { mode, shop: shop(), at }), { opensDrawer: false })
    },

    movements: (of, after) => {
      const drug = drugOf(of)
      if (drug === null) return err(failure('SALE_GOODS_UNKNOWN'))
      const perUnit = countsPerUnit(drug)
      const onHand = book.onHand(drug.id)
      const found = book.newestOf(drug.id, after, BOOK_PAGE + 1)
      let left = after?.left ?? onHand
      const rows = found.slice(0, BOOK_PAGE).map(({ seq, at, kind, changeType, lotId, count, document, accountId }) => {
        const row = {
          seq,
          at,
          kind,
          changeType,
          lot: goods.lot(lotId)?.number ?? lotId,
          quantity: quantityOfCount(count, perUnit),
          left: quantityOfCount(left, perUnit),
          document,
          person: accountId === null ? null : (accounts.find(accountId)?.name ?? accountId),
        }
        left -= count
        return row
      })
      const last = rows.at(-1)
      const { id: drugId, name, specification, unit, manufacturer } = drug
      return ok({
        drugId,
        name,
        specification,
        unit,
        manufacturer,
        onHand: quantityOfCount(onHand, perUnit),
        rows,
        next: found.length > BOOK_PAGE && last ? { at: last.at, seq: last.seq, left } : null,
      })
    },
  }
}
