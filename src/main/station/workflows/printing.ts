import type { Person } from '../../../shared/contract/counter.ts'
import type { Failure } from '../../../shared/contract/failures.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import type { Paper } from '../papers/paper.ts'
import { createTurn } from './inTurn.ts'
import type { PaperWay } from './paperWay.ts'

export interface PrintingPorts {
  readonly paperWay: PaperWay
  readonly renderPdf: (paper: Paper) => Promise<Uint8Array>
  readonly tell: (reason: Failure) => void
}

/** A paper with what is known of it before it comes out. */
export interface MadeOut {
  readonly paper: Paper
  /** how many times it was printed before */
  readonly printedBefore: number
  /** whether the drawer opens with it, the first time */
  readonly movesCash: boolean
}

/** Where papers of one sort take their facts from, and where it is written down that they came out. */
export interface PaperSource<Kind extends string, Of> {
  /** what it is about, if that gives this paper now */
  find(id: string, kind: Kind): Result<Of, Failure>
  /** `isOnScreen`: it is only looked at */
  makeOut(of: Of, kind: Kind, isOnScreen: boolean): MadeOut
  /** it came out, the how manyth it is: books and audit in one transaction */
  count(of: Of, kind: Kind, operator: Person, copy: number): void
}

/** Papers of one sort. None of them changes what it is about, whatever becomes of the printer. */
export interface Printing<Kind extends string, Of> {
  /** why it is not to be had, or the paper for the screen */
  pdf(id: string, kind: Kind): Promise<Result<{ readonly base64: string }, Failure>>
  /** besides these, the failures of the printer. A paper counts as printed when the printer took all of it. */
  print(id: string, kind: Kind, operator: Person): Promise<Result<void, Failure>>
  /** it comes out by itself, once, where there is a printer for receipts, unless `mayPrint` has changed its mind by the time it is its turn; a failure is told */
  byItself(id: string, kind: Kind, operator: Person, mayPrint?: (of: Of) => boolean): void
  /** something else for the printer, after what waits already */
  take<T>(work: () => Promise<T>): Promise<T>
  /** settles when nothing is being printed */
  idle(): Promise<unknown>
}

export function createPrinting<Kind extends string, Of>(
  { paperWay, renderPdf, tell }: PrintingPorts,
  source: PaperSource<Kind, Of>,
): Printing<Kind, Of> {
  // one after the other, so that the second of two that are asked for at once says that it is the second
  const turn = createTurn()

  async function printNow(of: Of, kind: Kind, operator: Person): Promise<Result<void, Failure>> {
    const { paper, printedBefore, movesCash } = source.makeOut(of, kind, false)
    const printed = await paperWay.print(paper, { opensDrawer: movesCash && printedBefore === 0 })
    if (!printed.ok) return printed
    source.count(of, kind, operator, printedBefore + 1)
    return ok(undefined)
  }

  return {
    pdf: async (id, kind) => {
      const found = source.find(id, kind)
      if (!found.ok) return found
      const { paper } = source.makeOut(found.value, kind, true)
      return ok({ base64: Buffer.from(await renderPdf(paper)).toString('base64') })
    },

    print: (id, kind, operator) =>
      turn.take(async () => {
        const found = source.find(id, kind)
        return found.ok ? printNow(found.value, kind, operator) : err(found.failure)
      }),

    byItself: (id, kind, operator, mayPrint = () => true) => {
      if (!paperWay.takes('receipt')) return
      void turn.take(async () => {
        const found = source.find(id, kind)
        if (!found.ok || source.makeOut(found.value, kind, false).printedBefore > 0 || !mayPrint(found.value)) return
        const printed = await printNow(found.value, kind, operator)
        if (!printed.ok) tell(printed.failure)
      })
    },

    take: turn.take,
    idle: turn.idle,
  }
}
