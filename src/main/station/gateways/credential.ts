import type { Credential } from './api/common.ts'

/** A credential as the tables name its parts: `cardSn` of a social-security card alone, `token` beside a card alone. */
export interface WireCredential {
  /** 01 voucher, 02 identity card, 03 social-security card (interfaces.md 8) */
  readonly type: '01' | '02' | '03'
  /** the voucher's token, the identity number or the card's number */
  readonly number: string
  readonly cardSn: string | null
  /** of the voucher's password (N 8.4.4 b, 7.1.3 j) */
  readonly token: string | null
}

/** What a credential is on the wire. */
export function toWireCredential({ token, card }: Credential): WireCredential {
  if (card === null) return { type: '01', number: token, cardSn: null, token: null }
  if (card.kind === 'identityCard') return { type: '02', number: card.number, cardSn: null, token }
  return { type: '03', number: card.number, cardSn: card.cardSn, token }
}

/** The personal values of a credential, which must not come back in what the center says. */
export function secretsOf({ token, card }: Credential): readonly string[] {
  if (card === null) return [token]
  return card.kind === 'identityCard' ? [token, card.number] : [token, card.number, card.cardSn]
}
