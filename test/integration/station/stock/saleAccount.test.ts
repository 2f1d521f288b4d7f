import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { CommandInput } from '../../../../src/shared/contract/contract.ts'
import type { CommandName } from '../../../../src/shared/contract/names.ts'
import type { SaleDesk } from '../../../../src/shared/contract/stock/sale.ts'
import type { CardReading } from '../../../../src/shared/domain/cards.ts'
import { boxAt, openQuestions, rows } from '../books.ts'
import { identityCardOf, PASSWORD, socialCardOf } from '../cardHolders.ts'
import { type CardTable, createCardTable } from '../cards.ts'
import { bothClocks, box, type Counter, MINUTE, openCounter, PATIENT, showList } from '../sale.ts'

const pill = (serial: number): string => box(serial, '8100107')

let counter: Counter
let cards: CardTable
beforeEach(async () => {
  cards = createCardTable()
  counter = await openCounter({ scenario: 'card-purchase', account: 'C01', cards })
})
afterEach(() => counter.shop.close())

async function does<N extends CommandName>(name: N, input: CommandInput<N>): Promise<SaleDesk> {
  const reply = await counter.page.call(name, input)
  if (!reply.ok) throw new Error(`${name} was refused: ${reply.failure.code}`)
  return reply.value as SaleDesk
}
async function refusal<N extends CommandName>(name: N, input: CommandInput<N>): Promise<string | null> {
  const reply = await counter.page.call(name, input)
  return reply.ok ? null : reply.failure.code
}

/** Two bottles of 26.00 in the basket, and the patient known at the counter. */
async function fill(): Promise<SaleDesk> {
  for (const serial of [1, 2]) await does('sale.add', { code: pill(serial), quantity: null })
  await showList(counter)
  return does('sale.reckon', { useAccount: true })
}

const count = async (number: string): Promise<number> => (await counter.accepted(number)).length
const State = z.object({ number: z.string(), state: z.string() })
const uploadsAre = (states: readonly string[]) =>
  vi.waitFor(
    () => {
      const found = rows(counter, 'SELECT number, state FROM stock_uploads ORDER BY created_at, batch_serial', State)
      expect(found.map(({ number, state }) => `${number} ${state}`)).toEqual(states)
    },
    { timeout: 20_000 },
  )
const Sold = z.object({
  input: z.object({
    selinfo: z.object({ mdtrt_setl_type: z.string(), setl_id: z.string(), psn_no: z.string(), psn_name: z.string() }),
  }),
})

describe('an ordinary sale by personal account', () => {
  test('is reckoned, settled and told as one of the insurance, and goes back as a whole', async () => {
    const { basket } = await fill()
    expect(basket).toMatchObject({ total: 5_200, account: { name: PATIENT, fund: 0, settlementId: null } })
    const { account = null, due = 0 } = basket ?? {}
    expect(account?.account).toBeGreaterThan(0)
    expect((account?.account ?? 0) + due).toBe(5_200)
    expect(await count('2102A')).toBe(0)
    if (due > 0) expect(await refusal('sale.pay', { cashGiven: due - 1 })).toBe('CASH_TOO_LITTLE')
    const { last } = await does('sale.pay', { cashGiven: due + 100 })
    expect(last).toMatchObject({ state: 'paid', payment: { given: due + 100, change: 100 } })
    expect(last?.account?.settlementId).not.toBeNull()
    expect(boxAt(counter, pill(1))?.place).toBe('sold')
    await uploadsAre(['3505 done', '3505 done'])
    for (const { request } of await counter.accepted('3505')) {
      expect(Sold.parse(request).input.selinfo).toMatchObject({
        mdtrt_setl_type: '1',
        setl_id: last?.account?.settlementId,
        psn_name: PATIENT,
      })
    }

    await does('sale.beginReturn', { document: last?.document ?? '' })
    await does('sale.add', { code: pill(1), quantity: null })
    expect(await refusal('sale.payBack', {})).toBe('SALE_RETURN_WHOLE')
    const { returning } = await does('sale.add', { code: pill(2), quantity: null })
    expect(returning?.refund).toBe(due)
    const { last: after } = await does('sale.payBack', {})
    expect(after?.state).toBe('returned')
    expect([await count('2102A'), await count('2103')]).toEqual([1, 1])
    await uploadsAre(['3505 done', '3505 done', '3506 done', '3506 done'])
    expect(openQuestions(counter)).toEqual([])
  })

  test('needs a patient who is known at the counter, and another basket is reckoned anew', async () => {
    await does('sale.add', { code: pill(1), quantity: null })
    expect(await refusal('sale.reckon', { useAccount: true })).toBe('SALE_PATIENT_MISSING')
    await showList(counter)
    await does('sale.reckon', { useAccount: true })
    const { basket } = await does('sale.add', { code: pill(2), quantity: null })
    expect(basket).toMatchObject({ account: null, due: 5_200 })
    await does('sale.reckon', { useAccount: true })
    const cash = await does('sale.reckon', { useAccount: false })
    expect(cash.basket?.account).toBeNull()
    await does('sale.pay', { cashGiven: 5_200 })
    expect(await count('2102A')).toBe(0)
  })
})

