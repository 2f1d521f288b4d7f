import type { Person } from '../../../shared/contract/counter.ts'
import type { Failure } from '../../../shared/contract/failures.ts'
import type { PlaceScan, ScanClaim, ScanPurpose } from '../../../shared/contract/place.ts'
import type { Result } from '../../../shared/domain/result.ts'
import type { ClassifiedScan, Scan } from '../../../shared/domain/scan.ts'

/** Takes a reading of goods into a paper; a failure says why it does not belong there. */
export type PlaceTaker = (
  target: string,
  scan: ClassifiedScan,
  operator: Person,
) => Result<unknown, Failure> | Promise<Result<unknown, Failure>>

/** Who is at a window, as far as claims have to know it. */
interface Claimer {
  readonly person: { readonly id: string } | null
}

export interface PlaceScans {
  claim(by: Claimer, claim: ScanClaim): void
  release(by: Claimer, claim: ScanClaim): void
  /** the window closed, or somebody else came to it: its claim is over */
  left(by: Claimer): void
  /** takes a code of goods to the place that the window claimed it for; false: no place wants it, and it goes to the counter's own line */
  take(scan: Scan, window: Claimer | null, operator: Person | null): boolean
}

/**
 * Readings of goods for places beside the counter's line: what stands in `takers` writes them, in their order, and the window is told of each. Vouchers never go there:
 * they belong to the line, wherever a person happens to be.
 */
export function createPlaceScans<W extends Claimer>(ports: {
  readonly takers: Readonly<Record<ScanPurpose, PlaceTaker>>
  readonly tell: (window: W, happening: PlaceScan) => void
}): PlaceScans {
  const claims = new Map<Claimer, ScanClaim>()
  /** one after the other, as they were read */
  let last: Promise<unknown> = Promise.resolve()

  async function put({ purpose, target }: ScanClaim, { kind, text, at }: Scan, window: W, operator: Person): Promise<void> {
    const taken = await ports.takers[purpose](target, { kind, text }, operator)
    ports.tell(window, { purpose, target, kind, text, at, failure: taken.ok ? null : taken.failure })
  }

  return {
    claim: (by, claim) => void claims.set(by, claim),
    release: (by, { purpose, target }) => {
      const own = claims.get(by)
      if (own?.purpose === purpose && own.target === target) claims.delete(by)
    },
    left: (by) => void claims.delete(by),
    take: (scan, window, operator) => {
      const claim = window === null ? undefined : claims.get(window)
      if (claim === undefined || operator === null || !isOfGoods(scan)) return false
      last = last.then(() => put(claim, scan, window as W, operator))
      return true
    },
  }
}

function isOfGoods({ kind }: ClassifiedScan): boolean {
  return kind !== 'voucher' && kind !== 'pharmacistVoucher' && kind !== 'prescriptionQr'
}
