import type { DeviceView } from '../../../../../shared/contract/devices.ts'
import { pause, type Timers } from '../../timers.ts'
import type { Link, OpenLink } from '../../transports/link.ts'
import { beginConnection } from '../connection.ts'
import { askStatus, type PrinterStatus, readStatus } from './protocol.ts'

/** A printer that is there. */
export interface PrinterLink {
  /** whether the bytes are out and the printer complains of nothing; papers come out one after the other */
  print(bytes: Uint8Array): Promise<boolean>
}

export interface PrinterConnection {
  readonly open: OpenLink
  /** how fast the line is; null where it is faster than any printer */
  readonly baudRate: number | null
  readonly timers: Timers
  /** ends the connection; what is being printed counts as not printed */
  readonly signal: AbortSignal
  onReason(reason: DeviceView['reason']): void
  /** what papers go to from now on; null: there is none any more */
  onLink(link: PrinterLink | null): void
}

/** How long an answer may take. Many printers, and every cable without a line back, never give one: silence says nothing. */
const ANSWER_MS = 200
/** How often a printer in trouble is asked whether it is over. */
const TROUBLE_MS = 2000
/** A printer that takes nothing for so long beyond what the line needs, as when it is out of paper, is not waited for. */
const PATIENCE_MS = 10_000
/** A byte on the line has ten bits, and the line may wait now and then. */
const BITS_PER_BYTE = 15

/**
 * One connection of a printer from opening to its end, whichever way it ends: not opened, pulled out, a paper that it did not take, or stopped by the
 * signal. What a paper left in the port is dropped then, so that it cannot come out an hour later. Resolves when the port is closed again, with whether
 * it had been open.
 */
export async function servePrinter(connection: PrinterConnection): Promise<boolean> {
  const { baudRate, timers, onLink } = connection
  const { report, over, end, ended, serve } = beginConnection(connection)
  let heard = (_status: PrinterStatus) => {}

  const opened = await connection.open({
    onBytes(chunk) {
      for (const byte of chunk) {
        const status = readStatus(byte)
        if (status !== null) heard(status)
      }
    },
    onLost: over,
  })
  return serve(opened, attend)

  async function attend(link: Link): Promise<boolean> {
    let turn: Promise<unknown> = Promise.resolve()
    let again: unknown
    const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
      const mine = turn.then(work)
      turn = mine
      return mine
    }

    /** Whether all of it went out in time. */
    async function send(bytes: Uint8Array): Promise<boolean> {
      const late = new AbortController()
      const patience = PATIENCE_MS + (baudRate === null ? 0 : (bytes.length * BITS_PER_BYTE * 1000) / baudRate)
      const lateness = pause(timers, patience, late.signal).then(() => {
        if (!late.signal.aborted) over('failed')
        return false
      })
      const sent = await Promise.race([link.write(bytes), lateness])
      late.abort()
      if (!sent) over()
      return sent
    }

    async function ask(): Promise<PrinterStatus> {
      const answered = new AbortController()
      const answer = new Promise<PrinterStatus>((resolve) => {
        heard = resolve
      })
      const silence = pause(timers, ANSWER_MS, AbortSignal.any([answered.signal, end])).then(() => 'ready' as const)
      const status = (await send(askStatus)) ? await Promise.race([answer, silence]) : 'failed'
      answered.abort()
      if (end.aborted) return 'failed'
      report(status)
      timers.clearTimeout(again)
      if (status !== 'ready') again = timers.setTimeout(() => void inTurn(ask), TROUBLE_MS)
      return status
    }

    async function print(bytes: Uint8Array): Promise<boolean> {
      if ((await ask()) !== 'ready') return false
      return (await send(bytes)) && (await ask()) === 'ready'
    }

    onLink({ print: (bytes) => inTurn(() => print(bytes)) })
    await inTurn(ask)
    await ended
    timers.clearTimeout(again)
    onLink(null)
    return true
  }
}
