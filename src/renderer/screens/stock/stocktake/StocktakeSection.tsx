import { type ReactElement, useCallback, useState } from 'react'
import type { Act, Ask, Listen } from '../../../state/store.ts'
import { CountView } from './CountView.tsx'
import { DifferencesView } from './DifferencesView.tsx'
import { StocktakeList } from './StocktakeList.tsx'

export interface StocktakeProps {
  readonly ask: Ask
  readonly act: Act
  readonly listen: Listen
  /** a manager, who approves */
  readonly mayDecide: boolean
}

/** Where a person is: in the list, or in one stocktake, counting or looking at its differences. */
type Place = { readonly id: string; readonly shows: 'count' | 'differences' } | null

/** 盘点: begin, count, look at the differences, approve. */
export function StocktakeSection(props: StocktakeProps): ReactElement {
  const [place, setPlace] = useState<Place>(null)
  const onBack = useCallback(() => setPlace(null), [])
  if (place === null)
    return <StocktakeList {...props} onOpen={(id, isCounting) => setPlace({ id, shows: isCounting ? 'count' : 'differences' })} />
  const { id, shows } = place
  const show = (next: 'count' | 'differences') => () => setPlace({ id, shows: next })
  return shows === 'count' ? (
    <CountView {...props} id={id} onBack={onBack} onDifferences={show('differences')} />
  ) : (
    <DifferencesView {...props} id={id} onBack={onBack} onCount={show('count')} />
  )
}
