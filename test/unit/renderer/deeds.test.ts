import { expect, test } from 'vitest'
import type { Deed, KeyName } from '../../../src/renderer/state/deeds.ts'
import { afterOnDesk, clearDesk, type Desk, type DeskEvent, deskFor, type PapersOf } from '../../../src/renderer/state/desk.ts'
import { keysOf, searchRows } from '../../../src/renderer/state/keys.ts'
import type { CaseView } from '../../../src/shared/contract/case.ts'
import { commands } from '../../../src/shared/contract/contract.ts'
import type { CounterState, Person, PlaceView } from '../../../src/shared/contract/counter.ts'
import { type Failure, failure } from '../../../src/shared/contract/failures.ts'
import { commandNames } from '../../../src/shared/contract/names.ts'
import { papersOf } from '../../../src/shared/domain/casePapers.ts'
import { caseMoves } from '../../../src/shared/domain/caseTransition.ts'
import { type CaseState, caseStates } from '../../../src/shared/domain/dispenseCase.ts'
import { reviewPoints } from '../../../src/shared/domain/reviewPoints.ts'
import {
  atRest,
  backOf,
  boxOf,
  caseIn,
  counterWith,
  lineOf,
  noticeOf,
  parkedVisit,
  patient,
  summaryOf,
  visitIn,
  waiting,
} from './states.ts'

const clerk: Person = { id: 'wang', name: '王小柜', roles: ['cashier'] }
const everyPoint = [...reviewPoints]

interface More {
  readonly desk?: Partial<Desk>
  readonly person?: Person
  readonly connected?: boolean
  readonly commandFailure?: Failure | null
}

function keysIn(counter: CounterState, { desk = {}, person = clerk, connected = true, commandFailure = null }: More = {}) {
  return keysOf({ counter, person, connected, commandFailure, desk: { ...clearDesk, ...desk } })
}

/** A deed in words: the command, or what happens on the desk. */
function wordOf(deed: Deed): string {
  if (deed.kind === 'command') return deed.name
  return deed.kind === 'desk' ? `desk ${deed.event.kind}` : deed.kind
}

function inWords(counter: CounterState, more?: More): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(keysIn(counter, more)).map(([key, deed]) => [key, wordOf(deed)]))
}

