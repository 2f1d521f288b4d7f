import { afterEach, describe, expect, test } from 'vitest'
import type { CounterState } from '../../../src/shared/contract/counter.ts'
import { visitColours } from '../../../src/shared/domain/visitColours.ts'
import { expectMoneyAgrees, openQuestions } from './books.ts'
import { peopleWith } from './people.ts'
import {
  approve,
  bothClocks,
  box,
  bringBack,
  bringTo,
  type Counter,
  chooseFirst,
  finish,
  idle,
  MINUTE,
  openCounter,
  pay,
  showList,
} from './sale.ts'
import { openTamperingLine } from './tamperingLine.ts'

let counter: Counter
afterEach(() => counter.shop.close())

const FIRST = '王秀兰'
const SECOND = '李建国'

async function state(): Promise<CounterState> {
  const reply = await counter.page.call('counter.state', {})
  if (!reply.ok) throw new Error(reply.failure.code)
  return reply.value
}

/** Parks the visit at the counter; its id. */
async function park(): Promise<string> {
  const { visit } = await state()
  await counter.does('visit.park', {})
  await counter.page.sees((seen) => seen.visit === null && seen.parked.some(({ id }) => id === visit?.id))
  return visit?.id ?? ''
}

async function takeUp(visitId: string): Promise<void> {
  await counter.does('visit.takeUp', { visitId })
  await counter.page.sees(({ visit }) => visit?.id === visitId)
}

/** From the list to a basket that is reckoned. */
async function prepare(person: string, code: string): Promise<void> {
  await chooseFirst(counter, person)
  await counter.rests('verified')
  await approve(counter)
  await counter.rests('approved')
  counter.scan(code)
  await counter.rests('presettled')
}

describe('two patients at a time', () => {
  test('while the settlement of the first is at the center, the second one is reviewed and paid', async () => {
    counter = await openCounter({ scenario: peopleWith(1, FIRST, SECOND) })
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const answered = { settlements: 0 }
    const insuranceUrl = await openTamperingLine(counter.shop.center.connection.insuranceUrl, async (number, answer) => {
      if (number === '2102A' && answered.settlements++ === 0) await held
      return answer
    })
    await counter.shop.connect({ insuranceUrl })

    await prepare(FIRST, box(1))
    await pay(counter)
    await counter.sees(({ underWay }) => underWay === 'settle')
    const first = await park()
    await prepare(SECOND, box(2))
    const between = await state()
    expect(between.parked).toMatchObject([{ id: first, patient: { name: FIRST }, isUnderWay: true, needsCare: false }])
    expect(between.visit?.colour).not.toBe(between.parked[0]?.colour)
    await pay(counter)
    expect(await counter.rests('settled')).toMatchObject({ patient: { name: SECOND } })
    await counter.does('case.handOver', {})
    await finish(counter)

    release()
    await counter.page.sees(({ parked }) => parked[0]?.caseState === 'settled' && !parked[0].isUnderWay)
    await takeUp(first)
    expect(await counter.rests('settled')).toMatchObject({ patient: { name: FIRST } })
    await finish(counter)
    await counter.does('visit.end', {})
    await expectMoneyAgrees(counter, 2)
  })

  test('an unanswered settlement is parked with its question, over a restart, and cleared up when it is taken up', async () => {
    counter = await openCounter({ scenario: peopleWith(1, FIRST, SECOND) })
    await prepare(FIRST, box(1))
    counter.shop.center.faults.add('2102A', { kind: 'dropAfter' })
    await pay(counter)
    await counter.fails('SETTLEMENT_ANSWER_LOST')
    const first = await park()
    await prepare(SECOND, box(2))
    const before = await state()
    expect(before.parked).toMatchObject([{ id: first, caseState: 'outboundReported', needsCare: true }])
    await counter.crash()
    const after = await state()
    expect([after.visit, after.parked, after.dispense]).toEqual([before.visit, before.parked, before.dispense])
    await finish(counter)
    expect(openQuestions(counter)).toEqual(['2102A'])
    await takeUp(first)
    await finish(counter)
    await expectMoneyAgrees(counter, 2)
  })

  test('a question that was at the center for a parked patient when the station died is asked when that one is taken up', async () => {
    counter = await openCounter({ scenario: peopleWith(1, FIRST, SECOND) })
    counter.shop.center.faults.add('7201', { kind: 'delay', delayMs: 60_000 })
    counter.scan(counter.shop.center.showVoucher(FIRST).qr)
    await counter.page.sees(({ visit }) => visit?.phase === 'authorizing')
    const first = await park()
    expect((await state()).parked).toMatchObject([{ isUnderWay: true }])
    await counter.crash()
    expect((await state()).parked).toMatchObject([{ phase: 'stopped', isUnderWay: false, needsCare: true }])
    await takeUp(first)
    await counter.noticed('INTERRUPTED')
    await counter.does('visit.retry', {})
    await counter.page.sees(({ visit }) => visit?.phase === 'listed')
    expect(openQuestions(counter)).toEqual([])
  })

  test('another patient’s voucher waits until the case is parked, and is not used up before', async () => {
    counter = await openCounter({ scenario: peopleWith(1, FIRST, SECOND) })
    await bringTo(counter, 'approved')
    const { qr } = counter.shop.center.showVoucher(SECOND)
    counter.scan(qr)
    await counter.noticed('CASE_OPEN')
    const first = await park()
    counter.scan(qr)
    await counter.page.sees(({ visit }) => visit?.phase === 'listed' && visit.patient?.name === SECOND)
    await takeUp(first)
    expect((await state()).parked).toMatchObject([{ patient: { name: SECOND }, caseState: null }])
  })
})

