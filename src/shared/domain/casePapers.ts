import type { CaseState } from './dispenseCase.ts'

/**
 * The papers of a case. `goodsList`: what the patient checks; `notGenuine`: the account for the 医保 office (N 8.6.4 b); `prescription`: what the pharmacist signs and
 * the shop keeps; `bagLabel`: how each drug is taken, for its bag. Stored: never rename one.
 */
export const casePapers = Object.freeze(['goodsList', 'receipt', 'refund', 'notGenuine', 'prescription', 'bagLabel'] as const)
export type CasePaper = (typeof casePapers)[number]

/** From when on the basket is whole and reckoned. */
const PICKED: readonly CaseState[] = ['presettled', 'outboundReported', 'settled', 'handedOver']
const SOLD: readonly CaseState[] = ['settled', 'handedOver', 'revoked', 'returned']
const TAKEN_BACK: readonly CaseState[] = ['revoked', 'returned']

/** From when on a pharmacist has decided; what was never reviewed has nothing to sign. */
const REVIEWED: readonly CaseState[] = [
  'approved',
  'rejected',
  'picked',
  ...PICKED,
  ...TAKEN_BACK,
  'cancelling',
  'outboundCancelled',
]
const LABELLED: readonly CaseState[] = ['picked', ...PICKED]

/** Whether the settlement was revoked: whatever told of it is true no more. */
export function isTakenBack({ state }: { readonly state: CaseState }): boolean {
  return TAKEN_BACK.includes(state)
}

/** Which papers can be had of a case now: the list of goods once it is reckoned, the receipt once it is settled, the refund once that was revoked, the prescription once it is reviewed, labels once the boxes lie there. */
export function papersOf({ state }: { readonly state: CaseState }): readonly CasePaper[] {
  const isToBeHad: Readonly<Record<CasePaper, boolean>> = {
    goodsList: PICKED.includes(state),
    receipt: SOLD.includes(state),
    refund: isTakenBack({ state }),
    notGenuine: state === 'notGenuine',
    prescription: REVIEWED.includes(state),
    bagLabel: LABELLED.includes(state),
  }
  return casePapers.filter((paper) => isToBeHad[paper])
}
