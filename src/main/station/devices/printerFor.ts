import type { Transport } from '../../../shared/contract/devices.ts'
import type { Sheet } from '../papers/paper.ts'

/** A printer that the shop set up. */
export interface PrinterAtHand {
  readonly id: string
  /** `system`: a printer of the operating system, which takes PDF; any other takes ESC/POS */
  readonly transport: Transport
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
