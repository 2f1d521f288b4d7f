import type { CaseView } from '../../shared/contract/case.ts'
import type { CounterState } from '../../shared/contract/counter.ts'
import { i18n } from '../i18n/i18n.ts'
import { type KeyName, takeUpKeys } from './deeds.ts'
import { isPasswordToAsk, isReturn } from './possible.ts'

/** What a key of the counter does now, in a word; null for keys that mean something only where they are drawn: digits, arrows, Escape. */
export function deedLabel(
  key: KeyName,
  counter: Pick<CounterState, 'visit' | 'dispense' | 'parked' | 'password'>,
): string | null {
  const { dispense, parked } = counter
  switch (key) {
    case 'F1':
      return i18n.t('actions.help')
    case 'F2':
      return i18n.t('boxes.byHand.open')
    case 'Shift+F2':
      return i18n.t('actions.picture')
    case 'F3':
      return i18n.t('actions.park')
    case 'Shift+F3':
      return i18n.t('actions.purchaser')
    case 'F4':
      return i18n.t('actions.today')
    case 'Shift+F4':
      return i18n.t('actions.sale')
    case 'F5':
      return i18n.t(isPasswordToAsk(counter) ? 'actions.askPassword' : 'actions.retry')
    case 'Shift+F5':
      return i18n.t('actions.uploads')
    case 'F6':
      return i18n.t(dispense?.useAccount ? 'pay.accountOn' : 'pay.accountOff')
    case 'F7':
      return i18n.t('review.approve')
    case 'F8':
      return i18n.t('review.reject')
    case 'F9':
      return i18n.t(dispense?.returned ? 'abandon.endReturn' : 'actions.endVisit')
    case 'Shift+F9':
      return i18n.t(dispense && isReturn(dispense) ? 'abandon.returnOpen' : 'abandon.open')
    case 'F10':
      return i18n.t('actions.signOut')
    case 'Shift+F10':
      return i18n.t('actions.switchPerson')
    case 'F11':
      return i18n.t('actions.papers')
    case 'F12':
      return i18n.t(mainWord(dispense))
    case 'Shift+F11':
      return i18n.t('actions.stock')
    case 'Shift+F12':
      return i18n.t('actions.manage')
    case 'Ctrl+K':
      return i18n.t('actions.search')
    case 'Ctrl+L':
      return i18n.t('actions.lock')
    default:
      return takeUpLabel(key, parked)
  }
}

function mainWord(view: CaseView | null): 'prescription.confirm' | 'pay.revoke' | 'pay.handOver' | 'pay.settle' {
  if (view === null) return 'prescription.confirm'
  if (isReturn(view)) return 'pay.revoke'
  return view.state === 'settled' ? 'pay.handOver' : 'pay.settle'
}

function takeUpLabel(key: KeyName, parked: CounterState['parked']): string | null {
  const keys: readonly KeyName[] = takeUpKeys
  const visit = parked[keys.indexOf(key)]
  if (visit === undefined) return null
  const { colour, patient } = visit
  const name = patient ? `${patient.name} ${patient.lastFour}` : i18n.t('patient.unknown')
  return `${i18n.t('parked.takeUp')} ${i18n.t(`colour.${colour}`)} ${name}`
}
