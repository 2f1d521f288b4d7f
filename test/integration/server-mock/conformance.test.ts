import { afterEach, describe, expect, it } from 'vitest'
import { dispense } from '../../../scripts/counter/dispense.ts'
import { openHeadless } from '../../../scripts/counter/headless.ts'
import { createAdminCall } from '../../../server-mock/admin/client.ts'
import { type ConformanceClient, createConformanceClient } from '../../../server-mock/admin/conformance/client.ts'
import type { ConformanceReport } from '../../../server-mock/admin/conformance/contract.ts'
import type { MockCenter } from '../../../server-mock/server.ts'
import { chinaTime } from '../../../server-mock/time.ts'
import { profiles } from '../../../src/shared/profiles/index.ts'
import { createPharmacy } from './pharmacy.ts'

type Counter = Awaited<ReturnType<typeof openHeadless>>
let counter: Counter
afterEach(() => counter.close())

const clientOf = ({ adminUrl, adminToken }: MockCenter): ConformanceClient =>
  createConformanceClient(createAdminCall(adminUrl, adminToken))

async function reportOf(center: MockCenter): Promise<ConformanceReport> {
  return clientOf(center).report({ client: center.connection.institution.code, day: chinaTime(center.clock.now()).date })
}

const brokenIn = ({ verdicts }: ConformanceReport) =>
  verdicts.flatMap(({ id, broken }) => broken.map(({ what }) => `${id} ${what}`))

describe.each(Object.keys(profiles))('a sale and its return by the project’s own gateways, under %s', (profile) => {
  it.each(['single-drug', 'five-drugs', 'herbs', 'two-places'])('breaks no rule: %s', async (scenario) => {
    counter = await openHeadless(profile, { scenario, seed: 'conformance' })
    await dispense(counter, { andReturn: true })
    const report = await reportOf(counter.center)
    expect(brokenIn(report)).toEqual([])
    expect(report.totals.kept).toBeGreaterThan(20)
  })

  it.each(['dropBefore', 'dropAfter', 'halfBody', 'notJson', 'http500', 'duplicateAnswer', 'wrongSignature'] as const)(
    'that stops at a fault goes on with nothing of it: %s',
    async (kind) => {
      counter = await openHeadless(profile, { scenario: 'single-drug', seed: 'conformance' })
      counter.center.faults.add('7205', { kind })
      await expect(dispense(counter, { andReturn: true })).rejects.toThrow('7205')
      const report = await reportOf(counter.center)
      expect(brokenIn(report)).toEqual([])
    },
  )
})

describe('a report', () => {
  it('names whoever sent something, and on which days', async () => {
    counter = await openHeadless('national', { scenario: 'single-drug', seed: 'conformance' })
    const { center } = counter
    await createPharmacy(center).signIn()
    center.clock.advance(86_400_000)
    await createPharmacy(center).signIn()
    const days = [center.clock.now(), center.clock.now() - 86_400_000].map((time) => chinaTime(time).date)
    expect(await clientOf(center).clients()).toEqual([{ client: 'P99010100001', name: '明心大药房', days }])
  })

  it('shows what was broken by which messages, as JSON and as one page that needs nothing else', async () => {
    counter = await openHeadless('national', { scenario: 'single-drug', seed: 'conformance' })
    const { center } = counter
    const pharmacy = createPharmacy(center)
    const token = await pharmacy.tokenOf('王秀兰')
    await pharmacy.person(token, {}, { sign_no: 'never given' })
    const report = await reportOf(center)
    const [broken] = report.verdicts.filter(({ id }) => id === 'QD-1')
    expect(broken).toMatchObject({ verdict: 'broken', broken: [{ messages: [{ interface: '1101' }] }] })
    expect(report.totals).toMatchObject({ broken: 1 })
    const page = await clientOf(center).page({ client: report.client, day: report.day })
    expect(page).toMatch(/^<!doctype html>/)
    expect(page).toContain('违反 1 条')
    expect(page).toContain('先签到 (9001)，后办业务')
    expect(page).toContain('@page')
    expect(page).not.toMatch(/<script|src=|href=|url\(|@import/)
    expect(page).not.toContain('王秀兰')
  })

  it('judges a rule of one province there alone', async () => {
    counter = await openHeadless('fujian', { scenario: 'single-drug', seed: 'conformance' })
    const ids = (await reportOf(counter.center)).verdicts.map(({ id }) => id)
    expect(ids).toContain('YP-4')
    expect(ids).not.toContain('LC-8')
  })

  it.each([
    ['client', { client: '', day: '2026-11-29' }],
    ['day', { client: 'P', day: '2026-13-01' }],
  ])('refuses nonsense and says why: %s', async (reason, query) => {
    counter = await openHeadless('national', { scenario: 'single-drug', seed: 'conformance' })
    await expect(clientOf(counter.center).report(query)).rejects.toThrow(reason)
  })
})