const leaving = { F10: 'session.signOut', 'Ctrl+L': 'session.lock' }
const always = {
  ...leaving,
  F1: 'desk panel',
  'Shift+F2': 'desk panel',
  F4: 'desk panel',
  'Shift+F4': 'desk panel',
  'Shift+F5': 'desk panel',
  'Shift+F10': 'desk panel',
  'Shift+F11': 'desk panel',
  'Ctrl+K': 'desk panel',
}
const parking = { F3: 'visit.park' }
const purchasing = { 'Shift+F3': 'visit.beginPurchaser' }
/** of a state: the key for its papers, where it has some */
/** A digit for each of so many papers. */
const choosing = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index + 1}`, 'desk paper']))
const papers = (state: CaseState) => (papersOf({ state }).length > 0 ? { F11: 'desk papers' } : {})
const abandoning = { 'Shift+F9': 'desk form' }
const ending = { F9: 'visit.end' }
const basket = { Delete: 'case.removeItem', ArrowUp: 'desk marked', ArrowDown: 'desk marked' }
const typing = Object.fromEntries([...'0123456789.', 'Backspace'].map((key) => [key, 'desk typed']))

const expected: Readonly<Record<CaseState, Readonly<Record<string, string>>>> = {
  authorized: { ...abandoning, ...purchasing },
  downloaded: { ...abandoning, ...purchasing },
  verified: { ...abandoning, ...purchasing },
  approved: { ...abandoning, ...purchasing, ...basket, F2: 'desk form' },
  picked: { ...abandoning, ...purchasing, ...basket, F6: 'case.presettle' },
  presettled: { ...abandoning, ...purchasing, ...basket, ...typing, F6: 'case.presettle', F12: 'case.settle' },
  outboundReported: { ...abandoning, ...purchasing, ...typing, F12: 'case.settle' },
  settled: { F12: 'case.handOver' },
  handedOver: ending,
  cancelling: {},
  revoked: {},
  notGenuine: ending,
  rejected: ending,
  outboundCancelled: ending,
  abandoned: ending,
  withdrawn: ending,
  lapsed: ending,
  usedElsewhere: ending,
  returned: ending,
}

test.each(caseStates)('the keys of a case that is %s are these and no others', (state) => {
  expect(inWords(counterWith(caseIn(state)))).toEqual({ ...always, ...parking, ...papers(state), ...expected[state] })
})

test.each(caseStates)('while something of a case that is %s is at the center, nothing else can be begun', (state) => {
  expect(inWords(counterWith(caseIn(state, { underWay: 'verify', canRetry: true })))).toEqual({
    ...always,
    ...parking,
    ...papers(state),
  })
})

test.each(caseStates)('an answer that is missing leaves a case that is %s only the key that clears it up', (state) => {
  const words = inWords(counterWith(caseIn(state, { unanswered: 'settle', canRetry: true })))
  const { F9, ...others } = words
  expect(others).toEqual({ ...always, ...parking, ...papers(state), F5: 'case.retry' })
})

test('a case that is closed is not gone on with from the list of today', () => {
  const closed = { value: [summaryOf('7', 'returned')] }
  expect(keysIn(atRest, { desk: { panel: 'today', today: closed } }).F5).toBeUndefined()
})

test('the screen offers to abandon exactly where the state machine lets it', () => {
  const from: readonly CaseState[] = caseMoves.abandon.from
  for (const state of caseStates) {
    expect('Shift+F9' in keysIn(counterWith(caseIn(state))), state).toBe(from.includes(state))
  }
})

const pharmacistThere = caseIn('verified', { pharmacist: '李药师' })
const digits = { '1': 'desk ticked', '2': 'desk ticked', '3': 'desk ticked', '4': 'desk ticked', '5': 'desk ticked' }
const back = (scanned: number): CaseView => caseIn('handedOver', { returned: backOf(scanned) })
const loose = lineOf('L2', { isTraced: false, boxesWanted: 1, boxesTaken: 0, items: [] })
const two = { ...atRest, visit: visitIn('listed', { prescriptions: ['1', '2'].map(waiting) }) }
const places: readonly PlaceView[] = [
  { id: '1', area: '990101', insuranceType: '310', isActive: true },
  { id: '2', area: '990102', insuranceType: '390', isActive: false },
  { id: '3', area: '990103', insuranceType: '390', isActive: true },
]
const takingUp = { 'Ctrl+1': 'visit.takeUp', 'Ctrl+2': 'visit.takeUp' }
const owner: Person = { id: 'sun', name: '孙店主', roles: ['pharmacist', 'manager'] }
const ofCase: PapersOf = {
  caseId: 'c1',
  document: 'LS20261122-0007',
  patientName: patient.name,
  lastFour: patient.lastFour,
  papers: ['goodsList', 'receipt'],
}
const asked = { visitId: 'v1', purpose: 'prescriptions', isChecking: false, onPad: true, onWindow: false } as const
const found = { value: { cases: [summaryOf('7', 'handedOver'), summaryOf('8', 'verified')], drugs: [] } }
const rows = { value: [summaryOf('7', 'handedOver'), summaryOf('8', 'verified')] }

test.each<readonly [situation: string, counter: CounterState, more: More, keys: Readonly<Record<string, string>>]>([
  ['nobody at the counter', atRest, {}, always],
  ['a list', two, {}, { ...always, ...parking, ...purchasing, ...ending, '1': 'desk chose', '2': 'desk chose' }],
  [
    'a prescription pointed at',
    two,
    { desk: { chosen: '2' } },
    {
      ...always,
      ...parking,
      ...purchasing,
      ...ending,
      '1': 'desk chose',
      '2': 'desk chose',
      F12: 'case.choose',
      Escape: 'desk chose',
    },
  ],
  [
    'a visit that can be tried again',
    { ...atRest, visit: visitIn('stopped', { canRetry: true }) },
    {},
    { ...always, ...parking, ...purchasing, ...ending, F5: 'visit.retry' },
  ],
  [
    'the pharmacist there, nothing ticked',
    counterWith(pharmacistThere),
    {},
    { ...always, ...parking, ...purchasing, ...abandoning, ...digits, F8: 'desk form' },
  ],
  [
    'the pharmacist there, all ticked',
    counterWith(pharmacistThere),
    { desk: { ticked: everyPoint } },
    { ...always, ...parking, ...purchasing, ...abandoning, ...digits, F7: 'case.review', F8: 'desk form' },
  ],
  [
    'a rejection without a reason',
    counterWith(pharmacistThere),
    { desk: { form: 'reject', opinion: '  ' } },
    { ...leaving, Escape: 'desk form' },
  ],
  [
    'a rejection with a reason',
    counterWith(pharmacistThere),
    { desk: { form: 'reject', opinion: '剂量过大' } },
    { ...leaving, Escape: 'desk form', F8: 'case.review' },
  ],
  [
    'a code being typed',
    counterWith(caseIn('approved')),
    { desk: { form: 'byHand', code: '8300001' } },
    { ...leaving, Escape: 'desk form', F2: 'case.addByHand', ArrowUp: 'desk reason', ArrowDown: 'desk reason' },
  ],
  [
    'a reason for giving up being chosen',
    counterWith(caseIn('approved')),
    { desk: { form: 'abandon' } },
    {
      ...leaving,
      Escape: 'desk form',
      '1': 'case.abandon',
      '2': 'case.abandon',
      '3': 'case.abandon',
      '4': 'case.abandon',
    },
  ],
  [
    'goods without codes in the second line',
    counterWith(caseIn('approved', { lines: [lineOf('L1', { items: [] }), loose] })),
    {},
    { ...always, ...parking, ...papers('approved'), ...purchasing, ...abandoning, F2: 'desk form', '2': 'case.takeLoose' },
  ],
  [
    'too little cash typed',
    counterWith(caseIn('presettled')),
    { desk: { cash: '50' } },
    { ...always, ...parking, ...papers('presettled'), ...purchasing, ...abandoning, ...basket, ...typing, F6: 'case.presettle' },
  ],
  [
    'uploads owed',
    counterWith(caseIn('settled', { uploadsLeft: 1, canRetry: true })),
    {},
    { ...always, ...parking, ...papers('settled'), F5: 'case.retry', F12: 'case.handOver' },
  ],
  [
    'a settlement that is not what was agreed',
    counterWith(caseIn('settled', { failure: failure('SETTLEMENT_AMOUNTS_DIFFER') })),
    {},
    { ...always, ...parking, ...papers('settled') },
  ],
  [
    'a card that waits for the password to be asked for',
    { ...atRest, visit: visitIn('awaitingPassword') },
    {},
    { ...always, ...parking, ...purchasing, ...ending, F5: 'visit.askPassword' },
  ],
  [
    'a password being typed',
    { ...atRest, visit: visitIn('awaitingPassword'), password: asked },
    {},
    { ...always, ...parking, ...purchasing, ...ending, Escape: 'visit.stopPassword' },
  ],
  [
    'a sum that a card pays: the password first',
    { ...counterWith(caseIn('presettled')), visit: visitIn('listed', { wantsPassword: 'payment' }) },
    {},
    {
      ...{ ...always, ...parking, ...papers('presettled'), ...purchasing, ...abandoning, ...basket, ...typing },
      ...{ F5: 'visit.askPassword', F6: 'case.presettle' },
    },
  ],
  [
    'a purchaser being registered',
    { ...atRest, visit: visitIn('listed'), registering: { card: null } },
    {},
    { ...leaving, Escape: 'visit.stopPurchaser' },
  ],
  ['boxes coming back', counterWith(back(1)), {}, { ...always, ...papers('handedOver'), ...abandoning, F2: 'desk form' }],
  ['all boxes back', counterWith(back(3)), {}, { ...always, ...papers('handedOver'), ...abandoning, F12: 'case.revoke' }],
  [
    'a return without a visit',
    { ...counterWith(back(3)), visit: null },
    {},
    { ...always, ...papers('handedOver'), ...abandoning, F12: 'case.revoke' },
  ],
  [
    'help',
    counterWith(caseIn('presettled')),
    { desk: { panel: 'help' } },
    { ...leaving, F1: 'desk panel', Escape: 'desk panel' },
  ],
  [
    'the list of today, on a sale',
    atRest,
    { desk: { panel: 'today', today: rows } },
    {
      ...leaving,
      F4: 'desk panel',
      Escape: 'desk panel',
      Enter: 'desk history',
      ArrowUp: 'desk row',
      ArrowDown: 'desk row',
      F5: 'case.retry',
      F8: 'case.beginReturn',
      F11: 'desk papers',
    },
  ],
  [
    'the list of today, on a case that was not settled',
    atRest,
    { desk: { panel: 'today', today: rows, row: 1 } },
    {
      ...leaving,
      F4: 'desk panel',
      Escape: 'desk panel',
      Enter: 'desk history',
      ArrowUp: 'desk row',
      F5: 'case.retry',
      ArrowDown: 'desk row',
    },
  ],
  ['the list of today under way', atRest, { desk: { panel: 'today' } }, { ...leaving, F4: 'desk panel', Escape: 'desk panel' }],
  [
    'a history',
    atRest,
    { desk: { panel: 'today', today: rows, historyOf: '7' } },
    { ...leaving, F4: 'desk panel', Escape: 'desk history', F5: 'case.retry', F8: 'case.beginReturn', F11: 'desk papers' },
  ],
  ['a notice', { ...atRest, notice: noticeOf('SCAN_UNKNOWN') }, {}, { ...always, Escape: 'notice.dismiss' }],
  [
    'a patient who is insured in several places',
    { ...atRest, visit: visitIn('choosingPlace', { places }) },
    {},
    { ...always, ...parking, ...purchasing, ...ending, '1': 'visit.choosePlace', '3': 'visit.choosePlace' },
  ],
  [
    'a patient at the counter, and two put aside',
    { ...two, parked: [parkedVisit('p1'), parkedVisit('p2')] },
    {},
    { ...always, ...parking, ...purchasing, ...ending, ...takingUp, '1': 'desk chose', '2': 'desk chose' },
  ],
  [
    'nobody at the counter, and two put aside',
    { ...atRest, parked: [parkedVisit('p1'), parkedVisit('p2')] },
    {},
    { ...always, ...takingUp },
  ],
  [
    'a voucher being decoded, and one put aside',
    { ...atRest, visit: visitIn('decoding'), parked: [parkedVisit('p1')] },
    {},
    always,
  ],
  [
    'a patient being looked up, and one put aside',
    { ...atRest, visit: visitIn('authorizing'), parked: [parkedVisit('p1')] },
    {},
    { ...always, ...parking, ...purchasing, 'Ctrl+1': 'visit.takeUp' },
  ],
  [
    'goods coming back, and one put aside',
    { ...counterWith(back(1)), parked: [parkedVisit('p1')] },
    {},
    { ...always, ...papers('handedOver'), ...abandoning, F2: 'desk form' },
  ],
  [
    'a return that is done, and one put aside',
    { ...counterWith(caseIn('returned', { returned: backOf(3) })), parked: [parkedVisit('p1')] },
    {},
    { ...always, ...parking, ...papers('returned'), ...ending, 'Ctrl+1': 'visit.takeUp' },
  ],
  [
    'a code being typed whose lot the station needs',
    counterWith(caseIn('approved')),
    { desk: { form: 'byHand', code: '8300001', asksLot: true } },
    { ...leaving, Escape: 'desk form', ArrowUp: 'desk reason', ArrowDown: 'desk reason' },
  ],
  [
    'the papers of a case',
    counterWith(caseIn('settled')),
    { desk: { panel: 'paper', papersOf: ofCase, paper: 'goodsList' } },
    { ...leaving, ...choosing(4), F11: 'desk panel', Escape: 'desk panel', Enter: 'case.print' },
  ],
  [
    'a paper that can no longer be had',
    counterWith(caseIn('revoked', { returned: backOf(3) })),
    { desk: { panel: 'paper', papersOf: ofCase, paper: 'goodsList' } },
    { ...leaving, ...choosing(3), F11: 'desk panel', Escape: 'desk panel' },
  ],
  [
    'a search, on a sale',
    atRest,
    { desk: { panel: 'search', query: '7', found } },
    {
      ...leaving,
      'Ctrl+K': 'desk panel',
      Escape: 'desk panel',
      ArrowUp: 'desk row',
      ArrowDown: 'desk row',
      Enter: 'desk history',
      F5: 'case.retry',
      F8: 'case.beginReturn',
      F11: 'desk papers',
    },
  ],
  [
    'a search, on a case of a visit that was put aside',
    { ...atRest, parked: [parkedVisit('p1', { patient, caseState: 'verified' })] },
    { desk: { panel: 'search', query: '8', found, row: 1 } },
    {
      ...leaving,
      'Ctrl+K': 'desk panel',
      Escape: 'desk panel',
      ArrowUp: 'desk row',
      ArrowDown: 'desk row',
      Enter: 'visit.takeUp',
      F5: 'case.retry',
    },
  ],
  [
    'a search that finds nothing',
    atRest,
    { desk: { panel: 'search', query: '没有的' } },
    { ...leaving, 'Ctrl+K': 'desk panel', Escape: 'desk panel' },
  ],
  [
    'another person choosing a name',
    atRest,
    { desk: { panel: 'people' } },
    { ...leaving, 'Shift+F10': 'desk panel', Escape: 'desk panel' },
  ],
  ['codes in pictures', atRest, { desk: { panel: 'picture' } }, { ...leaving, 'Shift+F2': 'desk panel', Escape: 'desk panel' }],
  ['the shop being managed', atRest, { desk: { panel: 'manage' } }, { 'Shift+F12': 'desk panel', 'Ctrl+L': 'session.lock' }],
  ['an ordinary sale', atRest, { desk: { panel: 'sale' } }, { 'Shift+F4': 'desk panel', 'Ctrl+L': 'session.lock' }],
  [
    'the stock, whoever looks at it',
    atRest,
    { desk: { panel: 'stock' } },
    { 'Shift+F11': 'desk panel', 'Ctrl+L': 'session.lock' },
  ],
  [
    'what the province is to be told',
    atRest,
    { desk: { panel: 'uploads' } },
    { 'Shift+F11': 'desk panel', 'Ctrl+L': 'session.lock' },
  ],
  ['a pharmacist who is the manager too', atRest, { person: owner }, { ...always, 'Shift+F12': 'desk panel' }],
  ['a refused command', atRest, { commandFailure: failure('CASE_BUSY') }, { ...always, Escape: 'dismissFailure' }],
  ['no station', counterWith(caseIn('presettled')), { connected: false }, {}],
  [
    'a manager',
    counterWith(caseIn('presettled')),
    { person: { id: 'z', name: '赵店长', roles: ['manager'] } },
    {
      ...leaving,
      F1: 'desk panel',
      'Shift+F5': 'desk panel',
      'Shift+F10': 'desk panel',
      'Shift+F11': 'desk panel',
      'Shift+F12': 'desk panel',
    },
  ],
])('the keys with %s', (_, counter, more, keys) => {
  expect(inWords(counter, more)).toEqual(keys)
})

const purchaser = {
  name: '孙小代',
  lastFour: '5678',
  relation: 'child',
  reason: '行动不便',
  isByHand: false,
  photo: null,
} as const
const everywhere = [
  ...caseStates.map((state) => keysIn(counterWith(caseIn(state, { canRetry: true })))),
  ...['1', '2'].map((chosen) => keysIn(two, { desk: { chosen } })),
  keysIn({ ...atRest, visit: visitIn('stopped', { canRetry: true }), notice: noticeOf('SCAN_UNKNOWN') }),
  keysIn(counterWith(pharmacistThere), { desk: { ticked: everyPoint } }),
  keysIn(counterWith(pharmacistThere), { desk: { form: 'reject', opinion: '剂量过大' } }),
  keysIn(counterWith(caseIn('approved')), { desk: { form: 'byHand', code: ' 83000010000000000001 ' } }),
  keysIn(counterWith(caseIn('approved')), { desk: { form: 'abandon' } }),
  keysIn(counterWith(caseIn('approved', { lines: [loose] }))),
  keysIn(counterWith(back(3))),
  keysIn(atRest, { desk: { panel: 'today', today: rows } }),
  keysIn({ ...atRest, visit: visitIn('awaitingPassword') }),
  keysIn({ ...atRest, visit: visitIn('awaitingPassword'), password: asked }),
  keysIn({ ...atRest, visit: visitIn('listed', { purchaser }), registering: { card: null } }),
  keysIn({ ...atRest, visit: visitIn('choosingPlace', { places }), parked: [parkedVisit('p1')] }),
  keysIn(counterWith(caseIn('settled')), { desk: { panel: 'paper', papersOf: ofCase, paper: 'receipt' } }),
]
const given = everywhere.flatMap((keys) => Object.values(keys)).filter((deed) => deed.kind === 'command')

test('every command that the screen gives is one of the contract, with an input that it takes', () => {
  for (const { name, input } of given) {
    expect(commandNames).toContain(name)
    expect(commands[name].input.safeParse(input).error, name).toBeUndefined()
  }
})

test('every command for a case can be given from the screen', () => {
  const wanted = commandNames.filter(
    (name) => (name.startsWith('case') || name.startsWith('visit')) && commands[name].audit !== 'none',
  )
  // the form for a purchaser gives its own
  const names = [...given.map(({ name }) => name), 'visit.registerPurchaser']
  expect(wanted.filter((name) => !names.includes(name))).toEqual([])
})

function inputOf(counter: CounterState, key: KeyName, more?: More): unknown {
  const deed = keysIn(counter, more)[key]
  return deed?.kind === 'command' ? deed.input : undefined
}

test('the keys carry what was chosen and typed', () => {
  expect(inputOf(two, 'F12', { desk: { chosen: '2' } })).toEqual({ hiRxno: '2' })
  const counter = counterWith(pharmacistThere)
  expect(inputOf(counter, 'F8', { desk: { form: 'reject', opinion: ' 剂量过大 ', ticked: ['legality'] } })).toEqual({
    isApproved: false,
    opinion: '剂量过大',
    checked: ['legality'],
  })
  expect(inputOf(counter, 'F7', { desk: { ticked: everyPoint } })).toMatchObject({ isApproved: true, checked: everyPoint })
  const presettled = counterWith(caseIn('presettled'))
  expect(inputOf(presettled, 'F12', { desk: { cash: '200' } })).toEqual({ cashGiven: 20_000 })
  expect(inputOf(presettled, 'F12')).toEqual({ cashGiven: 10_030 })
  expect(inputOf(presettled, 'F6')).toEqual({ useAccount: false })
  expect(inputOf(counterWith(caseIn('approved', { lines: [loose] })), '1')).toEqual({ line: 'L2' })
  const form: Partial<Desk> = { form: 'byHand', code: ' 83 ', reason: 'shiny' }
  expect(inputOf(counterWith(caseIn('approved')), 'F2', { desk: form })).toEqual({
    code: '83',
    reason: '条码反光，扫不出来',
    lotNumber: null,
  })
  expect(inputOf(counterWith(caseIn('approved')), 'F2', { desk: { ...form, asksLot: true, lot: ' B1 ' } })).toMatchObject({
    lotNumber: 'B1',
  })
  expect(inputOf(counterWith(caseIn('picked', { useAccount: false })), 'F6')).toEqual({ useAccount: true })
  expect(inputOf({ ...atRest, visit: visitIn('choosingPlace', { places }) }, '3')).toEqual({ placeId: '3' })
  expect(inputOf({ ...atRest, parked: [parkedVisit('p1'), parkedVisit('p2')] }, 'Ctrl+2')).toEqual({ visitId: 'p2' })
  const printing: Partial<Desk> = { panel: 'paper', papersOf: ofCase, paper: 'receipt' }
  expect(inputOf(counterWith(caseIn('settled')), 'Enter', { desk: printing })).toEqual({ caseId: 'c1', kind: 'receipt' })
  expect(inputOf(counterWith(caseIn('approved')), '2', { desk: { form: 'abandon' } })).toEqual({ reason: '药品缺货' })
  expect(inputOf(atRest, 'F8', { desk: { panel: 'today', today: rows } })).toEqual({ caseId: '7' })
})

test('Delete takes out the marked box, and the last one while none is marked', () => {
  const lines = [lineOf('1', { items: [boxOf('1'), boxOf('2')] }), lineOf('2', { items: [boxOf('3')] })]
  const counter = counterWith(caseIn('approved', { lines }))
  expect(inputOf(counter, 'Delete')).toEqual({ itemId: '3' })
  expect(inputOf(counter, 'Delete', { desk: { mark: '1' } })).toEqual({ itemId: '1' })
  expect(inputOf(counter, 'Delete', { desk: { mark: 'gone' } })).toEqual({ itemId: '3' })
  expect(keysIn(counter, { desk: { mark: '2' } }).ArrowUp).toMatchObject({ event: { itemId: '1' } })
  expect(keysIn(counter, { desk: { mark: '2' } }).ArrowDown).toMatchObject({ event: { itemId: '3' } })
  expect(keysIn(counter, { desk: { mark: '3' } }).ArrowDown).toMatchObject({ event: { itemId: '3' } })
})

const after = (desk: Partial<Desk>, ...events: readonly DeskEvent[]): Desk =>
  events.reduce(afterOnDesk, { ...clearDesk, ...desk })

test('nothing that was typed for one case passes to the next', () => {
  const typed: Partial<Desk> = {
    caseId: 'c1',
    pharmacist: '李药师',
    ticked: everyPoint,
    opinion: '剂量过大',
    code: '83',
    cash: '200',
    form: 'reject',
  }
  const next = deskFor({ ...clearDesk, ...typed }, counterWith(caseIn('verified', { id: 'c2' })))
  expect(next).toEqual({ ...clearDesk, caseId: 'c2', aside: next.aside })
})

test('a case that was put aside finds again what was typed for it, and its ticks only with the same pharmacist', () => {
  const first = caseIn('verified', { pharmacist: '李药师' })
  const typed = deskFor({ ...clearDesk, ticked: ['legality', 'dosage'], caseId: 'c1', pharmacist: '李药师' }, counterWith(first))
  const away = deskFor(typed, { ...atRest, visit: visitIn('listed') })
  expect(away).toMatchObject({ caseId: null, ticked: [] })
  expect(deskFor(away, counterWith(first)).ticked).toEqual(['legality', 'dosage'])
  expect(deskFor(away, counterWith({ ...first, pharmacist: '赵药师' })).ticked).toEqual([])
  const cash = deskFor({ ...clearDesk, caseId: 'c1', cash: '200' }, counterWith(caseIn('presettled', { id: 'c2' })))
  expect(cash.cash).toBe('')
  expect(deskFor(cash, counterWith(caseIn('presettled'))).cash).toBe('200')
})

test('an open panel stays when another case comes, but not with the papers of the case before', () => {
  const other = counterWith(caseIn('approved', { id: 'c2' }))
  expect(deskFor({ ...clearDesk, caseId: 'c1', panel: 'today', today: rows }, other)).toMatchObject({
    panel: 'today',
    today: rows,
  })
  expect(deskFor({ ...clearDesk, caseId: 'c1', panel: 'paper', papersOf: ofCase, paper: 'receipt' }, other)).toMatchObject({
    panel: null,
    papersOf: null,
    paper: null,
  })
})

test('the ticks of one pharmacist are not those of another', () => {
  const desk = deskFor(
    { ...clearDesk, caseId: 'c1', pharmacist: '李药师', ticked: everyPoint },
    counterWith({ ...pharmacistThere, pharmacist: '赵药师' }),
  )
  expect(desk).toMatchObject({ pharmacist: '赵药师', ticked: [] })
})

test('a form whose time is over is put away, and the desk that fits stays the same object', () => {
  const counter = counterWith(caseIn('settled'))
  const fitting = deskFor({ ...clearDesk, form: 'abandon' }, counter)
  expect(fitting.form).toBeNull()
  expect(deskFor(fitting, counter)).toBe(fitting)
  const desk: Desk = { ...clearDesk, caseId: 'c1', pharmacist: '李药师', form: 'byHand' }
  expect(deskFor(desk, counterWith(caseIn('picked'))).form).toBeNull()
  expect(deskFor(desk, counterWith(caseIn('approved'))).form).toBe('byHand')
})

test('a prescription that is no longer listed is no longer pointed at', () => {
  expect(deskFor({ ...clearDesk, chosen: '2' }, two).chosen).toBe('2')
  expect(deskFor({ ...clearDesk, chosen: '9' }, two).chosen).toBeNull()
})

test('a form that was carried out is put away; one that was refused stays as it was typed', () => {
  const form: Partial<Desk> = { form: 'byHand', code: '83' }
  expect(after(form, { kind: 'done', name: 'case.addByHand' })).toMatchObject({ form: null, code: '' })
  expect(after(form, { kind: 'done', name: 'case.retry' })).toMatchObject(form)
  expect(after({ cash: '200' }, { kind: 'done', name: 'case.settle' }).cash).toBe('')
  expect(after({ panel: 'today', today: rows }, { kind: 'done', name: 'case.beginReturn' })).toEqual(clearDesk)
})

test('a point is ticked and unticked by the same key', () => {
  const tick: DeskEvent = { kind: 'ticked', point: 'dosage' }
  expect(after({}, tick).ticked).toEqual(['dosage'])
  expect(after({}, tick, tick).ticked).toEqual([])
})

test('a refused box that the books do not know suggests its reason to the form', () => {
  const opened = (counter: CounterState, more?: More) => keysIn(counter, more).F2
  const refused = { ...counterWith(caseIn('approved')), notice: noticeOf('BOX_UNKNOWN_NEEDS_REASON') }
  expect(opened(refused)).toMatchObject({ event: { reason: 'notRegistered' } })
  expect(opened(refused, { commandFailure: failure('CASE_BUSY') })).toEqual({
    kind: 'desk',
    event: { kind: 'form', form: 'byHand' },
  })
  expect(after({}, { kind: 'form', form: 'byHand', reason: 'notRegistered' }).reason).toBe('notRegistered')
})

test('what was found for the last letters stays until the newest answer, and a late one is dropped', () => {
  const type = (text: string): DeskEvent => ({ kind: 'typed', field: 'query', text })
  const came = (query: string): DeskEvent => ({ kind: 'foundCame', query, found })
  expect(after({ panel: 'search' }, type('王'), came('王')).found).toBe(found)
  expect(after({ panel: 'search' }, type('王'), came('王'), type('王秀')).found).toBe(found)
  expect(after({ panel: 'search', row: 2 }, type('王')).row).toBe(0)
  expect(after({ panel: 'search' }, type('王秀'), came('王')).found).toBeNull()
  expect(after({ panel: 'search' }, type('王'), came('王'), type(' ')).found).toBeNull()
  expect(after({ panel: 'search' }, type('王'), came('王'), { kind: 'panel', panel: null })).toEqual(clearDesk)
})

test('a command chosen in the search, or a form opened from it, puts the search away', () => {
  expect(after({ panel: 'search', query: 'F3' }, { kind: 'done', name: 'visit.park' })).toEqual(clearDesk)
  expect(after({ panel: 'search', query: 'F2' }, { kind: 'form', form: 'byHand' })).toMatchObject({
    panel: null,
    query: '',
    form: 'byHand',
  })
})

test('the search lists what can be done now, by its word or its key', () => {
  const labels = (query: string, counter: CounterState): readonly string[] =>
    searchRows({
      counter,
      person: clerk,
      connected: true,
      commandFailure: null,
      desk: { ...clearDesk, panel: 'search', query },
    }).flatMap((row) => (row.kind === 'command' ? [`${row.key} ${row.label}`] : []))
  const aside = [parkedVisit('p1')]
  expect(labels('暂存', counterWith(caseIn('presettled')))).toEqual(['F3 暂存'])
  expect(labels('f12', counterWith(caseIn('presettled')))).toEqual(['F12 收款并结算'])
  expect(labels('司马', { ...atRest, parked: aside })).toEqual(['Ctrl+1 接着办理 青 司马小存 4321'])
  expect(labels('收款', atRest)).toEqual([])
  const all = labels('', counterWith(caseIn('presettled')))
  expect(all).toHaveLength(new Set(all).size)
  expect(all.map((label) => label.split(' ')[0])).not.toContain('Escape')
})

test('an upload that is still owed can be made from the list, though its case is closed', () => {
  const owing = { value: [{ ...summaryOf('7', 'returned'), uploadsLeft: 1 }] }
  expect(inputOf(atRest, 'F5', { desk: { panel: 'today', today: owing } })).toEqual({ caseId: '7' })
})

test('what went to the printer says so until another paper is chosen', () => {
  const open: DeskEvent = { kind: 'papers', of: ofCase }
  expect(after({}, open)).toMatchObject({ panel: 'paper', paper: 'goodsList', isPrinted: false })
  expect(after({}, open, { kind: 'done', name: 'case.print' }).isPrinted).toBe(true)
  expect(after({}, open, { kind: 'done', name: 'case.print' }, { kind: 'paper', paper: 'receipt' })).toMatchObject({
    paper: 'receipt',
    isPrinted: false,
  })
})

test('the lot is asked for until the box is in, or the form is put away', () => {
  const asked = after({}, { kind: 'form', form: 'byHand' }, { kind: 'lotAsked' })
  expect(asked.asksLot).toBe(true)
  expect(afterOnDesk(asked, { kind: 'done', name: 'case.addByHand' })).toMatchObject({ asksLot: false, lot: '' })
  expect(afterOnDesk(asked, { kind: 'form', form: null }).asksLot).toBe(false)
})

test('names of patients leave the desk with the panel, and what comes late is dropped', () => {
  expect(after({ panel: 'today', today: rows }, { kind: 'panel', panel: null }).today).toBeNull()
  expect(after({}, { kind: 'todayCame', today: rows }).today).toBeNull()
  expect(after({ historyOf: '8' }, { kind: 'historyCame', caseId: '7', history: { value: [] } }).history).toBeNull()
})