describe('a lost answer', () => {
  test('of the settlement keeps the basket as it is, also when the station dies, until it is reversed; then it is settled once', async () => {
    const { basket } = await fill()
    const cashGiven = basket?.due ?? 0
    counter.shop.center.faults.add('2102A', { kind: 'dropAfter' })
    expect(await refusal('sale.pay', { cashGiven })).toBe('SETTLEMENT_ANSWER_LOST')
    expect(await refusal('sale.add', { code: pill(3), quantity: null })).toBe('SALE_UNANSWERED')
    expect(await refusal('sale.pay', { cashGiven })).toBe('SALE_UNANSWERED')
    await counter.crash()
    expect((await does('sale.view', {})).basket?.unanswered).toBe('settle')
    await does('sale.clearUp', {})
    expect(openQuestions(counter)).toEqual([])
    const { last } = await does('sale.pay', { cashGiven })
    expect(last?.state).toBe('paid')
    expect([await count('2102A'), await count('2601')]).toEqual([2, 1])
    expect(await refusal('sale.clearUp', {})).toBe('NOTHING_TO_RETRY')
    await uploadsAre(['3505 done', '3505 done'])
  })

  test('of the revocation leaves the goods sold until it is reversed; then they come back once', async () => {
    const { basket } = await fill()
    const { last } = await does('sale.pay', { cashGiven: basket?.due ?? 0 })
    await uploadsAre(['3505 done', '3505 done'])
    await does('sale.beginReturn', { document: last?.document ?? '' })
    for (const serial of [1, 2]) await does('sale.add', { code: pill(serial), quantity: null })
    counter.shop.center.faults.add('2103', { kind: 'dropAfter' })
    expect(await refusal('sale.payBack', {})).toBe('REVOCATION_ANSWER_LOST')
    expect((await does('sale.view', {})).returning?.unanswered).toBe('revoke')
    expect(boxAt(counter, pill(1))?.place).toBe('sold')
    await does('sale.clearUp', {})
    // what was reversed is another moment than what comes after it
    bothClocks(counter, MINUTE)
    const { last: after } = await does('sale.payBack', {})
    expect(after?.state).toBe('returned')
    await uploadsAre(['3505 done', '3505 done', '3506 done', '3506 done'])
    expect(openQuestions(counter)).toEqual([])
  })
})

