import { type CenterContext, nextChoices } from '../context.ts'
import { tellReview } from '../hospital/notices.ts'
import { isObject } from '../json.ts'
import { notify } from '../phone/notices.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { Institution } from '../store/registry.ts'
import type { Review } from '../store/reviews.ts'
import { chinaTime, readDateTime } from '../time.ts'
import { ownerOfToken } from '../voucher/tokens.ts'
import type { PrescriptionInterface } from './interface.ts'
import { findHeld, type Refused, refuseDead, refuseState, refuseWithdrawn } from './state.ts'

const SECOND_MS = 1_000

type Node = Readonly<Record<string, unknown>>

/**
 * 7206 电子处方审方信息上传 (N 8.6.4 d to h): the decision of a pharmacist of this pharmacy over a prescription that it downloaded and verified. There is one decision
 * per download: the same again gets the same answer, another one is refused (700134), whether the first was an approval or a rejection. A rejection
 * closes the authorization, for the pharmacy has nothing more to do with the prescription: whoever gets it next, this pharmacy included, begins
 * with a scan and a download, and decides anew.
 */
export const review: PrescriptionInterface = (context, { data, caller: institution }) => {
  const { authorizations, reviews } = context.store
  const info = isObject(data.rxChkUpInfo) ? data.rxChkUpInfo : {}
  const hiRxno = textOf(info, 'hiRxno')
  const at = (field: string): string => `rxChkUpInfo.${field}`
  if (textOf(info, 'fixmedinsCode') !== institution.code) return refuse('700006', at('fixmedinsCode'), '须为该 appId 的机构')
  if (textOf(info, 'fixmedinsName') !== institution.name)
    return refuse('700006', at('fixmedinsName'), '须与机构编号登记的名称一致')
  const held = findHeld(context, { hiRxno, token: textOf(info, 'epcToken'), institution, field: at('epcToken') })
  if (!held.ok) return held
  const { authorization, prescription } = held
  const withdrawn = refuseWithdrawn(prescription, at('hiRxno'))
  if (withdrawn) return withdrawn

  const earlier = reviews.latest(hiRxno, institution.code)
  if (earlier !== undefined && isSame(earlier, info)) return done(earlier.bizSn)
  const refused =
    refuseState(context, prescription, at('hiRxno')) ??
    refuseDead(context, authorization, at('epcToken')) ??
    refuseSerial(context, textOf(info, 'rxSignVerifySn'), hiRxno, institution) ??
    refuseSecond(context, earlier, hiRxno, institution) ??
    refusePharmacist(context, info, institution) ??
    refuseTime(context, textOf(info, 'rxChkTime'), hiRxno, institution)
  if (refused) return refused

  const bizSn = `SF${chinaTime(context.clock.now()).compact}${nextChoices(context, 'review').digits(12)}`
  const decision = decisionOf(info)
  reviews.add({ bizSn, hiRxno, institution: institution.code, ...decision })
  if (textOf(info, 'rxChkStasCodg') === '2') authorizations.end(hiRxno)
  tellReview(context, hiRxno)
  notify(context, hiRxno, {
    kind: 'reviewed',
    institution: institution.code,
    approved: decision.status === '1',
    opinion: decision.opinion,
  })
  return done(bizSn)
}

function done(bizSn: string) {
  return give({ msgCode: '0', flag: 'True', rxChkBizSn: bizSn })
}

function decisionOf(info: Node): Omit<Review, 'bizSn' | 'hiRxno' | 'institution'> {
  return {
    pharmacist: textOf(info, 'pharCode'),
    status: textOf(info, 'rxChkStasCodg') === '1' ? '1' : '2',
    opinion: textOf(info, 'rxChkOpnn'),
    at: readDateTime(textOf(info, 'rxChkTime')) ?? 0,
    verification: textOf(info, 'rxSignVerifySn'),
  }
}

/** A repeated message may carry other tokens: the first ones may have run out since. */
function isSame(earlier: Review, info: Node): boolean {
  const decision = decisionOf(info)
  return (
    earlier.pharmacist === decision.pharmacist &&
    earlier.status === decision.status &&
    earlier.opinion === decision.opinion &&
    earlier.at === decision.at &&
    earlier.verification === decision.verification
  )
}

/** When the file was verified with this serial, by this institution and since its last download; null where it was not. */
function verifiedAt(context: CenterContext, serial: string, hiRxno: string, institution: Institution): number | null {
  const { authorizations, verifications } = context.store
  const verification = verifications.find(serial)
  const since = authorizations.lastDownload(hiRxno, institution.code)
  const isOurs = verification?.hiRxno === hiRxno && verification.institution === institution.code
  return isOurs && since !== null && verification.at >= since ? verification.at : null
}

function refuseSerial(context: CenterContext, serial: string, hiRxno: string, institution: Institution): Refused {
  return verifiedAt(context, serial, hiRxno, institution) === null
    ? refuse('700131', 'rxChkUpInfo.rxSignVerifySn', '须为本机构对本次下载的处方核验通过 (7205) 的流水号')
    : null
}

function refuseSecond(context: CenterContext, earlier: Review | undefined, hiRxno: string, institution: Institution): Refused {
  if (earlier === undefined) return null
  const isOfThisWork = verifiedAt(context, earlier.verification, hiRxno, institution) !== null
  const hasLeft = context.store.outbounds.current(hiRxno)?.institution === institution.code
  return isOfThisWork || hasLeft ? refuse('700134', 'rxChkUpInfo.rxChkStasCodg', '每次下载只审核一次，不得更改') : null
}

function refusePharmacist(context: CenterContext, info: Node, institution: Institution): Refused {
  const { registry } = context.store
  const no = (field: string, rule: string) => refuse('700132', `rxChkUpInfo.${field}`, rule)
  const pharmacist = registry.pharmacist(textOf(info, 'pharCode'))
  if (pharmacist === undefined) return no('pharCode', '药师未登记')
  if (pharmacist.institution !== institution.code) return no('pharCode', '药师须在本机构执业 (N 8.6.4 e)')
  if (textOf(info, 'pharCertType') !== '01') return no('pharCertType', '须与药师登记的证件一致')
  if (textOf(info, 'pharCertno') !== pharmacist.person) return no('pharCertno', '须与药师登记的证件一致')
  if (textOf(info, 'pharName') !== registry.person(pharmacist.person)?.name) return no('pharName', '须与药师登记的姓名一致')

  const token = textOf(info, 'ecToken')
  if (token === '' && !context.province.pharmacistVoucher.value) return null
  const owner = ownerOfToken(context, token, institution)
  return owner?.identityNumber === pharmacist.person
    ? null
    : refuse('700133', 'rxChkUpInfo.ecToken', '须为该药师本人在本机构的有效令牌 (N 8.6.4 f)')
}

/** The wire tells the review's time in whole seconds. */
function refuseTime(context: CenterContext, text: string, hiRxno: string, institution: Institution): Refused {
  const time = readDateTime(text)
  const downloadedAt = context.store.authorizations.lastDownload(hiRxno, institution.code) ?? 0
  if (time === null || time > context.clock.now()) return refuse('-2', 'rxChkUpInfo.rxChkTime', '审核时间不得晚于当前时间')
  return time + SECOND_MS <= downloadedAt ? refuse('-2', 'rxChkUpInfo.rxChkTime', '审核时间不得早于处方下载时间') : null
}
