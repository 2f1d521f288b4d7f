import { type FailureCode, failure } from '../../../shared/contract/failures.ts'
import { type InsuranceCode, type PrescriptionCode, successCodes, type VoucherCode } from '../../../shared/wire/index.ts'
import { unreadable } from './answers.ts'
import type { Outcome } from './outcome.ts'

// V table C.4. Codes that a decoding cannot end in are mapped as well: a center may say anything. That a used QR is 501001 and
// one that ran out 500005 is inferred: the table has no plainer words for either.
const voucher = {
  '-1': 'CENTER_ERROR',
  '-2': 'OUR_REQUEST_REFUSED',
  '-3': 'CENTER_SILENT',
  '-4': 'OUR_REQUEST_REFUSED',
  '-5': 'OUR_REQUEST_REFUSED',
  '-6': 'CENTER_BUSY',
  '501001': 'VOUCHER_QR_USED',
  '500001': 'VOUCHER_NOT_ACTIVATED',
  '500002': 'CENTER_ERROR',
  '500003': 'VOUCHER_CHANNEL_NOT_AUTHORIZED',
  '500004': 'VOUCHER_PASSWORD_WRONG',
  '500005': 'VOUCHER_QR_EXPIRED',
  '500006': 'VOUCHER_CHANNEL_NOT_AUTHORIZED',
  '500007': 'VOUCHER_CHANNEL_NOT_AUTHORIZED',
  '500008': 'VOUCHER_QR_UNKNOWN',
  '500009': 'CENTER_REFUSED',
  '500010': 'CENTER_ERROR',
  '500011': 'CENTER_ERROR',
  '500012': 'VOUCHER_CHANNEL_NOT_AUTHORIZED',
  '500013': 'VOUCHER_CHANNEL_NOT_AUTHORIZED',
  '500014': 'CENTER_REFUSED',
  '500015': 'CENTER_REFUSED',
  '500016': 'OUR_REQUEST_REFUSED',
  '500017': 'CENTER_ERROR',
  '500018': 'CENTER_ERROR',
  '500019': 'CENTER_ERROR',
  '500020': 'CENTER_ERROR',
  '500021': 'OUR_REQUEST_REFUSED',
  '500022': 'VOUCHER_QR_EXPIRED',
  '500023': 'VOUCHER_QR_EXPIRED',
  '500024': 'CENTER_REFUSED',
  '500025': 'CENTER_REFUSED',
  '500026': 'CENTER_REFUSED',
  '500027': 'CENTER_REFUSED',
  '500028': 'CENTER_REFUSED',
  '500029': 'CENTER_REFUSED',
  '500030': 'VOUCHER_QR_EXPIRED',
  '500031': 'OUR_REQUEST_REFUSED',
  '500032': 'CENTER_REFUSED',
  '500033': 'CENTER_ERROR',
  '500034': 'CENTER_ERROR',
  '500035': 'CENTER_ERROR',
  '500036': 'OUR_SIGNATURE_REFUSED',
  '500037': 'CENTER_REFUSED',
  '500038': 'CENTER_REFUSED',
  '500039': 'CENTER_REFUSED',
  '500040': 'VOUCHER_CHANNEL_NOT_AUTHORIZED',
  '500041': 'CENTER_ERROR',
  '500042': 'VOUCHER_PASSWORD_NOT_SET',
  '500043': 'CENTER_REFUSED',
  '500044': 'CENTER_REFUSED',
  '500045': 'CENTER_REFUSED',
  '500046': 'CENTER_REFUSED',
  '500047': 'CENTER_REFUSED',
  '500048': 'CENTER_REFUSED',
  '500049': 'VOUCHER_QR_UNKNOWN',
  '500050': 'CENTER_REFUSED',
  '500051': 'VOUCHER_QR_EXPIRED',
  '500052': 'CENTER_REFUSED',
  '500053': 'CENTER_REFUSED',
  '500054': 'PERSON_NOT_INSURED',
  '500055': 'CENTER_ERROR',
  '500056': 'CENTER_ERROR',
  '500057': 'INSTITUTION_UNKNOWN',
  '500058': 'INSTITUTION_UNKNOWN',
  '500059': 'CENTER_REFUSED',
  '500060': 'OUR_REQUEST_REFUSED',
  '500061': 'OUR_REQUEST_REFUSED',
  '500062': 'VOUCHER_QR_EXPIRED',
  '500063': 'CENTER_REFUSED',
} as const satisfies Record<VoucherCode, FailureCode>

