import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { i18n } from '../../../src/renderer/i18n/i18n.ts'
import { CustomerScreen } from '../../../src/renderer/screens/customer/CustomerScreen.tsx'
import { createCustomerStore } from '../../../src/renderer/state/customerStore.ts'
import type { RxCounterApi } from '../../../src/shared/contract/api.ts'
import type { CustomerMoney, CustomerState } from '../../../src/shared/contract/customer.ts'
import { failure } from '../../../src/shared/contract/failures.ts'
import { ok } from '../../../src/shared/domain/result.ts'

const frame = { shop: '虚构大药房', mode: 'real', patient: '王*兰' } as const
const items = [{ name: '苯磺酸氨氯地平片', specification: '5mg×28片', quantity: '2 盒', amount: 4700 }]
const money: CustomerMoney = {
  total: 4700,
  fund: 2000,
  own: 2700,
  account: 1700,
  familyAccount: 0,
  cash: 1000,
  isFinal: false,
  payment: null,
}
const basket: CustomerState = { kind: 'basket', ...frame, items, money }
const asked = {
  kind: 'password',
  ...frame,
  question: 1,
  purpose: 'payment',
  length: 6,
  money,
  isChecking: false,
  failure: null,
} as const

function textOf(state: CustomerState | null): string {
  const page = createElement(CustomerScreen, { state, onEnter: () => {}, onCancel: () => {} })
  return renderToStaticMarkup(createElement(I18nextProvider, { i18n }, page))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
}

test('a greeting stands there while there is no station, and nobody is served', () => {
  for (const state of [null, { kind: 'idle', shop: '虚构大药房', mode: 'real' } as const])
    expect(textOf(state)).toContain('请出示医保电子凭证')
})

test('the goods, what is to be paid, and who pays what', () => {
  const text = textOf(basket)
  for (const word of ['苯磺酸氨氯地平片', '2 盒', '47.00', '¥27.00', '医保基金支付 20.00', '现金支付 10.00', '王*兰', '请核对']) {
    expect(text).toContain(word)
  }
  expect(text).not.toContain('找零')
  expect(textOf({ ...basket, money: null })).toContain('正在结算')
  expect(textOf({ ...basket, items: [], money: null })).toContain('还没有药品')
})

test('thanks, with the change of what was handed over', () => {
  const paid = { ...money, isFinal: true, payment: { given: 5000, change: 4000 } }
  const text = textOf({ ...basket, kind: 'thanks', money: paid })
  for (const word of ['谢谢', '实收 50.00', '找零 40.00']) expect(text).toContain(word)
  expect(textOf({ ...basket, kind: 'thanks', money: { ...paid, payment: { given: 0, change: 0 } } })).not.toContain('实收')
})

test('the password is asked for with what it is for, and why once more', () => {
  expect(textOf(asked)).toContain('用来确认医保结算')
  expect(textOf({ ...asked, purpose: 'prescriptions', money: null })).toContain('用来查询您的电子处方')
  expect(textOf({ ...asked, isChecking: true })).toContain('正在验证')
  expect(textOf({ ...asked, failure: failure('VOUCHER_PASSWORD_WRONG', { triesLeft: 3 }) })).toContain('还可以试 3 次')
  expect(textOf({ ...asked, failure: failure('VOUCHER_PASSWORD_WRONG') })).toContain('请再输一次')
  expect(textOf({ ...asked, failure: failure('VOUCHER_PASSWORD_LOCKED') })).toContain('请看店员的提示')
})

test('training cannot be mistaken for the real thing', () => {
  expect(textOf({ ...basket, mode: 'training' })).toContain('培训')
  expect(textOf(basket)).not.toContain('培训')
})

test('the store shows what was pushed last, asks when a station comes, and forgets what one that left had said', async () => {
  let push = (_state: CustomerState) => {}
  let station = (_connected: boolean) => {}
  const given: unknown[] = []
  const store = createCustomerStore({
    commands: {
      'customer.state': async () => ok(basket),
      'customer.enterPassword': async (input: unknown) => given.push(input),
      'customer.cancelPassword': async () => given.push('cancel'),
    },
    events: {
      'customer.changed': (listener: typeof push) => {
        push = listener
      },
    },
    onStation: (listener: typeof station) => {
      station = listener
    },
  } as unknown as RxCounterApi)
  let changes = 0
  store.subscribe(() => changes++)
  station(true)
  await Promise.resolve()
  await Promise.resolve()
  expect(store.snapshot()).toEqual(basket)
  push(asked)
  expect(store.snapshot()).toEqual(asked)
  station(false)
  expect(store.snapshot()).toBeNull()
  expect(changes).toBe(4)
  store.enter('258369')
  store.cancel()
  expect(given).toEqual([{ digits: '258369' }, 'cancel'])
})
