import type { CaseView } from '../../shared/contract/case.ts'
import type { CommandInput } from '../../shared/contract/contract.ts'
import type { CounterState, Person } from '../../shared/contract/counter.ts'
import type { Failure } from '../../shared/contract/failures.ts'
import type { CommandName } from '../../shared/contract/names.ts'
import { isClosed } from '../../shared/domain/dispenseCase.ts'
import { i18n } from '../i18n/i18n.ts'
import { cashGiven, typeCash } from './cash.ts'
import { abandonReasons, byHandReasons, checkPoints, type Desk, type DeskEvent } from './desk.ts'
import { basketOf, canAbandon, canEndVisit, isFree, isPicking, isReturn, markedItem, mayServe } from './possible.ts'
import type { Act } from './store.ts'

/** Every key of the counter. They are ours whether or not they do something now, so that none does what a browser would. */
export const functionKeys = Object.freeze([
  'F1',
  'F2',
  'F3',
  'F4',
  'F5',
  'F6',
  'F7',
  'F8',
  'F9',
  'Shift+F9',
  'F10',
  'F11',
  'F12',
  'Escape',
] as const)
export const digits = Object.freeze(['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const)
const cashKeys = Object.freeze(['0', ...digits, '.', 'Backspace'] as const)

export type KeyName = (typeof functionKeys)[number] | (typeof cashKeys)[number] | 'Enter' | 'Delete' | 'ArrowUp' | 'ArrowDown'

/** What a key or a button does: a command to the station, or something on the desk. */
export type Deed =
  | {
      readonly kind: 'command'
      readonly name: CommandName
      readonly input: unknown
      readonly give: (act: Act, done: () => void) => void
    }
  | { readonly kind: 'desk'; readonly event: DeskEvent }
  | { readonly kind: 'dismissFailure' }

/** What each key does now; a key that is not named does nothing. */
export type Keys = Readonly<Partial<Record<KeyName, Deed>>>

interface Situation {
  readonly counter: CounterState
  readonly person: Person
  readonly connected: boolean
  readonly commandFailure: Failure | null
  readonly desk: Desk
}

/** Decides what every key does now. Buttons do what their key does, and are drawn while it does something. */
export function keysOf(situation: Situation): Keys {
  const { connected, desk, person } = situation
  if (!connected) return desk.panel === null ? {} : { Escape: closePanel }
  const always = { F10: give('session.signOut', {}) }
  if (desk.panel === 'help') return { ...always, F1: closePanel, Escape: closePanel }
  if (desk.panel === 'today') return { ...always, ...todayKeys(desk) }
  if (desk.form !== null) return { ...always, ...formKeys(situation), Escape: onDesk({ kind: 'form', form: null }) }
  const dismiss = dismissing(situation)
  const open: Keys = { ...always, ...(dismiss && { Escape: dismiss }), F1: onDesk({ kind: 'panel', panel: 'help' }) }
  if (!mayServe(person)) return open
  return { ...open, F4: onDesk({ kind: 'panel', panel: 'today' }), ...servingKeys(situation) }
}

function give<N extends CommandName>(name: N, input: CommandInput<N>): Deed {
  return { kind: 'command', name, input, give: (act, done) => act(name, input, done) }
}

function onDesk(event: DeskEvent): Deed {
  return { kind: 'desk', event }
}

const closePanel = onDesk({ kind: 'panel', panel: null })

function dismissing({ counter: { notice }, commandFailure, desk }: Situation): Deed | null {
  if (commandFailure) return { kind: 'dismissFailure' }
  if (notice) return give('notice.dismiss', { id: notice.id })
  return desk.chosen === null ? null : onDesk({ kind: 'chose', hiRxno: null })
}

function servingKeys({ counter, desk }: Situation): Keys {
  const { visit, dispense } = counter
  return {
    ...(canEndVisit(counter) && { F9: give('visit.end', {}) }),
    ...(dispense === null
      ? { ...(visit?.canRetry && { F5: give('visit.retry', {}) }), ...choosingKeys(counter, desk) }
      : caseKeys(dispense, desk)),
  }
}

function choosingKeys({ visit }: CounterState, { chosen }: Desk): Keys {
  if (visit?.phase !== 'listed') return {}
  return {
    ...digitKeys(visit.prescriptions, ({ hiRxno }) => onDesk({ kind: 'chose', hiRxno })),
    ...(chosen !== null && { F12: give('case.choose', { hiRxno: chosen }) }),
  }
}

function caseKeys(view: CaseView, desk: Desk): Keys {
  return {
    ...(view.canRetry && view.underWay === null && { F5: give('case.retry', {}) }),
    ...(canAbandon(view) && { 'Shift+F9': onDesk({ kind: 'form', form: 'abandon' }) }),
    ...(isFree(view) && (isReturn(view) ? returnKeys(view) : stateKeys(view, desk))),
    ...(isPicking(view) && !isReturn(view) && basketKeys(view, desk)),
  }
}

function stateKeys(view: CaseView, desk: Desk): Keys {
  switch (view.state) {
    case 'verified':
      return view.pharmacist === null ? {} : reviewKeys(desk)
    case 'approved':
      return {
        F2: onDesk({ kind: 'form', form: 'byHand' }),
        ...digitKeys(view.lines, (line) =>
          line.isTraced || line.boxesTaken >= line.boxesWanted ? null : give('case.takeLoose', { line: line.number }),
        ),
      }
    case 'picked':
      return { F6: give('case.presettle', { useAccount: !usesAccount(view) }) }
    case 'presettled':
    case 'outboundReported':
      return moneyKeys(view, desk)
    case 'settled':
      // what the center settled is not what was agreed: nothing is handed over silently
      return view.failure?.code === 'SETTLEMENT_AMOUNTS_DIFFER' ? {} : { F12: give('case.handOver', {}) }
    default:
      return {}
  }
}

function reviewKeys({ ticked }: Desk): Keys {
  const opinion = i18n.t('review.approvedOpinion')
  return {
    ...digitKeys(checkPoints, (point) => onDesk({ kind: 'ticked', point })),
    ...(ticked.length === checkPoints.length && { F7: give('case.review', { isApproved: true, opinion }) }),
    F8: onDesk({ kind: 'form', form: 'reject' }),
  }
}

function basketKeys(view: CaseView, { mark }: Desk): Keys {
  const basket = basketOf(view)
  const marked = markedItem(view, mark)
  if (marked === undefined) return {}
  const at = basket.indexOf(marked)
  const moveTo = (index: number): Deed => onDesk({ kind: 'marked', itemId: basket[index]?.id ?? marked.id })
  return {
    Delete: give('case.removeItem', { itemId: marked.id }),
    ArrowUp: moveTo(at - 1),
    ArrowDown: moveTo(at + 1),
  }
}

/** Whether the personal account pays a part now. */
export function usesAccount({ money }: Pick<CaseView, 'money'>): boolean {
  return money !== null && money.account > 0
}

/** What the patient gave: as typed, else what was given before a settlement that did not come about, else just what is due. */
export function givenFor({ money, payment }: Pick<CaseView, 'money' | 'payment'>, cash: string): number {
  return cashGiven(cash, payment?.cashGiven ?? money?.cash ?? 0)
}

function moneyKeys(view: CaseView, { cash }: Desk): Keys {
  const due = view.money?.cash ?? 0
  const given = givenFor(view, cash)
  // a settlement needs a voucher that still lives: the patient shows it again first
  const isPossible = view.money !== null && given >= due && view.failure?.code !== 'VOUCHER_TOKEN_DEAD'
  const typing = cashKeys.map((key) => [key, onDesk({ kind: 'typed', field: 'cash', text: typeCash(cash, key) })] as const)
  return {
    ...(due > 0 && Object.fromEntries(typing)),
    ...(view.state === 'presettled' && { F6: give('case.presettle', { useAccount: !usesAccount(view) }) }),
    ...(isPossible && { F12: give('case.settle', { cashGiven: given }) }),
  }
}

function returnKeys({ returned }: CaseView): Keys {
  if (returned === null) return {}
  if (returned.scanned < returned.wanted) return { F2: onDesk({ kind: 'form', form: 'byHand' }) }
  return { F12: give('case.revoke', {}) }
}

function formKeys({ desk }: Situation): Keys {
  switch (desk.form) {
    case 'reject': {
      const opinion = desk.opinion.trim()
      return opinion === '' ? {} : { F8: give('case.review', { isApproved: false, opinion }) }
    }
    case 'byHand': {
      const code = desk.code.trim()
      const at = byHandReasons.indexOf(desk.reason)
      const turnTo = (index: number): Deed => onDesk({ kind: 'reason', reason: byHandReasons[index] ?? desk.reason })
      const reason = i18n.t(`boxes.byHand.reason.${desk.reason}`)
      return {
        ArrowUp: turnTo(at - 1),
        ArrowDown: turnTo(at + 1),
        ...(code !== '' && { F2: give('case.addByHand', { code, reason }) }),
      }
    }
    case 'abandon':
      return digitKeys(abandonReasons, (reason) => give('case.abandon', { reason: i18n.t(`abandon.reason.${reason}`) }))
    case null:
      return {}
  }
}

function todayKeys({ today, row, historyOf }: Desk): Keys {
  const rows = today !== null && 'value' in today ? today.value : []
  const marked = rows[row]
  const moveTo = (index: number): Deed => onDesk({ kind: 'row', row: Math.max(0, Math.min(index, rows.length - 1)) })
  const canReturn = marked !== undefined && (marked.state === 'settled' || marked.state === 'handedOver')
  const canGoOn = marked !== undefined && !isClosed(marked)
  const back = historyOf === null ? closePanel : onDesk({ kind: 'history', caseId: null })
  return {
    F4: closePanel,
    Escape: back,
    ...(marked &&
      historyOf === null && {
        ArrowUp: moveTo(row - 1),
        ArrowDown: moveTo(row + 1),
        Enter: onDesk({ kind: 'history', caseId: marked.id }),
      }),
    ...(canGoOn && { F5: give('case.retry', { caseId: marked.id }) }),
    ...(canReturn && { F8: give('case.beginReturn', { caseId: marked.id }) }),
  }
}

/** The keys 1 to 9 for the first nine of `things`; one without a deed is left out. */
function digitKeys<T>(things: readonly T[], deedOf: (thing: T) => Deed | null): Keys {
  const pairs = digits.flatMap((digit, index) => {
    const thing = things[index]
    const deed = thing === undefined ? null : deedOf(thing)
    return deed === null ? [] : [[digit, deed] as const]
  })
  return Object.fromEntries(pairs)
}
