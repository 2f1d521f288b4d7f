import { useEffect } from 'react'
import type { PlaceScan, ScanPurpose } from '../../shared/contract/place.ts'
import type { Ask, Listen } from '../state/store.ts'

/**
 * Claims the readings of goods for one place and paper while it is shown, and tells `onScan` of each that came there. `onScan` must be the same function as long as what
 * it does is the same.
 */
export function useScans(
  ask: Ask,
  listen: Listen,
  purpose: ScanPurpose,
  target: string,
  onScan: (scan: PlaceScan) => void,
): void {
  useEffect(() => {
    const claim = { purpose, target }
    void ask('place.claimScans', claim)
    return () => void ask('place.releaseScans', claim)
  }, [ask, purpose, target])
  useEffect(
    () =>
      listen('place.scanned', (scan) => {
        if (scan.purpose === purpose && scan.target === target) onScan(scan)
      }),
    [listen, purpose, target, onScan],
  )
}
