import type { Province } from './province.ts'

/** N came into force. */
const N = '2022-06-01'
const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** What the national documents demand, or, where they give no number, what this center does. */
export const national = {
  name: 'national',
  voucherQrLifetime: { value: MINUTE, since: '2019-12-16', source: 'V 4.11 demands a refresh; the number is inferred' },
  voucherTokenLifetime: {
    value: 15 * MINUTE,
    since: '2019-12-16',
    source: 'V 2.10 limits the token in time; the number is inferred',
  },
  prescriptionQrLifetime: { value: 5 * MINUTE, since: N, source: 'N 8.3.4 d says that it is dynamic; the number is inferred' },
  accessTokenLifetime: { value: 7 * 24 * HOUR, since: N, source: 'N 8.2.4 g' },
  onlineIdentityLifetime: { value: 15 * MINUTE, since: N, source: 'N 8.2.4 e has it checked; the number is inferred' },
  liveCheckLifetime: {
    value: 10 * MINUTE,
    since: '2019-12-16',
    source: 'V table C.4, 500051: it runs out; the number is inferred',
  },
  faceSessionLifetime: { value: 5 * MINUTE, since: '2019-12-16', source: 'inferred' },
  passwordTries: { value: 5, since: '2019-12-16', source: 'inferred: V says nothing of repeated wrong passwords' },
  passwordLock: { value: 24 * HOUR, since: '2019-12-16', source: 'inferred' },
  prescriptionTokenLifetime: { value: 2 * HOUR, since: N, source: 'N 8.4 note 2' },
  insuranceClockTolerance: { value: 5 * MINUTE, since: N, source: 'inferred' },
  prescriptionClockTolerance: { value: 10 * MINUTE, since: N, source: 'inferred' },
  prescriptionValidity: {
    value: 3,
    since: '2007-05-01',
    source: '处方管理办法 18: at most 3 days, and the doctor writes it down',
  },
  paymentOrderLifetime: { value: 30 * MINUTE, since: N, source: 'inferred' },
  statementFileLifetime: { value: 7 * DAY, since: N, source: 'dld_endtime is found (S2, S9); the number is inferred' },
  longTermValidity: { value: 30, since: N, source: 'inferred: the longest that hospitals give' },
  prescriptionLines: { value: 5, since: '2007-05-01', source: '处方管理办法 6: five drugs' },
  prescriptionDays: { value: 7, since: '2007-05-01', source: '处方管理办法 19: seven days, longer with the reason' },
  longTermDays: { value: 84, since: '2021-08-10', source: '长期处方管理规范（试行）: at most twelve weeks' },
  attributes: { value: ['01', '02', '03'], mandatory: false, since: N, source: '7101 as found: optional' },
  outboundBefore: {
    value: ['7207'],
    since: N,
    source: 'order of N 7.1.3 i and j; N makes the upload itself a local option',
  },
  outboundAfter: { value: ['3505'], since: N, source: 'inferred' },
  served: {
    value: [
      ...['9001', '9002', '1101', '2101', '2101A', '2102', '2102A', '2103', '2601', '5203'],
      ...['3201', '3202', '9101', '9102'],
      ...['1312', '1318', '1319', '3301', '3302', '3501', '3502', '3503', '3504', '3505', '3506', '3507', '35081', '35082'],
      ...['3501A', '3502A', '3503A', '3504A', '3505A', '3506A', '3508', '3509', '3510', '3511', '3512', '3513'],
      ...['7201', '7202', '7203', '7204', '7205', '7206', '7207', '7208', '7209', '7210'],
      ...['rx.access', 'rx.list', 'rx.qr', 'rx.flow', 'rx.delivery', 'rx.notice'],
      ...['2201', '2203', '7101', '7102', '7103', '7104', '7105', '7106', '7107', '7211'],
      ...['pay.order', 'pay.query', 'pay.refund', 'pay.refundQuery'],
      ...['rxSetlChk', 'rxSetlNotify', 'rxSetlRevsNotify', 'fixmedinsSync', 'circDrugSync', 'hiPharSync'],
      ...['circDiseSync', 'hiDrSync'],
    ],
    since: N,
    source: 'N 9.3.2, 9.4.2 and the interface list',
  },
  servedByDistrict: { value: { numbers: [], districts: [] }, since: N, source: 'no text leaves one to the district' },
  mappedArticlesOnly: { value: false, since: N, source: 'no text refuses an upload for want of its mapping [inferred]' },
  largestPage: { value: 100, since: N, source: 'inferred' },
  pharmacistVoucher: { value: true, since: N, source: 'N 8.6.4 f leaves it to the province; 7206 requires ecToken' },
  reauthorization: {
    value: 'replace',
    since: N,
    source: 'N 8.4 note 2: one relation only; that the newer one wins is inferred',
  },
  throttlePause: { value: SECOND, since: '2019-12-16', source: 'V table C.4 knows -6 and no pause; the number is inferred' },
  retryBurst: { value: 3, since: N, source: 'N 9.3.3.1.3 e speaks of high frequency; the number is inferred' },
  dailyStockCheck: { value: false, since: N, source: 'N says nothing of it' },
  spelling: { value: 'camelCase', since: N, source: '7101 to 7107 as found' },
} as const satisfies Province
