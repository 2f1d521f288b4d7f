import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Deed } from '../../../src/renderer/state/deeds.ts'
import { byHandReasons, clearDesk, type Desk, deskFor } from '../../../src/renderer/state/desk.ts'
import { keysOf } from '../../../src/renderer/state/keys.ts'
import { exchangeSteps } from '../../../src/renderer/state/nextStep.ts'
import { isFree, isLineFull, isPicking, isReturn } from '../../../src/renderer/state/possible.ts'
import type { CaseSummary, CaseView } from '../../../src/shared/contract/case.ts'
import { commands } from '../../../src/shared/contract/contract.ts'
import { type CounterState, type Person, VisitPhase } from '../../../src/shared/contract/counter.ts'
import { failure } from '../../../src/shared/contract/failures.ts'
import type { CommandName } from '../../../src/shared/contract/names.ts'
import { type Permission, roles } from '../../../src/shared/contract/roles.ts'
import { casePapers, papersOf } from '../../../src/shared/domain/casePapers.ts'
import { caseMoves } from '../../../src/shared/domain/caseTransition.ts'
import { type CaseState, caseStates, isClosed } from '../../../src/shared/domain/dispenseCase.ts'
import { reviewPoints } from '../../../src/shared/domain/reviewPoints.ts'
import { atRest, backOf, caseIn, lineOf, noticeOf, parkedVisit, summaryOf, visitIn, waiting } from './states.ts'

const ids = fc.constantFrom('1', '2', '3')
/** Mostly null. */
const seldom = <T>(things: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: things })
const exchange = seldom(fc.constantFrom(...(Object.keys(exchangeSteps) as (keyof typeof exchangeSteps)[])))
const split = { unit: '片', perPack: 24, wanted: 14, taken: 8 }
const lines = fc.subarray([
  lineOf('1'),
  lineOf('2', { isTraced: false, boxesWanted: 1, boxesTaken: 0, items: [] }),
  lineOf('3', { pieces: split }),
  lineOf('4', { isTraced: false, boxesTaken: 3 }),
])

const cases: fc.Arbitrary<CaseView> = fc
  .record({
    // where the keys do the most comes more often
    state: fc.constantFrom(...caseStates, ...(['verified', 'approved', 'presettled', 'settled', 'handedOver'] as const)),
    underWay: exchange,
    unanswered: exchange,
    canRetry: fc.boolean(),
    pharmacist: fc.option(fc.constant('李药师')),
    returned: seldom(fc.integer({ min: 0, max: 3 }).map(backOf)),
    failure: seldom(fc.constantFrom(failure('VOUCHER_TOKEN_DEAD'), failure('SETTLEMENT_AMOUNTS_DIFFER'))),
    lines,
    useAccount: fc.boolean(),
    uploadsLeft: fc.nat({ max: 1 }),
  })
  .map(({ state, ...more }) => caseIn(state, more))

const visits = fc
  .record({
    phase: fc.constantFrom(...VisitPhase.options),
    canRetry: fc.boolean(),
    prescriptions: fc.subarray(['1', '2'].map(waiting)),
    wantsPassword: seldom(fc.constantFrom('prescriptions', 'payment')),
    purchaser: seldom(
      fc.constant({
        name: '张小代',
        lastFour: '5678',
        relation: 'child',
        reason: '行动不便',
        isByHand: false,
        photo: null,
      } as const),
    ),
    places: fc.array(fc.record({ id: ids, area: ids, insuranceType: ids, isActive: fc.boolean() }), { maxLength: 3 }),
  })
  .map(({ phase, ...more }) => visitIn(phase, more))

const counters: fc.Arbitrary<CounterState> = fc
  .record({
    visit: fc.option(visits),
    dispense: fc.option(cases),
    parked: fc.array(
      ids.map((id) => parkedVisit(id)),
      { maxLength: 6 },
    ),
    password: seldom(
      fc.boolean().map((isChecking) => {
        return { visitId: 'v1', purpose: 'prescriptions', isChecking, onPad: true, onWindow: false } as const
      }),
    ),
    registering: seldom(fc.constant({ card: null })),
    notice: fc.option(fc.constant(noticeOf('BOX_UNKNOWN_NEEDS_REASON'))),
  })
  .map((parts) => ({ ...atRest, ...parts }))

