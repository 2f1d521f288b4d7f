import type { CounterState, PlaceView } from '../../shared/contract/counter.ts'
import { caseKeys, formKeys } from './caseKeys.ts'
import { type Deed, digits, give, type Keys, keysFor, onDesk, type Situation, takeUpKeys } from './deeds.ts'
import type { Desk } from './desk.ts'
import { closePanel, openPapersKey, paperKeys, type SearchRow, searchKeys, searchRowsOf, todayKeys } from './panelKeys.ts'
import { canEndVisit, canPark, canRegisterPurchaser, isPasswordToAsk, mayManage, mayServe, visitsToTakeUp } from './possible.ts'

/** Decides what every key does now. Buttons do what their key does, and are drawn while it does something. */
export function keysOf(situation: Situation): Keys {
  const { connected, desk, person } = situation
  if (!connected) return desk.panel === null ? {} : { Escape: closePanel }
  // a window of its own, with its own keys
  if (desk.panel === 'manage') return { 'Shift+F12': closePanel, 'Ctrl+L': lock }
  if (desk.panel === 'sale') return { 'Shift+F4': closePanel, 'Ctrl+L': lock }
  if (desk.panel === 'stock' || desk.panel === 'uploads') return { 'Shift+F11': closePanel, 'Ctrl+L': lock }
  if (!mayServe(person)) return counterKeys(situation)
  if (desk.panel !== null) return { ...always, ...panelKeys(desk.panel, situation) }
  if (situation.counter.registering !== null) return { ...always, ...purchaserKeys(situation.counter) }
  if (desk.form !== null)
    return { ...always, ...formKeys(situation.counter.dispense, desk), Escape: onDesk({ kind: 'form', form: null }) }
  return counterKeys(situation)
}

/** What the search lists now. */
export function searchRows(situation: Situation): readonly SearchRow[] {
  return searchRowsOf(situation, counterKeys(situation))
}

const lock = give('session.lock', {})
const always: Keys = { F10: give('session.signOut', {}), 'Ctrl+L': lock }

function panelKeys(panel: Exclude<Desk['panel'], 'manage' | 'stock' | 'uploads' | 'sale' | null>, situation: Situation): Keys {
  switch (panel) {
    case 'help':
      return { F1: closePanel, Escape: closePanel }
    case 'today':
      return todayKeys(situation.desk)
    case 'search':
      return searchKeys(situation.desk, searchRows(situation))
    case 'paper':
      return paperKeys(situation)
    // its digits are its own: which codes there are to choose from is known there alone
    case 'picture':
      return { 'Shift+F2': closePanel, Escape: closePanel }
    // F1 to F9 choose a person there
    case 'people':
      return { 'Shift+F10': closePanel, Escape: closePanel }
  }
}

/** What the keys do while nothing is open over the columns. */
function counterKeys(situation: Situation): Keys {
  const { person } = situation
  const dismiss = dismissing(situation)
  return {
    ...always,
    ...(dismiss && { Escape: dismiss }),
    F1: onDesk({ kind: 'panel', panel: 'help' }),
    'Shift+F5': onDesk({ kind: 'panel', panel: 'uploads' }),
    'Shift+F10': onDesk({ kind: 'panel', panel: 'people' }),
    'Shift+F11': onDesk({ kind: 'panel', panel: 'stock' }),
    ...(mayManage(person) && { 'Shift+F12': onDesk({ kind: 'panel', panel: 'manage' }) }),
    ...(mayServe(person) && servingKeys(situation)),
  }
}

/** While somebody is registered who collects for the patient; Enter is the form's own. */
function purchaserKeys({ visit }: CounterState): Keys {
  const isThere = visit !== null && visit.purchaser !== null
  return { Escape: give('visit.stopPurchaser', {}), ...(isThere && { F8: give('visit.withdrawPurchaser', {}) }) }
}

function dismissing({ counter: { notice, password }, commandFailure, desk, person }: Situation): Deed | null {
  if (commandFailure) return { kind: 'dismissFailure' }
  if (notice) return give('notice.dismiss', { id: notice.id })
  if (password !== null && !password.isChecking && mayServe(person)) return give('visit.stopPassword', {})
  return desk.chosen === null ? null : onDesk({ kind: 'chose', hiRxno: null })
}

function servingKeys(situation: Situation): Keys {
  const { counter, desk } = situation
  const { visit, dispense } = counter
  return {
    F4: onDesk({ kind: 'panel', panel: 'today' }),
    'Shift+F2': onDesk({ kind: 'panel', panel: 'picture' }),
    'Shift+F4': onDesk({ kind: 'panel', panel: 'sale' }),
    'Ctrl+K': onDesk({ kind: 'panel', panel: 'search' }),
    ...(canEndVisit(counter) && { F9: give('visit.end', {}) }),
    ...(canRegisterPurchaser(counter) && { 'Shift+F3': give('visit.beginPurchaser', {}) }),
    ...(canPark(counter) && { F3: give('visit.park', {}) }),
    ...keysFor(takeUpKeys, visitsToTakeUp(counter), ({ id }) => give('visit.takeUp', { visitId: id })),
    ...openPapersKey(counter),
    ...(dispense === null
      ? { ...(visit?.canRetry && { F5: give('visit.retry', {}) }), ...choosingKeys(counter, desk) }
      : caseKeys(dispense, situation)),
    ...(isPasswordToAsk(counter) && { F5: give('visit.askPassword', {}) }),
  }
}

function choosingKeys({ visit }: CounterState, { chosen }: Desk): Keys {
  if (visit?.phase === 'choosingPlace') return choosingPlaceKeys(visit.places)
  if (visit?.phase !== 'listed') return {}
  return {
    ...keysFor(digits, visit.prescriptions, ({ hiRxno }) => onDesk({ kind: 'chose', hiRxno })),
    ...(chosen !== null && { F12: give('case.choose', { hiRxno: chosen }) }),
  }
}

/** A place where the insurance is suspended cannot be chosen. */
function choosingPlaceKeys(places: readonly PlaceView[]): Keys {
  return keysFor(digits, places, ({ id, isActive }) => (isActive ? give('visit.choosePlace', { placeId: id }) : null))
}
