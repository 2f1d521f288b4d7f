import { afterEach, describe, expect, it } from 'vitest'
import { sealed } from './center.ts'
import { type Counter, fsi, type Given, now, openCounter, operator, voucher } from './counter.ts'

const endings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function counter(answers: readonly Given[]): Promise<Counter> {
  const opened = await openCounter(answers)
  endings.push(opened.close)
  return opened
}

const status =
  (code: number, retryAfter?: string): Given =>
  (response) =>
    response.writeHead(code, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end('later')
const signIn = ({ gateways }: Counter) => gateways.insurance.signIn({ msgid: gateways.insurance.nextMessageId(), operator })
const authorize = ({ gateways }: Counter) =>
  gateways.prescriptionCenter.authorize({
    voucherToken: voucher.token,
    insuranceArea: '990101',
    name: voucher.name,
    idNumber: voucher.idNumber,
    operator,
  })
const decode = ({ gateways }: Counter) => gateways.voucherPlatform.decode({ qr: '9'.repeat(28), businessType: '02122', operator })
const signedIn = () => fsi({ output: { signinoutb: { sign_time: '2026-11-21 09:05:00', sign_no: 'S1' } } })
const resting = (until: number) => ({ kind: 'neverSent', failure: { code: 'CENTER_BUSY', retryAt: now + until } })

describe('a center that asks for a pause', () => {
  it.each([
    [429, '30', 'CENTER_BUSY', 30_000],
    [503, '2', 'CENTER_ERROR', 2_000],
    [503, new Date(now + 45_000).toUTCString(), 'CENTER_ERROR', 45_000],
    [429, '86400', 'CENTER_BUSY', 300_000],
    [429, undefined, 'CENTER_BUSY', 5_000],
    [429, 'soon', 'CENTER_BUSY', 5_000],
  ])('by status %d and Retry-After %s gets it', async (code, retryAfter, failureCode, pause) => {
    const opened = await counter([status(code, retryAfter), signedIn()])
    expect(await signIn(opened)).toMatchObject({ kind: 'unknown', failure: { code: failureCode } })
    expect(await signIn(opened)).toEqual(resting(pause))
    opened.advance(pause - 1)
    expect(await signIn(opened)).toEqual(resting(pause))
    expect(opened.center.requests).toHaveLength(1)
    opened.advance(1)
    expect((await signIn(opened)).kind).toBe('acknowledged')
  })

  it.each([
    ['A', '{"infcode":1010}', signIn],
    ['B', sealed({ code: -6, message: '触发限流' }), authorize],
    ['C', '{"code":-6}', decode],
  ])('by its own code on channel %s gets a short one', async (_, busy, ask) => {
    const opened = await counter([busy])
    expect(await ask(opened)).toMatchObject({ kind: 'refused', failure: { code: 'CENTER_BUSY' } })
    expect(await ask(opened)).toEqual(resting(5_000))
    expect(opened.center.requests).toHaveLength(1)
    opened.advance(5_000)
    await ask(opened)
    expect(opened.center.requests).toHaveLength(2)
  })

  it('is left alone on that channel only', async () => {
    const opened = await counter([status(429, '30'), sealed({ code: 0, message: '', data: { rxList: [] } })])
    await signIn(opened)
    expect((await authorize(opened)).kind).toBe('acknowledged')
  })

  it.each([
    [503, undefined],
    [503, 'soon'],
    [500, '30'],
    [429, '0'],
  ])('by status %d with Retry-After %s is asked again when the counter likes', async (code, retryAfter) => {
    const opened = await counter([status(code, retryAfter), signedIn()])
    expect((await signIn(opened)).kind).toBe('unknown')
    expect((await signIn(opened)).kind).toBe('acknowledged')
  })

  it('does not close the counter when its clock is put back', async () => {
    const opened = await counter([status(429, '30'), signedIn()])
    await signIn(opened)
    opened.advance(-3_600_000)
    expect((await signIn(opened)).kind).toBe('acknowledged')
  })
})
