import type { PhotoFault, PhotoType } from '../../../shared/contract/cardPhoto.ts'
import type { DeviceView, PaperSort } from '../../../shared/contract/devices.ts'
import type { Failure } from '../../../shared/contract/failures.ts'
import type { KeyStroke } from '../../../shared/contract/keyed.ts'
import type { CardFailureReason, CardReading } from '../../../shared/domain/cards.ts'
import type { Result } from '../../../shared/domain/result.ts'
import type { Scan } from '../../../shared/domain/scan.ts'
import type { RollShape } from '../papers/escpos.ts'

/** A card that was put on a reader. */
export interface CardPut {
  readonly card: CardReading
  /** of an identity card, raw: in a closed format that only vendors' libraries decode; null where the card or its reader gave none */
  readonly photo: Uint8Array | null
  readonly deviceId: string
  /** epoch ms at which it had been read */
  readonly at: number
}

/** What a person holds out to the counter. `cardFailure`: a card that gave no reading. */
export type Reading =
  | { readonly kind: 'scan'; readonly scan: Scan }
  | { readonly kind: 'card'; readonly put: CardPut }
  | { readonly kind: 'cardFailure'; readonly reason: CardFailureReason; readonly deviceId: string; readonly at: number }

/** What became of asking the patient for the password of the voucher. */
export type PasswordAnswer =
  | { readonly kind: 'entered'; readonly password: string }
  | { readonly kind: 'cancelled' }
  /** no password pad is there, or it went away */
  | { readonly kind: 'noPad' }

/** A photo that was decoded: a whole picture of the type that it says. */
export interface Photo {
  readonly type: PhotoType
  readonly bytes: Uint8Array
}

/** Makes a picture of the raw photo of an identity card, which is in a closed format: a vendor's library does. */
export interface PhotoDecoder {
  decode(block: Uint8Array): Promise<Result<Photo, PhotoFault>>
}

/** A printer that the shop set up. */
export interface PrinterAtHand {
  readonly id: string
  /** as people know it: its port, address or name */
  readonly place: string
  /** how ESC/POS is spoken to it; null: a printer of the operating system, which takes PDF */
  readonly roll: RollShape | null
  /** what it was chosen for; null: what its kind prints where no other was chosen */
  readonly papers: readonly PaperSort[] | null
}

/** The devices of the counter, as the workflows see them. */
export interface Devices {
  /** every known device with its state, unknown and missing ones too */
  list(): readonly DeviceView[]
  onChanged(listener: () => void): void
  /** one reading at a time, in the order they came, whatever device they came from; the next is handed out when the listener's promise settles */
  onReading(listener: (reading: Reading) => Promise<void>): void
  /** what a scanner typed into a window: a reading like those of other scanners */
  keyed(strokes: readonly KeyStroke[]): void
  /** the filing number of the device that a reading came from; null: it has none of its own */
  terminalOf(deviceId: string): string | null
  /** asks on the password pad until `signal` is aborted, which counts as cancelled */
  askPassword(signal: AbortSignal): Promise<PasswordAnswer>
  /** what decodes the photos of identity cards; null: nothing that does was set up */
  photoDecoder(): PhotoDecoder | null
  /** the printers that were set up, in their order */
  printers(): readonly PrinterAtHand[]
  /** puts ESC/POS bytes on the paper of a roll, one paper after the other: PRINTER_FAILED, with the printer, when it is not ready or did not take them all */
  print(printerId: string, bytes: Uint8Array): Promise<Result<void, Failure>>
  /** gives a PDF to a printer of the operating system: PRINTER_FAILED, with the printer, when the system did not take it */
  printSheets(printerId: string, pdf: Uint8Array): Promise<Result<void, Failure>>
  /** the computer is going to sleep, or has woken: devices are closed and opened again */
  power(event: 'suspend' | 'resume'): void
  close(): Promise<void>
}
