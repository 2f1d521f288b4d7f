import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { provinces } from '../../../server-mock/provinces/index.ts'
import type { Province } from '../../../server-mock/provinces/province.ts'
import { type InterfaceNumber, interfaceTables, toSnakeCase, validateNode } from '../../../src/shared/wire/index.ts'
import { dig } from './pharmacy.ts'
import { createDesk, type Desk, type OpenCenter, openCenter } from './prescriptionDesk.ts'

type Json = Record<string, unknown>

const issuesOf = (number: InterfaceNumber, answer: unknown) => validateNode(interfaceTables[number].output, dig(answer, 'data'))

describe.each(['national', 'fujian'])('in the province %s', (province) => {
  let open: OpenCenter
  let desk: Desk
  beforeAll(async () => {
    open = await openCenter({ province })
    desk = createDesk(open, 'P99010100001', '陈国栋')
  })
  afterAll(() => open.close())

  it('every prescription goes from scan to review, each answer as its table demands', async () => {
    for (const index of [0, 1, 2]) {
      const [hiRxno, token] = [...(await desk.scan())][index] ?? ['', '']
      const downloaded = await desk.download(hiRxno, token)
      expect(downloaded).toMatchObject({ code: 0, verified: true })
      expect(issuesOf('7204', downloaded)).toEqual([])
      const verified = await desk.verify(downloaded, token)
      expect(verified).toMatchObject({ code: 0, data: { verifyFlag: '1' } })
      expect(issuesOf('7205', verified)).toEqual([])
      const reviewed = await desk.review(hiRxno, token, String(dig(verified, 'data', 'rxSignVerifySn')))
      expect(reviewed).toMatchObject({ code: 0, data: { msgCode: '0' } })
      expect(issuesOf('7206', reviewed)).toEqual([])
    }
  })
})

describe('the download', () => {
  let open: OpenCenter
  beforeAll(async () => {
    open = await openCenter()
  })
  afterAll(() => open.close())

  it('says who, what and how long, as the hospital wrote it', async () => {
    const desk = createDesk(open, 'P99010100001', '陈国栋')
    const [first, pieces, chronic] = [...(await desk.scan()).keys()]
    const content = async (hiRxno = '') => {
      const token = (await desk.scan()).get(hiRxno) ?? ''
      return (await desk.download(hiRxno, token)).data
    }
    expect(await content(first)).toMatchObject({
      rxStasCodg: '1',
      rxUsedStasCodg: '1',
      valiDays: '3',
      longRxFlag: '0',
      rxDrugCnt: '2',
      rxDetlList: [
        { drugGenname: '苯磺酸氨氯地平片', drugCnt: '2.0000', drugDosunt: '盒', rxItemTypeCode: '11' },
        { drugGenname: '缬沙坦胶囊', drugCnt: '1.0000' },
      ],
      rxOtpinfo: { patnName: '王秀兰', gend: '2', medType: '11', spDiseFlag: '0' },
      rxDiseList: [{ diagName: '高血压病2级', diagCode: 'I10.x02' }],
    })
    expect(await content(pieces)).toMatchObject({
      rxDrugCnt: '14',
      rxUsedWayName: '水煎服',
      rxDetlList: [{ tcmdrugTypeCode: '3', drugDosunt: '克', drugCnt: '90.0000' }],
    })
    expect(await content(chronic)).toMatchObject({
      valiDays: '12',
      longRxFlag: '1',
      rxExraAttrCode: '01',
      rxOtpinfo: { medType: '14', diseCodg: 'M00500', spDiseFlag: '1' },
    })
  })
})

/** A province of one's own: what it says otherwise than the nation. */
const provinceOf = (change: Partial<Province>): Province => ({ ...provinces.national, name: 'test', ...change })

