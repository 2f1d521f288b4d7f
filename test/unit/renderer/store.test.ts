import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { afterwards, firstScreen, type Happening } from '../../../src/renderer/state/screen.ts'
import { createScreenStore } from '../../../src/renderer/state/store.ts'
import type { RxCounterApi } from '../../../src/shared/contract/api.ts'
import type { CounterState, Person } from '../../../src/shared/contract/counter.ts'
import { type Failure, failure } from '../../../src/shared/contract/failures.ts'
import { commandNames } from '../../../src/shared/contract/names.ts'
import type { AccountView } from '../../../src/shared/contract/shop.ts'
import { err, ok, type Result } from '../../../src/shared/domain/result.ts'
import { atRest } from './states.ts'

const push = (revision: number): Happening => ({ kind: 'counterCame', counter: { ...atRest, revision } })

/** A station in the test's hands: answers wait until the test gives them. */
function station() {
  const states: ((result: Result<CounterState, Failure>) => void)[] = []
  const retries: ((result: Result<Record<string, never>, Failure>) => void)[] = []
  let tellConnected: (connected: boolean) => void = () => {}
  let tellChanged: (counter: CounterState) => void = () => {}
  const done = async () => ok({})
  const recovery = async () => ok({ recoveryCode: 'ABCD-2345', paper: '' })
  const account: AccountView = {
    id: 'x',
    name: '陈新',
    roles: ['cashier'],
    isActive: true,
    mustChangeSecret: true,
    lockedUntil: null,
  }
  const people: Person[] = []
  const shop = { name: '虚构大药房', address: '', phone: '', officeName: '', officePhone: '' }
  // what no test of the store gives is refused
  const refused = async () => err(failure('INTERNAL_ERROR'))
  const nothing = Object.fromEntries(commandNames.map((name) => [name, refused])) as unknown as RxCounterApi['commands']
  const api: RxCounterApi = {
    commands: {
      ...nothing,
      'session.accounts': async () => ok([...people]),
      'session.signIn': async () => err(failure('SIGN_IN_WRONG')),
      'session.signOut': done,
      'session.lock': done,
      'session.touch': done,
      'session.changeSecret': done,
      'shop.setUp': recovery,
      'shop.recover': recovery,
      'shop.newRecovery': recovery,
      'shop.view': async () => ok({ shop, pharmacists: [] }),
      'shop.change': done,
      'shop.setPharmacists': done,
      'accounts.list': async () => ok([account]),
      'accounts.add': async () => ok(account),
      'accounts.change': async () => err(failure('ACCOUNT_LAST_MANAGER')),
      'accounts.resetSecret': done,
      'connection.view': async () => err(failure('INTERNAL_ERROR')),
      'connection.save': done,
      'connection.test': async () => ok([]),
      'counter.state': () => new Promise((resolve) => states.push(resolve)),
      'notice.dismiss': done,
      'visit.retry': () => new Promise((resolve) => retries.push(resolve)),
      'visit.choosePlace': done,
      'visit.park': done,
      'visit.takeUp': done,
      'visit.end': done,
      'visit.askPassword': done,
      'visit.stopPassword': done,
      'visit.beginPurchaser': done,
      'visit.registerPurchaser': done,
      'visit.stopPurchaser': done,
      'visit.withdrawPurchaser': done,
      'customer.state': async () => ok({ kind: 'idle', shop: '', mode: 'training' }),
      'customer.enterPassword': done,
      'customer.cancelPassword': done,
      'case.choose': done,
      'case.retry': done,
      'case.review': done,
      'case.addByHand': done,
      'case.takeLoose': done,
      'case.removeItem': done,
      'case.presettle': done,
      'case.settle': done,
      'case.handOver': done,
      'case.abandon': done,
      'case.beginReturn': done,
      'case.revoke': done,
      'case.file': async () => ok({ base64: '' }),
      'case.history': async () => ok([]),
      'case.paper': async () => ok({ base64: '' }),
      'case.print': done,
      'cases.today': async () => ok([]),
      'counter.search': async () => ok({ cases: [], drugs: [] }),
      'devices.settings': async () => ok({ devices: [], models: [] }),
      'devices.save': done,
      'devices.remove': done,
      'devices.test': done,
      'devices.testPrint': done,
    },
    events: {
      'counter.changed': (listener) => {
        tellChanged = listener
        return () => {}
      },
      'customer.changed': () => () => {},
      'place.scanned': () => () => {},
      'stock.changed': () => () => {},
    },
    setCamera: async () => false,
    onStation: (listener) => {
      tellConnected = listener
      return () => {}
    },
  }
  const store = createScreenStore(api)
  return {
    store,
    states,
    retries,
    people,
    connect: (is: boolean) => tellConnected(is),
    change: (counter: CounterState) => tellChanged(counter),
  }
}

test('the highest revision wins, in whatever order the states arrive', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1 }), (revisions) => {
      const screen = revisions.map(push).reduce(afterwards, afterwards(firstScreen, { kind: 'stationCame' }))
      expect(screen.counter?.revision).toBe(Math.max(...revisions))
    }),
  )
})

test('a state that is not newer changes nothing at all', () => {
  const screen = [{ kind: 'stationCame' } as const, push(4)].reduce(afterwards, firstScreen)
  expect(afterwards(screen, push(4))).toBe(screen)
})

