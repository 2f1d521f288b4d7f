import { z } from 'zod'
import { scanKinds } from '../domain/scan.ts'
import { scanFaults } from '../domain/scanFaults.ts'

const EpochMs = z.number().int()

/** What stands on a counter. `passwordPad`: where a patient types the password of the voucher, unseen by the staff. */
export const deviceKinds = Object.freeze(['scanner', 'identityReader', 'cardReader', 'passwordPad', 'printer'] as const)
export const DeviceKind = z.enum(deviceKinds)
export type DeviceKind = z.infer<typeof DeviceKind>

export const DeviceState = z.enum(['connecting', 'connected', 'disconnected', 'error'])
export type DeviceState = z.infer<typeof DeviceState>

/**
 * Why a device is in its state; each has a sentence in the renderer's i18n. `noAnswer`: it is open and says nothing to a question; `addonMissing`: the native
 * addon for it does not load on this computer; `serviceMissing`: the system's service for it does not run.
 */
export const deviceReasons = Object.freeze([
  'opening',
  'ready',
  'notConfigured',
  'absent',
  'unplugged',
  'denied',
  'busy',
  'noAnswer',
  'addonMissing',
  'serviceMissing',
  'noPaper',
  'coverOpen',
  'failed',
] as const)
export const DeviceReason = z.enum(deviceReasons)
export type DeviceReason = z.infer<typeof DeviceReason>

/** `keyboard`: a scanner that types; `system`: a printer of the operating system; `bridge`: a vendor's service on the loopback. */
export const transports = Object.freeze(['serial', 'hid', 'pcsc', 'keyboard', 'network', 'system', 'bridge'] as const)
export const Transport = z.enum(transports)
export type Transport = z.infer<typeof Transport>

export const DeviceView = z
  .strictObject({
    id: z.string(),
    /** `unknown`: something that the computer has and no model is known for */
    kind: z.enum([...deviceKinds, 'unknown']),
    model: z.string(),
    transport: Transport,
    /** where it is: the name of a port, of a reader, an address; null while that is looked for */
    port: z.string().nullable(),
    state: DeviceState,
    reason: DeviceReason,
    lastReadingAt: EpochMs.nullable(),
  })
  .readonly()
export type DeviceView = z.infer<typeof DeviceView>

/** A reading while the devices are tested: shown instead of taken. Personal codes are masked. */
export const TestReading = z
  .strictObject({
    deviceId: z.string(),
    at: EpochMs,
    kind: z.enum(scanKinds),
    text: z.string(),
    /** what went wrong with an unknown one, where that can be seen */
    fault: z.enum(scanFaults).nullable(),
  })
  .readonly()
export type TestReading = z.infer<typeof TestReading>
