import { afterEach, describe, expect, it } from 'vitest'
import type { Review } from '../../../src/main/station/gateways/gateways.ts'
import { type Profile, profiles } from '../../../src/shared/profiles/index.ts'
import { interfaceTables, toSnakeCase } from '../../../src/shared/wire/index.ts'
import { sealed } from './center.ts'
import { type Counter, type Given, now, openCounter, openedData, patient, pharmacist } from './counter.ts'
import { download } from './download.ts'

const endings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function counter(answers: readonly Given[], profile?: Profile): Promise<Counter> {
  const opened = await openCounter(answers, {}, profile)
  endings.push(opened.close)
  return opened
}

const held = { hiRxno: 'RX1', token: 'e'.repeat(64), patient: { name: patient.name, idNumber: patient.idNumber } }
const asked = { ...held, insuranceArea: '990101' }
const file = { bytes: Buffer.from('%PDF-1.7'), signature: 'MIIB', certificateSerial: '0A1B' }
const done = (data: Readonly<Record<string, unknown>>) => sealed({ code: 0, message: '成功', data })
const review: Review = {
  ...held,
  pharmacist,
  pharmacistVoucherToken: 'p'.repeat(64),
  isApproved: true,
  opinion: '合理',
  reviewedAt: now,
  verificationSerial: 'V1',
}
describe('the download (7204)', () => {
  it('asks with the token and gives the prescription in the words of the domain', async () => {
    const { gateways, center } = await counter([done(download)])
    const outcome = await gateways.prescriptionCenter.download(asked)
    expect(center.requests[0]?.path).toBe('/epc/api/fixmedins/rxDownload')
    expect(openedData(center.requests[0]?.text)).toEqual({ hiRxno: 'RX1', epcToken: held.token, insuPlcNo: '990101' })
    expect(outcome).toEqual({
      kind: 'acknowledged',
      value: {
        file: { bytes: Buffer.from('%PDF-1.7 处方'), signature: 'MIIBdetached', certificateSerial: '0A1B2C' },
        prescription: {
          hiRxno: 'RX1',
          state: 'valid',
          used: false,
          prescribedAt: Date.UTC(2026, 10, 20),
          validUntil: Date.UTC(2026, 10, 23),
          owner: {
            name: '王秀兰',
            idType: '01',
            idNumber: '990101195304160024',
            gender: 'female',
            ageTenths: 725,
            allergies: '青霉素',
          },
          hospital: { code: 'H99010100001', name: '九江路第一人民医院', department: '心血管内科' },
          doctor: '周医生',
          hospitalPharmacist: { name: '吴药师', at: Date.UTC(2026, 10, 20, 0, 5) },
          visitNumber: 'MZ1',
          medicalType: '11',
          insuranceType: '310',
          scheme: 'outpatientPooling',
          longTerm: true,
          chronicDisease: { code: 'M03900', name: '高血压' },
          diagnoses: [
            { code: 'I10.x00', name: '高血压病2级', isMain: true },
            { code: 'E11.900', name: '2型糖尿病', isMain: false },
          ],
          lines: [
            {
              drugCode: 'XC07',
              genericName: '美托洛尔',
              productName: '倍他乐克',
              dosageForm: '片剂',
              specification: '25mg*20片',
              manufacturer: '长江制药',
              kind: 'western',
              quantity: 20_000,
              unit: '盒',
              dose: { quantity: 5_000, unit: '片' },
              frequency: '每日两次',
              route: '口服',
              days: 280_000,
              coveredByHospital: true,
              overTheCounter: false,
              taken: false,
              footnote: null,
            },
            {
              drugCode: 'T01',
              genericName: '甘草',
              productName: '甘草',
              dosageForm: '饮片',
              specification: '10g',
              manufacturer: null,
              kind: null,
              quantity: 705_000,
              unit: null,
              dose: null,
              frequency: null,
              route: '口服',
              days: 70_000,
              coveredByHospital: null,
              overTheCounter: false,
              taken: false,
              footnote: '先煎',
            },
          ],
        },
      },
    })
  })

  it.each([
    ['another prescription’s', { hiRxno: 'RX2' }, 'data.hiRxno'],
    ['with a file that is no Base64', { rxFile: '%PDF' }, 'data.rxFile'],
    ['without its signature', { signDigest: '' }, 'data.signDigest'],
    ['in a state that no table knows', { rxStasCodg: '9' }, 'data.rxStasCodg'],
    [
      'with a quantity that is a word',
      { rxDetlList: [{ ...download.rxDetlList[0], drugCnt: '两盒' }] },
      'data.rxDetlList[0].drugCnt',
    ],
    [
      'with a quantity beyond what is exact',
      { rxDetlList: [download.rxDetlList[0], { ...download.rxDetlList[0], drugCnt: '999999999999.9999' }] },
      'data.rxDetlList[1].drugCnt',
    ],
    ['without its owner', { rxOtpinfo: { ...download.rxOtpinfo, certno: null } }, 'data.rxOtpinfo.certno'],
  ])('is unknown when what comes is %s', async (_, change, field) => {
    const { gateways } = await counter([done({ ...download, ...change })])
    expect(await gateways.prescriptionCenter.download(asked)).toEqual({
      kind: 'unknown',
      failure: { code: 'CENTER_ANSWER_UNREADABLE', field },
    })
  })

  it.each([
    [700111, 'PRESCRIPTION_TOKEN_DEAD'],
    [700112, 'PRESCRIPTION_NOT_AUTHORIZED'],
    [700113, 'PRESCRIPTION_HELD_ELSEWHERE'],
    [700121, 'PRESCRIPTION_USED'],
    [700122, 'PRESCRIPTION_EXPIRED'],
    [700123, 'PRESCRIPTION_WITHDRAWN'],
  ])('is refused with %d: %s', async (code, failureCode) => {
    const { gateways } = await counter([sealed({ code, message: `${held.token} ${patient.name} 在康民药房` })])
    const outcome = await gateways.prescriptionCenter.download(asked)
    expect(outcome).toMatchObject({ kind: 'refused', failure: { code: failureCode, center: { code: String(code) } } })
    for (const secret of [held.token, patient.name]) expect(JSON.stringify(outcome)).not.toContain(secret)
    if (code === 700113) expect(JSON.stringify(outcome)).not.toContain('康民')
  })

  it('never leaves without a token', async () => {
    const { gateways, center } = await counter([])
    expect(await gateways.prescriptionCenter.download({ ...asked, token: '' })).toEqual({
      kind: 'neverSent',
      failure: { code: 'OUR_REQUEST_INVALID', field: 'epcToken' },
    })
    expect(center.requests).toEqual([])
  })
})

