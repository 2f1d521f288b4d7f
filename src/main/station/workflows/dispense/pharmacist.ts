import type { Person } from '../../../../shared/contract/counter.ts'
import { type Failure, failure, failureFacts } from '../../../../shared/contract/failures.ts'
import { RegisteredPharmacist } from '../../../../shared/contract/host.ts'
import { normalNumber } from '../../../../shared/domain/personNames.ts'
import type { CasePieces, ReviewingPharmacist } from '../../store/cases.ts'
import type { Store } from '../../store/store.ts'
import type { Vouchers } from '../vouchers.ts'
import type { CaseSteps, Ending, Work } from './caseSteps.ts'
import { heldOf, reviewerOf } from './parties.ts'
import type { ScannedVoucher } from './renewal.ts'

const REGISTER = 'pharmacists'

/** The pharmacists of this shop as the province has registered them. */
export interface PharmacistRegister {
  list(): readonly RegisteredPharmacist[]
  /** puts this list in the place of the former one */
  replace(pharmacists: readonly RegisteredPharmacist[]): void
  withNumber(idNumber: string): RegisteredPharmacist | null
}

/** Sealed in the settings, so that a restart knows them before any center does. */
export function createPharmacistRegister({ settings }: Pick<Store, 'settings'>): PharmacistRegister {
  const kept = (): readonly RegisteredPharmacist[] => {
    const sealed = settings.getSealed(REGISTER)
    return sealed.ok ? RegisteredPharmacist.array().parse(JSON.parse(sealed.value)) : []
  }
  return {
    list: kept,
    replace: (pharmacists) => {
      const text = JSON.stringify(pharmacists)
      if (text !== JSON.stringify(kept())) settings.setSealed(REGISTER, text)
    },
    withNumber: (idNumber) => kept().find((each) => normalNumber(each.idNumber) === normalNumber(idNumber)) ?? null,
  }
}

export interface ReviewPorts {
  readonly store: Store
  readonly steps: CaseSteps
  readonly vouchers: Vouchers
  readonly register: PharmacistRegister
  readonly clock: () => number
}

/** How long a pharmacist who showed the voucher may decide (N 8.6.4 f: it is shown at the review itself) [inferred: no standard gives a time]. */
const IDENTIFIED_MS = 2 * 60_000

/** Whether the pharmacist who showed the voucher may still decide with it. `now`: the station's clock, epoch ms. */
export function stillIdentified(pharmacist: ReviewingPharmacist | null, now: number): boolean {
  return pharmacist?.at !== undefined && Math.abs(now - pharmacist.at) < IDENTIFIED_MS
}

/** Somebody else may be at the counter: whoever showed the voucher for a review shows it again. A decision that was made keeps its pharmacist. */
export function forgetPharmacists({ cases }: Pick<Store, 'cases'>): void {
  for (const { id, pharmacist } of cases.unclosed()) {
    if (pharmacist?.at === undefined) continue
    const { at: _at, ...known } = pharmacist
    cases.update(id, { pharmacist: known })
  }
}

/** The pharmacist's review (N 8.6.4 d to f): who reviews shows his or her own voucher at that moment, whoever is signed in. */
export function createReview({ store, steps, vouchers, register, clock }: ReviewPorts) {
  return {
    /** decodes the voucher of the pharmacist who is to review; null, or why he or she may not */
    identify: async ({ caseId, operator, gateways }: Work, scanned: ScannedVoucher): Promise<Failure | null> => {
      const { visitId } = steps.find(caseId)
      let reason: Failure | null = null
      const refused = await vouchers.decode(
        gateways,
        { ...scanned, businessType: '02122', visitId, operator },
        ({ token, ...person }) => {
          const registered = register.withNumber(person.idNumber)
          if (registered === null) {
            reason = failure('PHARMACIST_NOT_REGISTERED')
            audit(caseId, operator, 'case.pharmacistRefused')
            return
          }
          const { code, licence } = registered
          const pharmacist = {
            name: person.name,
            idType: person.idType,
            idNumber: person.idNumber,
            code,
            licence,
            voucherToken: token,
            at: clock(),
          }
          store.cases.update(caseId, { pharmacist, failure: null, failedAt: null })
          audit(caseId, operator, 'case.pharmacistIdentified')
        },
      )
      return refused ?? reason
    },

    /** 7206. The same decision at the same time is the same message, so that a lost one may be asked again. */
    review: (work: Work): Promise<boolean> => {
      const { caseId, gateways } = work
      const record = steps.find(caseId)
      const { review, verdict } = record
      if (review === null || verdict?.serial == null) throw new Error(`case ${caseId} has no decision on a verified file`)
      const { voucherToken: pharmacistVoucherToken, ...pharmacist } = reviewerOf(record)
      const { isApproved, opinion, at: reviewedAt } = review
      const verificationSerial = verdict.serial
      return steps.exchange(work, {
        action: { kind: 'review' },
        message: {
          number: '7206',
          businessKey: `${caseId}/review`,
          call: {
            plain: () =>
              gateways.prescriptionCenter.review({
                ...heldOf(record, store),
                pharmacist,
                pharmacistVoucherToken,
                isApproved,
                opinion,
                reviewedAt,
                verificationSerial,
              }),
          },
        },
        done: (answer): Ending => ({
          verdict: isApproved,
          pieces: { review: { ...review, serial: answer?.reviewSerial ?? null } },
        }),
        refused: whatARefusalTakesBack,
      })
    },
  }

  function audit(caseId: string, operator: Person, action: string): void {
    store.audit.append({ accountId: operator.id, window: null, action, subject: caseId, detail: {} })
  }
}

/** A decision that may be sent again as it is stays; a voucher that does not serve is scanned again. */
function whatARefusalTakesBack({ code }: Failure): Partial<CasePieces> {
  if (code === 'PHARMACIST_VOUCHER_WRONG' || code === 'PHARMACIST_NOT_REGISTERED') return { review: null, pharmacist: null }
  return failureFacts[code].retry === 'no' ? { review: null } : {}
}
