import { randomBytes } from 'node:crypto'
import Fastify, { type FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ADMIN_PREFIX } from './admin/contract.ts'
import { serveAdministration } from './admin/routes.ts'
import type { Filling } from './admin/scenarios/routes.ts'
import { createChanges } from './changes.ts'
import { type CenterClock, createCenterClock } from './clock.ts'
import type { CenterContext } from './context.ts'
import { MockCenterError } from './error.ts'
import { createFaults, type Faults } from './faults/faults.ts'
import { keyPairFrom } from './gm/sm2.ts'
import { createBooks } from './http/books.ts'
import { builtConsole, CONSOLE_PATH, serveConsole } from './http/console.ts'
import { serveChannel } from './http/exchange.ts'
import { logUnknownAddresses } from './http/noAddress.ts'
import { createOutgoing } from './http/outgoing.ts'
import { createInsuranceChannel } from './insurance/channel.ts'
import { createLocalChannel } from './local/channel.ts'
import { insuranceSystem } from './local/system.ts'
import { createPaymentChannel } from './payment/channel.ts'
import { createPhoneChannel } from './phone/channel.ts'
import { identifyOnline } from './phone/identity.ts'
import { createPrescriptionChannel } from './prescription/channel.ts'
import { provinces } from './provinces/index.ts'
import type { Province } from './provinces/province.ts'
import { type Switches, usualSwitches } from './provinces/switches.ts'
import { createRandom, type Random } from './random.ts'
import { fillScenario } from './scenarios/fill.ts'
import { DEFAULT_SCENARIO, findScenario, scenarios } from './scenarios/index.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { trainingShelf } from './scenarios/shelf.ts'
import { office } from './scenarios/town.ts'
import { createSnapshots } from './snapshots.ts'
import type { RegisteredPharmacist } from './store/registry.ts'
import { openStore, type Store } from './store/store.ts'
import { chinaTime } from './time.ts'
import { createVoucherChannel } from './voucher/channel.ts'
import { type Showing, showPatientCode, showPharmacistCode } from './voucher/showing.ts'
import { createPool } from './workers/pool.ts'

/** The only address it listens on: a play center must not be reachable from elsewhere. */
const HOST = '127.0.0.1'
const MAX_BODY_BYTES = 1_048_576

export interface MockCenterOptions {
  /** 0 takes a free one */
  readonly port: number
  readonly clock?: CenterClock
  /** keys, tokens and everything a scenario leaves open come from it */
  readonly seed: string
  /** a scenario, or the name or title of one that the center knows */
  readonly scenario?: string | Scenario
  /** a province, or the name of one that the center knows; national when left out */
  readonly province?: string | Province
  /** where the state lives; in memory when left out. An existing file of the same seed and scenario goes on where it was, but for a new day's fresh data. */
  readonly dataFile?: string
  /** worker threads for the cryptography of the messages; 0 (the default) does without */
  readonly threads?: number
  /** where the consoles' pages were built; what `npm run build` makes when left out */
  readonly consoleFolder?: string
}

/** How an institution reaches the center and proves who it is. */
export interface MockCenterConnection {
  readonly voucherUrl: string
  readonly insuranceUrl: string
  readonly prescriptionUrl: string
  readonly institution: { readonly code: string; readonly name: string; readonly area: string }
  readonly appId: string
  readonly appSecret: string
  /** Base64 of the bare scalar */
  readonly privateKey: string
  /** Base64, 65 bytes */
  readonly platformPublicKey: string
  readonly terminalId: string
  /** name of the province whose rules hold */
  readonly profile: string
}

/** How an application on people's phones reaches the center and proves who it is. */
export interface MockCenterApplication {
  readonly name: string
  readonly url: string
  readonly appId: string
  readonly appSecret: string
  /** Base64 of the bare scalar */
  readonly privateKey: string
  /** Base64, 65 bytes */
  readonly platformPublicKey: string
}
/** How somebody who is no institution reaches a signed channel; keys as in `MockCenterConnection`. */
export type SignedConnection = Pick<MockCenterConnection, 'appId' | 'appSecret' | 'privateKey' | 'platformPublicKey'>

export interface MockCenterShop extends ReturnType<typeof trainingShelf> {
  readonly pharmacists: readonly {
    readonly name: string
    readonly idNumber: string
    readonly code: string
    readonly licence: string
  }[]
  readonly office: typeof office
}