const summaries = fc.array(
  fc
    .record({ id: ids, state: fc.constantFrom(...caseStates), uploadsLeft: fc.nat({ max: 1 }) })
    .map(({ id, state, uploadsLeft }): CaseSummary => ({ ...summaryOf(id, state), uploadsLeft })),
  { maxLength: 4 },
)
const texts = fc.constantFrom('', ' ', '200', '83000010000000000001')
const desks: fc.Arbitrary<Desk> = fc
  .record({
    caseId: fc.constantFrom('c1', 'c1', null),
    pharmacist: fc.constantFrom('李药师', '李药师', null),
    panel: seldom(fc.constantFrom('help', 'today', 'paper', 'search', 'people', 'manage')),
    form: fc.option(fc.constantFrom('reject', 'byHand', 'abandon'), { freq: 2 }),
    chosen: fc.option(ids),
    ticked: fc.oneof(fc.subarray([...reviewPoints]), fc.constant([...reviewPoints])),
    opinion: texts,
    code: texts,
    lot: texts,
    asksLot: fc.boolean(),
    reason: fc.constantFrom(...byHandReasons),
    cash: fc.constantFrom('', '50', '200'),
    mark: fc.option(ids),
    query: texts,
    today: fc.option(summaries.map((value) => ({ value }))),
    found: fc.option(summaries.map((found) => ({ value: { cases: found, drugs: [] } }))),
    row: fc.nat({ max: 6 }),
    historyOf: fc.option(ids),
    papersOf: fc.option(
      fc.record({ caseId: fc.constantFrom('c1', '1'), papers: fc.subarray([...casePapers]) }).map((of) => ({
        ...of,
        document: 'LS20261122-0001',
        patientName: '欧阳小培',
        lastFour: '123X',
      })),
    ),
    paper: fc.option(fc.constantFrom(...casePapers)),
  })
  .map((parts) => ({ ...clearDesk, ...parts }))

const people: fc.Arbitrary<Person> = fc
  .subarray([...roles], { minLength: 1 })
  .map((some) => ({ id: 'wang', name: '王小柜', roles: some }))

interface Given {
  readonly counter: CounterState
  readonly desk: Desk
}

/** The input of a command as the tables below read it; each has been parsed by the contract before. */
type Input = Readonly<Partial<Record<string, string | number | boolean | readonly string[] | null>>>

const summaryBy = ({ desk }: Given, id: Input[string]): CaseSummary | undefined => {
  const today = desk.today !== null && 'value' in desk.today ? desk.today.value : []
  const found = desk.found !== null && 'value' in desk.found ? desk.found.value.cases : []
  return (desk.panel === 'today' ? today : found)[desk.row]?.id === id
    ? (desk.panel === 'today' ? today : found)[desk.row]
    : undefined
}
const isBeingReturned = ({ dispense }: CounterState): boolean =>
  dispense !== null && dispense.returned !== null && !isClosed(dispense) && dispense.state !== 'revoked'
/** The case at the front, when nothing is at the center for it and it is in one of these states. */
const at = ({ counter: { dispense } }: Given, ...states: readonly CaseState[]): CaseView | null =>
  dispense !== null && isFree(dispense) && states.includes(dispense.state) ? dispense : null

