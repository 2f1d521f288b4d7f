import type { DeviceView } from '../../../../shared/contract/devices.ts'
import type { Result } from '../../../../shared/domain/result.ts'

/** An open connection to a device. Closing it twice, or after it was lost, is allowed. */
export interface Link {
  /** whether all of it went out of this computer; false when the device broke away or was closed before. Waits as long as the device does not take it. */
  write(bytes: Uint8Array): Promise<boolean>
  /** what was not sent yet is dropped */
  close(): Promise<void>
}

/** What a connection tells of. */
export interface LinkEvents {
  /** what came, however the transport cut it: a serial port anywhere, HID by reports */
  onBytes(chunk: Uint8Array): void
  /** the device broke away; called once at most, never after `close` */
  onLost(): void
}

/** Why a device did not open. `addonMissing`: the native addon for it does not load on this computer. */
export type LinkFailure = Extract<DeviceView['reason'], 'absent' | 'denied' | 'busy' | 'noAnswer' | 'addonMissing' | 'failed'>

/** Opens one device at the address that it was made for. Drivers know this and no transport. */
export type OpenLink = (events: LinkEvents) => Promise<Result<Link, LinkFailure>>
