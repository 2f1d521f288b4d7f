import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Scenario } from '../../../server-mock/scenarios/scenario.ts'
import type { CounterState, VisitPhase } from '../../../src/shared/contract/counter.ts'
import type { CardReading } from '../../../src/shared/domain/cards.ts'
import { expectMoneyAgrees, openQuestions } from './books.ts'
import { CARD_NUMBER, CARD_SN, identityCardOf, idNumberOf, PASSWORD, socialCardOf } from './cardHolders.ts'
import { type CardTable, createCardTable } from './cards.ts'
import { peopleWith } from './people.ts'
import {
  approve,
  bothClocks,
  bringTo,
  type Counter,
  fillBasket,
  finish,
  MINUTE,
  openCounter,
  PATIENT,
  pay,
  showVoucherAgain,
} from './sale.ts'

let counter: Counter
let cards: CardTable
afterEach(() => counter.shop.close())

async function open(scenario: string | Scenario = 'card-purchase'): Promise<void> {
  cards = createCardTable()
  counter = await openCounter({ scenario, cards })
}

const identityCard = (name = PATIENT) => identityCardOf(counter, name)
const socialCard = () => socialCardOf(counter)

const reaches = (phase: VisitPhase): Promise<CounterState> => counter.page.sees(({ visit }) => visit?.phase === phase)
const asks = (): Promise<CounterState> => counter.page.sees(({ password }) => password !== null && !password.isChecking)

async function putAndType(card: CardReading, password = PASSWORD): Promise<void> {
  await cards.put(card)
  await reaches('awaitingPassword')
  await cards.types(password)
}

/** From the list to the sum, and the password that it is paid with. */
async function toPayment(): Promise<void> {
  const { visit } = await reaches('listed')
  await counter.does('case.choose', { hiRxno: visit?.prescriptions[0]?.hiRxno ?? '' })
  await counter.rests('verified')
  await approve(counter)
  await counter.rests('approved')
  await fillBasket(counter)
  await counter.rests('presettled')
}

async function payByPassword(): Promise<void> {
  await asks()
  await cards.types(PASSWORD)
  await counter.page.sees(({ visit, password }) => visit?.wantsPassword === null && password === null)
  await pay(counter)
  await finish(counter)
}

/** What was sent under the field names of an interface, as the center has it. */
async function sent(number: string): Promise<string> {
  return JSON.stringify((await counter.accepted(number)).map(({ request }) => request))
}

describe('a patient with a card', () => {
  test('an identity card and the password of the voucher dispense a prescription; the password is asked for again to pay', async () => {
    await open()
    await cards.put(await identityCard())
    const { visit, password } = await asks()
    expect(visit).toMatchObject({ phase: 'awaitingPassword', credential: 'identityCard', patient: { name: PATIENT } })
    expect(password).toMatchObject({ purpose: 'prescriptions', onPad: true, onWindow: false })
    await cards.types(PASSWORD)
    await toPayment()
    expect((await asks()).password).toMatchObject({ purpose: 'payment' })
    expect(await counter.tries('case.settle', { cashGiven: 100_000 })).toBe('PASSWORD_NEEDED')
    await payByPassword()
    await expectMoneyAgrees(counter, 1)
    expect(await counter.accepted('ec.query')).toHaveLength(1)
    expect((await counter.accepted('ec.pwdCheck')).map(({ request }) => JSON.stringify(request))).toEqual([
      expect.stringContaining('"02122"'),
      expect.stringContaining('"02121"'),
    ])
    const idNumber = await idNumberOf(counter, PATIENT)
    expect(await sent('7201')).toContain(`"mdtrtCertType":"02","mdtrtCertNo":"${idNumber}"`)
    expect(await sent('2102A')).toContain('"mdtrt_cert_type":"02"')
  })

  test('a social-security card: the same, by its own number and identification code', async () => {
    await open()
    await putAndType(await socialCard())
    await toPayment()
    await payByPassword()
    await expectMoneyAgrees(counter, 1)
    for (const number of ['1101', '7201', '2102A']) {
      expect(await sent(number), number).toContain(CARD_NUMBER)
      expect(await sent(number), number).toContain(CARD_SN)
    }
  })
})

