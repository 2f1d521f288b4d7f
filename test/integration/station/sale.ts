import type { MessageView } from '../../../server-mock/admin/contract.ts'
import type { Scenario } from '../../../server-mock/scenarios/scenario.ts'
import type { CaseView } from '../../../src/shared/contract/case.ts'
import type { CommandInput } from '../../../src/shared/contract/contract.ts'
import type { CounterState, VisitView } from '../../../src/shared/contract/counter.ts'
import type { FailureCode } from '../../../src/shared/contract/failures.ts'
import type { CommandName } from '../../../src/shared/contract/names.ts'
import type { CaseState } from '../../../src/shared/domain/dispenseCase.ts'
import { reviewPoints } from '../../../src/shared/domain/reviewPoints.ts'
import { boxesOnShelf } from './books.ts'
import type { CardTable } from './cards.ts'
import { openShop, type Page, type Shop, signIn } from './harness.ts'

/** The first patient and the only pharmacist of most scenarios. */
export const PATIENT = '王秀兰'
export const PHARMACIST = '陈国栋'
/** Boxes of 苯磺酸氨氯地平片 on the training shelf, by their serial. */
export const box = (serial: number, prefix = '8100101'): string => `${prefix}${String(serial).padStart(13, '0')}`

/** A counter with a scanner in a person's hand. */
export interface Counter {
  readonly shop: Shop
  page: Page
  /** the first state with a case that is as wanted */
  sees(isWanted: (dispense: CaseView, state: CounterState) => boolean): Promise<CaseView>
  /** the case is in this state and nothing of it is under way */
  rests(state: CaseState): Promise<CaseView>
  /** the case stands still with this failure */
  fails(code: FailureCode): Promise<CaseView>
  noticed(code: FailureCode): Promise<CounterState>
  scan(text: string): void
  /** gives a command that must be taken */
  does<N extends CommandName>(name: N, input: CommandInput<N>): Promise<void>
  /** the code with which a command is refused; null when it is taken */
  tries<N extends CommandName>(name: N, input: CommandInput<N>): Promise<FailureCode | null>
  restart(): Promise<void>
  /** somebody finds the counter as it is: a page of its own, signed in as before */
  arrive(): Promise<void>
  /** the station dies as it stands */
  crash(): Promise<void>
  /** the messages of an interface that the center did, or of all */
  accepted(number?: string): Promise<readonly MessageView[]>
}

/** Opens a shop where somebody is signed in and nothing else has happened. */
export async function openCounter(of: {
  readonly scenario: string | Scenario
  readonly province?: string
  readonly account?: string
  readonly cards?: Pick<CardTable, 'withDevices'>
  readonly logTo?: (line: string) => void
}): Promise<Counter> {
  const { account = 'P01', ...center } = of
  const shop = await openShop(center)
  const page = shop.page()
  await signIn(page, account)
  await page.sees((state) => state.center.signIn === 'done')
  const openAgain = async (restart: () => Promise<void>): Promise<void> => {
    const resume = shop.sessions.get('counter') ?? null
    await restart()
    counter.page = shop.page('counter', resume)
    await counter.page.sees((state) => state.center.signIn === 'done')
  }
  const asBefore = shop.sessions.get('counter') ?? null
  const counter: Counter = {
    shop,
    page,
    sees: async (isWanted) => {
      const state = await counter.page.sees((seen) => seen.dispense !== null && isWanted(seen.dispense, seen))
      if (state.dispense === null) throw new Error('no case is shown')
      return state.dispense
    },
    rests: (wanted) => counter.sees(({ state, underWay, failure }) => state === wanted && underWay === null && failure === null),
    fails: (code) => counter.sees(({ failure, underWay }) => failure?.code === code && underWay === null),
    noticed: (code) => counter.page.sees(({ notice }) => notice?.failure.code === code),
    scan: (text) => {
      // the same reading twice within 300 ms counts once; the clocks stay together
      shop.advance(400)
      shop.center.clock.advance(400)
      shop.scanner.scan(text)
    },
    does: async (name, input) => {
      const reply = await settled(counter, name, input)
      if (reply !== null) throw new Error(`${name} was refused: ${reply}`)
    },
    tries: (name, input) => settled(counter, name, input),
    restart: () => openAgain(() => shop.restart()),
    arrive: async () => {
      counter.page = shop.page('counter', asBefore)
      await counter.page.sees((state) => state.center.signIn === 'done')
    },
    crash: () => openAgain(() => shop.crash()),
    accepted: async (number) => {
      const messages = await shop.admin.requests()
      return messages.filter((message) => message.accepted && (number === undefined || message.interface === number))
    },
  }
  return counter
}

