import { createHash, randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { pino } from 'pino'
import { monotonicFactory } from 'ulid'
import { scannerAt, stationFile } from '../../../scripts/counter/deviceSettings.ts'
import { openPty, type Pty } from '../../../scripts/counter/pty.ts'
import { type AdminClient, createAdminClient } from '../../../server-mock/admin/client.ts'
import type { Scenario } from '../../../server-mock/scenarios/scenario.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { nodePortAsPort, type Port } from '../../../src/main/station/host.ts'
import { readSettings } from '../../../src/main/station/settings.ts'
import { createStation, type Station } from '../../../src/main/station/station.ts'
import { DATABASE_FILE } from '../../../src/main/station/store/store.ts'
import { createWork, type Work } from '../../../src/main/station/workers/work.ts'
import { type CommandInput, type CommandOutput, type EventPayload, events } from '../../../src/shared/contract/contract.ts'
import type { CounterState } from '../../../src/shared/contract/counter.ts'
import type { CustomerState } from '../../../src/shared/contract/customer.ts'
import type { Failure } from '../../../src/shared/contract/failures.ts'
import { type CenterConnection, CenterOffer } from '../../../src/shared/contract/host.ts'
import type { CommandName } from '../../../src/shared/contract/names.ts'
import type { Result } from '../../../src/shared/domain/result.ts'
import type { CardTable } from './cards.ts'

/** One window's end of the port: sends what it is told, collects what is pushed. */
export interface Page {
  /** sends any message as it stands and resolves with the reply of that id */
  send(message: { readonly id: number } & Record<string, unknown>): Promise<Result<unknown, Failure>>
  /** sends something that cannot be answered */
  throwAt(message: unknown): void
  call<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Result<CommandOutput<N>, Failure>>
  /** the first pushed state, this one or a later one, that is as wanted */
  sees(isWanted: (state: CounterState) => boolean): Promise<CounterState>
  close(): void
}

/** The same of a window before the customer. */
export interface CustomerPage extends Pick<Page, 'send' | 'throwAt' | 'call' | 'close'> {
  sees(isWanted: (state: CustomerState) => boolean): Promise<CustomerState>
  /** the events that came, whatever they were */
  heard(): readonly string[]
}

export interface Shop {
  readonly folder: string
  readonly center: MockCenter
  readonly scanner: Pty
  /** what the station told its host of the session at each window */
  readonly sessions: Map<string, string | null>
  readonly admin: AdminClient
  /** puts the station's clock forward */
  advance(ms: number): void
  page(window?: string, resume?: string | null): Page
  /** a window before the customer */
  customerPage(window?: string): CustomerPage
  /** connects the station to the center, with some of the connection changed */
  connect(changes?: Partial<CenterConnection>): Promise<void>
  /** closes the station in an orderly way and opens it again on the same books */
  restart(): Promise<void>
  /** the station dies as it stands: the next one finds the books as they were on disk at this moment, whatever the first one still learns */
  crash(): Promise<void>
  /** the station is closed, and another one opened on the books in this folder, which is gone with the shop */
  reopen(folder: string): Promise<void>
  close(): Promise<void>
}

export const MASTER_KEY = createHash('sha256').update('a key for tests').digest()

/** The worker thread of every station in a test file, closed by none of them: each would load its libraries and compute its tables again. */
export const WORK: Work = { ...createWork(pino({ level: 'silent' })), close: async () => undefined }

/** A pharmacy with a real station, real books in a folder of its own, a pseudo-terminal for a scanner and a real mock center over HTTP. */
export async function openShop(
  of: {
    readonly scenario?: string | Scenario
    readonly province?: string
    readonly cards?: Pick<CardTable, 'withDevices'>
    readonly logTo?: (line: string) => void
  } = {},
): Promise<Shop> {
  const folder = mkdtempSync(join(tmpdir(), 'rxcounter-shop-'))
  const { cards, logTo, ...demanded } = of
  const given = { cards, logTo }
  const center = await createMockCenter({ port: 0, seed: 'station tests', ...demanded })
  const scanner = await openPty(folder)
  writeFileSync(join(folder, 'station.json'), stationFile(scannerAt(scanner.scannerPort)))
  const sessions = new Map<string, string | null>()
  let ahead = 0
  const clock = () => Date.now() + ahead
  const shop = { folder, station: await openStation(folder, clock, sessions, given) }
  const connect = (changes: Partial<CenterConnection> = {}) =>
    shop.station.setCenter(CenterOffer.parse({ connection: { ...center.connection, ...changes }, shop: center.shop }))
  await connect()
  const reopen = async (next: string): Promise<void> => {
    const before = shop.folder
    shop.folder = next
    await shop.station.close()
    if (before !== folder) rmSync(before, { recursive: true })
    shop.station = await openStation(next, clock, sessions, given)
    await connect()
  }
  return {
    get folder() {
      return shop.folder
    },
    center,
    scanner,
    sessions,
    connect,
    advance: (ms) => {
      ahead += ms
    },
    admin: createAdminClient(center.adminUrl, center.adminToken),
    page: (window = 'counter', resume = null) => openPage((port) => shop.station.attach(port, window, resume)),
    customerPage: (window = 'customer') => openCustomerPage((port) => shop.station.attach(port, window, null, 'customer')),
    restart: async () => {
      await shop.station.close()
      shop.station = await openStation(shop.folder, clock, sessions, given)
      await connect()
    },
    crash: () => reopen(copyBooks(shop.folder)),
    reopen,
    close: async () => {
      await shop.station.close()
      await center.close()
      await scanner.close()
      rmSync(folder, { recursive: true })
      if (shop.folder !== folder) rmSync(shop.folder, { recursive: true })
    },
  }
}

/** A folder with the books as they are on disk now, and the same settings. */
function copyBooks(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'rxcounter-shop-'))
  const db = new Database(join(folder, DATABASE_FILE), { readonly: true })
  db.prepare('VACUUM INTO ?').run(join(copy, DATABASE_FILE))
  db.close()
  copyFileSync(join(folder, 'station.json'), join(copy, 'station.json'))
  return copy
}

