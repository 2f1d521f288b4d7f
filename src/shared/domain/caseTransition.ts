import {
  type CaseAction,
  type CaseActionKind,
  type CaseEvent,
  type CaseEventType,
  type CaseRefusal,
  type CaseState,
  type DispenseCase,
  isClosed,
  type LossReason,
  type Upload,
} from './dispenseCase.ts'
import { err, missingCase, ok, type Result } from './result.ts'

/** What is to be done besides writing the state, after the commit. */
export type CaseEffect =
  /** the boxes of the basket are free again */
  | 'releaseBoxes'
  /** the boxes of the basket are sold */
  | 'sellBoxes'
  /** the boxes came back and wait to be looked at */
  | 'takeBoxesBack'

export interface CaseStep {
  readonly next: DispenseCase
  readonly effects: readonly CaseEffect[]
}

type Condition = 'token' | 'validity'

interface ActionRow {
  readonly from: readonly CaseState[]
  /** where `done` leads; `same`: it stays, or a rule of its own decides */
  readonly to: CaseState | 'same'
  /** where `done` with verdict false leads (7205, 7206) */
  readonly otherwise?: CaseState
  readonly needs: readonly Condition[]
}

/** What may begin in which state, and where it leads. The diagram in docs/ is drawn from this table and the next. */
export const caseActions = Object.freeze({
  download: { from: ['authorized'], to: 'downloaded', needs: ['token', 'validity'] },
  verify: { from: ['downloaded'], to: 'verified', otherwise: 'notGenuine', needs: ['token', 'validity'] },
  review: { from: ['verified'], to: 'approved', otherwise: 'rejected', needs: ['token', 'validity'] },
  presettle: { from: ['picked', 'presettled'], to: 'presettled', needs: ['validity'] },
  report: { from: ['presettled', 'outboundReported', 'settled', 'handedOver'], to: 'same', needs: [] },
  settle: { from: ['presettled', 'outboundReported'], to: 'settled', needs: ['validity'] },
  revoke: { from: ['settled', 'handedOver'], to: 'revoked', needs: [] },
  undo: { from: ['cancelling', 'revoked'], to: 'same', needs: [] },
  reverse: { from: ['presettled', 'outboundReported', 'settled', 'handedOver'], to: 'same', needs: [] },
} as const satisfies Record<CaseActionKind, ActionRow>)

/** The states in which an event that is not an exchange is taken, and where it leads. */
export const caseMoves = Object.freeze({
  basketChanged: { from: ['approved', 'picked', 'presettled'], to: ['approved', 'picked'] },
  tokenRenewed: {
    from: ['authorized', 'downloaded', 'verified', 'approved', 'picked', 'presettled', 'outboundReported'],
    to: [],
  },
  lost: {
    from: ['authorized', 'downloaded', 'verified', 'approved', 'picked', 'presettled', 'outboundReported'],
    to: ['withdrawn', 'lapsed', 'usedElsewhere', 'cancelling'],
  },
  abandon: {
    from: ['authorized', 'downloaded', 'verified', 'approved', 'picked', 'presettled', 'outboundReported'],
    to: ['abandoned', 'cancelling'],
  },
  handOver: { from: ['settled'], to: ['handedOver'] },
} as const satisfies Record<
  Exclude<CaseEventType, 'begin' | 'end'>,
  { readonly from: readonly CaseState[]; readonly to: readonly CaseState[] }
>)

/**
 * Decides what an event makes of a case: the next case and what is to be done, or why it is not taken. No input or output, no clock of its own: `now`
 * is the center's time. An exchange is judged when it begins; its end is always taken, because what the center did cannot be refused.
 * Order of steps: N 7.1.3, 8.5 to 8.8; uploads before or after the settlement by the profile.
 */
export function transition(dispenseCase: DispenseCase, event: CaseEvent, now: number): Result<CaseStep, CaseRefusal> {
  switch (event.type) {
    case 'begin': {
      const refusal = refuseBegin(dispenseCase, event.action, now)
      return refusal === null ? ok({ next: { ...dispenseCase, underWay: event.action }, effects: [] }) : err(refusal)
    }
    case 'end':
      return isAwaited(dispenseCase, event.action) ? ok(end(dispenseCase, event)) : err('notNow')
    case 'basketChanged':
    case 'tokenRenewed':
    case 'lost':
    case 'abandon':
    case 'handOver':
      return move(dispenseCase, event, now)
    default:
      return missingCase(event)
  }
}

