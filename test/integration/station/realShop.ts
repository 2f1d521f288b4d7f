import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { monotonicFactory } from 'ulid'
import { scannerAt, stationFile } from '../../../scripts/counter/deviceSettings.ts'
import { openPty, type Pty } from '../../../scripts/counter/pty.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { readSettings } from '../../../src/main/station/settings.ts'
import { createStation } from '../../../src/main/station/station.ts'
import type { ConnectionInput, ShopDetails } from '../../../src/shared/contract/shop.ts'
import { createHandTimers, type HandTimers } from '../../unit/devices/handTimers.ts'
import { MASTER_KEY, openPage, type Page, WORK } from './harness.ts'

export const details: ShopDetails = {
  name: '安和大药房',
  address: '示范路 1 号',
  phone: '0000-1',
  officeName: '示范医保办',
  officePhone: '0000-2',
}
export const manager = { name: '周店长', secret: 'warm tea' }

/** A shop in real mode, whose center is a mock one all the same: nobody is known there yet, and no connection typed. Its timers are in the test's hands. */
export interface RealShop {
  readonly folder: string
  readonly center: MockCenter
  readonly scanner: Pty
  readonly timers: HandTimers
  /** how often a timer of this delay was set so far */
  timersSet(ms: number): number
  /** the way to the center, as a manager would type it */
  readonly typed: ConnectionInput
  advance(ms: number): void
  page(window?: string, resume?: string | null): Page
  /** what the station last told its host of the session at a window */
  resumeOf(window: string): string | null
  restart(): Promise<void>
  close(): Promise<void>
}

export async function openRealShop(): Promise<RealShop> {
  const folder = mkdtempSync(join(tmpdir(), 'rxcounter-real-'))
  const center = await createMockCenter({ port: 0, seed: 'a real shop' })
  const scanner = await openPty(folder)
  writeFileSync(join(folder, 'station.json'), stationFile(scannerAt(scanner.scannerPort)))
  const timers = createHandTimers()
  const set: number[] = []
  const sessions = new Map<string, string | null>()
  const ulid = monotonicFactory()
  let ahead = 0

  async function open() {
    const settings = readSettings(folder)
    if (!settings.ok) throw new Error(settings.failure.code)
    const opened = await createStation({
      mode: 'real',
      dataFolder: folder,
      settings: settings.value,
      masterKey: MASTER_KEY,
      clock: () => Date.now() + ahead,
      random: randomBytes,
      newId: () => ulid(),
      log: pino({ level: 'silent' }),
      onSession: (window, resume) => sessions.set(window, resume),
      work: WORK,
      timers: {
        setTimeout: (run, ms) => {
          set.push(ms)
          return timers.setTimeout(run, ms)
        },
        clearTimeout: timers.clearTimeout,
      },
    })
    if (!opened.ok) throw new Error(opened.failure.code)
    // as the shell does at every start
    await opened.value.setCenter(null)
    return opened.value
  }

  let station = await open()
  const { voucherUrl, insuranceUrl, prescriptionUrl, institution, appId, appSecret, terminalId, profile, ...keys } =
    center.connection
  return {
    folder,
    center,
    scanner,
    timers,
    timersSet: (ms) => set.filter((each) => each === ms).length,
    typed: {
      voucherUrl,
      insuranceUrl,
      prescriptionUrl,
      institutionCode: institution.code,
      institutionName: institution.name,
      institutionArea: institution.area,
      appId,
      terminalId,
      profile,
      appSecret,
      ...keys,
    },
    advance: (ms) => {
      ahead += ms
    },
    page: (window = 'counter', resume = null) => openPage((port) => station.attach(port, window, resume)),
    resumeOf: (window) => sessions.get(window) ?? null,
    restart: async () => {
      await station.close()
      station = await open()
    },
    close: async () => {
      await station.close()
      await center.close()
      await scanner.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** The value of a command that must be carried out. */
export async function done<T>(
  reply: Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: { readonly code: string } }>,
): Promise<T> {
  const result = await reply
  if (!result.ok) throw new Error(`refused: ${result.failure.code}`)
  return result.value
}

/** The first start: the shop and its manager are known afterwards, and the manager is signed in at this page. */
export async function setUp(page: Page): Promise<{ readonly recoveryCode: string }> {
  const recovery = await done(page.call('shop.setUp', { shop: details, manager }))
  await done(page.call('session.signIn', { accountId: 'M01', secret: manager.secret }))
  return recovery
}

/** Somebody who works here, with a secret of his or her own already; the page is left signed out. */
export async function employ(
  page: Page,
  name: string,
  roles: readonly ('cashier' | 'pharmacist' | 'manager')[],
): Promise<string> {
  await done(page.call('session.signIn', { accountId: 'M01', secret: manager.secret }))
  const { id } = await done(page.call('accounts.add', { name, roles: [...roles], secret: 'first tea' }))
  await done(page.call('session.signIn', { accountId: id, secret: 'first tea' }))
  await done(page.call('session.changeSecret', { current: 'first tea', secret: 'green tea' }))
  await done(page.call('session.signOut', {}))
  return id
}