/** What a person does: tries again while the step before is still ending. */
async function settled<N extends CommandName>(counter: Counter, name: N, input: CommandInput<N>): Promise<FailureCode | null> {
  for (;;) {
    const reply = await counter.page.call(name, input)
    if (reply.ok) return null
    if (reply.failure.code !== 'CASE_BUSY') return reply.failure.code
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** The patient shows the voucher, and the first prescription is chosen. */
export async function chooseFirst(counter: Counter, person = PATIENT): Promise<void> {
  const { prescriptions } = await showList(counter, person)
  const [first] = prescriptions
  if (first === undefined) throw new Error('nothing waits')
  await counter.does('case.choose', { hiRxno: first.hiRxno })
}

/** The patient shows the voucher, and what waits for him or her is on the screen. */
export async function showList(counter: Counter, person = PATIENT): Promise<VisitView> {
  counter.scan(counter.shop.center.showVoucher(person).qr)
  // the list of a visit before this one is gone as soon as its patient is known
  await counter.page.sees(({ visit }) => visit?.phase === 'decoding')
  const { visit } = await counter.page.sees((state) => state.visit?.phase === 'listed')
  if (visit === null) throw new Error('there is no visit')
  return visit
}

export async function showPharmacist(counter: Counter, name = PHARMACIST): Promise<void> {
  counter.scan(counter.shop.center.showPharmacistVoucher(name).qr)
  await counter.sees(({ pharmacist }) => pharmacist !== null)
}

export const approval = Object.freeze({ isApproved: true, opinion: '处方合理，同意调配', checked: [...reviewPoints] })

/** The pharmacist's voucher and the decision. */
export async function approve(counter: Counter): Promise<void> {
  await showPharmacist(counter)
  await counter.does('case.review', approval)
}

/** Scans a box for everything that is still wanted. */
export async function fillBasket(counter: Counter): Promise<void> {
  for (;;) {
    const { lines } = await counter.sees(({ underWay }) => underWay === null)
    const line = lines.find(({ boxesTaken, boxesWanted }) => boxesTaken < boxesWanted)
    if (line === undefined) return
    const taken = line.boxesTaken
    if (line.isTraced) counter.scan(boxesOnShelf(counter, line.genericName)[0] ?? '')
    else await counter.does('case.takeLoose', { line: line.number })
    await counter.sees((seen) => (seen.lines.find(({ number }) => number === line.number)?.boxesTaken ?? 0) > taken)
  }
}

/** What it costs in cash, as the screen says. */
export async function pay(counter: Counter, more = 0): Promise<void> {
  const { money } = await counter.sees((seen) => seen.money !== null && seen.underWay === null)
  await counter.does('case.settle', { cashGiven: (money?.cash ?? 0) + more })
}

const stages = ['verified', 'approved', 'presettled', 'settled', 'handedOver'] as const

/** Brings a patient's first prescription into a state, all going well. */
export async function bringTo(counter: Counter, wanted: (typeof stages)[number], person = PATIENT): Promise<CaseView> {
  await chooseFirst(counter, person)
  let seen = await counter.rests('verified')
  if (wanted === 'verified') return seen
  await approve(counter)
  seen = await counter.rests('approved')
  if (wanted === 'approved') return seen
  await fillBasket(counter)
  seen = await counter.rests('presettled')
  if (wanted === 'presettled') return seen
  await pay(counter)
  seen = await counter.sees(({ state, uploadsLeft, underWay }) => state === 'settled' && uploadsLeft === 0 && underWay === null)
  if (wanted === 'settled') return seen
  await counter.does('case.handOver', {})
  return counter.rests('handedOver')
}

/** What a person at the counter does until the goods are handed over and nothing is owed: F5 where it helps, else the next step of the screen. */
export async function finish(counter: Counter, wanted: CaseState = 'handedOver'): Promise<CaseView> {
  for (let keys = 0; keys < 30; keys++) {
    const seen = await idle(counter)
    if (seen.state === wanted && seen.uploadsLeft === 0 && seen.unanswered === null) return seen
    if (seen.canRetry) await counter.does('case.retry', {})
    else if (seen.failure?.code === 'VOUCHER_TOKEN_DEAD') await showVoucherAgain(counter)
    else if (seen.state === 'verified') await approve(counter)
    else if (seen.state === 'approved') await fillBasket(counter)
    else if (seen.state === 'presettled' || seen.state === 'outboundReported') await pay(counter)
    else if (seen.state === 'settled' && wanted === 'handedOver') await counter.does('case.handOver', {})
    else throw new Error(`nobody knows how to go on: ${JSON.stringify(seen)}`)
  }
  throw new Error('thirty keys were not enough')
}

/** The case when nothing of it is under way, not even between two steps: a command that needs that is not refused as busy. */
export async function idle(counter: Counter): Promise<CaseView> {
  // asks for nothing that could be done
  await counter.tries('case.removeItem', { itemId: 'none' })
  const reply = await counter.page.call('counter.state', {})
  if (!reply.ok || reply.value.dispense === null) throw new Error('no case is shown')
  return reply.value.dispense
}

/** The patient opens the voucher once more. */
export async function showVoucherAgain(counter: Counter, person = PATIENT): Promise<void> {
  const { length } = await counter.accepted('ec.query')
  counter.scan(counter.shop.center.showVoucher(person).qr)
  while ((await counter.accepted('ec.query')).length === length) await new Promise((resolve) => setImmediate(resolve))
  await idle(counter)
}

/** Starts the return of the case at the front and scans its boxes back. */
export async function bringBack(counter: Counter): Promise<void> {
  const { id, lines } = await counter.sees(() => true)
  await counter.does('case.beginReturn', { caseId: id })
  let scanned = 0
  for (const { code } of lines.flatMap(({ items }) => items)) {
    if (code === null) continue
    counter.scan(code)
    scanned++
    await counter.sees(({ returned }) => returned?.scanned === scanned)
  }
}

export const MINUTE = 60_000

/** Time passes at the center and here alike. */
export function bothClocks(of: Counter, ms: number): void {
  of.shop.advance(ms)
  of.shop.center.clock.advance(ms)
}
