import { useEffect, useMemo, useReducer } from 'react'
import type { CounterState, Person } from '../../shared/contract/counter.ts'
import type { Failure } from '../../shared/contract/failures.ts'
import type { CommandName } from '../../shared/contract/names.ts'
import type { Result } from '../../shared/domain/result.ts'
import type { Controls } from '../state/controls.ts'
import { type Deed, functionKeys, type Situation } from '../state/deeds.ts'
import { afterOnDesk, clearDesk, type Desk, type DeskEvent, deskFor, type Loaded } from '../state/desk.ts'
import { keysOf } from '../state/keys.ts'
import type { Act, Ask, Listen } from '../state/store.ts'
import { type Hotkeys, useHotkeys } from './useHotkeys.ts'

/** What the counter screen is given: the station's state, who is there, and how to ask and act. */
export interface CounterGiven {
  readonly counter: CounterState
  readonly person: Person
  readonly connected: boolean
  /** who may sign in at this window; null until the station has told them */
  readonly accounts: readonly Person[] | null
  readonly underWay: CommandName | null
  readonly commandFailure: Failure | null
  readonly act: Act
  readonly ask: Ask
  readonly listen: Listen
  readonly dismissFailure: () => void
}

const idleKeys: Hotkeys = Object.freeze(Object.fromEntries(functionKeys.map((name) => [name, null])))

/** The desk of the counter: keeps what is typed, listens to the keys, and asks the station for what an open panel shows. */
export function useDesk({
  counter,
  person,
  connected,
  underWay,
  commandFailure,
  act,
  ask,
  dismissFailure,
}: CounterGiven): Controls {
  const [desk, dispatch] = useReducer(afterOnDesk, clearDesk)
  // adjusted while drawing, so that nothing of one case is ever drawn for another
  if (deskFor(desk, counter) !== desk) dispatch({ kind: 'counterCame', counter })
  if (commandFailure?.code === 'LOT_NEEDED' && desk.form === 'byHand' && !desk.asksLot) dispatch({ kind: 'lotAsked' })
  usePanelContent(desk, ask, dispatch)

  const situation = useMemo<Situation>(
    () => ({ counter, person, connected, commandFailure, desk }),
    [counter, person, connected, commandFailure, desk],
  )
  const keys = useMemo(() => keysOf(situation), [situation])
  const perform = useMemo(
    () => (deed: Deed) => {
      if (deed.kind === 'desk') dispatch(deed.event)
      else if (deed.kind === 'dismissFailure') dismissFailure()
      else deed.give(act, () => dispatch({ kind: 'done', name: deed.name }))
    },
    [act, dismissFailure],
  )
  const hotkeys = useMemo<Hotkeys>(() => {
    const deeds = Object.entries(keys).map(([name, deed]) => [name, () => perform(deed)] as const)
    return { ...idleKeys, ...Object.fromEntries(deeds) }
  }, [keys, perform])
  useHotkeys(hotkeys)

  return useMemo(() => ({ keys, desk, situation, perform, underWay }), [keys, desk, situation, perform, underWay])
}

function usePanelContent({ panel, historyOf, query }: Desk, ask: Ask, dispatch: (event: DeskEvent) => void): void {
  useEffect(() => {
    if (panel === 'today') void ask('cases.today', {}).then((result) => dispatch({ kind: 'todayCame', today: loaded(result) }))
  }, [panel, ask, dispatch])
  const text = panel === 'search' ? query.trim() : ''
  useEffect(() => {
    if (text === '') return
    void ask('counter.search', { text }).then((result) => dispatch({ kind: 'foundCame', query: text, found: loaded(result) }))
  }, [text, ask, dispatch])
  useEffect(() => {
    if (historyOf === null) return
    const caseId = historyOf
    void ask('case.history', { caseId }).then((result) => dispatch({ kind: 'historyCame', caseId, history: loaded(result) }))
  }, [historyOf, ask, dispatch])
}

function loaded<T>(result: Result<T, Failure>): Loaded<T> {
  return result.ok ? { value: result.value } : { failure: result.failure }
}
