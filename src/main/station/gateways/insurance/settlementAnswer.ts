import type { FundShare, LineCut, Presettlement, Settlement, SettlementAmounts } from '../../../../shared/domain/settlement.ts'
import type { interfaceTables, WireNode } from '../../../../shared/wire/index.ts'
import type { Revocation, SettlementRecord } from '../api/insurance.ts'
import { type Decimals, withDecimals } from '../decimals.ts'
import type { Outcome } from '../outcome.ts'
import { fromWireTime } from '../times.ts'

type Output<N extends '2101A' | '2102A' | '2103' | '5203'> = WireNode<(typeof interfaceTables)[N]['output']>
type Presettled = Output<'2101A'>
type Settled = Output<'2102A'>
type Cut = Presettled['detlcutinfo'][number]
type FundRows = Presettled['setldetail']

type OptionalAmount = 'act_pay_dedc' | 'acct_mulaid_pay'
type RequiredAmount =
  | 'medfee_sumamt'
  | 'fulamt_ownpay_amt'
  | 'overlmt_selfpay'
  | 'preselfpay_amt'
  | 'inscp_scp_amt'
  | 'hifp_pay'
  | 'cvlserv_pay'
  | 'hifes_pay'
  | 'hifmi_pay'
  | 'hifob_pay'
  | 'maf_pay'
  | 'oth_pay'
  | 'fund_pay_sumamt'
  | 'psn_part_amt'
  | 'acct_pay'
  | 'psn_cash_pay'
  | 'balc'
type AmountNode = { readonly [F in RequiredAmount]: string | number } & {
  readonly [F in OptionalAmount]?: string | number | null
}

const AT = 'output.setlinfo'
const levels = Object.freeze({ '01': 'A', '02': 'B', '03': 'C' } as const)

/** 2101 and 2101A. */
export function toPresettlement({ setlinfo, setldetail, detlcutinfo }: Presettled): Outcome<Presettlement> {
  return withDecimals((read) => ({
    visitId: setlinfo.mdtrt_id,
    amounts: toAmounts(setlinfo, read),
    funds: toFunds(setldetail, read),
    lines: detlcutinfo.map((cut, index) => toCut(cut, `output.detlcutinfo[${index}]`, read)),
  }))
}

/** 2102 and 2102A. */
export function toSettlement({ setlinfo, setldetail, detlcutinfo }: Settled): Outcome<Settlement> {
  return withDecimals((read) => ({
    settlementId: setlinfo.setl_id,
    settledAt: fromWireTime(setlinfo.setl_time),
    visitId: setlinfo.mdtrt_id,
    amounts: toAmounts(setlinfo, read),
    funds: toFunds(setldetail, read),
    lines: detlcutinfo.map((cut, index) => toCut(cut, `output.detlcutinfo[${index}]`, read)),
  }))
}

/** 5203. */
export function toRecord({ setlinfo, setldetail }: Output<'5203'>): Outcome<SettlementRecord> {
  return withDecimals((read) => ({
    settlementId: setlinfo.setl_id,
    settledAt: fromWireTime(setlinfo.setl_time),
    visitId: setlinfo.mdtrt_id,
    messageId: setlinfo.medins_setl_id,
    amounts: toAmounts(setlinfo, read),
    funds: toFunds(setldetail, read),
  }))
}

/** 2103, which has psn_pay and cash_payamt for what 2102 calls psn_part_amt and psn_cash_pay. */
export function toRevocation({ setlinfo, setldetail }: Output<'2103'>): Outcome<Revocation> {
  const { psn_pay, cash_payamt, ...same } = setlinfo
  return withDecimals((read) => ({
    settlementId: setlinfo.setl_id,
    revokedAt: fromWireTime(setlinfo.setl_time),
    visitId: setlinfo.mdtrt_id,
    amounts: toAmounts({ ...same, psn_part_amt: psn_pay, psn_cash_pay: cash_payamt }, read),
    funds: toFunds(setldetail, read),
  }))
}

function toAmounts(node: AmountNode, read: Decimals): SettlementAmounts {
  const fen = (field: RequiredAmount) => read.fen(node[field], `${AT}.${field}`)
  const maybeFen = (field: OptionalAmount) => {
    const value = node[field]
    return value === undefined || value === null || value === '' ? null : read.fen(value, `${AT}.${field}`)
  }
  return {
    total: fen('medfee_sumamt'),
    ownPaid: fen('fulamt_ownpay_amt'),
    overLimit: fen('overlmt_selfpay'),
    selfPaidFirst: fen('preselfpay_amt'),
    inScope: fen('inscp_scp_amt'),
    deductible: maybeFen('act_pay_dedc'),
    pooledFund: fen('hifp_pay'),
    civilServantFund: fen('cvlserv_pay'),
    enterpriseFund: fen('hifes_pay'),
    seriousIllnessFund: fen('hifmi_pay'),
    largeSumFund: fen('hifob_pay'),
    medicalAidFund: fen('maf_pay'),
    otherFund: fen('oth_pay'),
    fund: fen('fund_pay_sumamt'),
    person: fen('psn_part_amt'),
    account: fen('acct_pay'),
    familyAccount: maybeFen('acct_mulaid_pay'),
    cash: fen('psn_cash_pay'),
    balance: fen('balc'),
  }
}

function toFunds(rows: FundRows, read: Decimals): readonly FundShare[] {
  return (rows || []).map(({ fund_pay_type, fund_pay_type_name, fund_payamt }, index) => ({
    type: fund_pay_type,
    name: fund_pay_type_name || null,
    amount: read.fen(fund_payamt, `output.setldetail[${index}].fund_payamt`),
  }))
}

function toCut(cut: Cut, at: string, read: Decimals): LineCut {
  const { pric_uplmt_amt: limit } = cut
  return {
    number: cut.feedetl_sn,
    price: read.price(cut.pric, `${at}.pric`),
    quantity: read.quantity(cut.cnt, `${at}.cnt`),
    amount: read.fen(cut.det_item_fee_sumamt, `${at}.det_item_fee_sumamt`),
    ownPaid: read.fen(cut.fulamt_ownpay_amt, `${at}.fulamt_ownpay_amt`),
    overLimit: read.fen(cut.overlmt_amt, `${at}.overlmt_amt`),
    selfPaidFirst: read.fen(cut.preselfpay_amt, `${at}.preselfpay_amt`),
    inScope: read.fen(cut.inscp_scp_amt, `${at}.inscp_scp_amt`),
    level: levels[cut.chrgitm_lv as keyof typeof levels],
    priceLimit: limit === undefined || limit === null || limit === '' ? null : read.price(limit, `${at}.pric_uplmt_amt`),
  }
}