describe('a password that is not right', () => {
  test('is asked for again, with how many tries the center says are left', async () => {
    await open()
    await putAndType(await identityCard(), '111222')
    const { notice } = await counter.noticed('VOUCHER_PASSWORD_WRONG')
    expect(notice?.failure.triesLeft).toBe(4)
    expect((await asks()).visit?.phase).toBe('awaitingPassword')
    await cards.types('12')
    await counter.noticed('PASSWORD_INCOMPLETE')
    await cards.types(PASSWORD)
    const { notice: said } = await reaches('listed')
    expect(said).toBeNull()
    expect(cards.asked()).toBe(3)
  })

  test('the last one locks: it is not asked for again, and the QR of the voucher goes on with the same visit', async () => {
    await open('password-nearly-locked')
    await putAndType(await identityCard(), '111222')
    const { visit, password } = await counter.noticed('VOUCHER_PASSWORD_LOCKED')
    expect([visit?.wantsPassword, password]).toEqual(['prescriptions', null])
    counter.scan(counter.shop.center.showVoucher(PATIENT).qr)
    const listed = await reaches('listed')
    expect(listed.visit).toMatchObject({ id: visit?.id, credential: 'voucher', wantsPassword: null })
    await counter.does('case.choose', { hiRxno: listed.visit?.prescriptions[0]?.hiRxno ?? '' })
    await counter.rests('verified')
    await finish(counter)
    await expectMoneyAgrees(counter, 1)
  })

  test('was never set: the patient is told where, and F5 asks again', async () => {
    await open('password-not-set')
    await putAndType(await identityCard())
    await counter.noticed('VOUCHER_PASSWORD_NOT_SET')
    await counter.page.sees(({ password }) => password === null)
    await counter.shop.admin.setVoucherPassword(PATIENT, PASSWORD)
    await counter.does('visit.askPassword', {})
    await cards.types(PASSWORD)
    await reaches('listed')
  })

  test('of somebody whose voucher was never activated', async () => {
    await open('voucher-not-activated')
    await putAndType(await identityCard())
    await counter.noticed('VOUCHER_NOT_ACTIVATED')
  })
})

describe('a question for the password', () => {
  test('is cancelled on the pad, and by the counter; F5 asks again', async () => {
    await open()
    await cards.put(await identityCard())
    await asks()
    await cards.types('cancel')
    const cancelled = await counter.noticed('PASSWORD_CANCELLED')
    expect([cancelled.password, cancelled.visit?.phase]).toEqual([null, 'awaitingPassword'])
    await counter.does('visit.askPassword', {})
    await asks()
    await counter.does('visit.stopPassword', {})
    await counter.page.sees(({ password }) => password === null)
    expect(cards.isAsking()).toBe(false)
    expect(await counter.tries('visit.stopPassword', {})).toBe('PASSWORD_NOT_WANTED')
    expect(await counter.accepted('ec.pwdCheck')).toEqual([])
  })

  test('without a pad and without a window before the customer is told so', async () => {
    await open()
    cards.hasPad(false)
    await cards.put(await identityCard())
    await counter.noticed('PASSWORD_PAD_MISSING')
    cards.hasPad(true)
    await counter.does('visit.askPassword', {})
    await cards.types(PASSWORD)
    await reaches('listed')
  })

  test('is taken back with the visit that is put aside or ended, and asked again when that one is taken up', async () => {
    await open()
    await cards.put(await identityCard())
    const { visit } = await asks()
    await counter.does('visit.park', {})
    await counter.page.sees(({ password, parked }) => password === null && parked.length === 1)
    expect(cards.isAsking()).toBe(false)
    await counter.does('visit.takeUp', { visitId: visit?.id ?? '' })
    await asks()
    await counter.does('visit.end', {})
    await counter.page.sees((state) => state.visit === null && state.password === null)
    expect(cards.isAsking()).toBe(false)
  })

  test('whose answer was lost is never sent again by itself: the patient types it anew', async () => {
    await open()
    counter.shop.center.faults.add('ec.pwdCheck', { kind: 'dropAfter' })
    await putAndType(await identityCard())
    await counter.noticed('VOUCHER_PASSWORD_ANSWER_LOST')
    expect(openQuestions(counter)).toEqual([])
    expect(await counter.accepted('ec.pwdCheck')).toHaveLength(1)
    await counter.does('visit.askPassword', {})
    await cards.types(PASSWORD)
    await reaches('listed')
    expect(await counter.accepted('ec.pwdCheck')).toHaveLength(2)
  })

  test('a command for it while nothing is wanted is refused', async () => {
    await open()
    expect(await counter.tries('visit.askPassword', {})).toBe('VISIT_MISSING')
    await putAndType(await identityCard())
    await reaches('listed')
    await counter.page.sees(({ visit }) => visit?.phase === 'listed')
    expect(await counter.tries('visit.askPassword', {})).toBe('PASSWORD_NOT_WANTED')
  })
})

