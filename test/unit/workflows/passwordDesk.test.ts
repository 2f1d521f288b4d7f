import { describe, expect, it } from 'vitest'
import { createPasswordDesk } from '../../../src/main/station/workflows/passwordDesk.ts'
import type { OpenQuestion } from '../../../src/main/station/workflows/passwordEntry.ts'
import type { PasswordPurpose, Person } from '../../../src/shared/contract/counter.ts'
import { failure } from '../../../src/shared/contract/failures.ts'
import { err, ok } from '../../../src/shared/domain/result.ts'

const clerk: Person = { id: 'C01', name: '林晓燕', roles: ['cashier'] }

/** A counter that a test plays, where one visit wants the password or does not. */
function openDesk(wants: PasswordPurpose | null) {
  const asked: PasswordPurpose[] = []
  const shop = {
    wants,
    visitId: 'V1',
    person: clerk as Person | null,
    isSeen: true,
    isBusy: false,
    question: null as OpenQuestion | null,
  }
  const ask = (kind: PasswordPurpose): boolean => {
    const { wants: purpose, visitId } = shop
    if (purpose !== kind) return false
    asked.push(purpose)
    shop.question = { visitId, purpose, number: asked.length, isChecking: false, failure: null }
    return true
  }
  const desk = createPasswordDesk({
    passwords: {
      current: () => shop.question,
      withdraw: () => {
        shop.question = null
        return true
      },
    },
    visit: { askPassword: () => (ask('prescriptions') ? ok(undefined) : err(failure('PASSWORD_NOT_WANTED'))) },
    dispense: { isBusy: () => shop.isBusy, askPassword: () => ask('payment') },
    sale: () => ({
      passwordWanted: () => (shop.wants === 'sale' ? shop.visitId : null),
      askPassword: () => (ask('sale') ? ok(undefined) : err(failure('PASSWORD_NOT_WANTED'))),
    }),
    current: () => ({ id: shop.visitId }) as never,
    shown: () => ({ id: shop.visitId, wantsPassword: shop.wants === 'sale' ? null : shop.wants }),
    operator: () => shop.person,
    canBeTyped: () => shop.isSeen,
  })
  return { desk, shop, asked }
}

describe('after a restart', () => {
  it.each(['prescriptions', 'payment', 'sale'] as const)('the password for %s is asked for by itself, once', (purpose) => {
    const { desk, shop, asked } = openDesk(purpose)
    desk.recover()
    desk.keep()
    expect(asked).toEqual([purpose])
    // the patient cancels, and the state is shown again
    shop.question = null
    desk.keep()
    expect(asked).toEqual([purpose])
  })

  it('waits until somebody serves, the patient can type and nothing of the case is at the center', () => {
    const { desk, shop, asked } = openDesk('payment')
    Object.assign(shop, { person: null, isSeen: false, isBusy: true })
    desk.recover()
    for (const came of [{ person: clerk }, { isSeen: true }]) {
      desk.keep()
      Object.assign(shop, came)
    }
    desk.keep()
    expect(asked).toEqual([])
    shop.isBusy = false
    desk.keep()
    expect(asked).toEqual(['payment'])
  })

  it.each([
    ['the password is wanted no more', { wants: null }],
    ['something else wants it', { wants: 'prescriptions' }],
    ['an ordinary sale wants it', { wants: 'sale' }],
    ['another visit is at the counter', { visitId: 'V2' }],
  ] as const)('nothing is asked once %s, not even when it is as it was', (_what, other) => {
    const { desk, shop, asked } = openDesk('payment')
    const before = { ...shop }
    desk.recover()
    Object.assign(shop, other)
    desk.keep()
    Object.assign(shop, before)
    desk.keep()
    expect(asked).toEqual([])
  })

  it('nothing is asked that somebody has asked already', () => {
    const { desk, shop, asked } = openDesk('prescriptions')
    desk.recover()
    expect(desk.ask(clerk).ok).toBe(true)
    desk.keep()
    shop.question = null
    desk.keep()
    expect(asked).toHaveLength(1)
  })
})

it('without a restart nothing is asked by itself', () => {
  const { desk, asked } = openDesk('prescriptions')
  desk.keep()
  expect(asked).toEqual([])
})

it('a question that nothing waits for is taken back, but not while its answer is compared', () => {
  const { desk, shop } = openDesk('prescriptions')
  desk.ask(clerk)
  shop.wants = null
  if (shop.question !== null) shop.question = { ...shop.question, isChecking: true }
  desk.keep()
  expect(shop.question).not.toBeNull()
  if (shop.question !== null) shop.question = { ...shop.question, isChecking: false }
  desk.keep()
  expect(shop.question).toBeNull()
})
