/** What the station has to know of one model of serial scanner. */
export interface ScannerManifest {
  /** as the screen names it; a name, so the same in every language */
  readonly model: string
  /** USB vendors whose serial ports are scanners of this model, lower-case hex; empty where the port has to be named in the settings */
  readonly usbVendorIds: readonly string[]
  readonly baudRate: number
  /** CR, LF or CRLF ends a reading; where none comes, this silence does, in ms */
  readonly silenceMs: number
  /** bytes of the longest reading; more is a runaway stream. The largest QR code holds 7,089 digits. */
  readonly maximumLength: number
  /** STX before and ETX after each reading */
  readonly stxEtx: boolean
  /** an AIM symbology identifier such as ]Q3 before each reading */
  readonly aimIdentifier: boolean
}

const common = { silenceMs: 200, maximumLength: 8192, stxEtx: false, aimIdentifier: false } as const

/** Serial scanners by the name that the settings use. None has been tried with a real device: see docs/devices/serial-scanner.md. */
export const scannerManifests = Object.freeze({
  /**
   * Any scanner in USB-COM mode. Only makers of scanners are matched: an adapter chip (CH340, FTDI …) may as well be a scale or a printer.
   * 1eab Newland (its own manuals); 0c2e Honeywell, 05e0 Zebra, 05f9 Datalogic [inferred]. A USB-COM port ignores the baud rate.
   */
  usbCom: { ...common, model: 'USB-COM', usbVendorIds: ['1eab', '0c2e', '05e0', '05f9'], baudRate: 9600 },
  /** A scanner on RS-232 that frames its readings and names the symbology. */
  framed: { ...common, model: 'RS-232 STX/ETX', usbVendorIds: [], baudRate: 9600, stxEtx: true, aimIdentifier: true },
  /** A pseudo-terminal that plays a scanner. */
  simulated: { ...common, model: 'PTY', usbVendorIds: [], baudRate: 115200 },
} as const satisfies Record<string, ScannerManifest>)

export type ScannerModel = keyof typeof scannerManifests
export const scannerModels = Object.freeze(['usbCom', 'framed', 'simulated'] as const satisfies readonly ScannerModel[])

/** A receipt printer on a serial port, real or made by USB: 80 mm, ESC/POS, with a GB18030 font. 9600 is the usual factory setting [inferred]. */
export const printerManifest = Object.freeze({ model: 'ESC/POS 80 mm', baudRate: 9600 })
