import type { Result } from '../../../../shared/domain/result.ts'
import type { LinkFailure } from './link.ts'

/** Why a card did not answer: taken out, the reader broke away, or it stays silent or answers nothing that can be passed on. */
export type TransmitFailure = 'removed' | 'lost' | 'silent'

/** Sends one command APDU to the card and gives its answer, status bytes included. Never throws. */
export type Transmit = (apdu: Uint8Array) => Promise<Result<Uint8Array, TransmitFailure>>

/** A card in a reader. What is asked after it was taken out is answered with `removed`. */
export interface CardLink {
  readonly transmit: Transmit
  /** leaves the card to others; allowed twice, and when it was taken out */
  release(): void
}

/** What an open reader tells of. */
export interface CardReaderEvents {
  /** a card is in the reader and answers; also one that was there before */
  onInserted(card: CardLink): void
  /** a card is in the reader and cannot be spoken to: turned round, damaged, or another program has it */
  onMute(): void
  onRemoved(): void
  /** the service that tells of cards hangs, or answers again; the reader stays open meanwhile */
  onSilent(isSilent: boolean): void
  /** the reader broke away, or the service ended; called once at most, never after `close` */
  onLost(): void
}

/** An open reader. Closing it twice, or after it was lost, is allowed. */
export interface OpenedCardReader {
  close(): Promise<void>
}

/** Opens one reader of contact cards. `serviceMissing`: the system's service for card readers does not run. */
export type OpenCardReader = (events: CardReaderEvents) => Promise<Result<OpenedCardReader, LinkFailure | 'serviceMissing'>>
