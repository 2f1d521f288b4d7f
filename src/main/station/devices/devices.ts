import type { DeviceView } from '../../../shared/contract/devices.ts'
import type { Failure } from '../../../shared/contract/failures.ts'
import type { Result } from '../../../shared/domain/result.ts'
import type { Scan } from '../../../shared/domain/scan.ts'

/** The devices of the counter, as the workflows see them. */
export interface Devices {
  /** every known device with its state, unknown and missing ones too */
  list(): readonly DeviceView[]
  onChanged(listener: () => void): void
  /** one classified reading at a time, in the order they were scanned; the next is handed out when the listener's promise settles */
  onScan(listener: (scan: Scan) => Promise<void>): void
  hasPrinter(): boolean
  /** puts ESC/POS bytes on paper, one paper after the other: PRINTER_MISSING when there is no printer, PRINTER_FAILED when it is not ready or did not take them all */
  print(bytes: Uint8Array): Promise<Result<void, Failure>>
  /** the computer is going to sleep, or has woken: ports are closed and opened again */
  power(event: 'suspend' | 'resume'): void
  close(): Promise<void>
}
