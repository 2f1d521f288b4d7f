import type { DeviceView } from '../../../../../shared/contract/devices.ts'
import type { CameReading } from '../../../../../shared/domain/scannerDoctor.ts'
import type { ScannerFraming } from '../../manifests.ts'
import type { Timers } from '../../timers.ts'
import type { OpenLink } from '../../transports/link.ts'
import { beginConnection } from '../connection.ts'
import { createScannerProtocol, type ScannerProtocol } from './protocol.ts'

export interface ScannerConnection {
  readonly open: OpenLink
  readonly manifest: ScannerFraming
  /** makes readings of what comes; that of a serial line if not given */
  readonly protocol?: ScannerProtocol
  readonly timers: Timers
  readonly clock: () => number
  /** ends the connection; a reading that has not ended is dropped */
  readonly signal: AbortSignal
  onReason(reason: DeviceView['reason']): void
  onReading(came: CameReading): void
}

/**
 * One connection of a scanner from opening to its end, whichever way it ends: not opened, unplugged, or stopped by the signal. Resolves when the
 * port is closed again, with whether it had been open.
 */
export async function serveScanner(connection: ScannerConnection): Promise<boolean> {
  const { manifest, timers, clock, signal, onReading } = connection
  const protocol = connection.protocol ?? createScannerProtocol(manifest)
  const { report, over, ended, serve } = beginConnection(connection)
  // a report of HID has its end in itself: a silence after it lacks nothing
  const needsEnd = connection.protocol === undefined
  let silence: unknown
  let firstAt = 0
  let lastAt = 0
  let gapMs = 0
  const tell = (text: string, isEnded: boolean) => {
    const manner = { durationMs: lastAt - firstAt, gapMs, isEnded, hasCapsLock: false, isComposing: false, by: 'bytes' } as const
    onReading({ text, at: lastAt, ...manner })
    firstAt = lastAt
    gapMs = 0
  }

  const opened = await connection.open({
    onBytes(chunk) {
      if (signal.aborted) return
      const at = clock()
      timers.clearTimeout(silence)
      if (protocol.isPending()) gapMs = Math.max(gapMs, at - lastAt)
      else {
        firstAt = at
        gapMs = 0
      }
      lastAt = at
      for (const text of protocol.push(chunk)) tell(text, true)
      if (!protocol.isPending()) return
      silence = timers.setTimeout(() => {
        for (const text of protocol.silence()) tell(text, !needsEnd)
      }, manifest.silenceMs)
    },
    onLost: over,
  })
  return serve(opened, async () => {
    report('ready')
    await ended
    timers.clearTimeout(silence)
    return true
  })
}
