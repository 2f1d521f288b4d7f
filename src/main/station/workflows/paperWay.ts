import { type Failure, failure } from '../../../shared/contract/failures.ts'
import { err, type Result } from '../../../shared/domain/result.ts'
import type { Devices, PrinterAtHand } from '../devices/devices.ts'
import { renderEscpos } from '../papers/escpos.ts'
import type { Paper, Sheet } from '../papers/paper.ts'

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

/**
 * Which printer a paper goes to: receipts and labels to the first receipt printer, sheets to the first printer of the system. A shop without one has its sheets on the
 * roll, where they are laid out narrower; but no receipt comes out on sheets, where nobody waits for it. null: it is only shown on the screen.
 */
export function printerFor<P extends PrinterAtHand>({ sheet }: { readonly sheet: Sheet }, printers: readonly P[]): P | null {
  const onRoll = printers.find(({ transport }) => transport !== 'system') ?? null
  if (sheet === 'roll') return onRoll
  return printers.find(({ transport }) => transport === 'system') ?? onRoll
}