describe('a province that writes snake_case', () => {
  let open: OpenCenter
  beforeAll(async () => {
    open = await openCenter({ province: provinceOf({ spelling: { value: 'snake_case', since: '', source: '' } }) })
  })
  afterAll(() => open.close())

  it('takes and gives every name so', async () => {
    const desk = createDesk(open, 'P99010100001', '陈国栋')
    const spell = (number: '7201' | '7204' | '7205' | '7206', data: Json): Json =>
      toSnakeCase(interfaceTables[number].input, data)
    const ask = (number: '7201' | '7204' | '7205' | '7206', data: Json) => desk.pharmacy.prescription(number, spell(number, data))
    const request = { mdtrtCertType: '01', insuPlcNo: '990101', opter: '0001', opterName: '林晓', optins: desk.code }
    const token = await desk.pharmacy.tokenOf('王秀兰')
    const listed = await ask('7201', { ...request, mdtrtCertNo: token })
    const hiRxno = dig(listed, 'data', 'rx_list', 0, 'hi_rxno')
    const epcToken = dig(listed, 'data', 'rx_list', 0, 'epc_token')
    const downloaded = await ask('7204', { hiRxno, epcToken, insuPlcNo: '990101' })
    expect(downloaded).toMatchObject({
      code: 0,
      verified: true,
      data: { hi_rxno: hiRxno, rx_detl_list: [{ drug_genname: '苯磺酸氨氯地平片' }, {}], rx_otpinfo: { patn_name: '王秀兰' } },
    })
    const signed = { rxFile: dig(downloaded, 'data', 'rx_file'), signDigest: dig(downloaded, 'data', 'sign_digest') }
    const verified = await ask('7205', {
      ...{ hiRxno, epcToken, fixmedinsCode: desk.code },
      ...{ ...signed, signCertSn: dig(downloaded, 'data', 'sign_cert_sn') },
    })
    expect(verified).toMatchObject({ code: 0, data: { verify_flag: '1' } })
    const serial = String(dig(verified, 'data', 'rx_sign_verify_sn'))
    const info = await desk.reviewOf(String(hiRxno), String(epcToken), serial)
    expect(await ask('7206', { rxChkUpInfo: info })).toMatchObject({
      code: 0,
      data: { msg_code: '0', rx_chk_biz_sn: expect.any(String) },
    })
  })

  it('refuses the other spelling, and names fields in its own', async () => {
    const { pharmacy } = createDesk(open, 'P99010100001', '陈国栋')
    expect(await pharmacy.authorize(await pharmacy.tokenOf('王秀兰'))).toMatchObject({
      code: -2,
      message: expect.stringContaining('snake_case'),
    })
    const data = { hi_rxno: '1', epc_token: 'X', insuplc_admdvs: '990101' }
    expect(await pharmacy.prescription('7204', data)).toMatchObject({
      code: 700111,
      message: expect.stringContaining('epc_token'),
    })
    expect(await pharmacy.prescription('7204', { ...data, epc_token: '' })).toMatchObject({
      code: -2,
      message: expect.stringMatching(/\(epc_token\)必填/),
    })
  })
})

describe('what a province leaves out or asks for', () => {
  it('an interface that it does not serve is refused, signed', async () => {
    const open = await openCenter({ province: 'fujian' })
    const desk = createDesk(open, 'P99010100001', '陈国栋')
    for (const answer of [await desk.outbound('1', '1'), await desk.undo('1')])
      expect(answer).toMatchObject({ code: -5, message: expect.stringContaining('未开通'), verified: true })
    await open.close()
  })

  it('a review needs no token of the pharmacist where the province does not ask for it, but a wrong one is still wrong', async () => {
    const open = await openCenter({ province: provinceOf({ pharmacistVoucher: { value: false, since: '', source: '' } }) })
    const desk = createDesk(open, 'P99010100001', '陈国栋')
    const [hiRxno, token] = [...(await desk.scan())][0] ?? ['', '']
    const verified = await desk.verify(await desk.download(hiRxno, token), token)
    const serial = String(dig(verified, 'data', 'rxSignVerifySn'))
    expect(await desk.review(hiRxno, token, serial, { ecToken: 'X' })).toMatchObject({ code: 700133 })
    expect(await desk.review(hiRxno, token, serial, { ecToken: '' })).toMatchObject({ code: 0 })
    await open.close()
  })
})
