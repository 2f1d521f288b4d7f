import type { PaperKind } from '../../../shared/contract/case.ts'
import type { Person } from '../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../shared/contract/failures.ts'
import type { Mode } from '../../../shared/contract/host.ts'
import { papersOf } from '../../../shared/domain/casePapers.ts'
import type { CaseActionKind } from '../../../shared/domain/dispenseCase.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import { composePaper, composeTestPage } from '../papers/compose.ts'
import type { CaseFacts, Deed, PaperShop } from '../papers/facts.ts'
import type { CaseRecord } from '../store/cases.ts'
import type { Store } from '../store/store.ts'
import { viewCase } from './dispense/caseView.ts'
import { agrees } from './dispense/settlement.ts'
import { createPrinting, type PrintingPorts } from './printing.ts'

export interface PapersPorts extends PrintingPorts {
  readonly mode: Mode
  readonly store: Store
  readonly shop: () => PaperShop
  readonly clock: () => number
}

/** The papers of the cases. None of them changes its case, whatever becomes of the printer. */
export interface PapersWorkflow {
  /** CASE_MISSING; PAPER_NOT_NOW when the state of the case does not give it */
  pdf(caseId: string, kind: PaperKind): Promise<Result<{ readonly base64: string }, Failure>>
  /** besides these, the failures of the printer. A paper counts as printed when the printer took all of it. */
  print(caseId: string, kind: PaperKind, operator: Person): Promise<Result<void, Failure>>
  /** a case was settled and that is on disk: its receipt comes out by itself, once, where there is a printer. A settlement that does not agree has none. */
  settled(caseId: string, operator: Person): void
  /** a page on each printer; PRINTER_MISSING, or the first failure of one */
  testPrint(): Promise<Result<void, Failure>>
  /** settles when nothing is being printed */
  idle(): Promise<unknown>
}

export function createPapers({ mode, store, paperWay, shop, renderPdf, clock, tell }: PapersPorts): PapersWorkflow {
  /** The case, if it gives this paper now. */
  function find(caseId: string, kind: PaperKind): Result<CaseRecord, Failure> {
    const record = store.cases.find(caseId)
    if (record === null) return err(failure('CASE_MISSING'))
    return papersOf(record.machine).includes(kind) ? ok(record) : err(failure('PAPER_NOT_NOW'))
  }

  function factsOf(record: CaseRecord, printedBefore: number, isOnScreen: boolean): CaseFacts {
    const lines = (record.settlement ?? record.presettlement)?.lines ?? []
    return {
      mode,
      shop: shop(),
      view: viewCase(record, store, { asking: null, isBusy: false, now: clock() }),
      prices: new Map(lines.map(({ number, price }) => [number, price])),
      cashier: record.payment && nameOf(record.payment.by),
      prescription: record.prescription,
      reviewer: record.review && record.pharmacist,
      checked: lastEnd(record.id, 'verify'),
      revoked: lastEnd(record.id, 'revoke'),
      printedBefore,
      isOnScreen,
      at: clock(),
    }
  }

  function lastEnd(caseId: string, action: CaseActionKind): Deed | null {
    const row = store.cases.history(caseId).findLast(({ event }) => event.type === 'end' && event.action.kind === action)
    return row ? { at: row.at, by: row.accountId && nameOf(row.accountId) } : null
  }

  function nameOf(accountId: string): string {
    return store.accounts.find(accountId)?.name ?? accountId
  }

  const printing = createPrinting<PaperKind, CaseRecord>(
    { paperWay, renderPdf, tell },
    {
      find,
      makeOut: (record, kind, isOnScreen) => {
        const printedBefore = store.papers.count(record.id, kind)
        const movesCash = (kind === 'receipt' || kind === 'refund') && (record.settlement?.amounts.cash ?? 0) > 0
        return { paper: composePaper(kind, factsOf(record, printedBefore, isOnScreen)), printedBefore, movesCash }
      },
      count: (record, kind, operator, copy) =>
        store.transaction(() => {
          store.papers.add({ caseId: record.id, kind, accountId: operator.id })
          const detail = { kind, copy: `${copy}` }
          store.audit.append({ accountId: operator.id, window: null, action: 'case.printed', subject: record.id, detail })
        }),
    },
  )

  return {
    pdf: printing.pdf,
    print: printing.print,
    settled: (caseId, operator) =>
      printing.byItself(
        caseId,
        'receipt',
        operator,
        // not by the failure that the case shows: that may be of an upload by now, and keeps nobody's receipt
        (record) => record.settlement !== null && agrees(record, record.settlement, store),
      ),
    testPrint: () =>
      printing.take(() =>
        paperWay.printTests((facts) => composeTestPage({ ...facts, mode, shopName: shop().name, at: clock() })),
      ),
    idle: printing.idle,
  }
}
