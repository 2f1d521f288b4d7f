import { type Failure, failure } from '../../../shared/contract/failures.ts'
import { err, type Result } from '../../../shared/domain/result.ts'
import type { Devices } from '../devices/devices.ts'
import { printerFor } from '../devices/printerFor.ts'
import { renderEscpos } from '../papers/escpos.ts'
import type { Paper } from '../papers/paper.ts'

/** The way of a paper to the printer that is for it. */
export interface PaperWay {
  /** whether receipts come out somewhere */
  hasRoll(): boolean
  /** PRINTER_MISSING when no printer is for such a paper, PRINTER_FAILED when the printer did not take all of it */
  print(paper: Paper, options: { readonly opensDrawer: boolean }): Promise<Result<void, Failure>>
}

export function createPaperWay({
  devices,
  renderPdf,
}: {
  readonly devices: Pick<Devices, 'printers' | 'print' | 'printSheets'>
  readonly renderPdf: (paper: Paper) => Promise<Uint8Array>
}): PaperWay {
  return {
    hasRoll: () => printerFor({ sheet: 'roll' }, devices.printers()) !== null,
    print: async (paper, { opensDrawer }) => {
      const printer = printerFor(paper, devices.printers())
      if (printer === null) return err(failure('PRINTER_MISSING'))
      return printer.transport === 'system'
        ? devices.printSheets(printer.id, await renderPdf(paper))
        : devices.print(printer.id, renderEscpos(paper, { opensDrawer }))
    },
  }
}
