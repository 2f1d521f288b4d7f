import type { BasketItem, CaseLine, CaseMoney, CaseSummary, CaseView } from '../../../src/shared/contract/case.ts'
import type {
  CounterState,
  ParkedVisit,
  PatientView,
  VisitPhase,
  VisitView,
  WaitingPrescription,
} from '../../../src/shared/contract/counter.ts'
import type { FailureCode } from '../../../src/shared/contract/failures.ts'
import { failure } from '../../../src/shared/contract/failures.ts'
import { papersOf } from '../../../src/shared/domain/casePapers.ts'
import type { CaseState } from '../../../src/shared/domain/dispenseCase.ts'

/** A state of the counter in which nothing is the matter, to be changed field by field. */
export const atRest: CounterState = {
  revision: 1,
  mode: 'training',
  isSetUp: true,
  shop: { name: '虚构大药房', code: 'P99010100001', office: { name: '虚构市医疗保障局', phone: '0990-1010101' } },
  person: { id: 'wang', name: '王小柜', roles: ['cashier'] },
  mustChangeSecret: false,
  lockedFor: null,
  lockAfterMs: 600_000,
  visit: null,
  dispense: null,
  parked: [],
  password: null,
  registering: null,
  notice: null,
  openQuestions: 0,
  uploads: { count: 0, dueAt: null },
  devices: [
    {
      id: 's1',
      kind: 'scanner',
      model: '串口扫码枪',
      transport: 'serial',
      address: { transport: 'serial', port: '/dev/ttyUSB0', baudRate: null },
      port: '/dev/pts/9',
      state: 'connected',
      reason: 'ready',
      lastReadingAt: null,
    },
  ],
  deviceTest: null,
  center: { reach: 'reachable', signIn: 'done', clockOffsetMs: 0 },
}

export const patient: PatientView = {
  name: '欧阳小培',
  lastFour: '123X',
  gender: 'female',
  age: 47,
  insuranceArea: '990101',
  insuranceType: '职工基本医疗保险',
}

export function visitIn(phase: VisitPhase, more: Partial<VisitView> = {}): VisitView {
  return {
    id: 'v1',
    phase,
    openedAt: 0,
    colour: 'blue',
    patient: phase === 'decoding' ? null : patient,
    credential: 'voucher',
    photo: null,
    wantsPassword: phase === 'awaitingPassword' ? 'prescriptions' : null,
    purchaser: null,
    places: [],
    prescriptions: [],
    canRetry: false,
    ...more,
  }
}

/** A waiting prescription; its times are counted from the real clock, because the screens show what is left by it. */
export function waiting(hiRxno: string): WaitingPrescription {
  const now = Date.now()
  const [hour, day] = [3_600_000, 86_400_000]
  return {
    hiRxno,
    institution: '虚构省第一人民医院',
    department: '心血管内科',
    diagnosis: '原发性高血压',
    prescribedAt: now - hour,
    validUntil: now + 3 * day,
    tokenUntil: now + 2 * hour,
  }
}

export function noticeOf(code: FailureCode): NonNullable<CounterState['notice']> {
  return { id: 'n1', at: 0, failure: failure(code) }
}

export function boxOf(id: string, more: Partial<BasketItem> = {}): BasketItem {
  return {
    id,
    code: `8300001${id.padStart(13, '0')}`,
    lot: 'B20260401',
    expiresOn: '2028-03-31',
    pieces: null,
    byHand: null,
    isLater: false,
    ...more,
  }
}

export function lineOf(number: string, more: Partial<CaseLine> = {}): CaseLine {
  return {
    number,
    genericName: '苯磺酸氨氯地平片',
    specification: '5mg×28片',
    manufacturer: '虚构制药有限公司',
    directions: '口服，每次 5mg，每日一次',
    prescribed: '3 盒',
    boxesWanted: 3,
    boxesTaken: 2,
    isTraced: true,
    pieces: null,
    amount: 7050,
    takeFirst: null,
    items: [boxOf('1'), boxOf('2')],
    ...more,
  }
}

