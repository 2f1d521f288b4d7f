/** What goes out instead of the answer. */
type Sending = 'answer' | 'nothing' | 'error' | 'half' | 'earlier' | 'twice' | 'page'

export interface FaultEffect {
  /** whether the center does what it was asked to */
  readonly processed: boolean
  readonly sends: Sending
  /** of an error */
  readonly status?: number
  readonly wrongSignature?: true
}

/** Every kind of fault. A new one is a line here, and a `Sending` where none of these does it. */
export const faultEffects = Object.freeze({
  delay: { processed: true, sends: 'answer' },
  longTail: { processed: true, sends: 'answer' },
  dropBefore: { processed: false, sends: 'nothing' },
  dropAfter: { processed: true, sends: 'nothing' },
  http500: { processed: false, sends: 'error', status: 500 },
  http502: { processed: false, sends: 'error', status: 502 },
  http503: { processed: false, sends: 'error', status: 503 },
  http504: { processed: true, sends: 'error', status: 504 },
  halfBody: { processed: true, sends: 'half' },
  wrongSignature: { processed: true, sends: 'answer', wrongSignature: true },
  duplicateAnswer: { processed: true, sends: 'twice' },
  staleAnswer: { processed: true, sends: 'earlier' },
  notJson: { processed: true, sends: 'page' },
  clockSkew: { processed: true, sends: 'answer' },
  throttle: { processed: false, sends: 'answer' },
  expiredCertificate: { processed: true, sends: 'answer' },
} as const satisfies Record<string, FaultEffect>)

export type FaultKind = keyof typeof faultEffects
export const faultKinds = Object.freeze(
  Object.keys(faultEffects).filter((kind): kind is FaultKind => Object.hasOwn(faultEffects, kind)),
)

/** For every interface. */
export const EVERY_INTERFACE = '*'
/** The only interface with a certificate in its answer that is not made for this message: the hospital's, in the prescription's file. */
const CERTIFICATE_INTERFACE = '7204'
/** Channels whose answers are signed. */
const SIGNED: readonly string[] = ['B', 'D', 'E', 'L']

/** Why a fault cannot be played on an interface of a channel; null when it can. */
export function unplayable(kind: FaultKind, number: string, channel: string): string | null {
  if (kind === 'wrongSignature' && !SIGNED.includes(channel)) return 'only answers of the channels B, D, E and L are signed'
  if (kind === 'expiredCertificate' && number !== CERTIFICATE_INTERFACE)
    return `only the file of ${CERTIFICATE_INTERFACE} has a certificate`
  if (kind === 'clockSkew' && channel === 'C') return 'answers of channel C tell no time'
  return null
}
