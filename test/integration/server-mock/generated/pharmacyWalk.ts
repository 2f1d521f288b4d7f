import type { MockCenter } from '../../../../server-mock/server.ts'
import { createPharmacy, dateTime, dig } from '../pharmacy.ts'
import { isYes, type Step } from './flow.ts'
import { createSteps } from './steps.ts'

const DRUG = 'XC08CAA001A001010100001'
const PACKS = ['81001010000000000101', '81001010000000000102']
const PRICE = '23.50'
const TOTAL = '47.00'
const LOT = { manu_lotnum: '20260901', manu_date: '2026-09-01', expy_end: '2028-08-31' }
const ARTICLE = { med_list_codg: DRUG, fixmedins_hilist_id: 'A0001', fixmedins_hilist_name: '苯磺酸氨氯地平片' }

/**
 * A whole sale of the scenario single-drug and its return, message by message as the wire has them, over every interface that the province serves. Whoever walks
 * may do at each step what he likes, as long as the center's state is the same when he takes the next one: then the right message is sent, and must be taken.
 */
export async function* walk(center: MockCenter, province: 'national' | 'fujian'): AsyncGenerator<Step> {
  const pharmacy = createPharmacy(center)
  const other = createPharmacy(center, center.connections.get('P99010100002'))
  const otherSignNo = await other.signIn()
  const now = (): string => dateTime(center.clock.now())
  const today = now().slice(0, 10)
  const { institution, terminalId } = center.connection
  const isNational = province === 'national'
  let signNo = ''
  const { step, onA, onB, onC, said } = createSteps({
    pharmacy,
    other,
    signNoOf: (by) => (by === other ? otherSignNo : signNo),
  })

  // each token is for one shop, and short-lived: the patient shows the phone twice, the pharmacist once
  const scan = async (person: string): Promise<string> => pharmacy.tokenOf(person)

  const qr = center.showVoucher('王秀兰').qr
  const query = { orgId: institution.code, ecQrCode: qr, businessType: '02122', termId: terminalId, termIp: '127.0.0.1' }
  const decoding = {
    orgId: institution.code,
    transType: 'ec.query',
    data: { ...query, operatorId: '0001', operatorName: '林晓' },
  }
  yield* step('ec.query', decoding, onC)
  const token = String(dig(said(), 'data', 'ecToken'))

  yield* step('9001', { signIn: { opter_no: '0001', mac: '00:00:5e:00:53:01', ip: '127.0.0.1' } }, onA('9001'))
  signNo = String(dig(said(), 'output', 'signinoutb', 'sign_no'))

  yield* step('1101', { data: { mdtrt_cert_type: '01', mdtrt_cert_no: token, psn_cert_type: '01' } }, onA('1101'))
  const personNumber = String(dig(said(), 'output', 'baseinfo', 'psn_no'))
  const identityNumber = String(dig(said(), 'output', 'baseinfo', 'certno'))

  const count = { ...ARTICLE, ...LOT, rx_flag: '1', invdate: today, inv_cnt: '100', fixmedins_bchno: 'PC1', drugtracinfo: [] }
  yield* step('3501', { invinfo: count }, onA('3501'))
  yield* step('35081', { data: { fixmedins_code: institution.code, med_list_codg: DRUG } }, onA('35081'))

  const operator = { opter: '0001', opterName: '林晓', optins: institution.code }
  yield* step('7201', { mdtrtCertType: '01', mdtrtCertNo: token, insuPlcNo: '990101', ...operator }, onB('7201'))
  const hiRxno = String(dig(said(), 'data', 'rxList', 0, 'hiRxno'))
  const epcToken = String(dig(said(), 'data', 'rxList', 0, 'epcToken'))

  yield* step('7204', { hiRxno, epcToken, insuPlcNo: '990101' }, onB('7204'))
  const file = {
    rxFile: dig(said(), 'data', 'rxFile'),
    signDigest: dig(said(), 'data', 'signDigest'),
    signCertSn: dig(said(), 'data', 'signCertSn'),
  }
  yield* step('7205', { hiRxno, epcToken, fixmedinsCode: institution.code, ...file }, onB('7205'))
  const rxSignVerifySn = String(dig(said(), 'data', 'rxSignVerifySn'))

  // the patient pays with a second showing of the voucher
  const payToken = await scan('王秀兰')
  const decoded = await pharmacy.query(center.showPharmacistVoucher('陈国栋').qr)
  const opinion = { rxChkOpnn: '同意', rxChkTime: now(), rxChkStasCodg: '1', rxSignVerifySn }
  const phar = {
    pharCertType: '01',
    pharCertno: dig(decoded, 'data', 'idNo'),
    pharCode: center.pharmacists[0]?.code,
    pharName: '陈国栋',
  }
  const shop = { fixmedinsCode: institution.code, fixmedinsName: institution.name }
  const review = { hiRxno, epcToken, ecToken: dig(decoded, 'data', 'ecToken'), ...shop, ...phar, ...opinion }
  yield* step('7206', { rxChkUpInfo: review }, onB('7206'))

  const druginfo = {
    ...{ psn_no: personNumber, mdtrt_cert_type: '01', mdtrt_cert_no: payToken, begntime: now(), medfee_sumamt: TOTAL },
    ...{ insutype: '310', acct_used_flag: '1', med_type: '11' },
  }
  const line = {
    ...{
      feedetl_sn: 'L1',
      rxno: hiRxno,
      rx_circ_flag: '1',
      fee_ocur_time: now(),
      med_list_codg: DRUG,
      medins_list_codg: 'A0001',
    },
    ...{ det_item_fee_sumamt: TOTAL, cnt: '2', pric: PRICE },
  }
  const packs = PACKS.map((code) => ({ feedetl_sn: 'L1', drug_trac_codg: code, trdn_flag: '0', min_prcunt_type: '2' }))
  const sale = { druginfo, drugdetail: [line] }
  const saleA = { ...sale, drug_trac_info: packs }
  if (isNational) {
    yield* step('2101', sale, onA('2101'))
    // without trace codes only what carries none is settled: decoction pieces, out of the patient's own account
    const herbs = { ...line, rxno: '', rx_circ_flag: '0', med_list_codg: 'T000800123', medins_list_codg: 'A0008' }
    yield* step('2102', { druginfo: { ...druginfo, med_type: '41' }, drugdetail: [herbs] }, onA('2102'))
  }
  yield* step('2101A', saleA, onA('2101A'))
  const shares = (node: unknown) => ({
    fundPaySumamt: dig(node, 'fund_pay_sumamt'),
    psnPartAmt: dig(node, 'psn_part_amt'),
    acctPay: dig(node, 'acct_pay'),
    psnCashPay: dig(node, 'psn_cash_pay'),
  })

  const sold = {
    ...{
      ...ARTICLE,
      ...LOT,
      fixmedins_bchno: 'XS1',
      prsc_dr_name: '林志远',
      phar_name: '陈国栋',
      phar_prac_cert_no: '990000000001',
    },
    ...{
      hi_feesetl_type: '1',
      mdtrt_sn: 'M1',
      psn_no: personNumber,
      psn_cert_type: '01',
      certno: identityNumber,
      psn_name: '王秀兰',
    },
    ...{
      rx_flag: '1',
      trdn_flag: '0',
      finl_trns_pric: PRICE,
      rxno: hiRxno,
      rx_circ_flag: '1',
      rtal_docno: 'D1',
      sel_retn_cnt: '2',
    },
    ...{ sel_retn_time: now(), sel_retn_opter_name: '林晓', mdtrt_setl_type: '1' },
    drugtracinfo: PACKS.map((drug_trac_codg) => ({ drug_trac_codg })),
  }
  if (isNational) {
    const data = {
      ...{
        hiRxno,
        pharPracCertNo: center.pharmacists[0]?.practiceNumber,
        dspeerName: '林晓',
        proName: '林晓',
        selRetnTime: now(),
        downloadIdeCode: epcToken,
      },
      ...{ payMode: '3', ...shares(dig(said(), 'output', 'setlinfo')) },
    }
    const goods = {
      ...{ medListCodg: DRUG, fixmedinsHilistId: 'A0001', fixmedinsHilistName: '苯磺酸氨氯地平片', drugDosform: '片剂' },
      ...{ drugSpec: '5mg×28片', manuLotnum: LOT.manu_lotnum, prdrName: '远山制药有限公司', manuDate: LOT.manu_date },
      ...{ rxFlag: '1', trdnFlag: '0', finlTrnsPric: PRICE, selRetnCnt: '2', drugCntUnit: '盒', sumamt: TOTAL },
      drugtracinfo: PACKS.map((drugTracCodg) => ({ drugTracCodg })),
    }
    yield* step('7207', { data, selinfo: [goods] }, onB('7207'), { outbound: 'before' })
  } else yield* step('3505', { selinfo: sold }, onA('3505'), { outbound: 'before' })

  yield* step('2102A', saleA, onA('2102A'))
  const settlement = {
    psn_no: personNumber,
    setl_id: String(dig(said(), 'output', 'setlinfo', 'setl_id')),
    mdtrt_id: String(dig(said(), 'output', 'setlinfo', 'mdtrt_id')),
  }
  if (isNational) {
    yield* step('5203', { data: settlement }, onA('5203'))
    yield* step('3505', { selinfo: { ...sold, setl_id: settlement.setl_id } }, onA('3505'), { outbound: 'after' })
  }

  yield* step('2103', { data: settlement }, onA('2103'))
  const revocation = String(dig(said(), 'output', 'setlinfo', 'medins_setl_id'))
  yield* step('2601', { data: { psn_no: personNumber, omsgid: revocation, oinfno: '2103' } }, onA('2601'))
  if (!isYes(await onA('2103')({ data: settlement }, (envelope) => envelope))) throw new Error('2103 was refused')
  if (isNational) {
    const undo = { undoOpter: '0001', undoOpterName: '林晓', undoRea: '退货', undoTime: now() }
    yield* step('7208', { hiRxno, fixmedinsCode: institution.code, ...undo }, onB('7208'), { outbound: 'before' })
  }
  const back = {
    ...{ ...ARTICLE, ...LOT, fixmedins_bchno: 'XS1', setl_id: settlement.setl_id, mdtrt_sn: 'M1', rx_flag: '1', trdn_flag: '0' },
    ...{ sel_retn_cnt: '1', sel_retn_time: now(), sel_retn_opter_name: '林晓' },
    drugtracinfo: [{ drug_trac_codg: PACKS[0] }],
  }
  yield* step('3506', { selinfo: back }, onA('3506'))
  yield* step('3507', { data: { fixmedins_bchno: 'PC1', inv_data_type: '1' } }, onA('3507'))
  yield* step('9002', { signOut: { sign_no: signNo, opter_no: '0001' } }, onA('9002'))
}