describe('a province that writes snake_case', () => {
  const snake: Profile = { ...profiles.national, spelling: { value: 'snake_case', since: '2022-06-01', source: 'test' } }

  it('is asked and understood in its own spelling', async () => {
    const spelled = toSnakeCase(interfaceTables['7204'].output, download)
    expect(Object.keys(spelled)).toContain('rx_detl_list')
    const { gateways, center } = await counter([done(spelled), done(download)], snake)
    const [own, national] = [await gateways.prescriptionCenter.download(asked), await gateways.prescriptionCenter.download(asked)]
    expect(openedData(center.requests[0]?.text)).toEqual({
      hi_rxno: 'RX1',
      epc_token: held.token,
      insuplc_admdvs: '990101',
    })
    expect(own.kind).toBe('acknowledged')
    expect(national).toEqual(own)
  })
})

describe('the verification (7205)', () => {
  it('sends the file as it came, and gives the serial that the review needs', async () => {
    const { gateways, center } = await counter([done({ verifyFlag: '1', rxSignVerifySn: 'V1' })])
    expect(await gateways.prescriptionCenter.verify({ ...held, file })).toEqual({
      kind: 'acknowledged',
      value: { isGenuine: true, serial: 'V1' },
    })
    expect(openedData(center.requests[0]?.text)).toEqual({
      hiRxno: 'RX1',
      epcToken: held.token,
      fixmedinsCode: 'P99010100001',
      rxFile: Buffer.from('%PDF-1.7').toString('base64'),
      signDigest: 'MIIB',
      signCertSn: '0A1B',
    })
  })

  it('may say that the file is not genuine, in the words of the center', async () => {
    const { gateways } = await counter([done({ verifyFlag: '0', verifyDscr: `验签不通过 ${patient.idNumber}` })])
    expect(await gateways.prescriptionCenter.verify({ ...held, file })).toEqual({
      kind: 'acknowledged',
      value: { isGenuine: false, words: '验签不通过 ＊' },
    })
  })

  it.each([
    [{ verifyFlag: '1' }, 'data.rxSignVerifySn'],
    [{ verifyFlag: 'true', rxSignVerifySn: 'V1' }, 'data.verifyFlag'],
    [{ rxSignVerifySn: 'V1' }, 'data.verifyFlag'],
  ])('is unknown with %j', async (data, field) => {
    const { gateways } = await counter([done(data)])
    expect(await gateways.prescriptionCenter.verify({ ...held, file })).toEqual({
      kind: 'unknown',
      failure: { code: 'CENTER_ANSWER_UNREADABLE', field },
    })
  })
})

