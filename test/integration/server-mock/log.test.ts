import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dispense } from '../../../scripts/counter/dispense.ts'
import { openHeadless } from '../../../scripts/counter/headless.ts'
import { createAdminClient } from '../../../server-mock/admin/client.ts'
import type { MessageView } from '../../../server-mock/admin/contract.ts'

let counter: Awaited<ReturnType<typeof openHeadless>>
let log: readonly MessageView[]

const of = (number: string): MessageView => {
  const found = log.find((message) => message.interface === number)
  if (found === undefined) throw new Error(`${number} is not in the log`)
  return found
}

beforeAll(async () => {
  counter = await openHeadless('national', { scenario: 'single-drug', seed: 'log' })
  await dispense(counter, { andReturn: true })
  log = await createAdminClient(counter.center.adminUrl, counter.center.adminToken).requests()
})
afterAll(() => counter.close())

describe('the log', () => {
  it('knows who sent each message, on every channel', () => {
    expect(log.length).toBeGreaterThan(15)
    expect(new Set(log.map(({ client }) => client))).toEqual(new Set(['P99010100001']))
  })

  it('ties the messages of one prescription together, its settlement and the revocation of that included', () => {
    const [hiRxno] = of('7204').cases
    const named = log.filter(({ cases }) => cases.includes(hiRxno ?? '')).map((message) => message.interface)
    expect(named).toEqual(['7201', '7204', '7205', '7206', '2101A', '7207', '2102A', '3505', '2103', '7208', '3506'])
  })

  it('says how long each took, and when it came by both clocks', () => {
    for (const { ms, at, realAt } of log) {
      expect(ms).toBeGreaterThan(0)
      expect(Math.abs(at - realAt)).toBeLessThan(60_000)
    }
  })
})
