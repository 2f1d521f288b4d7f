/** The states of a dispense case (购药单). They are stored: never rename one. */
export const caseStates = Object.freeze([
  'authorized',
  'downloaded',
  'notGenuine',
  'verified',
  'approved',
  'rejected',
  'picked',
  'presettled',
  'outboundReported',
  'settled',
  'handedOver',
  'cancelling',
  'outboundCancelled',
  'abandoned',
  'withdrawn',
  'lapsed',
  'usedElsewhere',
  'revoked',
  'returned',
] as const)
export type CaseState = (typeof caseStates)[number]

/** An upload of goods that leave: to the insurance side (3505) or to the prescription center (7207). */
export type Upload = '3505' | '7207'

/** What the case does at the center. `report` and `undo` name their upload. */
export type CaseAction =
  | { readonly kind: 'download' | 'verify' | 'review' | 'presettle' | 'settle' | 'revoke' | 'reverse' }
  | { readonly kind: 'report' | 'undo'; readonly upload: Upload }
export type CaseActionKind = CaseAction['kind']

/** Why the center would not give or settle a prescription any more. */
export type LossReason = 'withdrawn' | 'lapsed' | 'usedElsewhere'

/** One prescription's way through the shop. Times are epoch milliseconds of the center's clock. */
export interface DispenseCase {
  readonly state: CaseState
  /** until when the prescription token works (N 8.4 note 2) */
  readonly tokenUntil: number
  readonly validUntil: number
  /** the province's uploads of goods that leave, in their order (profile) */
  readonly uploads: {
    readonly before: readonly Upload[]
    readonly after: readonly Upload[]
    /** in which order they are taken back, whichever of them stand */
    readonly undo: readonly Upload[]
  }
  /** the uploads that stand at the center, in the order in which they were made */
  readonly reported: readonly Upload[]
  /** uploads of which some lines stand (3505 is one message a line): still to be finished, or to be taken back */
  readonly partly: readonly Upload[]
  /** what is at the center now; nothing else may begin */
  readonly underWay: CaseAction | null
  /** what was sent and never answered (悬案): only what clears it up may begin */
  readonly unanswered: CaseAction | null
  /** the state that a cancelled case ends in; null while nothing is being cancelled */
  readonly cancelledInto: 'outboundCancelled' | LossReason | null
}

export type CaseEvent =
  /** an exchange is about to leave */
  | { readonly type: 'begin'; readonly action: CaseAction }
  /**
   * It was done, refused, or its answer was lost. `verdict` is that of 7205 and 7206, where none is no; `validUntil` what 7204 tells; `partly`: of a refused
   * or unanswered upload, or of one that was being taken back, some lines stand.
   */
  | {
      readonly type: 'end'
      readonly action: CaseAction
      readonly outcome: 'done' | 'refused' | 'unknown'
      readonly verdict?: boolean
      readonly validUntil?: number
      readonly partly?: boolean
    }
  /** boxes were put into the basket or taken out; `complete`: every line has what it asks for */
  | { readonly type: 'basketChanged'; readonly complete: boolean }
  /** the patient showed the voucher again (7201) */
  | { readonly type: 'tokenRenewed'; readonly tokenUntil: number }
  /** the center said that the prescription is not to be had any more */
  | { readonly type: 'lost'; readonly reason: LossReason }
  /** the patient does not want it, or the person at the counter gives it up */
  | { readonly type: 'abandon' }
  /** the patient has the goods */
  | { readonly type: 'handOver' }
export type CaseEventType = CaseEvent['type']

/** Why a case does not take an event. The case stays as it was. */
export type CaseRefusal =
  /** not the next thing in this state */
  | 'notNow'
  /** something is at the center already */
  | 'busy'
  /** an answer is missing; it must be cleared up first */
  | 'unanswered'
  | 'tokenDead'
  | 'expired'
  /** the basket lacks boxes */
  | 'basketIncomplete'
  /** an upload of the goods must come first, or this one is not the next */
  | 'uploadOrder'

/** A case as it is chosen from the list that 7201 gave. */
export function openCase(given: Pick<DispenseCase, 'tokenUntil' | 'validUntil' | 'uploads'>): DispenseCase {
  return { ...given, state: 'authorized', reported: [], partly: [], underWay: null, unanswered: null, cancelledInto: null }
}

/** Whether nothing more can happen to a case; a settled one may still come back as a return. */
export function isClosed({ state }: Pick<DispenseCase, 'state'>): boolean {
  return closedStates.has(state)
}

const closedStates: ReadonlySet<CaseState> = new Set([
  'notGenuine',
  'rejected',
  'outboundCancelled',
  'abandoned',
  'withdrawn',
  'lapsed',
  'usedElsewhere',
  'returned',
])
