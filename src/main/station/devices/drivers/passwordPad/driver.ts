import type { DeviceView } from '../../../../../shared/contract/devices.ts'
import { pause, type Timers } from '../../timers.ts'
import type { Link, OpenLink } from '../../transports/link.ts'
import { beginConnection } from '../connection.ts'
import { createPadEntry, type PadShape } from './protocol.ts'

/** What came of asking for a password. `wrongLength`: something other than six digits was confirmed, three times. */
export type PadAnswer =
  | { readonly kind: 'entered'; readonly password: string }
  | { readonly kind: 'cancelled' | 'wrongLength' | 'tooLate' | 'lost' }

/** A pad that is there. One question at a time; a second one is answered with `cancelled`. */
export interface PasswordPad {
  /** lets the patient type; `signal` gives up */
  ask(signal: AbortSignal): Promise<PadAnswer>
}

export interface PasswordPadConnection {
  readonly open: OpenLink
  readonly shape: PadShape
  readonly timers: Timers
  /** ends the connection; what was typed is dropped */
  readonly signal: AbortSignal
  onReason(reason: DeviceView['reason']): void
  /** what is asked from now on; null: there is none any more */
  onPad(pad: PasswordPad | null): void
}

const PATIENCE_MS = 60_000
const ATTEMPTS = 3

/**
 * One connection of a password pad from opening to its end. Bytes that come while nobody is asked are dropped. The password goes to whoever asked and nowhere else.
 * Resolves when the link is closed again, with whether it had been open.
 */
export async function servePasswordPad(connection: PasswordPadConnection): Promise<boolean> {
  const { shape, timers, onPad } = connection
  const { report, over, end, ended, serve } = beginConnection(connection)
  let heard: ((byte: number) => void) | null = null

  const opened = await connection.open({
    onBytes(chunk) {
      for (const byte of chunk) heard?.(byte)
    },
    onLost: over,
  })
  return serve(opened, async (link) => {
    report('ready')
    onPad({ ask: (asking) => ask(link, asking) })
    await ended
    onPad(null)
    return true
  })

  async function ask(link: Link, asking: AbortSignal): Promise<PadAnswer> {
    if (end.aborted) return { kind: 'lost' }
    if (heard !== null || asking.aborted) return { kind: 'cancelled' }
    const entry = createPadEntry(shape)
    const answered = new AbortController()
    let wrong = 0
    let answer: PadAnswer = { kind: 'tooLate' }
    const finish = (given: PadAnswer) => {
      answer = given
      heard = () => {}
      answered.abort()
    }
    heard = (byte) => {
      const step = entry.take(byte)
      if (step === 'cancelled') finish({ kind: 'cancelled' })
      else if (step === 'wrongLength' && ++wrong === ATTEMPTS) finish({ kind: 'wrongLength' })
      else if (step === 'wrongLength') void link.write(shape.begin)
      else if (step !== 'more') finish({ kind: 'entered', password: step.password })
    }
    void link.write(shape.begin).then((isSent) => {
      if (!isSent) over()
    })
    await pause(timers, PATIENCE_MS, AbortSignal.any([answered.signal, end, asking]))
    heard = null
    entry.wipe()
    if (end.aborted) return { kind: 'lost' }
    void link.write(shape.end)
    return asking.aborted && !answered.signal.aborted ? { kind: 'cancelled' } : answer
  }
}
