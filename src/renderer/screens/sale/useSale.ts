import { useCallback, useEffect, useRef, useState } from 'react'
import type { CommandInput, CommandOutput } from '../../../shared/contract/contract.ts'
import type { Failure } from '../../../shared/contract/failures.ts'
import type { CommandName } from '../../../shared/contract/names.ts'
import type { PlaceScan } from '../../../shared/contract/place.ts'
import type { SaleDesk } from '../../../shared/contract/stock/sale.ts'
import { useScans } from '../../components/useScans.ts'
import type { Ask, Listen } from '../../state/store.ts'

/** The commands that answer with everything that is shown. */
type DeskCommand = { [N in CommandName]: CommandOutput<N> extends SaleDesk ? N : never }[CommandName]

export interface SaleAtWork {
  /** null until the station has told it */
  readonly desk: SaleDesk | null
  readonly failure: Failure | null
  readonly isBusy: boolean
  readonly put: (desk: SaleDesk) => void
  readonly dismiss: () => void
  /** gives a command, unless one is under way */
  readonly give: <N extends DeskCommand>(name: N, input: CommandInput<N>, done?: (desk: SaleDesk) => void) => void
}

interface Given {
  readonly ask: Ask
  readonly listen: Listen
  /** whether a scanned box names the sale that it is to come back of */
  readonly isLookingForSale: boolean
  readonly onScan: (scan: PlaceScan) => void
  /** whether the patient is asked for the password: what comes of it is the station's to tell */
  readonly isAsked: boolean
}

/** Ordinary sales as the station has them: what is done answers with them, and after every scan they are asked for again. */
export function useSale({ ask, listen, isLookingForSale, onScan, isAsked }: Given): SaleAtWork {
  const [desk, setDesk] = useState<SaleDesk | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isBusy, setBusy] = useState(false)
  const isUnderWay = useRef(false)

  const put = useCallback((value: SaleDesk): void => {
    setDesk(value)
    setFailure(null)
  }, [])
  const look = useCallback(async (): Promise<void> => {
    const result = await ask('sale.view', {})
    if (result.ok) setDesk(result.value)
    else setFailure(result.failure)
  }, [ask])
  useEffect(() => {
    // what a password was missing for is mended
    if (!isAsked) setFailure(null)
    void look()
  }, [look, isAsked])
  const taken = useCallback(
    (scan: PlaceScan) => {
      setFailure(scan.failure)
      void look()
      onScan(scan)
    },
    [look, onScan],
  )
  useScans(ask, listen, 'sale', isLookingForSale ? 'return' : '', taken)

  const give = useCallback(
    <N extends DeskCommand>(name: N, input: CommandInput<N>, done?: (value: SaleDesk) => void): void => {
      if (isUnderWay.current) return
      isUnderWay.current = true
      setBusy(true)
      void ask(name, input).then((result) => {
        isUnderWay.current = false
        setBusy(false)
        if (!result.ok) {
          setFailure(result.failure)
          return void look()
        }
        const value: SaleDesk = result.value
        put(value)
        done?.(value)
      })
    },
    [ask, put, look],
  )
  const dismiss = useCallback(() => setFailure(null), [])
  return { desk, failure, isBusy, put, dismiss, give }
}