/** What is next among the uploads that the goods need now; null when none is left. */
export function nextUpload({ state, uploads, reported }: DispenseCase): Upload | null {
  const wanted = state === 'settled' || state === 'handedOver' ? [...uploads.before, ...uploads.after] : uploads.before
  return wanted.find((upload) => !reported.includes(upload)) ?? null
}

/** How many uploads are still owed while the goods are on their way out or gone; none of a case that is undone. */
export function uploadsLeft(dispenseCase: DispenseCase): number {
  const { state, uploads, reported } = dispenseCase
  if (isClosed(dispenseCase) || state === 'cancelling' || state === 'revoked') return 0
  return [...uploads.before, ...uploads.after].filter((upload) => !reported.includes(upload)).length
}

/** What is to be taken back next; null when no upload stands any more. */
export function nextUndo({ uploads, reported, partly }: DispenseCase): Upload | null {
  return uploads.undo.find((upload) => reported.includes(upload) || partly.includes(upload)) ?? null
}

function refuseBegin(dispenseCase: DispenseCase, action: CaseAction, now: number): CaseRefusal | null {
  const { state, underWay, unanswered, tokenUntil, validUntil } = dispenseCase
  if (underWay !== null) return 'busy'
  const row: ActionRow = caseActions[action.kind]
  if (!row.from.includes(state)) return action.kind === 'presettle' && state === 'approved' ? 'basketIncomplete' : 'notNow'
  if (action.kind === 'reverse') return unanswered?.kind === 'settle' || unanswered?.kind === 'revoke' ? null : 'notNow'
  if (unanswered !== null && !(isSame(unanswered, action) && mayRepeat(action))) return 'unanswered'
  if (row.needs.includes('validity') && now >= validUntil) return 'expired'
  if (row.needs.includes('token') && now >= tokenUntil) return 'tokenDead'
  if (action.kind === 'report' && nextUpload(dispenseCase) !== action.upload) return 'uploadOrder'
  if (action.kind === 'settle' && nextUpload(dispenseCase) !== null) return 'uploadOrder'
  if (action.kind === 'undo' && nextUndo(dispenseCase) !== action.upload) return 'uploadOrder'
  return null
}

/**
 * Money is never sent twice: a lost settlement or revocation is reversed. Everything else may begin again; how it is then cleared up (asked again, or deleted by
 * 3507 and made anew) is the policy's.
 */
function mayRepeat({ kind }: CaseAction): boolean {
  return kind !== 'settle' && kind !== 'revoke'
}

type EndEvent = Extract<CaseEvent, { type: 'end' }>

function end(dispenseCase: DispenseCase, event: EndEvent): CaseStep {
  const { action, outcome, verdict = false } = event
  const { state, unanswered } = dispenseCase
  const rest = { ...dispenseCase, underWay: null, partly: partlyAfter(dispenseCase, event) }
  if (outcome === 'unknown') {
    // a lost 2601 leaves open what it was to clear up; a lost query changed nothing
    const leavesNoQuestion = action.kind === 'reverse' || isQuery(action)
    return { next: { ...rest, unanswered: leavesNoQuestion ? unanswered : action }, effects: [] }
  }
  // a refused reversal has cleared up nothing; any other answer has
  if (outcome === 'refused') {
    return { next: action.kind === 'reverse' ? rest : { ...rest, unanswered: null }, effects: [] }
  }
  const answered = { ...rest, unanswered: null }
  switch (action.kind) {
    case 'download':
      return { next: { ...answered, state: 'downloaded', validUntil: event.validUntil ?? dispenseCase.validUntil }, effects: [] }
    case 'verify':
    case 'review': {
      const { to, otherwise } = caseActions[action.kind]
      return { next: { ...answered, state: verdict ? to : otherwise }, effects: [] }
    }
    case 'report': {
      const reported = [...dispenseCase.reported, action.upload]
      const isBefore = state === 'presettled' || state === 'outboundReported'
      return { next: { ...answered, reported, state: isBefore ? 'outboundReported' : state }, effects: [] }
    }
    case 'undo':
      return undone({ ...answered, reported: dispenseCase.reported.filter((upload) => upload !== action.upload) })
    case 'revoke':
      return undone({ ...answered, state: 'revoked' })
    case 'settle':
      return { next: { ...answered, state: 'settled' }, effects: ['sellBoxes'] }
    case 'presettle':
      return { next: { ...answered, state: 'presettled' }, effects: [] }
    case 'reverse':
      return { next: answered, effects: [] }
    default:
      return missingCase(action)
  }
}