describe('another card', () => {
  const SECOND = '李建国'
  const two: Scenario = { ...peopleWith(1, PATIENT, SECOND) }

  async function openTwo(): Promise<void> {
    await open({ ...two, people: two.people.map((person) => ({ ...person, password: PASSWORD })) })
  }

  test('brings its own patient to the counter, as another voucher does', async () => {
    await openTwo()
    await putAndType(await identityCard(PATIENT))
    await reaches('listed')
    await cards.put(await identityCard(SECOND))
    const { visit } = await asks()
    expect(visit).toMatchObject({ patient: { name: SECOND }, phase: 'awaitingPassword' })
  })

  test('is refused while a case is picked, and at payment it is the wrong person’s', async () => {
    await openTwo()
    await putAndType(await identityCard(PATIENT))
    const { visit } = await reaches('listed')
    await counter.does('case.choose', { hiRxno: visit?.prescriptions[0]?.hiRxno ?? '' })
    await counter.rests('verified')
    await approve(counter)
    await counter.rests('approved')
    await cards.put(await identityCard(SECOND))
    await counter.noticed('CASE_OPEN')
    await fillBasket(counter)
    await counter.rests('presettled')
    await cards.put(await identityCard(SECOND))
    await counter.noticed('PERSON_MISMATCH')
    // the same patient's again is the same question
    await counter.does('visit.stopPassword', {})
    await cards.put(await identityCard(PATIENT))
    await payByPassword()
    await expectMoneyAgrees(counter, 1)
  })

  test('of a patient who began with the QR: the card takes its place, with its password', async () => {
    await openTwo()
    await bringTo(counter, 'presettled')
    await cards.put(await identityCard(PATIENT))
    await payByPassword()
    expect(await sent('2102A')).toContain('"mdtrt_cert_type":"02"')
    await expectMoneyAgrees(counter, 1)
  })

  test('a voucher’s QR takes the place of the card at payment', async () => {
    await openTwo()
    await putAndType(await identityCard(PATIENT))
    await toPayment()
    await asks()
    await showVoucherAgain(counter)
    await counter.page.sees(({ visit, password }) => visit?.wantsPassword === null && password === null)
    await pay(counter)
    await finish(counter)
    expect(await sent('2102A')).toContain('"mdtrt_cert_type":"01"')
    await expectMoneyAgrees(counter, 1)
  })
})