async function openStation(
  folder: string,
  clock: () => number,
  sessions: Map<string, string | null>,
  {
    cards,
    logTo,
  }: { readonly cards?: Pick<CardTable, 'withDevices'> | undefined; readonly logTo?: ((line: string) => void) | undefined },
): Promise<Station> {
  const ulid = monotonicFactory()
  const settings = readSettings(folder)
  if (!settings.ok) throw new Error(`station.json: ${settings.failure.field}`)
  const opened = await createStation({
    mode: 'training',
    dataFolder: folder,
    settings: settings.value,
    masterKey: MASTER_KEY,
    clock,
    random: randomBytes,
    newId: () => ulid(),
    log: logTo ? pino({ level: 'trace' }, { write: logTo }) : pino({ level: 'silent' }),
    onSession: (window, resume) => sessions.set(window, resume),
    work: WORK,
    ...(cards && { withDevices: cards.withDevices }),
  })
  if (!opened.ok) throw new Error(`the station refused: ${opened.failure.code}`)
  return opened.value
}

export function openPage(attach: (port: Port) => void): Page {
  const { see, ...page } = openWindow(attach, 'counter.changed')
  return { ...page, sees: see }
}

function openCustomerPage(attach: (port: Port) => void): CustomerPage {
  const { see, ...page } = openWindow(attach, 'customer.changed')
  return { ...page, sees: see }
}

/** One end of a port. `see`: the first pushed payload of the event, this one or a later one, that is as wanted. */
function openWindow<E extends 'counter.changed' | 'customer.changed'>(attach: (port: Port) => void, event: E) {
  const { port1, port2 } = new MessageChannel()
  const replies = new Map<number, (result: Result<unknown, Failure>) => void>()
  const watchers = new Set<() => void>()
  const heard: string[] = []
  let state: EventPayload<E> | null = null
  let nextId = 1_000_000

  port1.on('message', (message) => {
    if ('event' in message) {
      heard.push(message.event)
      if (message.event !== event) return
      state = events[event].parse(message.payload) as EventPayload<E>
      for (const watcher of watchers) watcher()
      return
    }
    const { id, ...result } = message
    replies.get(id)?.(result)
    replies.delete(id)
  })
  attach(nodePortAsPort(port2))

  const send: Page['send'] = (message) =>
    new Promise((resolve) => {
      replies.set(message.id, resolve)
      port1.postMessage(message)
    })
  return {
    send,
    throwAt: (message: unknown) => port1.postMessage(message),
    call: async <N extends CommandName>(name: N, input: CommandInput<N>) => {
      const reply = await send({ id: nextId++, name, input })
      // the outputs are checked against the contract by the tests that want it; here the name decides the type
      return reply as Result<CommandOutput<N>, Failure>
    },
    see: (isWanted: (state: EventPayload<E>) => boolean) =>
      new Promise<EventPayload<E>>((resolve) => {
        const look = () => {
          if (!state || !isWanted(state)) return
          watchers.delete(look)
          resolve(state)
        }
        watchers.add(look)
        look()
      }),
    close: () => port1.close(),
    heard: () => heard,
  }
}

/** Signs a ready-made person in; the cashier when none is named. */
export async function signIn(page: Page, accountId = 'C01'): Promise<void> {
  const signedIn = await page.call('session.signIn', { accountId, secret: '246810' })
  if (!signedIn.ok) throw new Error(`could not sign in: ${signedIn.failure.code}`)
}