export interface MockCenter {
  readonly port: number
  readonly url: string
  readonly adminUrl: string
  readonly adminToken: string
  /** of the consoles, with the token in its fragment, which browsers do not send */
  readonly consoleUrl: string
  /** of the scenario's first pharmacy */
  readonly connection: MockCenterConnection
  /** what the training shop begins with: its pharmacists as registered, its 医保 office, its goods */
  readonly shop: MockCenterShop
  /** of the insurance system that speaks on channel L */
  readonly insuranceSystem: SignedConnection
  /** of every institution, by code */
  readonly connections: ReadonlyMap<string, MockCenterConnection>
  /** of every channel application, the official one first */
  readonly applications: readonly MockCenterApplication[]
  readonly clock: CenterClock
  readonly faults: Faults
  /** the phone of the person with this identity number, or this name, shows a fresh QR */
  showVoucher(person: string): Showing
  /** the phone of the pharmacist of this name shows a fresh QR */
  showPharmacistVoucher(name: string): Showing
  /** the person with this identity number, or this name, identifies herself in the application: what it is given for that; throws where the voucher may not be used in it */
  identifyOnline(person: string, appId: string): string
  /** names of everybody with a voucher, the scenario's first patient first */
  readonly people: readonly string[]
  /** public key of the first pharmacy, 65 bytes: what its messages are checked with */
  readonly institutionKey: Uint8Array
  /** every registered pharmacist */
  readonly pharmacists: readonly RegisteredPharmacist[]
  /** changes what the center does where nobody knows what the real one does */
  change(switches: Partial<Switches>): void
  close(): Promise<void>
}

/** What a data file was made from, and on which day. */
const Origin = z.strictObject({
  seed: z.string(),
  /** the one that the center was started with */
  scenario: z.string(),
  /** the one that was loaded since */
  loaded: z.string(),
  province: z.string(),
  day: z.string(),
})
type Origin = z.infer<typeof Origin>