const insurance = {
  '-1': 'CENTER_REFUSED',
  '1001': 'INSTITUTION_UNKNOWN',
  '1002': 'OUR_SIGNATURE_REFUSED',
  '1003': 'OUR_REQUEST_REFUSED',
  '1004': 'BUSINESS_SIGN_IN_MISSING',
  '1005': 'PERSON_NOT_INSURED',
  '1006': 'VOUCHER_TOKEN_DEAD',
  '1007': 'PERSON_MISMATCH',
  '1008': 'OUR_REQUEST_REFUSED',
  '1009': 'OUR_REQUEST_REFUSED',
  '1010': 'CENTER_BUSY',
  '1011': 'CENTER_ERROR',
  '1012': 'INSURANCE_SUSPENDED',
  '1013': 'OUR_REQUEST_REFUSED',
  '1014': 'VOUCHER_NOT_ACTIVATED',
  '1021': 'PRESCRIPTION_UNKNOWN',
  '1022': 'PRESCRIPTION_USED',
  '1023': 'PRESCRIPTION_EXPIRED',
  '1024': 'PRESCRIPTION_WITHDRAWN',
  '1025': 'PRESCRIPTION_NOT_OWNED',
  '1026': 'REVIEW_MISSING',
  '1027': 'DRUG_NOT_ON_PRESCRIPTION',
  '1028': 'DRUG_NOT_COVERED',
  '1029': 'OUTBOUND_MISSING',
  '1030': 'BENEFIT_MISSING',
  '1031': 'TRACE_CODE_MISSING',
  '1032': 'TRACE_CODE_WRONG',
  '1033': 'TRACE_CODE_SOLD',
  '1034': 'PRESCRIPTION_HELD_ELSEWHERE',
  '1041': 'AMOUNTS_DIFFER',
  '1042': 'SETTLEMENT_UNKNOWN',
  '1043': 'SETTLEMENT_REVOKED',
  '1044': 'NOT_REVERSIBLE',
  '1045': 'UPLOAD_BUILT_UPON',
  '1046': 'UPLOAD_DIFFERS',
  '1051': 'UPLOAD_UNKNOWN',
  '1052': 'UPLOAD_REPEATED',
  '1061': 'OUR_REQUEST_REFUSED',
  '1062': 'OUR_REQUEST_REFUSED',
  '1071': 'OUR_REQUEST_REFUSED',
  '1072': 'OUR_REQUEST_REFUSED',
  '1073': 'OUR_REQUEST_REFUSED',
  '1074': 'OUR_REQUEST_REFUSED',
} as const satisfies Record<InsuranceCode, FailureCode>

