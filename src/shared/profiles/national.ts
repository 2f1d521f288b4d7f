import { type Dated, type NationalNumber, nationalNumbers, type Profile, type ServedInterface } from './profile.ts'

/** N came into force. */
const N = '2022-06-01'
/** Since then nothing is paid for without its trace code. */
const TRACE_CODES = '2025-07-01'

const channelA: Omit<Dated<unknown>, 'value'> = {
  since: N,
  source: 'interface specification; the path was seen in one province (Jilin, S4), elsewhere [inferred]',
}
const channelB: Omit<Dated<unknown>, 'value'> = {
  since: N,
  source: 'N 10.2; numbers of the final list (S6), the path is a placeholder [inferred]',
}

const paths: Partial<Record<NationalNumber, string>> = {
  'ec.query': '/localcfc/api/hsecfc/localQrCodeQuery',
  'ec.pwdCheck': '/localcfc/api/hsecfc/ecPwdCheck',
  '7201': '/epc/api/fixmedins/rxOfflineAuth',
  '7204': '/epc/api/fixmedins/rxDownload',
  '7205': '/epc/api/fixmedins/rxInfoVerify',
  '7206': '/epc/api/fixmedins/rxChkInfoUpld',
  '7207': '/epc/api/fixmedins/rxSelInfoUpld',
  '7208': '/epc/api/fixmedins/rxSelInfoUndo',
}
const INSURANCE_PATH = '/mbs/fmi/fsi/api/callFsiService/callService'

function served(number: NationalNumber): Dated<ServedInterface> {
  const path = paths[number]
  if (path === undefined) return { value: { number, path: INSURANCE_PATH }, ...channelA }
  if (number === 'ec.query') return { value: { number, path }, since: '2019-01-01', source: 'V B.1; path S2, S13' }
  if (number === 'ec.pwdCheck') {
    const source = 'N 7.1.3 j, 8.4.4 b, Y 4.13 demand the check; number and path are placeholders [inferred]'
    return { value: { number, path }, since: N, source }
  }
  return { value: { number, path }, ...channelB }
}

/** What holds where no province says otherwise. */
export const national: Profile = Object.freeze<Profile>({
  name: 'national',
  interfaces: Object.freeze(
    Object.fromEntries(nationalNumbers.map((number) => [number, served(number)])) as Record<
      NationalNumber,
      Dated<ServedInterface>
    >,
  ),
  spelling: { value: 'camelCase', since: N, source: 'S2, S3; the older snake_case is S1, S5' },
  outboundUploads: {
    value: [
      { number: '7207', moment: 'before' },
      { number: '3505', moment: 'after' },
    ],
    since: N,
    source: 'N 7.1.3 i (a local option), Y 4.11 (7207 before); 3505 after [inferred]',
  },
  undoAfterSettlement: {
    value: [['2103'], ['7208'], ['3506']],
    since: N,
    source: 'N 8.8.2; 7208 on every return with a prescription (S11); the order [inferred]',
  },
  cancelOutbound: {
    value: { '7207': ['7208'], '3505': ['3506'] },
    since: N,
    source: 'N 9.4.2 row 14 (出库明细上传及撤销); 3506 for 3505 [inferred]',
  },
  settlementSet: {
    value: { presettle: '2101A', settle: '2102A' },
    since: TRACE_CODES,
    source: 'F 2.1, S7; everywhere since the rule 无码不结 (S15) [inferred]',
  },
  lostSettlementQuery: { value: null, since: N, source: 'that 5203 takes a key that we hold was not found [inferred]' },
  pharmacistVoucherAtReview: { value: true, since: N, source: 'N 8.6.4 f (a local option), Y 4.12; 7206 requires ecToken (S5)' },
  voucherPasswordMoments: {
    value: ['beforeAuthorize', 'beforeSettle'],
    since: N,
    source: 'N 8.4.4 b 1 (before 7201), N 7.1.3 j and 7.4.3 j (at the settlement)',
  },
  unknownTraceCodes: {
    value: 'allowWithReason',
    since: TRACE_CODES,
    source: 'no text found: the code has to be told, where it came from is the shop’s to answer for [inferred]',
  },
  prescriptionTokenHours: { value: 2, since: N, source: 'N 8.4.4 note 2' },
  prescriptionValidDays: { value: 3, since: '2007-05-01', source: '处方管理办法 第十八条: at most 3 days' },
  uploadsDue: { value: null, since: N, source: 'no text found [inferred]' },
  stockModes: { value: ['fullMovements'], since: N, source: 'S8; no text lets a shop do less [inferred]' },
})
