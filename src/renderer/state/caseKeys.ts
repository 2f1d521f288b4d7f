import type { CaseView } from '../../shared/contract/case.ts'
import { reviewPoints } from '../../shared/domain/reviewPoints.ts'
import { i18n } from '../i18n/i18n.ts'
import { cashGiven, typeCash } from './cash.ts'
import { cashKeys, type Deed, digits, give, type Keys, keysFor, onDesk, type Situation } from './deeds.ts'
import { abandonReasons, byHandReasons, type Desk } from './desk.ts'
import { basketOf, canAbandon, isFree, isLineFull, isPicking, isReturn, markedItem } from './possible.ts'

/** What the keys do for the case at the front, while no form of it is open. */
export function caseKeys(view: CaseView, situation: Situation): Keys {
  const { desk } = situation
  return {
    ...(view.canRetry && view.underWay === null && { F5: give('case.retry', {}) }),
    ...(canAbandon(view) && { 'Shift+F9': onDesk({ kind: 'form', form: 'abandon' }) }),
    ...(isFree(view) && (isReturn(view) ? returnKeys(view) : stateKeys(view, situation))),
    ...(isPicking(view) && !isReturn(view) && basketKeys(view, desk)),
  }
}

function stateKeys(view: CaseView, situation: Situation): Keys {
  const { desk } = situation
  switch (view.state) {
    case 'verified':
      return view.pharmacist === null ? {} : reviewKeys(desk)
    case 'approved':
      return {
        F2: openByHand(situation),
        ...keysFor(digits, view.lines, (line) =>
          line.isTraced || isLineFull(line) ? null : give('case.takeLoose', { line: line.number }),
        ),
      }
    case 'picked':
      return { F6: give('case.presettle', { useAccount: !view.useAccount }) }
    case 'presettled':
    case 'outboundReported':
      return moneyKeys(view, situation)
    case 'settled':
      // what the center settled is not what was agreed: nothing is handed over silently
      return view.failure?.code === 'SETTLEMENT_AMOUNTS_DIFFER' ? {} : { F12: give('case.handOver', {}) }
    default:
      return {}
  }
}

/** The form for a code, with the reason that the last refusal suggests. */
function openByHand({ counter: { notice }, commandFailure }: Situation): Deed {
  const isUnknown = (commandFailure ?? notice?.failure)?.code === 'BOX_UNKNOWN_NEEDS_REASON'
  return onDesk({ kind: 'form', form: 'byHand', ...(isUnknown && { reason: 'notRegistered' as const }) })
}

function reviewKeys({ ticked }: Desk): Keys {
  const opinion = i18n.t('review.approvedOpinion')
  return {
    ...keysFor(digits, reviewPoints, (point) => onDesk({ kind: 'ticked', point })),
    ...(ticked.length === reviewPoints.length && { F7: give('case.review', { isApproved: true, opinion, checked: ticked }) }),
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

/** What the patient gave: as typed, else what was given before a settlement that did not come about, else just what is due. */
export function givenFor({ money, payment }: Pick<CaseView, 'money' | 'payment'>, cash: string): number {
  return cashGiven(cash, payment?.cashGiven ?? money?.cash ?? 0)
}

function moneyKeys(view: CaseView, { desk: { cash }, counter: { visit } }: Situation): Keys {
  const due = view.money?.cash ?? 0
  const given = givenFor(view, cash)
  // a settlement needs a voucher that still lives: the patient shows it again first, or types its password beside a card
  const isProved = view.failure?.code !== 'VOUCHER_TOKEN_DEAD' && (visit?.wantsPassword ?? null) === null
  const isPossible = view.money !== null && given >= due && isProved
  const typing = cashKeys.map((key) => [key, onDesk({ kind: 'typed', field: 'cash', text: typeCash(cash, key) })] as const)
  return {
    ...(due > 0 && Object.fromEntries(typing)),
    ...(view.state === 'presettled' && { F6: give('case.presettle', { useAccount: !view.useAccount }) }),
    ...(isPossible && { F12: give('case.settle', { cashGiven: given }) }),
  }
}

function returnKeys({ returned }: CaseView): Keys {
  if (returned === null) return {}
  if (returned.scanned < returned.wanted) return { F2: onDesk({ kind: 'form', form: 'byHand' }) }
  return { F12: give('case.revoke', {}) }
}

/** What the keys do while a form of the case is open; nothing while the case is busy with something else. */
export function formKeys(view: CaseView | null, desk: Desk): Keys {
  if (view === null || !isFree(view)) return {}
  switch (desk.form) {
    case 'reject': {
      const opinion = desk.opinion.trim()
      return opinion === '' ? {} : { F8: give('case.review', { isApproved: false, opinion, checked: desk.ticked }) }
    }
    case 'byHand':
      return byHandKeys(desk)
    case 'abandon':
      if (!canAbandon(view)) return {}
      return keysFor(digits, abandonReasons, (reason) => give('case.abandon', { reason: i18n.t(`abandon.reason.${reason}`) }))
    case null:
      return {}
  }
}

function byHandKeys(desk: Desk): Keys {
  const code = desk.code.trim()
  const lot = desk.lot.trim()
  const at = byHandReasons.indexOf(desk.reason)
  const turnTo = (index: number): Deed => onDesk({ kind: 'reason', reason: byHandReasons[index] ?? desk.reason })
  const reason = i18n.t(`boxes.byHand.reason.${desk.reason}`)
  const isComplete = code !== '' && !(desk.asksLot && lot === '')
  return {
    ArrowUp: turnTo(at - 1),
    ArrowDown: turnTo(at + 1),
    ...(isComplete && { F2: give('case.addByHand', { code, reason, lotNumber: desk.asksLot ? lot : null }) }),
  }
}
