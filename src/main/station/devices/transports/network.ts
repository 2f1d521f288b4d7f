import { createConnection } from 'node:net'
import { isPrivateAddress } from '../../../../shared/domain/privateAddress.ts'
import { err, ok } from '../../../../shared/domain/result.ts'
import type { Timers } from '../timers.ts'
import type { LinkFailure, OpenLink } from './link.ts'

/** A device behind a TCP port. */
export interface NetworkAddress {
  /** an IPv4 address of the shop's own network */
  readonly host: string
  /** 9100 where printers listen for what is to be printed as it comes (RAW, JetDirect) */
  readonly port: number
}

/** A printer that is switched off answers nobody; one that is there answers within a fraction of this. */
const CONNECT_MS = 3000
/** How long a silent connection is trusted before the other side is asked whether it is still there. */
const KEEP_ALIVE_MS = 10_000

/** Opens a TCP connection and delivers its bytes until it is closed or lost. Addresses outside the shop's network are `denied`. */
export function networkTransport({ host, port }: NetworkAddress, timers: Timers = globalThis): OpenLink {
  return async ({ onBytes, onLost }) => {
    if (!isPrivateAddress(host)) return err('denied')
    const socket = createConnection({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS })
    const refusal = await new Promise<LinkFailure | null>((resolve) => {
      const lateness = timers.setTimeout(() => resolve('noAnswer'), CONNECT_MS)
      const decide = (failure: LinkFailure | null) => {
        timers.clearTimeout(lateness)
        resolve(failure)
      }
      socket.once('connect', () => decide(null))
      socket.once('error', (error: NodeJS.ErrnoException) => decide(whyNotOpened(error.code)))
    })
    if (refusal !== null) {
      // it may still fail in its own way, which nobody waits for any more
      socket.on('error', () => {})
      socket.destroy()
      return err(refusal)
    }

    let over = false
    let tellEnd = (_isSent: false) => {}
    const ended = new Promise<false>((resolve) => {
      tellEnd = resolve
    })
    const end = () => {
      over = true
      tellEnd(false)
    }
    const lose = () => {
      if (over) return
      end()
      socket.destroy()
      onLost()
    }
    socket.on('data', (chunk: Uint8Array) => {
      if (!over) onBytes(chunk)
    })
    // `end`: the other side sends nothing more, which printers do when they hang up on whoever is silent
    socket.on('end', lose)
    socket.on('close', lose)
    socket.on('error', lose)

    return ok({
      write(bytes) {
        const sent = new Promise<boolean>((resolve) => {
          if (over) return resolve(false)
          socket.write(bytes, (failed) => resolve(!failed))
        })
        return Promise.race([sent, ended])
      },
      async close() {
        end()
        if (socket.closed) return
        const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
        // what the printer has not taken would otherwise be sent by the system on its own, and come out an hour later
        if (socket.writableLength > 0) socket.resetAndDestroy()
        else socket.destroy()
        await closed
      },
    })
  }
}

function whyNotOpened(code: string | undefined): LinkFailure {
  switch (code) {
    case 'ETIMEDOUT':
      return 'noAnswer'
    // a computer is there and nothing on it listens, or no computer is there
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
      return 'absent'
    case 'EACCES':
    case 'EPERM':
      return 'denied'
    default:
      return 'failed'
  }
}