/** When a command makes sense, said from the contract and the state machine and not from the keys. */
const allowed: Readonly<Partial<Record<CommandName, (given: Given, input: Input) => boolean>>> = {
  'session.signOut': () => true,
  'session.lock': () => true,
  'notice.dismiss': ({ counter }, { id }) => counter.notice?.id === id,
  'visit.park': ({ counter }) => counter.visit !== null && counter.visit.phase !== 'decoding' && !isBeingReturned(counter),
  'visit.takeUp': ({ counter }, { visitId }) =>
    counter.parked.some(({ id }) => id === visitId) && counter.visit?.phase !== 'decoding' && !isBeingReturned(counter),
  'visit.choosePlace': ({ counter: { visit } }, { placeId }) =>
    visit?.phase === 'choosingPlace' && visit.places.some(({ id, isActive }) => id === placeId && isActive),
  'visit.retry': ({ counter }) => counter.visit?.canRetry === true && counter.dispense === null,
  'visit.end': ({ counter: { visit, dispense } }) => {
    if (dispense !== null && dispense.underWay !== null) return false
    if (dispense !== null && dispense.returned !== null) return isClosed(dispense) || dispense.state === 'revoked'
    const isOver = dispense === null || isClosed(dispense) || dispense.state === 'handedOver'
    return visit !== null && ['listed', 'stopped', 'choosingPlace', 'awaitingPassword'].includes(visit.phase) && isOver
  },
  'visit.askPassword': ({ counter: { visit, dispense, password } }) =>
    visit !== null && visit.wantsPassword !== null && password === null && (dispense === null || dispense.returned === null),
  'visit.stopPassword': ({ counter: { password } }) => password !== null && !password.isChecking,
  'visit.beginPurchaser': (given) => {
    const { visit, dispense } = given.counter
    const unpaid = ['authorized', 'downloaded', 'verified', 'approved', 'picked', 'presettled', 'outboundReported'] as const
    return visit?.patient != null && (dispense === null || at(given, ...unpaid) !== null)
  },
  'visit.stopPurchaser': ({ counter: { registering } }) => registering !== null,
  'visit.withdrawPurchaser': ({ counter: { registering, visit } }) => registering !== null && visit?.purchaser != null,
  'case.choose': ({ counter: { visit, dispense } }, { hiRxno }) =>
    dispense === null && visit?.phase === 'listed' && visit.prescriptions.some((one) => one.hiRxno === hiRxno),
  'case.retry': (given, { caseId }) => {
    if (caseId === undefined) return given.counter.dispense?.canRetry === true && given.counter.dispense.underWay === null
    const summary = summaryBy(given, caseId)
    return summary !== undefined && (!isClosed(summary) || summary.uploadsLeft > 0)
  },
  'case.review': (given, { isApproved, checked }) => {
    const view = at(given, 'verified')
    const isComplete = Array.isArray(checked) && new Set(checked).size === reviewPoints.length
    return view !== null && view.pharmacist !== null && (isApproved === false || isComplete)
  },
  'case.addByHand': (given) => {
    const view = at(given, 'approved', 'settled', 'handedOver')
    return view !== null && (view.state === 'approved' || isReturn(view))
  },
  'case.takeLoose': (given, { line }) =>
    at(given, 'approved')?.lines.some((one) => one.number === line && !one.isTraced && !isLineFull(one)) === true,
  'case.removeItem': ({ counter: { dispense } }, { itemId }) =>
    dispense !== null && isPicking(dispense) && dispense.lines.some(({ items }) => items.some(({ id }) => id === itemId)),
  'case.presettle': (given) => at(given, 'picked', 'presettled') !== null,
  'case.settle': (given, { cashGiven }) => {
    const money = at(given, 'presettled', 'outboundReported')?.money
    return money != null && typeof cashGiven === 'number' && cashGiven >= money.cash
  },
  'case.handOver': (given) => at(given, 'settled')?.returned === null,
  'case.abandon': (given) => {
    const view = at(given, ...caseStates)
    const from: readonly CaseState[] = caseMoves.abandon.from
    return view !== null && (from.includes(view.state) || isReturn(view))
  },
  'case.beginReturn': (given, { caseId }) => ['settled', 'handedOver'].includes(summaryBy(given, caseId)?.state ?? ''),
  'case.revoke': (given) => {
    const returned = at(given, 'settled', 'handedOver')?.returned
    return returned != null && returned.scanned >= returned.wanted
  },
  'case.print': ({ counter: { dispense }, desk }, { caseId, kind }) => {
    const papers: readonly string[] =
      dispense !== null && dispense.id === caseId ? papersOf(dispense) : (desk.papersOf?.papers ?? [])
    return typeof kind === 'string' && papers.includes(kind)
  },
}

type Command = Extract<Deed, { kind: 'command' }>
const isCommand = (deed: Deed): deed is Command => deed.kind === 'command'

/** The commands that the keys give. */
function commandsOf(counter: CounterState, person: Person, desk: Desk, connected: boolean): readonly Command[] {
  const keys = keysOf({ counter, person, connected, commandFailure: null, desk })
  return Object.values(keys).filter(isCommand)
}

const given = fc
  .record({ counter: counters, desk: desks, person: people, connected: seldom(fc.constant(false)).map((away) => away ?? true) })
  .map((all) => ({
    ...all,
    desk: deskFor(all.desk, all.counter),
  }))

test('no key gives a command that the state of the counter, the person’s roles or the contract forbid', () => {
  fc.assert(
    fc.property(given, ({ counter, desk, person, connected }) => {
      for (const { name, input } of commandsOf(counter, person, desk, connected)) {
        const rule = commands[name]
        expect(rule.input.safeParse(input).error, name).toBeUndefined()
        const by: Permission = rule.by
        expect(typeof by === 'string' || person.roles.some((role) => by.includes(role)), `${name} by ${person.roles}`).toBe(true)
        expect(connected, name).toBe(true)
        expect(allowed[name]?.({ counter, desk }, input as Input), name).toBe(true)
      }
    }),
    { numRuns: 3_000 },
  )
})

test('every rule of the property above is met by some of its counters', () => {
  const some = fc.sample(given, { numRuns: 6_000, seed: 20_261_122 })
  const names = some.flatMap(({ counter, desk, person, connected }) =>
    commandsOf(counter, person, desk, connected).map(({ name }) => name),
  )
  expect([...new Set(names)].sort()).toEqual(Object.keys(allowed).sort())
})

test('the desk that was put right for the counter needs no putting right', () => {
  fc.assert(
    fc.property(given, ({ counter, desk }) => {
      expect(deskFor(desk, counter)).toBe(desk)
    }),
  )
})
