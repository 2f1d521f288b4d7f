import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { z } from 'zod'
import { commands } from '../../shared/contract/contract.ts'
import type { CounterState } from '../../shared/contract/counter.ts'
import type { CustomerState } from '../../shared/contract/customer.ts'
import type { Failure } from '../../shared/contract/failures.ts'
import type { Audience, CenterOffer, Mode, TrainingShop } from '../../shared/contract/host.ts'
import type { ReplyMessage } from '../../shared/contract/messages.ts'
import type { ShopDetails } from '../../shared/contract/shop.ts'
import { ok, type Result } from '../../shared/domain/result.ts'
import { shanghaiDate } from '../../shared/domain/shanghaiTime.ts'
import { profiles } from '../../shared/profiles/index.ts'
import { createCenterInUse } from './centerInUse.ts'
import { createCounter } from './counter.ts'
import { viewCustomer } from './customer.ts'
import { createDeviceRoom } from './deviceRoom.ts'
import type { Devices } from './devices/devices.ts'
import type { Timers } from './devices/timers.ts'
import { dispatch, type Handlers, serve } from './dispatch.ts'
import { toPrivateKey, toPublicKey } from './gateways/gm/keys.ts'
import { sm3 } from './gateways/gm/sm.ts'
import { caseHandlers } from './handlers/case.ts'
import { customerHandlers } from './handlers/customer.ts'
import { placeHandlers } from './handlers/place.ts'
import { sessionHandlers } from './handlers/session.ts'
import { shopHandlers } from './handlers/shop.ts'
import { visitHandlers } from './handlers/visit.ts'
import type { Port } from './host.ts'
import { createJournal } from './journal/createJournal.ts'
import { recoveryPaper } from './papers/recovery.ts'
import type { StationSettings } from './settings.ts'
import { createStockRoom } from './stockRoom.ts'
import { numbersInHand } from './store/numbersInHand.ts'
import { DATABASE_FILE, openStore } from './store/store.ts'
import type { SystemPrinters } from './systemPrinters.ts'
import { createWindows } from './windows.ts'
import { createWork, type Work } from './workers/work.ts'
import { createBusinessSignIn } from './workflows/businessSignIn.ts'
import { createCenterHealth } from './workflows/centerHealth.ts'
import { createConnectionKeeping } from './workflows/connection.ts'
import { createCaseLists } from './workflows/dispense/caseLists.ts'
import { createDispense } from './workflows/dispense/dispense.ts'
import { createPharmacistRegister, forgetPharmacists } from './workflows/dispense/pharmacist.ts'
import { createPapers } from './workflows/papers.ts'
import { createPaperWay } from './workflows/paperWay.ts'
import { createPasswordDesk } from './workflows/passwordDesk.ts'
import { createPasswordEntry } from './workflows/passwordEntry.ts'
import { createAccountKeeping } from './workflows/people/accounts.ts'
import { createPeople, type Session } from './workflows/people/people.ts'
import { createSetUp } from './workflows/people/setUp.ts'
import { createPlaceScans } from './workflows/placeScans.ts'
import { takeReading } from './workflows/readings.ts'
import { createSearch } from './workflows/search.ts'
import { createShop } from './workflows/shop.ts'
import { viewDesk } from './workflows/stock/sale/saleView.ts'
import { stockTrainingShop } from './workflows/trainingShop.ts'
import { createPurchaserDesk } from './workflows/visit/purchaserDesk.ts'
import { createVisitWorkflow } from './workflows/visit/visit.ts'
import { viewParked, viewVisit } from './workflows/visit/visitView.ts'
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
  /** the runtime's own when left out */
  readonly timers?: Timers
  /** a worker thread of its own when left out. The station closes it. */
  readonly work?: Work
  /** puts devices of its own before the real ones; the real ones alone when left out */
  readonly withDevices?: <D extends Devices>(real: D) => D
  /** none when left out */
  readonly systemPrinters?: Pick<SystemPrinters, 'list' | 'print'>
}

