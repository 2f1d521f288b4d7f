import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAdminCall, createAdminClient } from '../../../server-mock/admin/client.ts'
import { createScenariosClient, type ScenariosClient } from '../../../server-mock/admin/scenarios/client.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { createPharmacy, dig } from './pharmacy.ts'

let folder = ''
let center: MockCenter
let client: ScenariosClient

const open = async (scenario = 'everyday'): Promise<void> => {
  center = await createMockCenter({ port: 0, seed: 'scenarios', scenario, dataFile: join(folder, 'center.sqlite') })
  client = createScenariosClient(createAdminCall(center.adminUrl, center.adminToken))
}
const waiting = async (): Promise<unknown> => {
  const pharmacy = createPharmacy(center)
  return dig(await pharmacy.authorize(await pharmacy.tokenOf('王秀兰')), 'data', 'rxList', 'length')
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mock-center-scenarios-'))
  await open()
})
afterEach(async () => {
  await center.close()
  rmSync(folder, { recursive: true })
})

describe('scenarios', () => {
  it('are listed with what is in them', async () => {
    const all = await client.scenarios()
    expect(all.length).toBeGreaterThan(20)
    expect(all).toContainEqual({
      name: 'single-drug',
      title: '单药处方',
      institutions: expect.arrayContaining(['明心大药房']),
      people: ['王秀兰'],
      prescriptions: 1,
      isLoaded: false,
    })
    expect(all.filter(({ isLoaded }) => isLoaded).map(({ name }) => name)).toEqual(['everyday'])
  })

  it('are loaded while the center runs, for those who are connected already, and are there after a restart', async () => {
    expect(await waiting()).toBe(3)
    await client.reset({ scenario: 'single-drug' })
    expect(await waiting()).toBe(1)
    await center.close()
    await open()
    expect((await client.scenarios()).find(({ isLoaded }) => isLoaded)?.name).toBe('single-drug')
    expect(await waiting()).toBe(1)
    await client.reset({ scenario: 'everyday' })
    expect(await waiting()).toBe(3)
  })

  it('bring their switches with them', async () => {
    const admin = createAdminClient(center.adminUrl, center.adminToken)
    await client.reset({ scenario: 'held-elsewhere' })
    expect((await admin.switches({})).reauthorization).toBe('refuse')
    await client.reset({ scenario: 'everyday' })
    expect((await admin.switches({})).reauthorization).toBe('replace')
  })

  it('that nobody knows are refused, and nothing changes', async () => {
    await expect(client.reset({ scenario: 'no-such' })).rejects.toThrow('no such scenario')
    expect(await waiting()).toBe(3)
  })
})

describe('snapshots', () => {
  it('are listed, outlive the center, and bring back scenario, clock and data', async () => {
    await client.reset({ scenario: 'five-drugs' })
    const noon = Date.parse('2026-11-21T12:00:00+08:00')
    center.clock.set(noon)
    await client.keep('午间 / 一')
    await client.reset({ scenario: 'everyday' })
    await center.close()
    await open()
    expect(await client.snapshots()).toMatchObject([{ name: '午间 / 一', scenario: 'five-drugs' }])
    await client.restore('午间 / 一')
    expect(Math.abs(center.clock.now() - noon)).toBeLessThan(60_000)
    expect((await client.scenarios()).find(({ isLoaded }) => isLoaded)?.name).toBe('five-drugs')
    await expect(client.restore('无')).rejects.toThrow('no snapshot')
  })

  it('that were damaged or are of another version are passed over', async () => {
    await client.keep('one')
    await center.close()
    writeFileSync(join(folder, 'center.sqlite-snapshots', 'broken.snapshot'), 'nothing')
    await open()
    expect((await client.snapshots()).map(({ name }) => name)).toEqual(['one'])
  })
})