describe('the review (7206)', () => {
  it.each([
    [true, '1'],
    [false, '2'],
  ])('sends the pharmacist’s decision %j with the pharmacist’s own voucher', async (isApproved, code) => {
    const { gateways, center } = await counter([done({ msgCode: '0', flag: 'True', rxChkBizSn: 'R1' })])
    expect(await gateways.prescriptionCenter.review({ ...review, isApproved })).toEqual({
      kind: 'acknowledged',
      value: { reviewSerial: 'R1' },
    })
    expect(openedData(center.requests[0]?.text)).toEqual({
      rxChkUpInfo: {
        hiRxno: 'RX1',
        epcToken: held.token,
        ecToken: review.pharmacistVoucherToken,
        fixmedinsCode: 'P99010100001',
        fixmedinsName: '明心大药房',
        pharCertType: '01',
        pharCertno: pharmacist.idNumber,
        pharCode: pharmacist.code,
        pharName: pharmacist.name,
        rxChkOpnn: '合理',
        rxChkTime: '2026-11-21 09:02:03',
        rxChkStasCodg: code,
        rxSignVerifySn: 'V1',
      },
    })
  })

  it.each([
    [sealed({ code: 700131, message: '' }), 'refused', 'VERIFICATION_MISSING'],
    [sealed({ code: 700132, message: '' }), 'refused', 'PHARMACIST_NOT_REGISTERED'],
    [sealed({ code: 700133, message: '' }), 'refused', 'PHARMACIST_VOUCHER_WRONG'],
    [sealed({ code: 700134, message: '' }), 'refused', 'REVIEW_ALREADY_DONE'],
    [done({ msgCode: '700134', flag: 'False' }), 'refused', 'REVIEW_ALREADY_DONE'],
    [done({ msgCode: '99' }), 'refused', 'CENTER_REFUSED'],
    [done({ msgCode: '0', flag: 'True' }), 'unknown', 'CENTER_ANSWER_UNREADABLE'],
    [done({ msgCode: '0000' }), 'unknown', 'CENTER_ANSWER_UNREADABLE'],
    [done({}), 'unknown', 'CENTER_ANSWER_UNREADABLE'],
  ])('ends as the center says (%#): %s %s', async (answer, kind, code) => {
    const { gateways } = await counter([answer])
    expect(await gateways.prescriptionCenter.review(review)).toMatchObject({ kind, failure: { code } })
  })
})