export interface Station {
  /**
   * serves a window through a port, with the session that `resume` stands for. The port is the sender's identity, and what `audience` says of it counts as long as it is open: the window
   * before the customer is served its own commands alone, the staff's none of these
   */
  attach(port: Port, window: string, resume: string | null, audience?: Audience): void
  /**
   * the center to work with; null: there is none at present. Training takes none but this computer's own; in real mode it is the shop's own connection that
   * counts, whatever the host offers.
   */
  setCenter(center: CenterOffer | null): Promise<void>
  power(event: 'suspend' | 'resume'): void
  /** settles when every step under way has been written and every device is closed */
  close(): Promise<void>
}

/** When a window is up, and nobody has yet found the patient's phone. */
const KEYS_AFTER_MS = 1_500

/** How many message numbers are taken at a time. */
const MESSAGE_NUMBERS = 20

/** How long a window stays open without anybody touching it; the setting `lockAfterMs` of a shop counts before these. */
const LOCK_AFTER_MS = { real: 5 * 60_000, training: 30 * 60_000 } as const satisfies Record<Mode, number>
const LockAfterMs = z.int().positive()

/**
 * The composition root: opens the books of a data folder and puts everything together. Fails with the store's failures (a database that is newer or damaged,
 * another master key).
 */
export async function createStation(ports: StationPorts): Promise<Result<Station, Failure>> {
  const { mode, clock, random, newId, log, timers = globalThis, work = createWork(log), withDevices = (real) => real } = ports
  const opened = openStore({ dataFolder: ports.dataFolder, masterKey: ports.masterKey, clock, random, newId, sm3 })
  if (!opened.ok) return opened
  const store = opened.value
  const journal = createJournal(store, { clock, newId })
  const nextMessage = numbersInHand(store.settings, 'msgid', MESSAGE_NUMBERS)

  const health = createCenterHealth(clock, changed)
  const center = createCenterInUse({ mode, clock, nextSequence: nextMessage, onCenterTime: health.sawTime })
  const { gateways } = center
  const businessSignIn = createBusinessSignIn({
    store,
    journal,
    gateways,
    health,
    clock,
    institution: () => center.connection()?.institution.code ?? null,
    setTimer,
    changed,
  })
  const vouchers = createVouchers({ store, journal, health })
  const register = createPharmacistRegister(store)
  const lockAfterMs = LockAfterMs.nullable().parse(store.settings.get('lockAfterMs')) ?? LOCK_AFTER_MS[mode]
  const people = createPeople({ store, clock, random, lockAfterMs, setTimer, changed: personChanged })
  const accounts = createAccountKeeping({ store, random, people })
  const shop = createShop({ mode, store, register, training: trainingDetails })
  const setUp = createSetUp({ store, shop, people, clock, random, paper: (given) => work.renderPdf(recoveryPaper(given)) })
  const connection = createConnectionKeeping({
    mode,
    store,
    clock,
    health,
    current: center.connection,
    gateways,
    keys: { toPrivateKey, toPublicKey },
    use: (saved) => workWith({ connection: saved, shop: null }),
  })
  const deviceRoom = createDeviceRoom({ ...ports, work, withDevices, systemPrinters: ports.systemPrinters, changed })
  const { devices, test: deviceTest, hasPad } = deviceRoom
  const passwords = createPasswordEntry({
    askPad: (signal) => devices.askPassword(signal),
    hasPad: () => hasPad('connected'),
    hasWindow: () => windows.hasCustomer(),
    tell,
    forgetNotice: (code) => counter.forgetNotice(code),
    changed,
  })
  const purchaser = createPurchaserDesk({ store, changed })
  const visit = createVisitWorkflow({
    store,
    journal,
    gateways,
    health,
    businessSignIn,
    vouchers,
    cases: {
      isLive: (of) => dispense.isLive(of),
      voucherCame: (of, by) => dispense.voucherCame(of, by),
      isBusy: (of) => dispense.isBusy(of),
      askPassword: (of, by) => dispense.askPassword(of, by),
    },
    passwords,
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
    passwords,
    register,
    center: center.way,
    checkFile: work.checkFile,
    isDecoding: () => visit.decodingSince() !== null,
    clock,
    tell,
    onSettled: (caseId, operator) => papers.settled(caseId, operator),
    forgetNotice: (code) => counter.forgetNotice(code),
    changed,
  })
  const passwordDesk = createPasswordDesk({
    passwords,
    visit,
    dispense,
    sale: () => stockRoom.account,
    current: store.visits.current,
    shown: shownVisit,
    operator,
    canBeTyped: () => hasPad('connected') || (windows.hasCustomer() && !hasPad('connecting')),
  })
  const caseLists = createCaseLists(store, clock)
  const papersPorts = {
    mode,
    store,
    paperWay: createPaperWay({ devices, renderPdf: work.renderPdf }),
    shop: () => ({ ...shop.details(), code: center.connection()?.institution.code ?? '' }),
    renderPdf: work.renderPdf,
    clock,
    tell,
  }
  const papers = createPapers(papersPorts)
  const stockRoom = createStockRoom({
    ...papersPorts,
    journal,
    health,
    businessSignIn,
    center: center.way,
    profile: () => center.profile() ?? profiles.national,
    pharmacists: register.list,
    passwords,
    vouchers,
    work,
    database: join(ports.dataFolder, DATABASE_FILE),
    newId,
    isClosing: () => closing.signal.aborted,
    operator,
    setTimer,
    changed,
    happened: (happening) => {
      windows.tell({ event: 'stock.changed', payload: happening })
      // an ordinary sale grew
      windows.pushToCustomers()
    },
  })
  const placeScans = createPlaceScans<Session>({
    takers: stockRoom.takers,
    tell: (window, happening) => windows.tell({ event: 'place.scanned', payload: happening }, window),
  })
  const counter = createCounter({
    mode,
    store,
    journal,
    devices: () => devices.list(),
    deviceTest: deviceTest.view,
    health,
    businessSignIn,
    visit: shownVisit,
    password: passwords.view,
    registering: purchaser.view,
    parked: () => viewParked({ store, visit, dispense }),
    dispense: dispense.view,
    shop: shopView,
    isSetUp: () => mode === 'training' || setUp.isDone(),
    lockedFor: people.lockedFor,
    lockAfterMs,
    clock,
    newId,
  })

  const windows = createWindows({
    people,
    counterState: counter.state,
    customerState,
    beforePush: () => {
      passwordDesk.keep()
      counter.touched()
    },
    serve: serveMessage,
    personCame: personChanged,
    left: (session) => {
      deviceTest.windowClosed(session)
      placeScans.left(session)
    },
  })

  function tell(reason: Failure): void {
    counter.tell(reason)
    changed()
  }

  function setTimer(callback: () => void, ms: number): { cancel(): void } {
    const timer = timers.setTimeout(callback, ms)
    return { cancel: () => timers.clearTimeout(timer) }
  }

  const closing = new AbortController()
  function pause(ms: number): Promise<boolean> {
    return wait(ms, true, { signal: closing.signal }).catch(() => false)
  }

  function changed(): void {
    windows.changed()
  }

  function shownVisit(): CounterState['visit'] {
    return viewVisit({ store, visit, dispense })
  }

  function customerState(): CustomerState {
    const isServed = windows.isServed()
    return viewCustomer({
      mode,
      shop: () => shopView().name,
      visit: () => (isServed ? shownVisit() : null),
      dispense: () => (isServed ? dispense.view() : null),
      sale: () => (isServed ? viewDesk(store, shanghaiDate(clock())) : { basket: null, returning: null, last: null }),
      question: passwords.current,
      clock,
    })
  }

  /** The person whose hands are at the counter, once the secret is their own. */
  function operator() {
    const session = windows.atCounter()
    return session?.mustChangeSecret === false ? session.person : null
  }

  /** Keeps the business sign-in with whoever is at the counter now, and nothing that was only for who was there. */
  function personChanged(session: Session): void {
    deviceTest.personChanged(session)
    placeScans.left(session)
    forgetPharmacists(store)
    // what was said to whoever left is for nobody else
    if (session.person === null) counter.forgetNotice()
    ports.onSession(session.window, session.resume)
    keepBusinessSignIn()
    changed()
  }

  /** What a training shop begins with: its goods, and who may review there. */
  function stock(training: TrainingShop): void {
    stockTrainingShop(store, training)
    register.replace(training.pharmacists)
  }

  function trainingDetails(): Pick<ShopDetails, 'name' | 'officeName' | 'officePhone'> | null {
    const institution = center.connection()?.institution
    const office = center.office()
    return institution ? { name: institution.name, officeName: office?.name ?? '', officePhone: office?.phone ?? '' } : null
  }

  function shopView(): CounterState['shop'] {
    const { name, officeName, officePhone } = shop.details()
    return { name, code: center.connection()?.institution.code ?? '', office: { name: officeName, phone: officePhone } }
  }

  async function workWith(offered: CenterOffer | null): Promise<void> {
    const { taken, left } = center.replace(offered)
    if (!taken.ok) tell(taken.failure)
    else if (mode === 'training' && offered?.shop) stock(offered.shop)
    void pause(KEYS_AFTER_MS).then((isOpen) => isOpen && gateways())
    keepBusinessSignIn()
    changed()
    await left()
  }

  function keepBusinessSignIn(): void {
    const person = operator()
    if (center.connection() && person) businessSignIn.keepSignedIn(person)
    else businessSignIn.rest()
    stockRoom.uploads.pump()
  }

  const handlers: Handlers = {
    ...sessionHandlers({ people }),
    ...shopHandlers({ setUp, shop, accounts, connection, changed }),
    ...visitHandlers({
      ...{ visit, dispense, passwords, passwordDesk, purchaser, changed },
      photos: { store, decoder: devices.photoDecoder },
    }),
    ...customerHandlers({ state: customerState, passwords }),
    ...caseHandlers({ dispense, caseLists, papers, search: createSearch(store, clock) }),
    ...deviceRoom.handlers(papers),
    ...placeHandlers({ placeScans }),
    ...stockRoom.handlers,
    'counter.state': serve(commands['counter.state'], (_input, session) => ok(counter.state(session))),
    'notice.dismiss': serve(commands['notice.dismiss'], ({ id }) => {
      counter.dismiss(id)
      changed()
      return ok({})
    }),
  }

  if (mode === 'training') await people.prepareTraining()
  journal.recover()
  visit.recover()
  dispense.recover()
  passwordDesk.recover()
  stockRoom.recover()
  const readingPorts = {
    store,
    session: windows.atCounter,
    operator,
    terminalOf: devices.terminalOf,
    placeScans,
    purchaser,
    visit,
    dispense,
    forgetNotice: counter.forgetNotice,
    tell,
  }
  deviceRoom.begin(
    () => {
      const session = windows.atCounter()
      if (session) people.touch(session)
    },
    (reading) => takeReading(reading, readingPorts),
  )
  const typed = mode === 'real' ? connection.saved() : null
  if (typed) await workWith({ connection: typed, shop: null })

  function serveMessage(message: unknown, session: Session): Promise<ReplyMessage | null> {
    const { window } = session
    const write = (by: Session, action: string, subject: string, detail: Record<string, string>) =>
      store.audit.append({ accountId: by.person?.id ?? null, window, action, subject, detail })
    return dispatch(message, session, {
      handlers,
      done: (by, name) => {
        // what was said before is over once somebody went on
        if (by.audience === 'staff') counter.forgetNotice()
        windows.pushToCustomers()
        if (commands[name].audit === 'command') write(by, 'command.done', name, {})
      },
      refused: (by, name, reason) => write(by, 'command.refused', name, { code: reason.code }),
      broke: (name, error) => log.error({ err: error, command: name }, 'a command broke'),
    })
  }

  return ok({
    attach: (port, window, resume, audience = 'staff') => windows.attach(port, window, resume, audience),
    setCenter: async (offered) => {
      if (mode === 'training') await workWith(offered)
    },
    power: (event) => devices.power(event),
    close: async () => {
      closing.abort()
      passwords.withdraw()
      businessSignIn.rest()
      await devices.close()
      await papers.idle()
      // a step that waits for the center ends with an outcome that nobody knows, and is written so
      await center.close()
      await visit.idle()
      await dispense.idle()
      await stockRoom.rest()
      await stockRoom.uploads.close()
      windows.close()
      await work.close()
      store.close()
    },
  })
}
