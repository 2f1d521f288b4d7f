import type { CardFailureReason } from '../domain/cards.ts'
import type { FailureCode } from './failureFacts.ts'

/** What a person is told when a card gave no reading. */
export const cardFailureCodes = Object.freeze({
  refused: 'CARD_REFUSED',
  removedTooEarly: 'CARD_REMOVED_TOO_EARLY',
  foreignerCard: 'CARD_OF_FOREIGNER',
  residentCard: 'CARD_OF_RESIDENT',
  unknownCard: 'CARD_UNKNOWN',
  locked: 'CARD_LOCKED',
  unreadable: 'CARD_UNREADABLE',
  contradictory: 'CARD_CONTRADICTORY',
  expired: 'CARD_EXPIRED',
} as const satisfies Record<CardFailureReason, FailureCode>)