/** Starts a mock center on the loopback address. Rejects with a `MockCenterError` when port, scenario or data file are no good. */
export async function createMockCenter(options: MockCenterOptions): Promise<MockCenter> {
  const { seed, dataFile = ':memory:', clock = createCenterClock(), consoleFolder = builtConsole() } = options
  if (!Number.isInteger(options.port) || options.port < 0 || options.port > 65_535) {
    throw new MockCenterError('PORT_INVALID', 'a port is a number from 0 to 65535')
  }
  const scenario = scenarioOf(options.scenario ?? DEFAULT_SCENARIO)
  let loaded = scenario
  const random = createRandom(seed)
  const store = openData(dataFile)
  const province = findProvince(options.province ?? 'national')
  const asUsual = (): Switches => ({
    ...usualSwitches,
    reauthorization: province.reauthorization.value,
    ...loaded.switches,
  })
  let switches = asUsual()
  const context: CenterContext = { store, clock, province, switches: () => switches, random }
  const fill = (): void => {
    const { date: day } = chinaTime(clock.now())
    const origin: Origin = { seed, scenario: scenario.name, loaded: loaded.name, province: province.name, day }
    store.fill(JSON.stringify(origin), fillScenario(loaded, random, clock.now(), province))
  }
  if (store.origin() === null) fill()
  const originNow = (): Origin => Origin.parse(JSON.parse(store.origin() ?? ''))
  const origin = originNow()
  if (origin.seed !== seed || origin.scenario !== scenario.name || origin.province !== province.name) {
    store.close()
    throw new MockCenterError('DATA_FILE_UNUSABLE', `${dataFile} was made with another seed, scenario or province`)
  }
  loaded = findScenario(origin.loaded) ?? scenario
  switches = asUsual()
  // prescriptions are valid for days only: each day begins with fresh ones, or training would find nothing to collect
  if (origin.day !== chinaTime(clock.now()).date) fill()

  const platform = keyPairFrom(random.for('platform key').bytes(40))
  const wrong = keyPairFrom(random.for('wrong key').bytes(40))
  const faults = createFaults(random)
  const closing = new AbortController()
  const adminToken = randomBytes(32).toString('hex')
  const app = createHttpServer()
  const pool = createPool(options.threads ?? 0)
  const books = createBooks(store)
  const keys = { privateKey: platform.privateKey, wrongPrivateKey: wrong.privateKey, pool }
  const channels = [
    createVoucherChannel(context),
    createInsuranceChannel(context, pool),
    createPrescriptionChannel(context, keys),
    createPhoneChannel(context, keys),
    createLocalChannel(context, keys),
    createPaymentChannel(context, keys),
  ]
  for (const channel of channels) serveChannel(app, channel, { context, faults, books, closing: closing.signal })
  logUnknownAddresses(app, channels, { context, books })
  const snapshots = createSnapshots(dataFile === ':memory:' ? null : `${dataFile}-snapshots`)
  const filling: Filling = {
    scenario: () => loaded.name,
    // numbers and amounts of the day on which it was filled come out the same
    shopBooks: () => fillScenario(loaded, random, Date.parse(`${originNow().day}T12:00:00+08:00`), province).shopBooks,
    reset: (name) => {
      const wanted = name === undefined || name === loaded.name ? loaded : name === scenario.name ? scenario : findScenario(name)
      if (wanted === undefined) return 'there is no such scenario'
      // whoever is connected was told the first pharmacy's keys when the center started
      if (firstPharmacyOf(wanted) !== firstPharmacyOf(scenario))
        return 'its first pharmacy is another one: it needs a center of its own'
      loaded = wanted
      clock.reset()
      faults.clear()
      switches = asUsual()
      fill()
      return null
    },
    snapshots: snapshots.list,
    keep: (name) => snapshots.keep({ name, now: clock.now(), scenario: loaded.name, switches, data: store.snapshot() }),
    restore: (name) => {
      const kept = snapshots.find(name)
      if (kept === undefined) return false
      store.restore(kept.data)
      clock.set(kept.now)
      switches = kept.switches
      loaded = findScenario(originNow().loaded) ?? scenario
      return true
    },
  }
  const change = (changed: Partial<Switches>): void => {
    switches = { ...switches, ...changed }
  }
  let port = 0
  const center = { url: () => `http://${HOST}:${port}`, platformPublicKey: platform.publicKey }
  serveAdministration(app, { context, faults, changes: createChanges(store.watch), token: adminToken, filling, change, center })
  serveConsole(app, consoleFolder)
  const outgoing = createOutgoing(context, platform.privateKey)
  // whatever a message has written is sent when its own answer is out
  app.addHook('onResponse', async () => outgoing.kick())

  try {
    port = await listen(app, options.port)
  } catch (error) {
    store.close()
    throw error
  }
  const url = center.url()
  outgoing.kick()
  const connections = connectionsOf(store, url, platform.publicKey, province.name)
  const [connection] = [...connections.values()].filter(
    ({ institution }) => store.registry.institution(institution.code)?.kind === 'pharmacy',
  )
  if (connection === undefined) throw new Error(`scenario ${scenario.name} has no pharmacy`)

  const personCalled = (wanted: string) => store.registry.person(wanted) ?? store.registry.peopleNamed(wanted)[0]
  return {
    port,
    url,
    adminUrl: `${url}${ADMIN_PREFIX}`,
    adminToken,
    consoleUrl: `${url}${CONSOLE_PATH}#token=${adminToken}`,
    connection,
    shop: shopOf(store, connection.institution.code),
    insuranceSystem: systemConnection(random, platform.publicKey),
    connections,
    applications: applicationsOf(store, url, platform.publicKey),
    clock,
    faults,
    showVoucher: (person) => {
      const found = personCalled(person)
      if (found === undefined) throw new Error(`nobody is called ${person}`)
      return store.atomically(() => showPatientCode(context, found.identityNumber))
    },
    showPharmacistVoucher: (name) => {
      const found = store.registry.pharmacists().find((pharmacist) => pharmacist.name === name)
      if (found === undefined) throw new Error(`no pharmacist is called ${name}`)
      return store.atomically(() => showPharmacistCode(context, found.code))
    },
    identifyOnline: (person, appId) => {
      const found = personCalled(person)
      const application = store.applications.find(appId)
      if (found === undefined || application === undefined)
        throw new Error(`nobody is called ${person}, or has no such application`)
      const identified = store.atomically(() => identifyOnline(context, found, application))
      if (!identified.ok) throw new Error(identified.refusal.message)
      return identified.authNo
    },
    people: store.registry.people().map(({ name }) => name),
    institutionKey: store.registry.institution(connection.institution.code)?.publicKey ?? new Uint8Array(),
    pharmacists: store.registry.pharmacists(),
    change,
    close: async () => {
      closing.abort()
      await app.close()
      await outgoing.close()
      await books.rest()
      await pool.close()
      // what the last answers leave in the log
      await books.rest()
      store.close()
    },
  }
}

