import type { SettlementRequest } from '../../../src/main/station/gateways/gateways.ts'
import type { Fen, Price, Quantity } from '../../../src/shared/domain/money.ts'
import { fsi, now, patient, signed, voucher } from './counter.ts'

export const request: Omit<SettlementRequest, 'msgid'> = {
  ...signed,
  caseKey: 'case-1',
  patient,
  credential: { token: voucher.token, card: null },
  insuranceType: '310',
  medicalType: '41',
  chronicDisease: null,
  useAccount: true,
  boughtAt: now,
  lines: [
    {
      number: '1',
      hiRxno: 'RX1',
      drugCode: 'XC07ABA001A001010100001',
      ownCode: 'A-1',
      price: 12_345_600 as Price,
      quantity: 20_000 as Quantity,
      amount: 2_469 as Fen,
      dose: '1片',
      frequency: '每日一次',
      route: null,
      traceCodes: [
        { code: '81000000000000000001', isSplit: false },
        { code: '81000000000000000002', isSplit: true },
      ],
    },
    {
      number: '2',
      hiRxno: null,
      drugCode: 'ZA01',
      ownCode: 'A-2',
      price: 500_000 as Price,
      quantity: 5_000 as Quantity,
      amount: 25 as Fen,
      dose: null,
      frequency: null,
      route: '口服',
      traceCodes: [],
    },
  ],
}

const person = {
  mdtrt_id: 'M1',
  psn_no: patient.personNumber,
  psn_name: patient.name,
  psn_cert_type: '01',
  certno: patient.idNumber,
  insutype: '310',
  psn_type: '11',
  cvlserv_flag: '0',
  med_type: '41',
}
export const amounts = {
  medfee_sumamt: 24.94,
  fulamt_ownpay_amt: '0.25',
  overlmt_selfpay: '0',
  preselfpay_amt: '2.46',
  inscp_scp_amt: '22.23',
  hifp_pay: '15.56',
  cvlserv_pay: '0.00',
  hifes_pay: '0',
  hifmi_pay: '0',
  hifob_pay: '0',
  maf_pay: '0',
  oth_pay: '0',
  fund_pay_sumamt: '15.56',
  acct_pay: '9.00',
  balc: '91.20',
}
export const shares = { psn_part_amt: '9.38', psn_cash_pay: '0.38' }
export const setldetail = [{ fund_pay_type: '310100', fund_pay_type_name: '统筹基金', fund_payamt: '15.56' }]
const cut = {
  feedetl_sn: '1',
  det_item_fee_sumamt: '24.69',
  cnt: '2',
  pric: '12.3456',
  fulamt_ownpay_amt: '0',
  overlmt_amt: '0',
  preselfpay_amt: '2.46',
  inscp_scp_amt: '22.23',
  chrgitm_lv: '02',
}
const detlcutinfo = [
  cut,
  {
    ...cut,
    feedetl_sn: '2',
    det_item_fee_sumamt: '0.25',
    cnt: 0.5,
    pric: '0.5',
    fulamt_ownpay_amt: '0.25',
    preselfpay_amt: '0',
    inscp_scp_amt: '0',
    chrgitm_lv: '03',
    pric_uplmt_amt: '0.45',
  },
]
export const domainAmounts = {
  total: 2_494,
  ownPaid: 25,
  overLimit: 0,
  selfPaidFirst: 246,
  inScope: 2_223,
  deductible: null,
  pooledFund: 1_556,
  civilServantFund: 0,
  enterpriseFund: 0,
  seriousIllnessFund: 0,
  largeSumFund: 0,
  medicalAidFund: 0,
  otherFund: 0,
  fund: 1_556,
  person: 938,
  account: 900,
  familyAccount: null,
  cash: 38,
  balance: 9_120,
}
export const funds = [{ type: '310100', name: '统筹基金', amount: 1_556 }]

export const presettled = (changes: object = {}) =>
  fsi({ output: { setlinfo: { ...person, ...amounts, ...shares, medins_setl_id: 'x', ...changes }, setldetail, detlcutinfo } })
export const settledOutput = (msgid: string, changes: object = {}) => ({
  setlinfo: {
    ...person,
    ...amounts,
    ...shares,
    medins_setl_id: msgid,
    setl_id: 'ST1',
    setl_time: '2026-11-21 09:02:04',
    ...changes,
  },
  setldetail,
  detlcutinfo,
})
export const MSGID = 'P99010100001202611210902039998'
