import { type ReactElement, useState } from 'react'
import type { CounterState } from '../../../shared/contract/counter.ts'
import { PictureCover } from '../../components/PictureCover.tsx'
import type { Act, Ask, Listen } from '../../state/store.ts'
import { StockScreen } from '../stock/StockScreen.tsx'
import { ManageScreen } from './ManageScreen.tsx'

interface Props {
  readonly counter: CounterState
  readonly connected: boolean
  readonly act: Act
  readonly ask: Ask
  readonly listen: Listen
}

/** The two places of a manager who does not serve: the shop itself and its stock. */
export function ManagerPlaces({ listen, ...given }: Props): ReactElement {
  const [isInStock, setInStock] = useState(false)
  return isInStock ? (
    <PictureCover ask={given.ask}>
      <StockScreen {...given} listen={listen} first="box" onClose={null} onManage={() => setInStock(false)} />
    </PictureCover>
  ) : (
    <ManageScreen {...given} onClose={null} onStock={() => setInStock(true)} />
  )
}
