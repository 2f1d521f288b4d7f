import type { MockCenter } from '../../../../server-mock/server.ts'
import type { InterfaceNumber } from '../../../../src/shared/wire/index.ts'
import { createPharmacy, dateTime, dig, type Pharmacy } from '../pharmacy.ts'
import type { Json, Step } from './flow.ts'
import { createStepper } from './steps.ts'

const DRUG = 'XC08CAA001A001010100001'

/** What an insurance system asks and tells of one prescription that a pharmacy has reviewed, and what it keeps of the registers. */
export async function* walk(center: MockCenter): AsyncGenerator<Step> {
  const pharmacy = createPharmacy(center)
  const system = createPharmacy(center, { ...center.connection, ...center.insuranceSystem })
  const { step } = createStepper({ caller: system, other: pharmacy })
  const on =
    (number: InterfaceNumber) =>
    (content: object, change: (envelope: Json) => Json, by: Pharmacy = system): Promise<Json> =>
      by.prescription(number, content, {}, change)
  const now = dateTime(center.clock.now())
  const { code: fixmedinsCode, area: insuPlcNo } = center.connection.institution

  // the insurance system keeps the registers first
  const keys = { appId: 'A'.repeat(32), appSecret: 'S'.repeat(32), pubKey: Buffer.from(center.institutionKey).toString('base64') }
  const shop = {
    fixmedinsCode: 'P99010100009',
    fixmedinsName: '新开大药房',
    fixmedinsType: '2',
    admdvs: insuPlcNo,
    openStas: '1',
  }
  yield* step('fixmedinsSync', { ...shop, ...keys }, on('fixmedinsSync'))
  const terms = { chrgitmLv: '01', rxFlag: '1', dualChnlFlag: '0', valiFlag: '1' }
  const drug = {
    medListCodg: 'XA01',
    drugGenname: '阿司匹林肠溶片',
    drugDosform: '片剂',
    drugSpec: '100mg×30片',
    drugCntUnit: '盒',
  }
  yield* step('circDrugSync', { ...drug, prdrName: '远山制药有限公司', rxItemTypeCode: '11', ...terms }, on('circDrugSync'))

  const disease = { diseCodg: 'J45.900', diseName: '支气管哮喘', diseType: '1', valiFlag: '1' }
  yield* step('circDiseSync', disease, on('circDiseSync'))
  const doctor = {
    ...{ drCode: 'D990101000001', drName: '梁书瑶', drCertType: '01', drCertno: '990101198001010016' },
    ...{ fixmedinsCode: 'H99010100001', deptCode: 'YJK', deptName: '药剂科', valiFlag: '1' },
  }
  yield* step('hiDrSync', doctor, on('hiDrSync'))

  const [pharmacist] = center.pharmacists
  if (pharmacist === undefined) throw new Error('no pharmacist')
  const registered = {
    ...{ pharCode: pharmacist.code, pharName: pharmacist.name, pharCertType: '01', pharCertno: pharmacist.person },
    ...{ pharPracCertNo: pharmacist.practiceNumber, fixmedinsCode, valiFlag: '1' },
  }
  yield* step('hiPharSync', registered, on('hiPharSync'))

  // the pharmacy works on the prescription as usual
  const token = await pharmacy.tokenOf('王秀兰')
  const certno = String(dig(await pharmacy.person(token), 'output', 'baseinfo', 'certno'))
  const [first] = Object(dig(await pharmacy.authorize(token), 'data', 'rxList'))
  const { hiRxno, epcToken } = Object(first)
  const downloaded = await pharmacy.prescription('7204', { hiRxno, epcToken, insuPlcNo })
  const material = ['rxFile', 'signDigest', 'signCertSn'].map((name) => [name, dig(downloaded, 'data', name)])
  const verified = await pharmacy.prescription('7205', { hiRxno, epcToken, fixmedinsCode, ...Object.fromEntries(material) })
  const decoded = await pharmacy.query(center.showPharmacistVoucher(pharmacist.name).qr)
  const review = {
    ...{
      hiRxno,
      epcToken,
      ecToken: dig(decoded, 'data', 'ecToken'),
      fixmedinsCode,
      fixmedinsName: center.connection.institution.name,
    },
    ...{ pharCertType: '01', pharCertno: pharmacist.person, pharCode: pharmacist.code, pharName: pharmacist.name },
    ...{ rxChkOpnn: '同意', rxChkTime: now, rxChkStasCodg: '1', rxSignVerifySn: dig(verified, 'data', 'rxSignVerifySn') },
  }
  const reviewed = await pharmacy.prescription('7206', { rxChkUpInfo: review })
  if (reviewed.code !== 0) throw new Error(`7206 was refused: ${String(reviewed.message)}`)

  const claim = {
    ...{ hiRxno, rxCircFlag: '1', fixmedinsCode, psnCertType: '01', certno, psnName: '王秀兰', insuPlcNo },
    rxDetlList: [{ medListCodg: DRUG, cnt: '2' }],
  }
  yield* step('rxSetlChk', claim, on('rxSetlChk'))
  const settlement = { setlId: 'JS202611210001', mdtrtId: 'JZ202611210001', setlTime: now }
  const amounts = { medfeeSumamt: '47.00', fundPaySumamt: '20.00', acctPay: '26.99', psnCashPay: '0.01' }
  yield* step('rxSetlNotify', { ...claim, ...settlement, ...amounts }, on('rxSetlNotify'))
  const reversal = {
    hiRxno,
    fixmedinsCode,
    setlId: settlement.setlId,
    revsType: '1',
    revsSetlId: 'JS202611210002',
    revsTime: now,
  }
  yield* step('rxSetlRevsNotify', reversal, on('rxSetlRevsNotify'))
}
