import { afterEach, describe, expect, test } from 'vitest'
import type { CustomerState } from '../../../src/shared/contract/customer.ts'
import { identityCardOf, PASSWORD } from './cardHolders.ts'
import { createCardTable } from './cards.ts'
import type { CustomerPage } from './harness.ts'
import { bringTo, type Counter, openCounter, PATIENT } from './sale.ts'

let counter: Counter
let customer: CustomerPage
afterEach(() => counter.shop.close())

async function open(): Promise<ReturnType<typeof createCardTable>> {
  const cards = createCardTable()
  cards.hasPad(false)
  counter = await openCounter({ scenario: 'card-purchase', cards })
  customer = counter.shop.customerPage()
  return cards
}

async function state(): Promise<CustomerState> {
  const reply = await customer.call('customer.state', {})
  if (!reply.ok) throw new Error(reply.failure.code)
  return reply.value
}

describe('the window before the customer', () => {
  test('greets, shows goods and sums, and thanks, with nothing of the patient but the family name', async () => {
    await open()
    expect(await state()).toMatchObject({ kind: 'idle', mode: 'training' })
    await bringTo(counter, 'presettled')
    const basket = await customer.sees((seen) => seen.kind === 'basket' && seen.money !== null)
    if (basket.kind !== 'basket' || basket.money === null) throw new Error('no basket')
    expect(basket).toMatchObject({ patient: '王*兰', items: [{ name: '苯磺酸氨氯地平片', quantity: '2 盒' }] })
    const { total, fund, own, account, familyAccount, cash } = basket.money
    expect(own).toBe(account + familyAccount + cash)
    expect(total).toBe(fund + own)
    const { idNumber } = await identityCardOf(counter, PATIENT)
    expect(JSON.stringify(basket)).not.toContain(PATIENT)
    expect(JSON.stringify(basket)).not.toContain(idNumber.slice(-4))
    await counter.does('case.settle', { cashGiven: cash + 100 })
    await counter.rests('settled')
    const thanks = await customer.sees(({ kind }) => kind === 'thanks')
    expect(thanks).toMatchObject({ money: { isFinal: true, payment: { change: 100 } } })
    await counter.does('case.handOver', {})
    await counter.does('visit.end', {})
    await customer.sees(({ kind }) => kind === 'idle')
  })

  test('takes the password, says how many tries are left, and lets it be cancelled', async () => {
    const cards = await open()
    expect(await customer.call('customer.enterPassword', { digits: PASSWORD })).toMatchObject({
      failure: { code: 'PASSWORD_NOT_WANTED' },
    })
    await cards.put(await identityCardOf(counter, PATIENT))
    const { password } = await counter.page.sees((seen) => seen.password !== null)
    expect(password).toMatchObject({ onPad: false, onWindow: true })
    const asked = await customer.sees(({ kind }) => kind === 'password')
    expect(asked).toMatchObject({ purpose: 'prescriptions', length: 6, patient: '王*兰', money: null, failure: null })
    expect(await customer.call('customer.enterPassword', { digits: '12' })).toMatchObject({ failure: { code: 'INPUT_INVALID' } })
    expect(await customer.call('customer.enterPassword', { digits: '111222' })).toMatchObject({ ok: true })
    const again = await customer.sees((seen) => seen.kind === 'password' && seen.failure !== null)
    expect(again).toMatchObject({ failure: { code: 'VOUCHER_PASSWORD_WRONG', triesLeft: 4 }, isChecking: false })
    expect(JSON.stringify(again)).not.toContain('500004')
    expect(await customer.call('customer.cancelPassword', {})).toMatchObject({ ok: true })
    await counter.noticed('PASSWORD_CANCELLED')
    await counter.does('visit.askPassword', {})
    await customer.sees((seen) => seen.kind === 'password' && seen.failure === null)
    await customer.call('customer.enterPassword', { digits: PASSWORD })
    await counter.page.sees(({ visit }) => visit?.phase === 'listed')
  })

  test('shows nobody when nobody serves', async () => {
    await open()
    await bringTo(counter, 'approved')
    await customer.sees(({ kind }) => kind === 'basket')
    await counter.page.call('session.signOut', {})
    await customer.sees(({ kind }) => kind === 'idle')
  })
})
