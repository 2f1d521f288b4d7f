import type { Person } from '../../../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../../../shared/contract/failures.ts'
import type { SalePaperKind } from '../../../../../shared/contract/stock/sale.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'
import { composeSalePaper } from '../../../papers/compose.ts'
import type { SalePaperFacts } from '../../../papers/facts.ts'
import type { SaleRecord } from '../../../store/stock/sale.ts'
import type { PapersPorts } from '../../papers.ts'
import { createPrinting } from '../../printing.ts'
import { papersOfSale, viewSale } from './saleView.ts'

/** The papers of ordinary sales. None of them changes its sale, whatever becomes of the printer. */
export interface SalePapers {
  /** SALE_UNKNOWN; PAPER_NOT_NOW while the sale does not give it */
  pdf(saleId: string, kind: SalePaperKind): Promise<Result<{ readonly base64: string }, Failure>>
  /** besides these, the failures of the printer */
  print(saleId: string, kind: SalePaperKind, operator: Person): Promise<Result<void, Failure>>
  /** money moved and that is on disk: its paper comes out by itself, once, where there is a printer */
  moneyMoved(saleId: string, kind: SalePaperKind, operator: Person): void
}

export function createSalePapers({ mode, store, paperWay, shop, renderPdf, clock, tell }: PapersPorts): SalePapers {
  const { sales } = store

  function find(saleId: string, kind: SalePaperKind): Result<SaleRecord, Failure> {
    const sale = sales.find(saleId)
    if (sale === null) return err(failure('SALE_UNKNOWN'))
    return papersOfSale(sale).includes(kind) ? ok(sale) : err(failure('PAPER_NOT_NOW'))
  }

  function factsOf(sale: SaleRecord, kind: SalePaperKind, isOnScreen: boolean): SalePaperFacts {
    const view = viewSale(sale, store)
    const refundedAt = lastReturn(sale)
    const back = sale.lines.filter((line) => line.returnedAt !== null && line.returnedAt === refundedAt)
    const by = back[0]?.returnedBy ?? null
    return {
      mode,
      shop: shop(),
      view,
      refund:
        refundedAt === null
          ? null
          : {
              at: refundedAt,
              by: by === null ? null : (store.accounts.find(by)?.name ?? by),
              lines: view.lines.filter(({ line }) => back.some((each) => each.line === line)),
            },
      printedBefore: printedBefore(sale, kind),
      isOnScreen,
      at: clock(),
    }
  }

  /** A refund slip is of the last goods that came back: an earlier one was another paper. */
  function printedBefore(sale: SaleRecord, kind: SalePaperKind): number {
    return sales.printed(sale.id, kind, kind === 'refund' ? (lastReturn(sale) ?? 0) : 0)
  }

  const printing = createPrinting<SalePaperKind, SaleRecord>(
    { paperWay, renderPdf, tell },
    {
      find,
      makeOut: (sale, kind, isOnScreen) => {
        const facts = factsOf(sale, kind, isOnScreen)
        return { paper: composeSalePaper(kind, facts), printedBefore: facts.printedBefore, movesCash: true }
      },
      count: (sale, kind, operator, copy) =>
        store.transaction(() => {
          sales.addPrinted({ id: sale.id, kind, accountId: operator.id })
          const detail = { kind, copy: `${copy}` }
          store.audit.append({ accountId: operator.id, window: null, action: 'sale.printed', subject: sale.id, detail })
        }),
    },
  )
  return {
    pdf: printing.pdf,
    print: printing.print,
    moneyMoved: (saleId, kind, operator) => printing.byItself(saleId, kind, operator),
  }
}

/** When goods of it came back the last time, epoch ms. */
function lastReturn({ lines }: SaleRecord): number | null {
  const moments = lines.flatMap(({ returnedAt }) => returnedAt ?? [])
  return moments.length === 0 ? null : Math.max(...moments)
}