describe('a station that dies', () => {
  test('while the password is waited for: the card is known, and the password asked for again by itself, once', async () => {
    await open()
    await cards.put(await identityCard())
    await asks()
    const before = cards.asked()
    await counter.crash()
    const { visit, password } = await asks()
    expect([visit?.patient?.name, visit?.phase, password?.purpose]).toEqual([PATIENT, 'awaitingPassword', 'prescriptions'])
    await cards.types('cancel')
    await counter.noticed('PASSWORD_CANCELLED')
    expect(cards.asked()).toBe(before + 1)
    await counter.does('visit.askPassword', {})
    await cards.types(PASSWORD)
    await reaches('listed')
  })

  test('while the center compares it', async () => {
    await open()
    counter.shop.center.faults.add('ec.pwdCheck', { kind: 'delay', delayMs: 60_000 })
    await putAndType(await identityCard())
    await counter.page.sees(({ password }) => password?.isChecking === true)
    await counter.crash()
    await counter.noticed('VOUCHER_PASSWORD_ANSWER_LOST')
    expect(openQuestions(counter)).toEqual([])
    await asks()
    await cards.types(PASSWORD)
    await reaches('listed')
  })

  test('between the password and the list', async () => {
    await open()
    counter.shop.center.faults.add('7201', { kind: 'delay', delayMs: 60_000 })
    await putAndType(await socialCard())
    await reaches('authorizing')
    await counter.crash()
    await counter.noticed('INTERRUPTED')
    await counter.does('visit.retry', {})
    await reaches('listed')
    expect(await counter.accepted('ec.pwdCheck')).toHaveLength(1)
  })

  test('before and after the password that is paid with', async () => {
    await open()
    await putAndType(await socialCard())
    await toPayment()
    await asks()
    await counter.crash()
    expect((await asks()).password).toMatchObject({ purpose: 'payment' })
    await cards.types(PASSWORD)
    await counter.page.sees(({ visit }) => visit?.wantsPassword === null)
    const before = cards.asked()
    await counter.crash()
    await counter.page.sees(({ visit }) => visit?.wantsPassword === null)
    await pay(counter)
    await finish(counter)
    await expectMoneyAgrees(counter, 1)
    expect(cards.asked()).toBe(before)
  })
})

test('a token that ran out between list and payment is renewed by the password alone', async () => {
  await open()
  await putAndType(await identityCard())
  await toPayment()
  await asks()
  await cards.types(PASSWORD)
  await counter.page.sees(({ visit, password }) => visit?.wantsPassword === null && password === null)
  bothClocks(counter, 16 * MINUTE)
  await pay(counter)
  await counter.fails('VOUCHER_TOKEN_DEAD')
  expect((await asks()).password).toMatchObject({ purpose: 'payment' })
  await payByPassword()
  await expectMoneyAgrees(counter, 1)
})

test('the reader’s own filing number goes out with the password, the shop’s where it has none', async () => {
  cards = createCardTable(() => '99999999999999999999')
  counter = await openCounter({ scenario: 'card-purchase', cards })
  await putAndType(await identityCard())
  const { notice } = await counter.noticed('OUR_REQUEST_REFUSED')
  expect(notice?.failure.center?.message).toContain('termId')
})

test('the password stands in no row of the books, in no state and in no log', async () => {
  const lines: string[] = []
  cards = createCardTable()
  counter = await openCounter({ scenario: 'card-purchase', cards, logTo: (line) => lines.push(line) })
  const customer = counter.shop.customerPage()
  const states: string[] = []
  void counter.page.sees((state) => states.push(JSON.stringify(state)) < 0)
  void customer.sees((state) => states.push(JSON.stringify(state)) < 0)
  await putAndType(await identityCard(), '739154')
  await counter.noticed('VOUCHER_PASSWORD_WRONG')
  await customer.call('customer.enterPassword', { digits: PASSWORD })
  await toPayment()
  await payByPassword()
  const bytes = readdirSync(counter.shop.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
  const everything = [...bytes, ...states, ...lines].join('\n')
  expect(everything.length).toBeGreaterThan(100_000)
  for (const secret of ['739154', PASSWORD, await tokenOfPassword()]) expect(everything.includes(secret), secret).toBe(false)
})

/** A token that the center gave for a password. */
async function tokenOfPassword(): Promise<string> {
  const [first] = await counter.accepted('ec.pwdCheck')
  const token = /"ecToken":"([^"]+)"/.exec(JSON.stringify(first?.answer))?.[1]
  if (token === undefined) throw new Error('no token was given')
  return token
}