test('as many patients as there are colours; one more is told so, and the voucher is not used up', async () => {
  const names = ['王一', '王二', '王三', '王四', '王五', '王六', '王七']
  counter = await openCounter({ scenario: peopleWith(1, ...names) })
  for (const name of names.slice(0, visitColours.length)) {
    await showList(counter, name)
    await park()
  }
  const { parked } = await state()
  expect(parked.map(({ colour }) => colour)).toEqual(visitColours)
  const { qr } = counter.shop.center.showVoucher('王七')
  counter.scan(qr)
  await counter.noticed('VISITS_FULL')
  await takeUp(parked[3]?.id ?? '')
  await counter.does('visit.end', {})
  counter.scan(qr)
  const { visit } = await counter.page.sees((seen) => seen.visit?.phase === 'listed' && seen.visit.patient?.name === '王七')
  expect(visit?.colour).toBe(visitColours[3])
})

describe('the same patient again', () => {
  test('a further prescription needs a new scan; the visit stays, and nobody is asked who it is', async () => {
    counter = await openCounter({ scenario: peopleWith(2, FIRST) })
    const listed = await showList(counter, FIRST)
    const [one, other] = listed.prescriptions.map(({ hiRxno }) => hiRxno)
    await counter.does('case.choose', { hiRxno: one ?? '' })
    await counter.rests('verified')
    const first = await finish(counter)
    expect(await counter.tries('case.choose', { hiRxno: other ?? '' })).toBe('PRESCRIPTION_NOT_AUTHORIZED')
    const again = await showList(counter, FIRST)
    expect(again).toMatchObject({ id: listed.id, colour: listed.colour })
    expect(again.prescriptions.map(({ hiRxno }) => hiRxno)).toEqual([other])
    expect((await state()).dispense).toBeNull()
    expect(await counter.accepted('1101')).toHaveLength(1)
    await counter.does('case.choose', { hiRxno: other ?? '' })
    await counter.rests('verified')
    const second = await finish(counter)
    expect(second.id).not.toBe(first.id)
    await counter.crash()
    expect((await idle(counter)).id).toBe(second.id)
    await expectMoneyAgrees(counter, 2)
  })

  test('who is parked with an open case is taken up by the voucher, and an approval is not asked for twice', async () => {
    counter = await openCounter({ scenario: peopleWith(1, FIRST, SECOND) })
    const { id } = await bringTo(counter, 'approved')
    const first = await park()
    await showList(counter, SECOND)
    counter.scan(counter.shop.center.showVoucher(FIRST).qr)
    const { dispense, parked } = await counter.page.sees(({ visit }) => visit?.id === first)
    expect(dispense).toMatchObject({ id, state: 'approved' })
    expect(parked).toEqual([])
    await finish(counter)
    expect(await counter.accepted('7201')).toHaveLength(2)
    await expectMoneyAgrees(counter, 1)
  })

  test('whose prescription token ran out while parked is authorized anew in the same case', async () => {
    counter = await openCounter({ scenario: peopleWith(1, FIRST) })
    const { id } = await bringTo(counter, 'verified')
    const first = await park()
    bothClocks(counter, 121 * MINUTE)
    counter.scan(counter.shop.center.showVoucher(FIRST).qr)
    await counter.page.sees(({ visit }) => visit?.id === first)
    await counter.sees(({ tokenUntil, state, underWay }) => {
      return tokenUntil > Date.now() + 200 * MINUTE && state === 'verified' && underWay === null
    })
    expect(await finish(counter)).toMatchObject({ id })
    await expectMoneyAgrees(counter, 1)
  })
})

describe('a patient who is insured in several places', () => {
  test('says which; nothing else is taken, and the question survives a restart', async () => {
    counter = await openCounter({ scenario: 'two-places' })
    counter.scan(counter.shop.center.showVoucher('周海燕').qr)
    const asked = await counter.page.sees(({ visit }) => visit?.phase === 'choosingPlace')
    expect(asked.visit?.places).toEqual([
      { id: '1', area: '990101', insuranceType: '310', isActive: true },
      { id: '2', area: '990201', insuranceType: '390', isActive: true },
    ])
    expect(asked.visit?.prescriptions).toEqual([])
    await counter.crash()
    expect((await state()).visit).toEqual(asked.visit)
    expect(await counter.tries('visit.choosePlace', { placeId: '3' })).toBe('PLACE_UNKNOWN')
    await counter.does('visit.choosePlace', { placeId: '1' })
    const { visit } = await counter.page.sees((seen) => seen.visit?.phase === 'listed')
    expect(visit).toMatchObject({ places: [], patient: { insuranceArea: '990101', insuranceType: '310' } })
    expect(await counter.tries('visit.choosePlace', { placeId: '1' })).toBe('PLACE_UNKNOWN')
    await counter.does('case.choose', { hiRxno: visit?.prescriptions[0]?.hiRxno ?? '' })
    await counter.rests('verified')
    await finish(counter)
    await expectMoneyAgrees(counter, 1)
  })
})

