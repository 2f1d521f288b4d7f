import { commands } from '../../../shared/contract/contract.ts'
import type { Person } from '../../../shared/contract/counter.ts'
import type { Failure } from '../../../shared/contract/failures.ts'
import { type FailureCode, failure } from '../../../shared/contract/failures.ts'
import type { Role } from '../../../shared/contract/roles.ts'
import type { Scan, ScanKind } from '../../../shared/domain/scan.ts'
import type { ScanFault } from '../../../shared/domain/scanFaults.ts'
import type { Dispense } from './dispense/dispense.ts'
import type { VisitWorkflow } from './visit/visit.ts'

/** What is said to a reading that no step is waiting for. */
const NOT_WANTED = {
  doubled: 'SCAN_DOUBLED',
  unreadable: 'SCAN_UNREADABLE',
  unknown: 'SCAN_UNKNOWN',
  traceCode: 'TRACE_CODE_NOT_WANTED',
  makerCode: 'TRACE_CODE_NOT_WANTED',
  prescriptionQr: 'PRESCRIPTION_QR_NOT_WANTED',
  productCode: 'PRODUCT_CODE_NOT_WANTED',
  pharmacistVoucher: 'PHARMACIST_VOUCHER_NOT_WANTED',
} as const satisfies Record<Exclude<ScanKind, 'voucher'>, FailureCode>

/** What is said to a code that something went wrong with. */
const FAULTS = {
  separatorsLost: 'SCAN_SEPARATORS_LOST',
  fullWidth: 'SCAN_FULL_WIDTH',
  capsLock: 'SCAN_CAPS_LOCK',
  layout: 'SCAN_LAYOUT',
  zerosLost: 'SCAN_ZEROS_LOST',
  cutOff: 'SCAN_CUT_OFF',
} as const satisfies Record<ScanFault, FailureCode>

/** A visit is begun by those who may end it again. */
const SERVING: readonly Role[] = commands['visit.end'].by

/** Whether this person may serve patients. */
export function mayServe({ roles }: Person): boolean {
  return roles.some((role) => SERVING.includes(role))
}

export interface ScanPorts {
  readonly operator: () => Person | null
  /** filing number of a scanner; null where it has none of its own */
  readonly terminalOf: (deviceId: string) => string | null
  readonly visit: Pick<VisitWorkflow, 'begin'>
  readonly dispense: Pick<Dispense, 'takeScan'>
  readonly forgetNotice: () => void
  readonly tell: (failure: Failure) => void
}

/**
 * Takes each reading to the step that wants it, the case's before the visit's, or tells the person why nobody does. A reading is never silently
 * lost, and one that was taken ends what was said before.
 */
export async function takeScan(
  scan: Scan,
  { terminalOf, operator, visit, dispense, forgetNotice, tell }: ScanPorts,
): Promise<void> {
  const person = operator()
  if (!person) return tell(failure('SCAN_BEFORE_SIGN_IN'))
  const { kind, text, fault, deviceId } = scan
  if (fault !== undefined) return tell(failure(FAULTS[fault]))
  const terminalId = terminalOf(deviceId)
  if (!mayServe(person)) {
    return tell(failure(kind === 'voucher' ? 'ROLE_MISSING' : NOT_WANTED[kind]))
  }
  const taken = dispense.takeScan({ kind, text, terminalId }, person)
  if (!taken.ok) return tell(taken.failure)
  if (taken.value) return forgetNotice()
  if (kind !== 'voucher') return tell(failure(NOT_WANTED[kind]))
  const begun = await visit.begin(text, person, terminalId)
  if (!begun.ok) tell(begun.failure)
}
