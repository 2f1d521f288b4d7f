import type { DeviceAddress, DeviceModel, Transport } from '../../../shared/contract/devices.ts'
import type { RollShape } from '../papers/escpos.ts'
import { commonPad, type PadShape } from './drivers/passwordPad/protocol.ts'
import type { ReportShape } from './transports/reports.ts'

/** What the station has to know of one model, whatever its kind. */
interface Model {
  /** as the screen names it; a name, so the same in every language */
  readonly name: string
  readonly transports: readonly Transport[]
  /** USB devices that are this model and are served without being set up; lower-case hex, a vendor alone where all of its devices are. */
  readonly usb: readonly { readonly vendorId: string; readonly productId?: string }[]
  /** HID usage page that makes any device this model; null where none does */
  readonly usagePage: number | null
  /** what its serial port is opened with; null where it has none */
  readonly baudRate: number | null
}

/** How a scanner on a line of bytes cuts its readings. */
export interface ScannerFraming {
  /** CR, LF or CRLF ends a reading; where none comes, this silence does, in ms */
  readonly silenceMs: number
  /** bytes of the longest reading; more is a runaway stream. The largest QR code holds 7,089 digits. */
  readonly maximumLength: number
  /** STX before and ETX after each reading */
  readonly stxEtx: boolean
  /** an AIM symbology identifier such as ]Q3 before each reading */
  readonly aimIdentifier: boolean
}

export interface ScannerManifest extends Model, ScannerFraming {
  readonly kind: 'scanner'
}
export interface IdentityReaderManifest extends Model {
  readonly kind: 'identityReader'
  /** how its frames lie in HID reports; null on a line of bytes */
  readonly reports: ReportShape | null
}
/** How a reader of social-security cards is spoken to; `line`: its middleware sends a line per card by itself. */
export interface CardReaderManifest extends Model {
  readonly kind: 'cardReader'
  readonly speaks: 'pcsc' | 'passThrough' | 'line' | 'bridge'
  readonly reports: ReportShape | null
}
export interface PasswordPadManifest extends Model {
  readonly kind: 'passwordPad'
  readonly shape: PadShape
}
export interface PrinterManifest extends Model {
  readonly kind: 'printer'
  /** how a receipt printer is spoken to; null: the operating system's driver knows */
  readonly roll: RollShape | null
}
export type Manifest = ScannerManifest | IdentityReaderManifest | CardReaderManifest | PasswordPadManifest | PrinterManifest

const line = { silenceMs: 200, maximumLength: 8192, stxEtx: false, aimIdentifier: false } as const
const none = { usb: [], usagePage: null, baudRate: null } as const
/**
 * ESC @ and FS & (Chinese characters); GS V 66 0 feeds the last line past the knife and leaves one point of the paper uncut; the usual drawer opens at 50 ms (Epson's manual of
 * the TM series [inferred for other makers]).
 */
const roll80: RollShape = {
  width: 48,
  begin: [0x1b, 0x40, 0x1c, 0x26],
  cut: [0x1d, 0x56, 66, 0],
  drawer: { pin: 1, onMs: 50, offMs: 500 },
}
/** ESC d 4 in the place of a knife: the last line stands above the edge that the paper is torn off at [inferred] */
const roll58: RollShape = { ...roll80, width: 32, cut: [0x1b, 0x64, 4] }

/**
 * The models by the name that the settings use. None has been tried with a real device: see docs/devices. Only makers whose USB ports are nothing else are matched:
 * an adapter chip (CH340, FTDI …) may as well be a scale.
 */
