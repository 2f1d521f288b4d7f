import { afterEach, describe, expect, it } from 'vitest'
import { createCenterClock } from '../../../server-mock/clock.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { interfaceTables } from '../../../src/shared/wire/index.ts'
import { createPharmacy, dig } from './pharmacy.ts'

const NOON = Date.parse('2026-11-21T12:00:00+08:00')
const PATIENT = '王秀兰'

let centers: MockCenter[] = []
afterEach(async () => {
  await Promise.all(centers.map((center) => center.close()))
  centers = []
})

async function open(threads: number): Promise<MockCenter> {
  const clock = createCenterClock(() => NOON)
  clock.freeze()
  const center = await createMockCenter({ port: 0, seed: 'threads', scenario: 'single-drug', clock, threads })
  centers.push(center)
  return center
}

/** A prescription authorized and downloaded, and a person asked for: what the center said inside its envelopes. */
async function work(center: MockCenter): Promise<unknown> {
  const pharmacy = createPharmacy(center)
  const person = await pharmacy.person(await pharmacy.tokenOf(PATIENT))
  const authorized = await pharmacy.authorize(await pharmacy.tokenOf(PATIENT))
  const [rx] = [dig(authorized, 'data', 'rxList', 0)]
  const asked = { hiRxno: dig(rx, 'hiRxno'), epcToken: dig(rx, 'epcToken'), insuPlcNo: '990101' }
  const downloaded = await pharmacy.prescription('7204', asked)
  expect([authorized.verified, downloaded.verified]).toEqual([true, true])
  return { person, authorized: authorized.data, downloaded: downloaded.data }
}

describe('a center with worker threads', () => {
  it('gives the same tokens, numbers and files as one without, for the same seed and history', async () => {
    const [alone, threaded] = [await work(await open(0)), await work(await open(2))]
    expect(threaded).toEqual(alone)
  })

  it('takes the same message once, however often it comes at the same moment', async () => {
    const center = await open(2)
    const pharmacy = createPharmacy(center)
    const { institution } = center.connection
    const mdtrtCertNo = await pharmacy.tokenOf(PATIENT)
    const operator = { opter: '0001', opterName: '林晓', optins: institution.code }
    const body = JSON.stringify(pharmacy.seal({ mdtrtCertType: '01', mdtrtCertNo, insuPlcNo: '990101', ...operator }))
    const answers = await Promise.all(Array.from({ length: 20 }, () => pharmacy.post(interfaceTables['7201'].path, body)))
    const codes = answers.map((answer) => answer.body.code).toSorted()
    expect(codes).toEqual([0, ...Array.from({ length: 19 }, () => 700_005)])
  })

  it('answers what it has begun, or closes the connection, when it is closed meanwhile', async () => {
    const center = await open(2)
    const pharmacy = createPharmacy(center)
    const asked = Promise.allSettled(Array.from({ length: 10 }, () => pharmacy.authorize('nobody')))
    await pharmacy.tokenOf(PATIENT)
    centers = []
    await center.close()
    for (const answer of await asked) {
      if (answer.status === 'fulfilled') expect(answer.value).toMatchObject({ code: 700_101, verified: true })
      else expect(String(answer.reason)).toContain('fetch failed')
    }
  })
})