describe('a voucher that is being decoded', () => {
  test('lets no return begin, so that the patient who comes is not put behind it', async () => {
    counter = await openCounter({ scenario: peopleWith(1, FIRST, SECOND) })
    const { id } = await bringTo(counter, 'handedOver')
    await counter.does('visit.end', {})
    await bringTo(counter, 'presettled', SECOND)
    const second = await park()
    counter.shop.center.faults.add('ec.query', { kind: 'delay', delayMs: 400 })
    counter.scan(counter.shop.center.showVoucher(SECOND).qr)
    await counter.page.sees(({ visit }) => visit?.phase === 'decoding')
    const refused = await counter.page.call('case.beginReturn', { caseId: id })
    expect(refused).toEqual({ ok: false, failure: { code: 'CASE_BUSY' } })
    await counter.page.sees(({ visit }) => visit?.id === second)
    expect(await idle(counter)).toMatchObject({ state: 'presettled', patient: { name: SECOND } })
    await finish(counter)
    await expectMoneyAgrees(counter, 2)
  })
})

describe('a voucher that is refused after another patient came to the counter', () => {
  /** What is shown at the counter once the case that was parked has its reason. */
  async function parkedWith(visitId: string): Promise<CounterState> {
    return counter.page.sees(({ parked }) =>
      parked.some(({ id, needsCare, isUnderWay }) => id === visitId && needsCare && !isUnderWay),
    )
  }

  test('a renewal: the reason stands on its own case', async () => {
    counter = await openCounter({ scenario: peopleWith(1, FIRST, SECOND) })
    await bringTo(counter, 'presettled', FIRST)
    const first = await park()
    await bringTo(counter, 'presettled', SECOND)
    const second = (await state()).visit?.id ?? ''
    const asked = (await counter.accepted('ec.query')).length
    counter.shop.center.faults.add('ec.query', { kind: 'delay', delayMs: 400 })
    counter.scan(counter.shop.center.showVoucher(FIRST).qr)
    await expect.poll(() => openQuestions(counter)).toEqual(['ec.query'])
    await takeUp(first)
    const seen = await parkedWith(second)
    expect(await counter.accepted('ec.query')).toHaveLength(asked + 1)
    expect(seen).toMatchObject({ notice: null, dispense: { patient: { name: FIRST }, failure: null } })
    await takeUp(second)
    expect((await state()).dispense).toMatchObject({ failure: { code: 'PERSON_MISMATCH' } })
    await finish(counter)
    await expectMoneyAgrees(counter, 1)
  })

  test('a pharmacist’s: the same', async () => {
    counter = await openCounter({ scenario: peopleWith(1, FIRST, SECOND) })
    await bringTo(counter, 'presettled', FIRST)
    const first = await park()
    await bringTo(counter, 'verified', SECOND)
    const second = (await state()).visit?.id ?? ''
    counter.shop.center.faults.add('ec.query', { kind: 'delay', delayMs: 400 })
    counter.scan('HY12345678901234567890123456')
    await expect.poll(() => openQuestions(counter)).toEqual(['ec.query'])
    await takeUp(first)
    const seen = await parkedWith(second)
    expect(seen).toMatchObject({ notice: null, dispense: { patient: { name: FIRST }, failure: null } })
    await takeUp(second)
    expect((await state()).dispense).toMatchObject({ failure: { code: 'VOUCHER_QR_UNKNOWN' } })
    await finish(counter)
    await expectMoneyAgrees(counter, 1)
  })
})

describe('what stands in the way of parking and taking up', () => {
  test('a return that is being made, no visit, a visit that is not parked', async () => {
    counter = await openCounter({ scenario: peopleWith(1, FIRST, SECOND) })
    expect(await counter.tries('visit.park', {})).toBe('VISIT_MISSING')
    await bringTo(counter, 'handedOver')
    const first = await park()
    await bringTo(counter, 'handedOver', SECOND)
    expect(await counter.tries('visit.takeUp', { visitId: 'none' })).toBe('VISIT_UNKNOWN')
    const { visit } = await state()
    expect(await counter.tries('visit.takeUp', { visitId: visit?.id ?? '' })).toBe('VISIT_UNKNOWN')
    await bringBack(counter)
    expect(await counter.tries('visit.park', {})).toBe('CASE_OPEN')
    expect(await counter.tries('visit.takeUp', { visitId: first })).toBe('CASE_OPEN')
    await counter.does('case.revoke', {})
    await counter.rests('returned')
    await takeUp(first)
    expect(await counter.rests('handedOver')).toMatchObject({ patient: { name: FIRST } })
    await expectMoneyAgrees(counter, 1)
  })
})