/** The case after a step of an undoing: it ends when no upload stands any more. */
function undone(dispenseCase: DispenseCase): CaseStep {
  const { state, cancelledInto } = dispenseCase
  if (nextUndo(dispenseCase) !== null) return { next: dispenseCase, effects: [] }
  if (state === 'revoked') return { next: { ...dispenseCase, state: 'returned' }, effects: ['takeBoxesBack'] }
  return {
    next: { ...dispenseCase, state: cancelledInto ?? 'outboundCancelled', cancelledInto: null },
    effects: ['releaseBoxes'],
  }
}

type Move = Exclude<CaseEvent, { type: 'begin' | 'end' }>

function move(dispenseCase: DispenseCase, event: Move, now: number): Result<CaseStep, CaseRefusal> {
  const { state, underWay, unanswered } = dispenseCase
  const from: readonly CaseState[] = caseMoves[event.type].from
  if (!from.includes(state)) return err('notNow')
  if (event.type === 'tokenRenewed') {
    return ok({ next: { ...dispenseCase, tokenUntil: event.tokenUntil, state: renewedInto(dispenseCase, now) }, effects: [] })
  }
  if (underWay !== null) return err('busy')
  if (unanswered !== null && !mayLeave(event, unanswered)) return err('unanswered')
  if (event.type === 'basketChanged' && nextUndo(dispenseCase) !== null) return err('uploadOrder')
  switch (event.type) {
    case 'basketChanged':
      return ok({ next: { ...dispenseCase, state: event.complete ? 'picked' : 'approved' }, effects: [] })
    case 'handOver':
      return ok({ next: { ...dispenseCase, state: 'handedOver' }, effects: [] })
    case 'lost':
      return ok(giveUp(dispenseCase, event.reason, event.reason))
    case 'abandon':
      return ok(giveUp(dispenseCase, 'abandoned', 'outboundCancelled'))
    default:
      return missingCase(event)
  }
}

/** The case ends at once, or, where goods were reported as sold, only after that was taken back. */
function giveUp(
  dispenseCase: DispenseCase,
  ending: 'abandoned' | LossReason,
  cancelledInto: 'outboundCancelled' | LossReason,
): CaseStep {
  const givenUp = { ...dispenseCase, unanswered: null }
  if (nextUndo(dispenseCase) !== null) return { next: { ...givenUp, state: 'cancelling', cancelledInto }, effects: [] }
  return { next: { ...givenUp, state: ending }, effects: ['releaseBoxes'] }
}

/** Which uploads stand in part after an exchange: only reports and their undoing change that. */
function partlyAfter({ partly }: DispenseCase, { action, outcome, partly: stands = false }: EndEvent): readonly Upload[] {
  if (action.kind !== 'report' && action.kind !== 'undo') return partly
  const others = partly.filter((upload) => upload !== action.upload)
  return outcome !== 'done' && stands ? [...others, action.upload] : others
}

/** 7205, 2101 and 2101A change nothing at the center. */
function isQuery({ kind }: CaseAction): boolean {
  return kind === 'verify' || kind === 'presettle'
}

/** A token that ran out before the review took with it what was downloaded and verified under it: the new one begins anew (N 8.5.3, 8.6.3) [inferred]. */
function renewedInto({ state, tokenUntil, unanswered }: DispenseCase, now: number): CaseState {
  const hasRunOut = now >= tokenUntil && unanswered === null
  return hasRunOut && (state === 'downloaded' || state === 'verified') ? 'authorized' : state
}

/**
 * Whether an event may come although an answer is missing: giving up a case where neither money nor goods hang on it, and handing over goods that are
 * paid for, while an upload of them is still owed.
 */
function mayLeave({ type }: Move, { kind }: CaseAction): boolean {
  if (type === 'handOver') return kind === 'report'
  return (type === 'lost' || type === 'abandon') && (kind === 'download' || kind === 'review')
}

/** Its answer is being waited for, or was lost and is now known after all (5203, 3202). */
function isAwaited({ underWay, unanswered }: DispenseCase, action: CaseAction): boolean {
  return isSame(underWay ?? unanswered, action)
}

function isSame(one: CaseAction | null, other: CaseAction): boolean {
  if (one === null || one.kind !== other.kind) return false
  return 'upload' in one && 'upload' in other ? one.upload === other.upload : true
}
