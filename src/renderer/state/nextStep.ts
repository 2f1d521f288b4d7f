import type { CaseView } from '../../shared/contract/case.ts'
import type { CounterState } from '../../shared/contract/counter.ts'
import type { DeviceView } from '../../shared/contract/devices.ts'
import type { Turn } from '../../shared/contract/failureFacts.ts'
import { missingCase } from '../../shared/domain/result.ts'
import { yuan } from '../format/money.ts'
import { i18n } from '../i18n/i18n.ts'
import { isReturn } from './possible.ts'

type Exchange = NonNullable<CaseView['underWay']>

/** Per exchange: what is waited for while it is at the center, and what is to be cleared up when its answer was lost. */
export const exchangeSteps = Object.freeze({
  download: { underWay: 'downloading', lost: 'downloadLost' },
  verify: { underWay: 'verifying', lost: 'verifyLost' },
  review: { underWay: 'sendingReview', lost: 'reviewLost' },
  presettle: { underWay: 'presettling', lost: 'presettleLost' },
  report: { underWay: 'reporting', lost: 'reportLost' },
  settle: { underWay: 'settling', lost: 'settleLost' },
  undo: { underWay: 'takingBack', lost: 'undoLost' },
  revoke: { underWay: 'revoking', lost: 'revokeLost' },
  reverse: { underWay: 'reversing', lost: 'reverseLost' },
} as const satisfies Record<Exchange, { readonly underWay: string; readonly lost: string }>)

/** Whose turn each step is. What is at the center is the center's. */
export const turnOf = Object.freeze({
  noScanner: 'clerk',
  fixScanner: 'clerk',
  scanVoucher: 'patient',
  decoding: 'center',
  awaitingPassword: 'clerk',
  typePassword: 'patient',
  checkingPassword: 'center',
  askPassword: 'clerk',
  identifying: 'center',
  choosingPlace: 'patient',
  authorizing: 'center',
  checkList: 'clerk',
  confirmChoice: 'clerk',
  nothingWaiting: 'clerk',
  stopped: 'clerk',
  downloading: 'center',
  verifying: 'center',
  sendingReview: 'center',
  presettling: 'center',
  reporting: 'center',
  settling: 'center',
  takingBack: 'center',
  revoking: 'center',
  reversing: 'center',
  downloadLost: 'clerk',
  verifyLost: 'clerk',
  reviewLost: 'clerk',
  presettleLost: 'clerk',
  reportLost: 'clerk',
  settleLost: 'clerk',
  undoLost: 'clerk',
  revokeLost: 'clerk',
  reverseLost: 'clerk',
  toDownload: 'clerk',
  toVerify: 'clerk',
  notGenuine: 'clerk',
  scanPharmacist: 'pharmacist',
  review: 'pharmacist',
  rejected: 'clerk',
  scanBoxes: 'clerk',
  toPresettle: 'clerk',
  takeMoney: 'clerk',
  takeNothing: 'clerk',
  finishSettlement: 'clerk',
  handOver: 'clerk',
  handOverOwing: 'clerk',
  done: 'clerk',
  doneOwing: 'clerk',
  toCancel: 'clerk',
  cancelled: 'clerk',
  abandoned: 'clerk',
  withdrawn: 'patient',
  lapsed: 'patient',
  usedElsewhere: 'patient',
  scanBack: 'clerk',
  confirmReturn: 'clerk',
  toTakeBack: 'clerk',
  returned: 'clerk',
} as const satisfies Record<string, Turn>)

/** What stands in the sentences of the steps. */
export interface StepValues {
  readonly count: number
  readonly taken: number
  readonly wanted: number
  readonly scanned: number
  /** yuan */
  readonly cash: string
  readonly pharmacist: string
  /** where the patient types the password */
  readonly where: string
}

/** The one thing that is done, or waited for, now. */
export interface NextStep {
  readonly kind: keyof typeof turnOf
  readonly values?: Partial<StepValues>
  /** why the scanner does not work, where that is the step */
  readonly reason?: DeviceView['reason']
}

type Given = Pick<CounterState, 'visit' | 'devices' | 'dispense' | 'password'>

