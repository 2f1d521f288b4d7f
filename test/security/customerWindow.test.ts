import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CommandName, commandNames } from '../../src/shared/contract/names.ts'
import { type CustomerPage, openShop, type Page, type Shop, signIn } from '../integration/station/harness.ts'

const OWN: readonly CommandName[] = ['customer.state', 'customer.enterPassword', 'customer.cancelPassword']

let shop: Shop
let page: Page
let customer: CustomerPage
beforeAll(async () => {
  shop = await openShop()
  page = shop.page()
  customer = shop.customerPage()
  await signIn(page, 'P01')
})
afterAll(() => shop.close())

let id = 0
async function codeOf(window: Pick<Page, 'send'>, name: string, input: unknown = {}): Promise<string | null> {
  const reply = await window.send({ id: id++, name, input })
  return reply.ok ? null : reply.failure.code
}

test('the window before the customer can call nothing but its own commands, even while somebody is signed in beside it', async () => {
  const others = commandNames.filter((name) => !OWN.includes(name))
  for (const name of others) expect(await codeOf(customer, name), name).toBe('ROLE_MISSING')
  expect(await codeOf(customer, 'session.signIn', { accountId: 'M01', secret: '246810' })).toBe('ROLE_MISSING')
  expect(await codeOf(customer, 'customer.state')).toBeNull()
})

test('a window of the staff can give none of the customer’s commands, whoever is signed in there', async () => {
  for (const account of ['C01', 'P01', 'M01']) {
    await signIn(page, account)
    for (const name of OWN) expect(await codeOf(page, name, { digits: '258369' }), `${name} by ${account}`).toBe('ROLE_MISSING')
  }
})

test('the port is the identity: a second window before the customer under the name of one of the staff gets no more', async () => {
  const impostor = shop.customerPage('counter')
  expect(await codeOf(impostor, 'counter.state')).toBe('ROLE_MISSING')
  // and the staff's own window of that name is still open
  expect(await codeOf(page, 'counter.state')).toBeNull()
})

test('a customer’s window hears of its own state alone', async () => {
  const { heard } = customer
  await page.call('session.lock', {})
  await signIn(page, 'P01')
  await customer.sees(({ kind }) => kind === 'idle')
  expect(new Set(heard())).toEqual(new Set(['customer.changed']))
})