/** 1,234.50 yuan, of which the patient pays 400.30: 300.00 from the account, 100.30 in cash. */
const reckoned: CaseMoney = {
  isFinal: false,
  total: 123_450,
  fund: 83_420,
  person: 40_030,
  account: 30_000,
  familyAccount: 0,
  cash: 10_030,
  balance: 512_345,
  parts: [
    { name: 'pooledFund', amount: 80_000 },
    { name: 'largeSumFund', amount: 3_420 },
  ],
}

const read: readonly CaseState[] = ['authorized', 'downloaded']
const reviewed: readonly CaseState[] = ['notGenuine', 'verified', 'withdrawn', 'lapsed', 'usedElsewhere', 'abandoned', ...read]
const paid: readonly CaseState[] = ['settled', 'handedOver', 'revoked', 'returned']
const priced: readonly CaseState[] = ['presettled', 'outboundReported', 'cancelling', 'outboundCancelled', ...paid]

/** A case as the counter shows it when it has come this far and nothing is the matter. */
export function caseIn(state: CaseState, more: Partial<CaseView> = {}): CaseView {
  const listed = waiting('990101202611220001')
  const isPaid = paid.includes(state)
  const isFull = isPaid || priced.includes(state) || state === 'picked'
  return {
    id: 'c1',
    patient: { name: patient.name, lastFour: patient.lastFour },
    purchaser: null,
    hiRxno: listed.hiRxno,
    document: 'LS20261122-0007',
    state,
    openedAt: 0,
    tokenUntil: listed.tokenUntil,
    validUntil: listed.validUntil,
    underWay: null,
    unanswered: null,
    failure: null,
    canRetry: false,
    hospital: listed.institution,
    department: listed.department,
    doctor: '方医生',
    diagnosis: listed.diagnosis,
    longTerm: false,
    allergies: null,
    hasFile: state !== 'authorized',
    verdict: read.includes(state)
      ? null
      : { center: state === 'notGenuine' ? 'notGenuine' : 'genuine', words: '', own: 'genuine', signer: '虚构省第一人民医院' },
    pharmacist: reviewed.includes(state) ? null : '李药师',
    review: reviewed.includes(state) ? null : { isApproved: state !== 'rejected', opinion: '处方合理，同意调配', at: 0 },
    lines: [lineOf('1', isFull ? { boxesTaken: 3, items: [boxOf('1'), boxOf('2'), boxOf('3')] } : {})],
    money: priced.includes(state) ? { ...reckoned, isFinal: isPaid } : null,
    useAccount: true,
    payment: isPaid ? { cashGiven: 20_000, change: 9_970 } : null,
    settlementId: isPaid ? 'JS0001' : null,
    settledAt: isPaid ? 0 : null,
    uploadsLeft: 0,
    returned: null,
    papers: papersOf({ state }),
    ...more,
  }
}

/** A visit that was put aside. */
export function parkedVisit(id: string, more: Partial<ParkedVisit> = {}): ParkedVisit {
  return {
    id,
    colour: 'teal',
    phase: 'listed',
    parkedAt: 0,
    patient: { name: '司马小存', lastFour: '4321' },
    caseState: 'approved',
    isUnderWay: false,
    needsCare: false,
    ...more,
  }
}

/** What came back of a case whose basket is that of `caseIn`. */
export function backOf(scanned: number): NonNullable<CaseView['returned']> {
  const codes = ['1', '2', '3'].slice(0, scanned).map((id) => boxOf(id).code ?? '')
  return { wanted: 3, scanned, codes }
}

/** The counter with a patient and this case. */
export function counterWith(dispense: CaseView, more: Partial<CounterState> = {}): CounterState {
  return { ...atRest, visit: visitIn('listed', { prescriptions: [waiting(dispense.hiRxno)] }), dispense, ...more }
}

export function summaryOf(id: string, state: CaseState): CaseSummary {
  return {
    id,
    document: `LS20261122-${id.padStart(4, '0')}`,
    state,
    openedAt: 0,
    patientName: patient.name,
    lastFour: patient.lastFour,
    diagnosis: '原发性高血压',
    person: 40_030,
    uploadsLeft: 0,
  }
}