describe('an ordinary sale that a card pays', () => {
  const asks = (purpose: string) => counter.page.sees(({ password }) => password?.purpose === purpose && !password.isChecking)
  const answered = () => counter.page.sees(({ password }) => password === null)
  const passwords = async () => (await counter.accepted('ec.pwdCheck')).map(({ request }) => JSON.stringify(request))

  /** Two bottles in the basket, reckoned for the patient whose card was read. */
  async function fillByCard(card: CardReading): Promise<SaleDesk> {
    for (const serial of [1, 2]) await does('sale.add', { code: pill(serial), quantity: null })
    await cards.put(card)
    await asks('prescriptions')
    await cards.types(PASSWORD)
    await counter.page.sees(({ visit }) => visit?.phase === 'listed')
    return does('sale.reckon', { useAccount: true })
  }

  test.each([
    ['02', () => identityCardOf(counter)],
    ['03', () => socialCardOf(counter)],
  ] as const)(
    '(%s) is settled with the password that was typed for it, in the window before the customer',
    async (type, card) => {
      const { basket } = await fillByCard(await card())
      expect(basket?.account?.wantsPassword).toBe(true)
      await asks('sale')
      const customer = counter.shop.customerPage()
      const question = await customer.sees(({ kind }) => kind === 'password')
      expect(question).toMatchObject({ purpose: 'sale', patient: '王*兰', money: { total: 5_200, cash: basket?.due } })
      const cashGiven = basket?.due ?? 0
      expect(await refusal('sale.pay', { cashGiven })).toBe('PASSWORD_NEEDED')
      expect(await count('2102A')).toBe(0)
      await customer.call('customer.enterPassword', { digits: PASSWORD })
      await answered()
      expect((await does('sale.view', {})).basket?.account?.wantsPassword).toBe(false)
      const { last } = await does('sale.pay', { cashGiven })
      expect(last?.state).toBe('paid')
      expect(await passwords()).toEqual([expect.stringContaining('"02122"'), expect.stringContaining('"02121"')])
      const [given] = (await counter.accepted('ec.pwdCheck')).slice(-1)
      const token = /"ecToken":"([^"]+)"/.exec(JSON.stringify(given?.answer))?.[1] ?? 'none'
      const settled = JSON.stringify((await counter.accepted('2102A')).map(({ request }) => request))
      expect(settled).toContain(`"mdtrt_cert_type":"${type}"`)
      expect(settled).toContain(token)
    },
  )

  test('a wrong password is asked for again in the same words, and leaves the sale as it was', async () => {
    const { basket } = await fillByCard(await identityCardOf(counter))
    await asks('sale')
    await cards.types('111222')
    expect((await counter.noticed('VOUCHER_PASSWORD_WRONG')).notice?.failure.triesLeft).toBe(4)
    expect((await does('sale.view', {})).basket).toEqual(basket)
    await asks('sale')
    await cards.types('cancel')
    await counter.noticed('PASSWORD_CANCELLED')
    expect(await refusal('visit.askPassword', {})).toBe('PASSWORD_NOT_WANTED')
    await does('sale.askPassword', {})
    await asks('sale')
    await cards.types(PASSWORD)
    await answered()
    expect((await does('sale.pay', { cashGiven: basket?.due ?? 0 })).last?.state).toBe('paid')
  })

  test('a station that dies while it is asked asks again by itself, and one that dies after it does not', async () => {
    const { basket } = await fillByCard(await identityCardOf(counter))
    await asks('sale')
    await counter.crash()
    await asks('sale')
    await cards.types(PASSWORD)
    await answered()
    const before = cards.asked()
    await counter.crash()
    expect((await does('sale.view', {})).basket?.account?.wantsPassword).toBe(false)
    expect((await does('sale.pay', { cashGiven: basket?.due ?? 0 })).last?.state).toBe('paid')
    expect(cards.asked()).toBe(before)
  })

  test('a token that ran out after it was typed is asked for anew, and the sale stays', async () => {
    const { basket } = await fillByCard(await identityCardOf(counter))
    const cashGiven = basket?.due ?? 0
    await asks('sale')
    await cards.types(PASSWORD)
    await answered()
    bothClocks(counter, 16 * MINUTE)
    expect(await refusal('sale.pay', { cashGiven })).toBe('VOUCHER_TOKEN_DEAD')
    await asks('sale')
    await cards.types(PASSWORD)
    await answered()
    expect((await does('sale.pay', { cashGiven })).last?.state).toBe('paid')
    await uploadsAre(['3505 done', '3505 done'])
    expect(openQuestions(counter)).toEqual([])
  })
})