/** Decides the next step from the station's state, and from whether a prescription of the list was pointed at. Failures come before it on the screen. */
export function nextStep(given: Given, hasChosen = false): NextStep {
  const { visit, devices, dispense } = given
  const password = passwordStep(given)
  if (password !== null) return password
  if (dispense !== null) return caseStep(dispense)
  if (visit === null) {
    const scanners = devices.filter(({ kind }) => kind === 'scanner')
    if (scanners.some(({ state }) => state === 'connected')) return { kind: 'scanVoucher' }
    const reason = scanners[0]?.reason ?? 'notConfigured'
    return reason === 'notConfigured' ? { kind: 'noScanner' } : { kind: 'fixScanner', reason }
  }
  if (visit.phase !== 'listed') return { kind: visit.phase }
  const count = visit.prescriptions.length
  if (count === 0) return { kind: 'nothingWaiting' }
  return hasChosen ? { kind: 'confirmChoice' } : { kind: 'checkList', values: { count } }
}

/** The voucher's password beside a card: typed by the patient, compared by the center, or still to be asked for. */
function passwordStep({ visit, dispense, password }: Given): NextStep | null {
  if (visit === null || (dispense !== null && dispense.returned !== null)) return null
  if (password !== null && password.visitId === visit.id) {
    if (password.isChecking) return { kind: 'checkingPassword' }
    return { kind: 'typePassword', values: { where: wherePassword(password) } }
  }
  return visit.wantsPassword === null ? null : { kind: 'askPassword' }
}

function wherePassword({ onPad, onWindow }: NonNullable<CounterState['password']>): string {
  return i18n.t(onPad && onWindow ? 'password.onBoth' : onPad ? 'password.onPad' : 'password.onWindow')
}

function caseStep(view: CaseView): NextStep {
  const { state, underWay, unanswered, returned } = view
  if (underWay !== null) return { kind: exchangeSteps[underWay].underWay }
  if (unanswered !== null) return { kind: exchangeSteps[unanswered].lost }
  if (returned !== null && isReturn(view)) {
    const { scanned, wanted } = returned
    return { kind: scanned < wanted ? 'scanBack' : 'confirmReturn', values: { scanned, wanted } }
  }
  switch (state) {
    case 'authorized':
      return { kind: 'toDownload' }
    case 'downloaded':
      return { kind: 'toVerify' }
    case 'verified':
      return view.pharmacist === null ? { kind: 'scanPharmacist' } : { kind: 'review', values: { pharmacist: view.pharmacist } }
    case 'approved':
      return { kind: 'scanBoxes', values: boxesOf(view) }
    case 'picked':
      return { kind: 'toPresettle' }
    case 'presettled':
      if (view.money === null) return { kind: 'toPresettle' }
      return view.money.cash === 0 ? { kind: 'takeNothing' } : { kind: 'takeMoney', values: { cash: yuan(view.money.cash) } }
    case 'outboundReported':
      return { kind: 'finishSettlement' }
    case 'settled':
      return { kind: view.uploadsLeft > 0 ? 'handOverOwing' : 'handOver', values: { count: view.uploadsLeft } }
    case 'handedOver':
      return { kind: view.uploadsLeft > 0 ? 'doneOwing' : 'done', values: { count: view.uploadsLeft } }
    case 'cancelling':
      return { kind: 'toCancel' }
    case 'outboundCancelled':
      return { kind: 'cancelled' }
    case 'revoked':
      return { kind: 'toTakeBack' }
    case 'notGenuine':
    case 'rejected':
    case 'abandoned':
    case 'withdrawn':
    case 'lapsed':
    case 'usedElsewhere':
    case 'returned':
      return { kind: state }
    default:
      return missingCase(state)
  }
}

/** How many boxes the lines want, and how many are in the basket. */
export function boxesOf({ lines }: Pick<CaseView, 'lines'>): { readonly taken: number; readonly wanted: number } {
  return {
    taken: lines.reduce((sum, line) => sum + line.boxesTaken, 0),
    wanted: lines.reduce((sum, line) => sum + line.boxesWanted, 0),
  }
}

/** What became of the money of a case, all its steps together. */
export function moneyStanding({ state, underWay, unanswered }: CaseView): 'untouched' | 'unknown' | 'settled' | 'revoked' {
  if ([underWay, unanswered].some((exchange) => exchange === 'settle' || exchange === 'revoke' || exchange === 'reverse'))
    return 'unknown'
  if (state === 'settled' || state === 'handedOver') return 'settled'
  return state === 'revoked' || state === 'returned' ? 'revoked' : 'untouched'
}