test('a station that was restarted is believed although its revisions begin anew, and the screen stays until then', () => {
  const away = [{ kind: 'stationCame' } as const, push(40), { kind: 'stationLeft' } as const].reduce(afterwards, firstScreen)
  expect(away).toMatchObject({ connected: false, counter: { revision: 40 } })
  expect([{ kind: 'stationCame' } as const, push(1)].reduce(afterwards, away).counter?.revision).toBe(1)
})

test('a station that took the place of another without a pause is believed too', () => {
  const screen = [{ kind: 'stationCame' } as const, push(40), { kind: 'stationCame' } as const, push(1)].reduce(
    afterwards,
    firstScreen,
  )
  expect(screen.counter?.revision).toBe(1)
})

test('the late answer of a station that is gone is dropped', async () => {
  const { store, states, connect } = station()
  connect(true)
  connect(false)
  connect(true)
  states[1]?.(ok({ ...atRest, revision: 2 }))
  states[0]?.(ok({ ...atRest, revision: 900 }))
  await vi.waitFor(() => expect(store.snapshot().counter?.revision).toBe(2))
  expect(store.snapshot().accounts).toEqual([])
})

test('a key held down gives one command, and the next only after its answer', async () => {
  const { store, retries, connect } = station()
  connect(true)
  store.act('visit.retry', {})
  store.act('visit.retry', {})
  store.act('visit.end', {})
  expect(retries).toHaveLength(1)
  expect(store.snapshot().underWay?.name).toBe('visit.retry')
  retries[0]?.(err(failure('VISIT_BUSY')))
  await vi.waitFor(() => expect(store.snapshot().underWay).toBeNull())
  expect(store.snapshot().commandFailure?.code).toBe('VISIT_BUSY')
  store.act('visit.retry', {})
  expect(retries).toHaveLength(2)
  expect(store.snapshot().commandFailure).toBeNull()
})

test('a command tells when it was carried out, and only then', async () => {
  const { store, retries, connect } = station()
  connect(true)
  const done = vi.fn()
  store.act('visit.retry', {}, done)
  retries[0]?.(err(failure('VISIT_BUSY')))
  await vi.waitFor(() => expect(store.snapshot().underWay).toBeNull())
  store.act('visit.retry', {}, done)
  expect(done).not.toHaveBeenCalled()
  retries[1]?.(ok({}))
  await vi.waitFor(() => expect(done).toHaveBeenCalledOnce())
})

test('a question takes no turn: it is asked while a command is under way', async () => {
  const { store, connect } = station()
  connect(true)
  store.act('visit.retry', {})
  expect(await store.ask('cases.today', {})).toEqual(ok([]))
  expect(store.snapshot().underWay?.name).toBe('visit.retry')
})

test('without a station no command is given', () => {
  const { store, retries } = station()
  store.act('visit.retry', {})
  expect(retries).toHaveLength(0)
  expect(store.snapshot().underWay).toBeNull()
})

test('a command lost with its station blocks nothing, and its late answer does not end a newer one', async () => {
  const { store, retries, connect } = station()
  connect(true)
  store.act('visit.retry', {})
  connect(false)
  connect(true)
  store.act('visit.retry', {})
  retries[0]?.(err(failure('STATION_AWAY')))
  await Promise.resolve()
  expect(store.snapshot()).toMatchObject({ underWay: { name: 'visit.retry' }, commandFailure: null })
})

test('listeners hear of changes and only until they unsubscribe', () => {
  const { store, connect, change } = station()
  const listener = vi.fn()
  const unsubscribe = store.subscribe(listener)
  connect(true)
  change(atRest)
  change(atRest)
  expect(listener).toHaveBeenCalledTimes(2)
  unsubscribe()
  change({ ...atRest, revision: 2 })
  expect(listener).toHaveBeenCalledTimes(2)
})

const newcomer: Person = { id: 'chen', name: '陈新', roles: ['cashier'] }

test('a command of a form is silent: it neither blocks the counter nor leaves its failure there', async () => {
  const { store, connect } = station()
  connect(true)
  const asked = store.ask('accounts.change', { accountId: 'x', name: '陈新', roles: ['cashier'], isActive: true })
  expect(store.snapshot().underWay).toBeNull()
  expect(await asked).toEqual(err(failure('ACCOUNT_LAST_MANAGER')))
  expect(store.snapshot().commandFailure).toBeNull()
})

test('whoever was just added is in the list of those who may sign in', async () => {
  const { store, people, connect } = station()
  connect(true)
  await vi.waitFor(() => expect(store.snapshot().accounts).toEqual([]))
  people.push(newcomer)
  await store.ask('accounts.add', { name: '陈新', roles: ['cashier'], secret: 'first-one' })
  await vi.waitFor(() => expect(store.snapshot().accounts).toEqual([newcomer]))
})

test.each([
  ['somebody leaves', { person: atRest.person }, { person: null }],
  ['the shop was set up', { isSetUp: false, person: null }, { isSetUp: true, person: null }],
] as const)('when %s, the people are asked for again', async (_, before, after) => {
  const { store, people, connect, change } = station()
  connect(true)
  await vi.waitFor(() => expect(store.snapshot().accounts).toEqual([]))
  change({ ...atRest, ...before, revision: 2 })
  people.push(newcomer)
  change({ ...atRest, ...after, revision: 3 })
  await vi.waitFor(() => expect(store.snapshot().accounts).toEqual([newcomer]))
})
