import { setImmediate as immediately, setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { commands } from '../../shared/contract/contract.ts'
import type { CounterState } from '../../shared/contract/counter.ts'
import { type Failure, failure } from '../../shared/contract/failures.ts'
import type { CenterConnection, CenterOffer, Mode, TrainingShop } from '../../shared/contract/host.ts'
import type { EventMessage } from '../../shared/contract/messages.ts'
import { isLoopback } from '../../shared/domain/loopback.ts'
import { ok, type Result } from '../../shared/domain/result.ts'
import { type Profile, profileNamed } from '../../shared/profiles/index.ts'
import { createCounter } from './counter.ts'
import { createDevices } from './devices/manager.ts'
import { dispatch, type Handlers, serve } from './dispatch.ts'
import type { Gateways } from './gateways/gateways.ts'
import { checkSignedFile } from './gateways/gm/signedFile.ts'
import { sm3 } from './gateways/gm/sm.ts'
import type { Timeouts } from './gateways/http.ts'
import { createGateways } from './gateways/index.ts'
import type { Port } from './host.ts'
import { createJournal } from './journal/createJournal.ts'
import type { StationSettings } from './settings.ts'
import { openStore } from './store/store.ts'
import { createBusinessSignIn } from './workflows/businessSignIn.ts'
import { createCenterHealth } from './workflows/centerHealth.ts'
import { createCaseLists } from './workflows/dispense/caseLists.ts'
import { createDispense } from './workflows/dispense/dispense.ts'
import type { OwnVerdict } from './workflows/dispense/download.ts'
import { createPharmacistRegister } from './workflows/dispense/pharmacist.ts'
import { createPeople, type Session } from './workflows/people.ts'
import { takeScan } from './workflows/scans.ts'
import { stockTrainingShop } from './workflows/trainingShop.ts'
import { createVisitWorkflow } from './workflows/visit.ts'
import { createVouchers } from './workflows/vouchers.ts'

/** What a station needs from outside: all of its time, randomness and identifiers come in here. */
export interface StationPorts {
  readonly mode: Mode
  readonly dataFolder: string
  readonly settings: StationSettings
  /** 32 bytes */
  readonly masterKey: Uint8Array
  readonly clock: () => number
  /** the system's own, never seeded: nonces and session tokens come from it */
  readonly random: (bytes: number) => Uint8Array
  readonly newId: () => string
  readonly log: Logger
  /** called when the person at a window changes, with the token that brings the session back; null after signing out */
  readonly onSession: (window: string, resume: string | null) => void
}

export interface Station {
  /** serves a window through a port, with the session that `resume` stands for */
  attach(port: Port, window: string, resume: string | null): void
  /** the center to work with; null: there is none at present. Training takes none but this computer's own. */
  setCenter(center: CenterOffer | null): Promise<void>
  power(event: 'suspend' | 'resume'): void
  /** settles when every step under way has been written and every device is closed */
  close(): Promise<void>
}

/** When a window is up, and nobody has yet found the patient's phone. */
const KEYS_AFTER_MS = 1_500

/** How long a person waits for the center before being told that it is silent. */
const CENTER_TIMEOUTS: Timeouts = { connectMs: 3_000, headersMs: 10_000, bodyMs: 10_000 }

function setTimer(callback: () => void, ms: number): { cancel(): void } {
  const timer = setTimeout(callback, ms)
  return { cancel: () => clearTimeout(timer) }
}

/**
 * The composition root: opens the books of a data folder and puts everything together. Fails with the store's failures (a database that is newer or damaged,
 * another master key).
 */
export async function createStation(ports: StationPorts): Promise<Result<Station, Failure>> {
  const { mode, clock, random, newId, log } = ports
  const opened = openStore({ dataFolder: ports.dataFolder, masterKey: ports.masterKey, clock, random, newId, sm3 })
  if (!opened.ok) return opened
  const store = opened.value
  const journal = createJournal(store, { clock, newId })

  let center: {
    readonly connection: CenterConnection
    readonly profile: Profile
    gateways: ReturnType<typeof createGateways> | null
  } | null = null

  /** Made at first use, or soon after the start: preparing the keys takes 0.1 s, and the window would wait for it. */
  function gateways(): Gateways | null {
    if (center === null) return null
    const gatewayPorts = {
      clock,
      timeouts: CENTER_TIMEOUTS,
      nextSequence: () => store.settings.nextNumber('msgid'),
      onCenterTime: health.sawTime,
    }
    center.gateways ??= createGateways(center.connection, gatewayPorts, center.profile)
    return center.gateways
  }

  const attached = new Map<Port, Session>()

  const health = createCenterHealth(clock, changed)
  const businessSignIn = createBusinessSignIn({
    store,
    journal,
    gateways,
    health,
    clock,
    institution: () => center?.connection.institution.code ?? null,
    setTimer,
    changed,
  })
  const vouchers = createVouchers({ store, journal, health })
  const register = createPharmacistRegister(store)
  const people = createPeople({ store, clock, random })
  const visit = createVisitWorkflow({
    store,
    journal,
    gateways,
    health,
    businessSignIn,
    vouchers,
    clock,
    pause,
    tell,
    forgetNotice: (code) => counter.forgetNotice(code),
    changed,
  })
  const dispense = createDispense({
    store,
    journal,
    health,
    businessSignIn,
    vouchers,
    register,
    center: () => {
      const ready = gateways()
      return center && ready && { gateways: ready, profile: center.profile }
    },
    checkFile,
    isDecoding: () => visit.decodingSince() !== null,
    clock,
    tell,
    forgetNotice: (code) => counter.forgetNotice(code),
    changed,
  })
  const caseLists = createCaseLists(store, clock)
  const devices = createDevices({ settings: ports.settings, clock, timers: globalThis, log })
  const counter = createCounter({
    mode,
    store,
    journal,
    devices: () => devices.list(),
    health,
    businessSignIn,
    decodingSince: visit.decodingSince,
    dispense: dispense.view,
    shop: () => shopOf(center?.connection ?? null),
    clock,
    newId,
  })

  function tell(reason: Failure): void {
    counter.tell(reason)
    changed()
  }

  const closing = new AbortController()
  function pause(ms: number): Promise<boolean> {
    return wait(ms, true, { signal: closing.signal }).catch(() => false)
  }

  let isPushing = false
  let isClosed = false
  /** Pushes the new state to every window, once however many changes one step makes. */
  function changed(): void {
    if (isPushing || isClosed) return
    isPushing = true
    // after the reply to the command that caused it, so that a page is never busy with what it already sees
    setImmediate(() => {
      isPushing = false
      if (isClosed) return
      counter.touched()
      for (const [port, session] of attached) {
        port.post({ event: 'counter.changed', payload: counter.state(session) } satisfies EventMessage)
      }
    })
  }

  /** The person whose hands are at the counter: whoever is signed in at the window that came last. */
  function operator() {
    return [...attached.values()].findLast((session) => session.person)?.person ?? null
  }

  /** Keeps the business sign-in with whoever is at the counter now. */
  function personChanged(session: Session): void {
    ports.onSession(session.window, session.resume)
    keepBusinessSignIn()
    changed()
  }

  /** What a training shop begins with: its goods, and who may review there. */
  function stock(shop: TrainingShop): void {
    stockTrainingShop(store, shop)
    register.replace(shop.pharmacists)
  }

  function keepBusinessSignIn(): void {
    const person = operator()
    if (center && person) businessSignIn.keepSignedIn(person)
    else businessSignIn.rest()
  }

  const handlers: Handlers = {
    'session.accounts': serve(commands['session.accounts'], () => ok(people.list())),
    'session.signIn': serve(commands['session.signIn'], async ({ accountId, secret }, session) => {
      const result = await people.signIn(session, accountId, secret)
      if (result.ok) personChanged(session)
      return result
    }),
    'session.signOut': serve(commands['session.signOut'], (_input, session) => {
      people.signOut(session)
      counter.forgetNotice()
      personChanged(session)
      return ok({})
    }),
    'counter.state': serve(commands['counter.state'], (_input, session) => ok(counter.state(session))),
    'notice.dismiss': serve(commands['notice.dismiss'], ({ id }) => {
      counter.dismiss(id)
      changed()
      return ok({})
    }),
    'visit.retry': serve(commands['visit.retry'], (_input, { person }) => emptied(visit.retry(signedIn(person)))),
    'visit.end': serve(commands['visit.end'], (_input, { person }) => {
      const left = dispense.leave()
      if (!left.ok) return left
      if (!left.value) return emptied(visit.end(signedIn(person)))
      changed()
      return ok({})
    }),
    'case.choose': serve(commands['case.choose'], ({ hiRxno }, { person }) => emptied(dispense.choose(hiRxno, signedIn(person)))),
    'case.retry': serve(commands['case.retry'], ({ caseId }, { person }) => emptied(dispense.retry(caseId, signedIn(person)))),
    'case.review': serve(commands['case.review'], (decision, { person }) => emptied(dispense.review(decision, signedIn(person)))),
    'case.addByHand': serve(commands['case.addByHand'], ({ code, reason }, { person }) =>
      emptied(dispense.addByHand(code, reason, signedIn(person))),
    ),
    'case.takeLoose': serve(commands['case.takeLoose'], ({ line }, { person }) =>
      emptied(dispense.takeLoose(line, signedIn(person))),
    ),
    'case.removeItem': serve(commands['case.removeItem'], ({ itemId }, { person }) =>
      emptied(dispense.removeItem(itemId, signedIn(person))),
    ),
    'case.presettle': serve(commands['case.presettle'], ({ useAccount }, { person }) =>
      emptied(dispense.presettle(useAccount, signedIn(person))),
    ),
    'case.settle': serve(commands['case.settle'], ({ cashGiven }, { person }) =>
      emptied(dispense.settle(cashGiven, signedIn(person))),
    ),
    'case.handOver': serve(commands['case.handOver'], (_input, { person }) => emptied(dispense.handOver(signedIn(person)))),
    'case.abandon': serve(commands['case.abandon'], ({ reason }, { person }) =>
      emptied(dispense.abandon(reason, signedIn(person))),
    ),
    'case.beginReturn': serve(commands['case.beginReturn'], ({ caseId }, { person }) =>
      emptied(dispense.beginReturn(caseId, signedIn(person))),
    ),
    'case.revoke': serve(commands['case.revoke'], (_input, { person }) => emptied(dispense.revoke(signedIn(person)))),
    'case.file': serve(commands['case.file'], ({ caseId }) => caseLists.file(caseId)),
    'case.history': serve(commands['case.history'], ({ caseId }) => caseLists.history(caseId)),
    'cases.today': serve(commands['cases.today'], () => ok(caseLists.today())),
  }

  if (mode === 'training') await people.prepareTraining()
  const interrupted = journal.recover()
  visit.recover(interrupted)
  dispense.recover(interrupted)
  devices.onChanged(changed)
  devices.onScan((scan) => takeScan(scan, { operator, visit, dispense, forgetNotice: counter.forgetNotice, tell }))

  return ok({
    attach: (port, window, resume) => {
      // one port per load: a window that was loaded again has no use for its older one
      for (const [older, { window: name }] of attached) if (name === window) older.close()
      const session = people.open(window, resume)
      attached.set(port, session)
      port.onClose(() => attached.delete(port))
      port.onMessage((message) => {
        void dispatch(message, session, {
          handlers,
          done: (by, name) => {
            store.audit.append({ accountId: by.person?.id ?? null, window, action: 'command.done', subject: name, detail: {} })
          },
          refused: (by, name, reason) => {
            store.audit.append({
              accountId: by.person?.id ?? null,
              window,
              action: 'command.refused',
              subject: name,
              detail: { code: reason.code },
            })
          },
          broke: (name, error) => log.error({ err: error, command: name }, 'a command broke'),
        }).then((reply) => {
          if (reply && attached.has(port)) port.post(reply)
        })
      })
      if (session.person) personChanged(session)
      else changed()
    },
    setCenter: async (offered) => {
      const before = center
      center = null
      if (offered !== null) {
        const { connection } = offered
        const profile = profileNamed(connection.profile)
        if (mode === 'training' && !addressesOf(connection).every(isLoopback)) tell(failure('CENTER_NOT_LOOPBACK'))
        else if (profile === null) tell(failure('PROFILE_UNKNOWN'))
        else {
          center = { connection, profile, gateways: null }
          if (mode === 'training' && offered.shop) stock(offered.shop)
        }
      }
      void pause(KEYS_AFTER_MS).then((isOpen) => isOpen && gateways())
      keepBusinessSignIn()
      changed()
      await before?.gateways?.close()
    },
    power: (event) => devices.power(event),
    close: async () => {
      closing.abort()
      businessSignIn.rest()
      await devices.close()
      // a step that waits for the center ends with an outcome that nobody knows, and is written so
      await center?.gateways?.close()
      await visit.idle()
      await dispense.idle()
      for (const port of attached.keys()) port.close()
      isClosed = true
      store.close()
    },
  })
}

/** Our own look at a prescription's file, after whatever waits has had its turn. */
async function checkFile(file: Uint8Array): Promise<OwnVerdict> {
  await immediately()
  const checked = checkSignedFile(file)
  return { own: checked.kind, signer: checked.kind === 'genuine' ? checked.signer.institutionName : null }
}

function addressesOf({ voucherUrl, insuranceUrl, prescriptionUrl }: CenterConnection): readonly string[] {
  return [voucherUrl, insuranceUrl, prescriptionUrl]
}

function shopOf(connection: CenterConnection | null): CounterState['shop'] {
  return { name: connection?.institution.name ?? '', code: connection?.institution.code ?? '' }
}

function emptied(result: Result<void, Failure>): Result<Record<string, never>, Failure> {
  return result.ok ? ok({}) : result
}

/** The contract lets nobody without a session reach these commands. */
function signedIn<T>(person: T | null): T {
  if (person === null) throw new Error('the contract let somebody pass who is not signed in')
  return person
}
