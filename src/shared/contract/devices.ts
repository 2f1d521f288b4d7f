import { z } from 'zod'
import { scanKinds } from '../domain/scan.ts'
import { scanFaults } from '../domain/scanFaults.ts'
import { scannerCodeIds } from '../domain/scannerCodes.ts'
import { scannerFindings } from '../domain/scannerDoctor.ts'
import { scannerLayouts } from '../domain/scannerProfile.ts'

const EpochMs = z.number().int()

/** What stands on a counter. `passwordPad`: where a patient types the password of the voucher, unseen by the staff. */
const deviceKinds = Object.freeze(['scanner', 'identityReader', 'cardReader', 'passwordPad', 'printer'] as const)
const DeviceKind = z.enum(deviceKinds)

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

const UsbNumber = z.string().regex(/^[0-9a-f]{4}$/)
const Name = z.string().min(1).max(200)

/** Where a device is. A HID device is known by its numbers, because its path changes with the socket it is plugged into. */
export const DeviceAddress = z.discriminatedUnion('transport', [
  // a baud rate of null is the model's own
  z.strictObject({ transport: z.literal('serial'), port: Name, baudRate: z.int().positive().max(921_600).nullable() }),
  z.strictObject({ transport: z.literal('hid'), vendorId: UsbNumber, productId: UsbNumber, serialNumber: Name.nullable() }),
  z.strictObject({ transport: z.literal('pcsc'), reader: Name }),
  z.strictObject({ transport: z.literal('keyboard') }),
  z.strictObject({ transport: z.literal('network'), host: Name, port: z.int().min(1).max(65_535) }),
  z.strictObject({ transport: z.literal('system'), printer: Name }),
  z.strictObject({ transport: z.literal('bridge'), url: z.url({ protocol: /^http$/ }).max(200) }),
])
export type DeviceAddress = z.infer<typeof DeviceAddress>

export const DeviceView = z
  .strictObject({
    id: z.string(),
    /** `unknown`: something that the computer has and no model is known for */
    kind: z.enum([...deviceKinds, 'unknown']),
    model: z.string(),
    transport: Transport,
    address: DeviceAddress.nullable(),
    /** where it is: the name of a port, of a reader, an address; null while that is looked for */
    port: z.string().nullable(),
    state: DeviceState,
    reason: DeviceReason,
    lastReadingAt: EpochMs.nullable(),
  })
  .readonly()
export type DeviceView = z.infer<typeof DeviceView>

/** What software makes good of a scanner's set-up, as its examination found it. */
export const ScannerProfile = z
  .strictObject({
    stripsAim: z.boolean(),
    stripPrefix: z.string().max(20),
    stripSuffix: z.string().max(20),
    swapsCase: z.boolean(),
    layout: z.enum(scannerLayouts),
    silenceMs: z.int().min(50).max(2000).nullable(),
  })
  .readonly()
export type ScannerProfile = z.infer<typeof ScannerProfile>

/**
 * Papers that go to one printer together. `receipt`: receipts, refunds, and lists of goods and of the stock; `label`: for the bags of the drugs; `a5`: prescriptions and accounts,
 * on sheets.
 */
export const paperSorts = Object.freeze(['receipt', 'label', 'a5'] as const)
export type PaperSort = (typeof paperSorts)[number]

/** A device as the shop set it up on this computer. */
export const DeviceSetting = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/),
    /** which of the models it is; the program knows them */
    model: z.string().min(1).max(40),
    address: DeviceAddress,
    /** the 20-digit filing number of a scanner or card reader (V 2.8): termId of ec.query; null: that of the shop's connection */
    terminalId: z
      .string()
      .regex(/^\d{20}$/)
      .nullable()
      .default(null),
    /** of a scanner; null: its readings are taken as they come */
    profile: ScannerProfile.nullable().default(null),
    /** what a printer prints; null: what its kind prints where no other was chosen */
    papers: z.array(z.enum(paperSorts)).min(1).max(paperSorts.length).readonly().nullable().default(null),
    /** which pin of a receipt printer's socket the cash drawer hangs on; null: the model's own */
    drawerPin: z
      .union([z.literal(1), z.literal(2)])
      .nullable()
      .default(null),
  })
  .readonly()
export type DeviceSetting = z.infer<typeof DeviceSetting>

/** A model that the program can serve. */
export const DeviceModel = z
  .strictObject({
    id: z.string(),
    kind: DeviceKind,
    name: z.string(),
    transports: z.array(Transport).readonly(),
    /** what its port is opened with where nothing else is said; null where it has none */
    baudRate: z.int().positive().nullable(),
  })
  .readonly()
export type DeviceModel = z.infer<typeof DeviceModel>

/** A reading while the devices are tested: shown instead of taken. Personal codes are masked; of a card it is the last four alone. */
export const TestReading = z
  .strictObject({
    deviceId: z.string(),
    at: EpochMs,
    kind: z.enum([...scanKinds, 'identityCard', 'socialSecurityCard', 'cardFailure']),
    text: z.string(),
    /** what went wrong with an unknown one, where that can be seen */
    fault: z.enum(scanFaults).nullable(),
  })
  .readonly()
export type TestReading = z.infer<typeof TestReading>

/** Bytes that went to or came from a device while it is tested, with nothing personal in them. */
export const TestBytes = z
  .strictObject({ deviceId: z.string(), at: EpochMs, direction: z.enum(['in', 'out']), length: z.int(), text: z.string() })
  .readonly()
export type TestBytes = z.infer<typeof TestBytes>

/** What the codes of the sheet have told of the scanner that read last. No text of a reading is in it. */
export const ScannerExamination = z
  .strictObject({
    deviceId: z.string(),
    /** the codes that came, each with what is wrong with how it came last */
    codes: z
      .array(z.strictObject({ id: z.enum(scannerCodeIds), findings: z.array(z.enum(scannerFindings)).readonly() }).readonly())
      .readonly(),
    /** of the scanner as a whole, and whether the profile makes it good */
    findings: z.array(z.strictObject({ finding: z.enum(scannerFindings), isMended: z.boolean() }).readonly()).readonly(),
    /** null: software has nothing to make good */
    profile: ScannerProfile.nullable(),
    /** readings that are no code of the sheet */
    strays: z.int().nonnegative(),
  })
  .readonly()
export type ScannerExamination = z.infer<typeof ScannerExamination>

/** The live test of the devices: the last readings and the last bytes, newest first. */
export const DeviceTestView = z
  .strictObject({
    readings: z.array(TestReading).readonly(),
    bytes: z.array(TestBytes).readonly(),
    /** null as long as no scanner has read anything */
    scanner: ScannerExamination.nullable(),
  })
  .readonly()
export type DeviceTestView = z.infer<typeof DeviceTestView>
