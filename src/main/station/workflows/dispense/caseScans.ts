import type { Person } from '../../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../../shared/contract/failures.ts'
import type { CaseState } from '../../../../shared/domain/dispenseCase.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import type { ClassifiedScan } from '../../../../shared/domain/scan.ts'
import type { CaseRecord } from '../../store/cases.ts'
import type { Vouchers } from '../vouchers.ts'
import type { CaseSteps, Work } from './caseSteps.ts'
import type { Front } from './front.ts'
import type { Done, Pace } from './pace.ts'
import { type RenewalKind, type ScannedVoucher, wantedRenewal } from './renewal.ts'

/** In which boxes go into the basket. */
const PICKING: readonly CaseState[] = ['approved', 'picked', 'presettled']

/** A reading with the filing number of the scanner that it came from; null where that has none of its own. */
export interface CaseScan extends ClassifiedScan {
  readonly terminalId: string | null
}

export interface CaseScanPorts {
  readonly steps: CaseSteps
  readonly front: Front
  readonly pace: Pace
  readonly vouchers: Vouchers
  readonly renew: (work: Work, scanned: ScannedVoucher, kind: RenewalKind) => Promise<Failure | null>
  /** what follows when the voucher was taken */
  readonly renewed: (work: Work, kind: RenewalKind) => Promise<void>
  readonly identify: (work: Work, scanned: ScannedVoucher) => Promise<Failure | null>
  readonly takeBox: (record: CaseRecord, code: string, byHand: null, operator: Person) => Done
  /** says what belongs to no case, as a voucher that is refused */
  readonly tell: (reason: Failure) => void
}

/** Which readings the case at the front wants, and what becomes of them. */
export function createCaseScans({ steps, front, pace, vouchers, renew, renewed, identify, takeBox, tell }: CaseScanPorts) {
  function takeVoucher(scanned: ScannedVoucher, operator: Person): Result<boolean, Failure> {
    const live = front.live()
    if (live === null) {
      front.setReturning(null)
      return ok(false)
    }
    if (pace.isBusy(live.id)) return err(failure('CASE_BUSY'))
    const kind = live.returnedCodes === null ? wantedRenewal(live, steps.now()) : null
    if (kind === null) return err(failure('CASE_OPEN'))
    if (vouchers.isUsed(scanned.qr)) return err(failure('VOUCHER_QR_USED'))
    const run = async (work: Work): Promise<void> => {
      const refused = await renew(work, scanned, kind)
      if (refused) return say(work, refused)
      await renewed(work, kind)
    }
    return taken(pace.begin(operator, () => null, run))
  }

  function takePharmacistVoucher(scanned: ScannedVoucher, operator: Person): Result<boolean, Failure> {
    if (front.find()?.machine.state !== 'verified') return ok(false)
    if (vouchers.isUsed(scanned.qr)) return err(failure('VOUCHER_QR_USED'))
    const mayReview = ({ machine }: CaseRecord) => steps.refusal(machine, { type: 'begin', action: { kind: 'review' } })
    const run = async (work: Work): Promise<void> => {
      const refused = await identify(work, scanned)
      if (refused) say(work, refused)
    }
    return taken(pace.begin(operator, mayReview, run))
  }

  /** Another patient may have come to the counter meanwhile: then it stands on the case, unless that says already what it waits for. */
  function say({ caseId, operator }: Work, reason: Failure): void {
    if (front.find()?.id === caseId) tell(reason)
    else if (steps.find(caseId).failure === null) steps.stop(caseId, reason, operator)
  }

  function wantsBoxes(): boolean {
    const record = front.live()
    return record !== null && (record.returnedCodes !== null || PICKING.includes(record.machine.state))
  }

  /** Takes a reading; false when the case does not want it. */
  return ({ kind, text, terminalId }: CaseScan, operator: Person): Result<boolean, Failure> => {
    switch (kind) {
      case 'voucher':
        return takeVoucher({ qr: text, terminalId }, operator)
      case 'pharmacistVoucher':
        return takePharmacistVoucher({ qr: text, terminalId }, operator)
      case 'productCode':
        return wantsBoxes() ? err(failure('BOX_PRODUCT_CODE')) : ok(false)
      case 'traceCode':
      case 'makerCode':
        return wantsBoxes() ? taken(pace.change(operator, (record) => takeBox(record, text, null, operator))) : ok(false)
      default:
        return ok(false)
    }
  }
}

function taken(done: Done): Result<boolean, Failure> {
  return done.ok ? ok(true) : done
}