export const manifests = Object.freeze({
  /**
   * Any scanner in USB-COM mode. 1eab Newland (its own manuals); 0c2e Honeywell, 05e0 Zebra, 05f9 Datalogic [inferred]. A USB-COM port ignores the baud rate.
   */
  usbCom: {
    ...line,
    kind: 'scanner',
    name: 'USB-COM',
    transports: ['serial'],
    usb: [{ vendorId: '1eab' }, { vendorId: '0c2e' }, { vendorId: '05e0' }, { vendorId: '05f9' }],
    usagePage: null,
    baudRate: 9600,
  },
  /** A scanner on RS-232 that frames its readings and names the symbology. */
  framed: {
    ...line,
    ...none,
    kind: 'scanner',
    name: 'RS-232 STX/ETX',
    transports: ['serial'],
    baudRate: 9600,
    stxEtx: true,
    aimIdentifier: true,
  },
  /** A scanner in HID POS mode: usage page 0x8C, whoever made it. */
  hidPos: { ...line, ...none, kind: 'scanner', name: 'HID POS', transports: ['hid'], usagePage: 0x8c },
  /** A scanner that types. */
  keyboard: { ...line, ...none, kind: 'scanner', name: 'USB-HID', transports: ['keyboard'] },
  /** A pseudo-terminal that plays a scanner. */
  simulated: { ...line, ...none, kind: 'scanner', name: 'PTY', transports: ['serial'], baudRate: 115200 },
  /** An identity card reader with a SAM module on RS-232 or a USB serial port (GA 467). */
  samSerial: { ...none, kind: 'identityReader', name: 'GA 467 SAM', transports: ['serial'], baudRate: 115200, reports: null },
  /** The same module behind USB reports of 64 bytes [inferred]. 0400:c35a is what readers of several makers call themselves [inferred]. */
  samHid: {
    ...none,
    kind: 'identityReader',
    name: 'GA 467 SAM USB',
    transports: ['hid'],
    usb: [{ vendorId: '0400', productId: 'c35a' }],
    reports: { reportId: 0, reportBytes: 64 },
  },
  /** Any reader of contact cards that the system's card service knows. */
  pcscReader: { ...none, kind: 'cardReader', name: 'PC/SC', transports: ['pcsc'], speaks: 'pcsc', reports: null },
  /** A reader that passes APDUs over a line [inferred]. */
  passThrough: {
    ...none,
    kind: 'cardReader',
    name: 'APDU RS-232',
    transports: ['serial'],
    baudRate: 115200,
    speaks: 'passThrough',
    reports: null,
  },
  passThroughHid: {
    ...none,
    kind: 'cardReader',
    name: 'APDU USB',
    transports: ['hid'],
    speaks: 'passThrough',
    reports: { reportId: 0, reportBytes: 64 },
  },
  /** A reader whose middleware sends a line with | between its fields (interface reference 8.3). */
  lineReader: {
    ...none,
    kind: 'cardReader',
    name: 'RS-232 |',
    transports: ['serial'],
    baudRate: 115200,
    speaks: 'line',
    reports: null,
  },
  /** A vendor's service on this computer. */
  bridge: { ...none, kind: 'cardReader', name: 'HTTP', transports: ['bridge'], speaks: 'bridge', reports: null },
  /** A keypad for the customer [inferred]. */
  pad: { ...none, kind: 'passwordPad', name: 'RS-232', transports: ['serial'], baudRate: 9600, shape: commonPad },
  /** A receipt printer, 80 mm, ESC/POS with a GB18030 font, on a serial port or in the network. 9600 is the usual factory setting [inferred]. */
  escpos: { ...none, kind: 'printer', name: 'ESC/POS 80 mm', transports: ['serial', 'network'], baudRate: 9600, roll: roll80 },
  /** The same for 58 mm rolls: 384 dots, and mostly no knife [inferred]. */
  escpos58: { ...none, kind: 'printer', name: 'ESC/POS 58 mm', transports: ['serial', 'network'], baudRate: 9600, roll: roll58 },
  /** A printer that the operating system knows. */
  systemPrinter: { ...none, kind: 'printer', name: 'PDF', transports: ['system'], roll: null },
} as const satisfies Record<string, Manifest>)

const all: Readonly<Record<string, Manifest>> = manifests

/** The manifest of a model; null for one that this version of the program does not know. */
export function manifestOf(model: string): Manifest | null {
  return Object.hasOwn(all, model) ? (all[model] ?? null) : null
}

/** Whether a device of this model can be at such an address. */
export function fits(model: string, { transport }: DeviceAddress): boolean {
  return manifestOf(model)?.transports.includes(transport) ?? false
}

/** What a thing that the computer has, and nobody set up, is served as; null where no model claims it. */
export function modelFound(found: {
  readonly transport: Transport
  readonly vendorId: string | null
  readonly productId: string | null
  readonly usagePage: number | null
}): string | null {
  for (const [id, { transports, usb, usagePage }] of Object.entries(all)) {
    if (!transports.includes(found.transport)) continue
    if (usagePage !== null && usagePage === found.usagePage) return id
    if (found.transport === 'pcsc') return id
    if (usb.some(({ vendorId, productId }) => vendorId === found.vendorId && (productId ?? found.productId) === found.productId))
      return id
  }
  return null
}

/** The models that can be chosen, for the screen. */
export function modelChoices(): readonly DeviceModel[] {
  return Object.entries(all).map(([id, { kind, name, transports, baudRate }]) => ({ id, kind, name, transports, baudRate }))
}
