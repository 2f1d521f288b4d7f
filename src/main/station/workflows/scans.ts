import { commands } from '../../../shared/contract/contract.ts'
import type { Person } from '../../../shared/contract/counter.ts'
import type { Failure } from '../../../shared/contract/failures.ts'
import { type FailureCode, failure } from '../../../shared/contract/failures.ts'
import type { Role } from '../../../shared/contract/roles.ts'
import type { Scan, ScanKind } from '../../../shared/domain/scan.ts'
import type { VisitWorkflow } from './visit.ts'

/** What is said to a reading that no step is waiting for. */
const NOT_WANTED = {
  doubled: 'SCAN_DOUBLED',
  unreadable: 'SCAN_UNREADABLE',
  unknown: 'SCAN_UNKNOWN',
  traceCode: 'TRACE_CODE_NOT_WANTED',
  productCode: 'PRODUCT_CODE_NOT_WANTED',
  pharmacistVoucher: 'PHARMACIST_VOUCHER_NOT_WANTED',
} as const satisfies Record<Exclude<ScanKind, 'voucher'>, FailureCode>

/** A visit is begun by those who may end it again. */
const SERVING: readonly Role[] = commands['visit.end'].by

export interface ScanPorts {
  readonly operator: () => Person | null
  readonly visit: VisitWorkflow
  readonly tell: (failure: Failure) => void
}

/** Takes each reading to the step that wants it, or tells the person why nobody does. A reading is never silently lost. */
export async function takeScan(scan: Scan, { operator, visit, tell }: ScanPorts): Promise<void> {
  const person = operator()
  if (!person) return tell(failure('SCAN_BEFORE_SIGN_IN'))
  if (scan.kind !== 'voucher') return tell(failure(NOT_WANTED[scan.kind]))
  if (!person.roles.some((role) => SERVING.includes(role))) return tell(failure('ROLE_MISSING'))
  const begun = await visit.begin(scan.text, person)
  if (!begun.ok) tell(begun.failure)
}