const prescription = {
  '-1': 'CENTER_ERROR',
  '-2': 'OUR_REQUEST_REFUSED',
  '-3': 'CENTER_SILENT',
  '-4': 'OUR_REQUEST_REFUSED',
  '-5': 'OUR_REQUEST_REFUSED',
  '-6': 'CENTER_BUSY',
  '700001': 'INSTITUTION_UNKNOWN',
  '700002': 'OUR_SIGNATURE_REFUSED',
  '700003': 'OUR_SIGNATURE_REFUSED',
  '700004': 'OUR_REQUEST_REFUSED',
  '700005': 'OUR_REQUEST_REFUSED',
  '700006': 'INSTITUTION_UNKNOWN',
  '700101': 'VOUCHER_TOKEN_DEAD',
  '700102': 'PERSON_MISMATCH',
  '700103': 'VOUCHER_NOT_ACTIVATED',
  '700111': 'PRESCRIPTION_TOKEN_DEAD',
  '700112': 'PRESCRIPTION_NOT_AUTHORIZED',
  '700113': 'PRESCRIPTION_HELD_ELSEWHERE',
  '700121': 'PRESCRIPTION_USED',
  '700122': 'PRESCRIPTION_EXPIRED',
  '700123': 'PRESCRIPTION_WITHDRAWN',
  '700131': 'VERIFICATION_MISSING',
  '700132': 'PHARMACIST_NOT_REGISTERED',
  '700133': 'PHARMACIST_VOUCHER_WRONG',
  '700134': 'REVIEW_ALREADY_DONE',
  '700141': 'REVIEW_MISSING',
  '700142': 'OUTBOUND_DIFFERS',
  '700143': 'OUTBOUND_ALREADY_DONE',
  '700144': 'OUTBOUND_NONE',
  '700145': 'OUTBOUND_SETTLED',
  '700146': 'OUTBOUND_UNDO_DIFFERS',
  '700151': 'TRACE_CODE_WRONG',
  '700152': 'TRACE_CODE_SOLD',
  // what a hospital is told
  '700181': 'OUR_REQUEST_REFUSED',
  '700182': 'OUR_REQUEST_REFUSED',
  '700183': 'OUR_REQUEST_REFUSED',
  '700184': 'OUR_REQUEST_REFUSED',
  '700185': 'OUR_REQUEST_REFUSED',
  '700186': 'OUR_REQUEST_REFUSED',
  '700187': 'OUR_REQUEST_REFUSED',
  '700188': 'OUR_REQUEST_REFUSED',
  '700189': 'OUR_REQUEST_REFUSED',
  '700190': 'OUR_REQUEST_REFUSED',
} as const satisfies Record<PrescriptionCode, FailureCode>

/** A channel that the station calls. */
type CalledChannel = keyof typeof successCodes

const failureCodes: Readonly<Record<CalledChannel, Readonly<Record<string, FailureCode>>>> = {
  A: insurance,
  B: prescription,
  C: voucher,
}

/** The failure behind a center's code; a code that no table knows is a plain refusal. */
export function failureCodeOf(channel: CalledChannel, code: string): FailureCode {
  return (Object.hasOwn(failureCodes[channel], code) ? failureCodes[channel][code] : undefined) ?? 'CENTER_REFUSED'
}

/**
 * The outcome when a whole answer says no. A center that reports its own breakdown or time-out does not know itself what was
 * done: that is `unknown`, and so is a success in the spelling of another channel. `known` are the personal values of the request, which must not
 * come back in the failure.
 */
export function notDone(channel: CalledChannel, code: string, message: string, known: readonly string[]): Outcome<never> {
  if (/^0+$/.test(code)) return unreadable('code')
  const failureCode = failureCodeOf(channel, code)
  const isOpen = failureCode === 'CENTER_ERROR' || failureCode === 'CENTER_SILENT'
  // at which other shop a patient collects their medicine is nobody's business here
  const isUnquoted = failureCode === 'PRESCRIPTION_HELD_ELSEWHERE'
  const center = { code, message: isUnquoted ? '' : withoutPersonalData(message, known) }
  return { kind: isOpen ? 'unknown' : 'refused', failure: failure(failureCode, { center }) }
}

/** Whether a center's code says success on this channel (V A.3, C.4). */
export function isSuccess(channel: CalledChannel, code: string): boolean {
  return successCodes[channel].some((success) => success === code)
}

const LONGEST_MESSAGE = 200

/**
 * A center's words, cut to 200 characters, without the given values and without whatever looks like a number of a person or a
 * token.
 */
export function withoutPersonalData(message: string, known: readonly string[]): string {
  const cleared = known.filter((value) => value !== '').reduce((text, value) => text.replaceAll(value, '＊'), message)
  const masked = cleared.slice(0, 5 * LONGEST_MESSAGE).replace(/[\w+/=-]{7,}/g, (run) => (looksPersonal(run) ? '＊' : run))
  return [...masked].slice(0, LONGEST_MESSAGE).join('')
}

function looksPersonal(run: string): boolean {
  const digits = run.replace(/\D/g, '').length
  return digits >= 7 || run.length >= (digits === 0 ? 32 : 20)
}
