import { networkInterfaces } from 'node:os'
import type { CenterConnection } from '../../../shared/contract/host.ts'
import type { Profile } from '../../../shared/profiles/index.ts'
import type { HttpTransport } from './http.ts'

/** The computer's own address, as 9001 and the voucher platform ask for it. */
export interface StationAddress {
  readonly ip: string
  readonly mac: string
}

/** What every gateway needs. Times are epoch milliseconds. */
export interface GatewayContext {
  readonly connection: CenterConnection
  /** what the province does differently */
  readonly profile: Profile
  readonly transport: HttpTransport
  readonly address: StationAddress
  readonly clock: () => number
  /** told the center's own time, taken from an answer that was read whole */
  readonly onCenterTime: (epochMs: number) => void
}

/** The address of an interface: its path below a channel's base address, which may have a path of its own. */
export function addressOf(base: string, path: string): string {
  return new URL(`${base.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`).href
}

/** The first network interface that leads out of the computer; the loopback when there is none. */
export function stationAddress(): StationAddress {
  const outward = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4')
  return { ip: outward?.address ?? '127.0.0.1', mac: outward?.mac ?? '00:00:00:00:00:00' }
}