function systemConnection(random: Random, platformPublicKey: Uint8Array): SignedConnection {
  const { appId, appSecret, privateKey } = insuranceSystem(random)
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
  return { appId, appSecret, privateKey: base64(privateKey), platformPublicKey: base64(platformPublicKey) }
}

function shopOf(store: Store, institution: string): MockCenterShop {
  const registered = store.registry.pharmacists().filter((pharmacist) => pharmacist.institution === institution)
  return {
    pharmacists: registered.map(({ name, person, code, practiceNumber }) => ({
      name,
      idNumber: person,
      code,
      licence: practiceNumber,
    })),
    office,
    ...trainingShelf(),
  }
}

function firstPharmacyOf({ institutions }: Scenario): string | undefined {
  return institutions.find(({ kind }) => kind === 'pharmacy')?.code
}

function scenarioOf(scenario: string | Scenario): Scenario {
  if (typeof scenario !== 'string') return scenario
  const found = findScenario(scenario)
  if (found !== undefined) return found
  throw new MockCenterError(
    'SCENARIO_UNKNOWN',
    `there is no scenario ${scenario}: ${scenarios.map(({ name }) => name).join(', ')}`,
  )
}

function findProvince(name: string | Province): Province {
  if (typeof name !== 'string') return name
  const found = Object.entries(provinces).find(([known]) => known === name)?.[1]
  if (found !== undefined) return found
  throw new MockCenterError('PROVINCE_UNKNOWN', `there is no province ${name}: ${Object.keys(provinces).join(', ')}`)
}

function openData(dataFile: string): Store {
  try {
    return openStore(dataFile)
  } catch (error) {
    throw new MockCenterError(
      'DATA_FILE_UNUSABLE',
      error instanceof Error ? error.message : `${dataFile} cannot be opened`,
      error,
    )
  }
}

function createHttpServer(): FastifyInstance {
  const app = Fastify({ bodyLimit: MAX_BODY_BYTES, forceCloseConnections: true })
  // the channels sign and check the bytes as they came, so nothing may parse them before
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  // a page that made its name resolve to the loopback address must not reach the center
  app.addHook('onRequest', async (request, reply) => {
    const isOurs = request.hostname === HOST || request.hostname === 'localhost'
    return isOurs ? undefined : reply.code(403).send({ error: 'this center is loopback only' })
  })
  return app
}

async function listen(app: FastifyInstance, wanted: number): Promise<number> {
  try {
    return Number(new URL(await app.listen({ port: wanted, host: HOST })).port)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE') throw new MockCenterError('PORT_IN_USE', `port ${wanted} is in use`, error)
    if (code === 'EACCES') throw new MockCenterError('PORT_REFUSED', `port ${wanted} is not allowed to this user`, error)
    throw error
  }
}

function connectionsOf(
  store: Store,
  url: string,
  platformPublicKey: Uint8Array,
  profile: string,
): ReadonlyMap<string, MockCenterConnection> {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
  return new Map(
    store.registry.institutions().map(({ code, name, area, appId, appSecret, privateKey }) => [
      code,
      {
        voucherUrl: url,
        insuranceUrl: url,
        prescriptionUrl: url,
        institution: { code, name, area },
        appId,
        appSecret,
        privateKey: base64(privateKey),
        platformPublicKey: base64(platformPublicKey),
        terminalId: store.registry.terminalsOf(code)[0] ?? '',
        profile,
      },
    ]),
  )
}

function applicationsOf(store: Store, url: string, platformPublicKey: Uint8Array): readonly MockCenterApplication[] {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
  return store.applications.list().map(({ name, appId, appSecret, privateKey }) => ({
    name,
    url,
    appId,
    appSecret,
    privateKey: base64(privateKey),
    platformPublicKey: base64(platformPublicKey),
  }))
}
