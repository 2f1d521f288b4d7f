import { afterEach, describe, expect, test } from 'vitest'
import { boxesOut, expectMoneyAgrees, uploadsAtCenter } from './books.ts'
import { peopleWith } from './people.ts'
import { bringBack, bringTo, type Counter, finish, idle, openCounter, showList } from './sale.ts'

let counter: Counter
afterEach(() => counter.shop.close())

const FIRST = '王秀兰'
const SECOND = '李建国'

/** A return whose money was paid back while its report cannot be taken back; the id of its case. */
async function stuckReturn(): Promise<string> {
  counter = await openCounter({ scenario: peopleWith(1, FIRST, SECOND) })
  const { id } = await bringTo(counter, 'handedOver')
  await bringBack(counter)
  counter.shop.center.faults.add('7208', { kind: 'dropBefore', times: 50 })
  await counter.does('case.revoke', {})
  await counter.sees(({ state, underWay, failure }) => state === 'revoked' && underWay === null && failure !== null)
  await idle(counter)
  return id
}

async function stateToday(id: string): Promise<string | undefined> {
  const today = await counter.page.call('cases.today', {})
  return today.ok ? today.value.find((each) => each.id === id)?.state : undefined
}

/** The other patient is served to the end; then what was left is taken back, from the list of the day. */
async function serveAndClearUp(id: string): Promise<void> {
  await bringTo(counter, 'handedOver', SECOND)
  expect(await stateToday(id)).toBe('revoked')
  counter.shop.center.faults.clear()
  await counter.does('case.retry', { caseId: id })
  await expect.poll(() => stateToday(id)).toBe('returned')
  expect(boxesOut(counter)).toEqual({ returned: 1, sold: 1 })
  await expectMoneyAgrees(counter, 1)
}

describe('a return that cannot be taken back at the center keeps nobody waiting', () => {
  test('another patient’s voucher is taken', async () => {
    const id = await stuckReturn()
    await serveAndClearUp(id)
  })

  test('its visit is put aside, and it can be gone on with there', async () => {
    const id = await stuckReturn()
    await counter.does('visit.park', {})
    const { parked } = await counter.page.sees((seen) => seen.visit === null && seen.parked.length === 1)
    expect(parked).toMatchObject([{ caseState: 'revoked', needsCare: true }])
    await showList(counter, SECOND)
    await counter.does('visit.takeUp', { visitId: parked[0]?.id ?? '' })
    expect(await counter.sees((seen) => seen.id === id)).toMatchObject({ state: 'revoked', canRetry: true })
    counter.shop.center.faults.clear()
    await finish(counter, 'returned')
    expect(await uploadsAtCenter(counter)).toEqual({ '7207': 0, '3505': 0 })
    await expectMoneyAgrees(counter, 0)
  })

  test('the return and then its visit are ended', async () => {
    const id = await stuckReturn()
    await counter.does('visit.end', {})
    await counter.does('visit.end', {})
    await counter.page.sees(({ visit, dispense }) => visit === null && dispense === null)
    await serveAndClearUp(id)
  })

  test('after a restart as well, and it does not come to the front again', async () => {
    const id = await stuckReturn()
    await counter.does('visit.end', {})
    await counter.does('visit.end', {})
    await counter.restart()
    const reply = await counter.page.call('counter.state', {})
    expect(reply.ok && reply.value.dispense).toBeNull()
    await serveAndClearUp(id)
  })
})
