import type { PasswordPurpose, Person } from '../../../../shared/contract/counter.ts'
import { type Failure, type FailureCode, failure } from '../../../../shared/contract/failures.ts'
import { isSamePerson } from '../../../../shared/domain/personNames.ts'
import type { AuthorizedPrescription } from '../../gateways/gateways.ts'
import type { CaseRecord } from '../../store/cases.ts'
import type { Store } from '../../store/store.ts'
import type { Visit } from '../../store/visits.ts'
import type { Messages } from '../messages.ts'
import type { Vouchers } from '../vouchers.ts'
import type { CaseSteps, Work } from './caseSteps.ts'
import { isLive } from './front.ts'
import { BY_VOUCHER, cardOf, patientOf, visitOf } from './parties.ts'

export interface RenewalPorts {
  readonly store: Store
  readonly steps: CaseSteps
  readonly messages: Messages
  readonly vouchers: Vouchers
}

/** What a new scan of the patient's voucher is for: to authorize the prescription anew (7201), or to pay. */
export type RenewalKind = 'prescription' | 'payment'

/** What only a new authorization mends. */
const UNAUTHORIZED: readonly FailureCode[] = ['PRESCRIPTION_TOKEN_DEAD', 'PRESCRIPTION_NOT_AUTHORIZED']

/** What a case wants of a voucher that is scanned now; null when it wants none. */
export function wantedRenewal({ machine, failure: reason }: CaseRecord, now: number): RenewalKind | null {
  const isUnauthorized = reason !== null && UNAUTHORIZED.includes(reason.code)
  switch (machine.state) {
    case 'authorized':
    case 'downloaded':
    case 'verified':
      return now >= machine.tokenUntil || isUnauthorized || reason?.code === 'VOUCHER_TOKEN_DEAD' ? 'prescription' : null
    case 'picked':
    case 'presettled':
    case 'outboundReported':
      return isUnauthorized ? 'prescription' : 'payment'
    default:
      return null
  }
}

/**
 * What a case of a patient with a card waits to have the voucher's password for; null when it waits for none. To pay it is asked for anew (N 7.1.3 j), once the sum is known:
 * that for which the prescriptions were fetched does not count.
 */
export function wantedPassword(record: CaseRecord, visit: Visit, now: number): PasswordPurpose | null {
  const { machine, returnedCodes, failure: reason, presettlement } = record
  if (visit.credential === 'voucher' || !isLive(record) || returnedCodes !== null) return null
  if (machine.underWay !== null || machine.unanswered !== null) return null
  const kind = wantedRenewal(record, now)
  if (kind !== 'payment') return kind && 'prescriptions'
  if (visit.voucherToken === null || reason?.code === 'VOUCHER_TOKEN_DEAD') return 'payment'
  const isReckoned = machine.state !== 'picked' && presettlement !== null
  return isReckoned && visit.passwordFor !== record.id ? 'payment' : null
}

/** A voucher that is scanned, and the scanner that it came from. */
export interface ScannedVoucher {
  readonly qr: string
  readonly terminalId: string | null
}

/** The patient shows the voucher again, within the same case. Another person's voucher changes nothing. */
export function createRenewal({ store, steps, messages, vouchers }: RenewalPorts) {
  async function decode(work: Work, scanned: ScannedVoucher, kind: RenewalKind): Promise<Failure | null> {
    const { caseId, operator, gateways } = work
    const record = steps.find(caseId)
    const { visitId } = record
    let reason: Failure | null = null
    const businessType = kind === 'payment' ? '02121' : '02122'
    const refused = await vouchers.decode(gateways, { ...scanned, businessType, visitId, operator }, (voucher) => {
      if (!isSamePerson(voucher, patientOf(record, store))) {
        reason = failure('PERSON_MISMATCH')
        audit(caseId, operator, 'case.voucherRefused')
        return
      }
      store.visits.update(visitId, { ...BY_VOUCHER, voucherToken: voucher.token })
      accepted(record, operator)
    })
    return refused ?? reason
  }

  /** The patient put the card down, and types the password of the voucher. */
  async function checkPassword(work: Work, password: string, purpose: PasswordPurpose): Promise<Failure | null> {
    const { caseId, operator, gateways } = work
    const record = steps.find(caseId)
    const typed = { password, visit: visitOf(record, store), purpose, operator }
    return vouchers.checkPassword(gateways, typed, ({ token: voucherToken }) => {
      store.visits.update(record.visitId, { voucherToken, passwordFor: purpose === 'payment' ? caseId : null })
      accepted(record, operator)
    })
  }

  function accepted({ id, failure: reason }: CaseRecord, operator: Person): void {
    if (reason?.code === 'VOUCHER_TOKEN_DEAD' || reason?.code === 'PASSWORD_NEEDED')
      store.cases.update(id, { failure: null, failedAt: null })
    audit(id, operator, 'case.voucherRenewed')
  }

  async function authorize(work: Work): Promise<void> {
    const { caseId, operator, gateways } = work
    const record = steps.find(caseId)
    const { visitId, hiRxno } = record
    const { name, idNumber, insuranceArea } = patientOf(record, store)
    const visit = visitOf(record, store)
    const { voucherToken } = visit
    if (voucherToken === null) throw new Error(`visit ${visitId} has no voucher`)
    const request = { voucherToken, card: cardOf(visit), insuranceArea, name, idNumber, operator }
    await messages.send<readonly AuthorizedPrescription[]>(work, visitId, {
      number: '7201',
      businessKey: messages.openKey('7201', `${caseId}/7201`),
      call: { plain: () => gateways.prescriptionCenter.authorize(request) },
      settled: (told) => {
        if (told.kind !== 'done') return steps.stop(caseId, told.failure, operator)
        const offered = told.value ?? []
        store.waitingPrescriptions.replace(visitId, offered)
        const found = offered.find((each) => each.hiRxno === hiRxno)
        if (found === undefined) return steps.stop(caseId, failure('PRESCRIPTION_NOT_AUTHORIZED'), operator)
        const { token, tokenUntil } = found
        steps.apply(caseId, { type: 'tokenRenewed', tokenUntil }, operator, { token, failure: null, failedAt: null })
      },
    })
  }

  return {
    /** decodes the patient's voucher; null when it was taken */
    renew: decode,
    /** ec.pwdCheck for a case of a patient with a card; null when it was right */
    checkPassword,
    /** the patient's token in the books is a new one */
    accepted,
    /** 7201: the prescription of the case under a new token */
    authorize,
  }

  function audit(caseId: string, operator: Person, action: string): void {
    store.audit.append({ accountId: operator.id, window: null, action, subject: caseId, detail: {} })
  }
}
