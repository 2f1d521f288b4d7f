import type { DeviceView } from '../../../../../shared/contract/counter.ts'
import type { ScannerManifest } from '../../manifests.ts'
import type { Timers } from '../../timers.ts'
import type { OpenSerial } from '../../transports/serial.ts'
import { createScannerProtocol } from './protocol.ts'

/** A scanner to be opened: where it is and what it is. */
export interface ScannerTarget {
  readonly path: string
  readonly baudRate: number
  readonly manifest: ScannerManifest
}

export interface ScannerConnection {
  readonly target: ScannerTarget
  readonly openSerial: OpenSerial
  readonly timers: Timers
  readonly clock: () => number
  /** ends the connection; a reading that has not ended is dropped */
  readonly signal: AbortSignal
  onReason(reason: DeviceView['reason']): void
  /** `at`: epoch ms at which the last byte of `text` arrived */
  onReading(text: string, at: number): void
}

/**
 * One connection of a scanner from opening to its end, whichever way it ends: not opened, unplugged, or stopped by the signal. Resolves when the
 * port is closed again, with whether it had been open.
 */
export async function serveScanner(connection: ScannerConnection): Promise<boolean> {
  const { target, timers, clock, signal, onReading } = connection
  const protocol = createScannerProtocol(target.manifest)
  const report = (reason: DeviceView['reason']) => {
    if (!signal.aborted) connection.onReason(reason)
  }
  let silence: unknown
  let over = () => {}
  const end = new Promise<void>((resolve) => {
    over = resolve
  })
  signal.addEventListener('abort', over)
  if (signal.aborted) over()

  const opened = await connection.openSerial({
    path: target.path,
    baudRate: target.baudRate,
    timers,
    onBytes(chunk) {
      if (signal.aborted) return
      const at = clock()
      timers.clearTimeout(silence)
      for (const text of protocol.push(chunk)) onReading(text, at)
      if (!protocol.isPending()) return
      silence = timers.setTimeout(() => {
        for (const text of protocol.silence()) onReading(text, at)
      }, target.manifest.silenceMs)
    },
    onLost: over,
  })
  if (opened.ok) {
    report('ready')
    await end
    timers.clearTimeout(silence)
    await opened.value.close()
  }
  signal.removeEventListener('abort', over)
  report(opened.ok ? 'unplugged' : opened.failure)
  return opened.ok
}
