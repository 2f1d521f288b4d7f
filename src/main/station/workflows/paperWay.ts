import { type PaperSort, paperSorts } from '../../../shared/contract/devices.ts'
import { type Failure, failure } from '../../../shared/contract/failures.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import type { Devices, PrinterAtHand } from '../devices/devices.ts'
import type { TestPageFacts } from '../papers/compose.ts'
import { renderEscpos } from '../papers/escpos.ts'
import type { Paper } from '../papers/paper.ts'

/** The way of a paper to the printer that is for it. */
export interface PaperWay {
  /** whether papers of this sort come out somewhere */
  takes(sort: PaperSort): boolean
  /** PRINTER_MISSING when no printer is for such a paper; PRINTER_FAILED, with the printer, when that one did not take all of it: no other gets it then */
  print(paper: Paper, options: { readonly opensDrawer: boolean }): Promise<Result<void, Failure>>
  /** a page on each printer, one after the other, also when one fails; the first failure is told, PRINTER_MISSING when there is none */
  printTests(compose: (facts: Pick<TestPageFacts, 'place' | 'papers' | 'sort'>) => Paper): Promise<Result<void, Failure>>
}

export function createPaperWay({
  devices,
  renderPdf,
}: {
  readonly devices: Pick<Devices, 'printers' | 'print' | 'printSheets'>
  readonly renderPdf: (paper: Paper) => Promise<Uint8Array>
}): PaperWay {
  async function printOn({ id, roll }: PrinterAtHand, paper: Paper, opensDrawer: boolean): Promise<Result<void, Failure>> {
    return roll === null
      ? devices.printSheets(id, await renderPdf(paper))
      : devices.print(id, renderEscpos(paper, { shape: roll, opensDrawer }))
  }

  return {
    takes: (sort) => printerFor(sort, devices.printers()) !== null,
    print: async (paper, { opensDrawer }) => {
      const printer = printerFor(paper.sort, devices.printers())
      return printer === null ? err(failure('PRINTER_MISSING')) : printOn(printer, paper, opensDrawer)
    },
    printTests: async (compose) => {
      const printers = devices.printers()
      const results: Result<void, Failure>[] = []
      for (const printer of printers) {
        const papers = paperSorts.filter((sort) => printerFor(sort, printers) === printer)
        const sort = printer.roll === null && papers.every((each) => each === 'a5') ? 'a5' : 'receipt'
        results.push(await printOn(printer, compose({ place: printer.place, papers, sort }), false))
      }
      if (results.length === 0) return err(failure('PRINTER_MISSING'))
      return results.find((result) => !result.ok) ?? ok(undefined)
    },
  }
}

/**
 * Which printer a paper goes to: the first that was chosen for its sort, whether it is there or not. Of those that were chosen for nothing receipts and labels go to the first
 * receipt printer, and sheets to the first printer of the system; a shop without one has its sheets on the roll, where they are laid out narrower, but no receipt comes out on
 * sheets, where nobody waits for it. null: it is only shown on the screen.
 */
export function printerFor<P extends Pick<PrinterAtHand, 'roll' | 'papers'>>(sort: PaperSort, printers: readonly P[]): P | null {
  const chosen = printers.find(({ papers }) => papers?.includes(sort))
  if (chosen !== undefined) return chosen
  const others = printers.filter(({ papers }) => papers === null)
  const onRoll = others.find(({ roll }) => roll !== null) ?? null
  return sort === 'a5' ? (others.find(({ roll }) => roll === null) ?? onRoll) : onRoll
}
