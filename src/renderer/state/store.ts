import type { RxCounterApi } from '../../shared/contract/api.ts'
import type { CommandInput, CommandOutput, EventPayload } from '../../shared/contract/contract.ts'
import type { Failure } from '../../shared/contract/failures.ts'
import type { CommandName, EventName } from '../../shared/contract/names.ts'
import type { Result } from '../../shared/domain/result.ts'
import { afterwards, firstScreen, type Happening, type Screen } from './screen.ts'

/** What changes who may sign in. */
const peopleCommands: readonly CommandName[] = Object.freeze(['accounts.add', 'accounts.change'])

/** Gives a command, unless one is under way or no station is there: a key held down or a second click does nothing. `done`: it was carried out. */
export type Act = <N extends CommandName>(name: N, input: CommandInput<N>, done?: () => void) => void

/** Asks the station for something that is not part of what it pushes, or gives a command whose answer and failure stay with the form that gave it. */
export type Ask = <N extends CommandName>(name: N, input: CommandInput<N>) => Promise<Result<CommandOutput<N>, Failure>>

/** Hears what the station tells of one thing; returns the function that ends it. */
export type Listen = <N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) => () => void

export interface ScreenStore {
  readonly snapshot: () => Screen
  /** returns the function that ends the subscription */
  readonly subscribe: (listener: () => void) => () => void
  readonly act: Act
  readonly ask: Ask
  readonly listen: Listen
  readonly dismissFailure: () => void
  /** asks the station for everything again */
  readonly load: () => void
}

/** The page's one store: listens to the station from now on and keeps what it pushed. */
export function createScreenStore(api: RxCounterApi): ScreenStore {
  let screen = firstScreen
  /** rises whenever a station comes or goes, so that a late answer of an earlier one is dropped */
  let connection = 0
  const listeners = new Set<() => void>()

  const happened = (happening: Happening): void => {
    const before = screen
    screen = afterwards(screen, happening)
    if (screen !== before) for (const listener of listeners) listener()
  }

  const loadCounter = async (): Promise<void> => {
    const asked = connection
    const result = await api.commands['counter.state']({})
    if (asked !== connection) return
    happened(result.ok ? { kind: 'counterCame', counter: result.value } : { kind: 'loadFailed', failure: result.failure })
  }

  const loadPeople = async (): Promise<void> => {
    const asked = connection
    const result = await api.commands['session.accounts']({})
    if (asked !== connection) return
    happened(result.ok ? { kind: 'accountsCame', accounts: result.value } : { kind: 'loadFailed', failure: result.failure })
  }

  const load = (): void => {
    void loadCounter()
    void loadPeople()
  }

  const run = async <N extends CommandName>(name: N, input: CommandInput<N>, done?: () => void): Promise<void> => {
    const command = { name }
    happened({ kind: 'commandBegan', command })
    const result = await api.commands[name](input)
    happened({ kind: 'commandEnded', command, failure: result.ok ? null : result.failure })
    if (result.ok) done?.()
  }

  api.events['counter.changed']((counter) => {
    // another window may have changed the people meanwhile
    const isLeft = screen.counter !== null && screen.counter.person !== null && counter.person === null
    const isSetUpNow = screen.counter?.isSetUp === false && counter.isSetUp
    happened({ kind: 'counterCame', counter })
    if (isLeft || isSetUpNow) void loadPeople()
  })
  api.onStation((connected) => {
    connection += 1
    happened({ kind: connected ? 'stationCame' : 'stationLeft' })
    if (connected) load()
  })

  return {
    snapshot: () => screen,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    act: (name, input, done) => {
      if (screen.connected && screen.underWay === null) void run(name, input, done)
    },
    ask: async (name, input) => {
      const result = await api.commands[name](input)
      if (result.ok && peopleCommands.includes(name)) void loadPeople()
      return result
    },
    listen: (name, listener) => api.events[name](listener),
    dismissFailure: () => happened({ kind: 'failureDismissed' }),
    load: () => {
      happened({ kind: 'failureDismissed' })
      load()
    },
  }
}
