import { scales, writeDecimal, writeFen } from '../money.ts'
import type { Institution } from '../store/registry.ts'
import { chinaTime } from '../time.ts'
import type { Figures } from './figures.ts'
import { personNode, personTypeOf } from './person.ts'
import { poolOf } from './plans.ts'
import type { Purchase } from './purchase.ts'

type Node = Readonly<Record<string, unknown>>

interface Numbers {
  /** null before there is a settlement */
  readonly setlId: string | null
  readonly mdtrtId: string
  readonly msgid: string
}

/** 清算类别 of everything that a pharmacy settles [inferred]. */
export const CLEARING_TYPE = '41'
const none = writeFen(0)

/** Output of 2101, 2101A (no setl_id), 2102 and 2102A (interfaces 4.2). */
export function settlementAnswer(
  { person, insurance, credentialType, medicalType, lines }: Purchase,
  figures: Figures,
  { setlId, mdtrtId, msgid }: Numbers,
  institution: Institution,
  now: number,
): Readonly<Record<string, unknown>> {
  const pool = poolOf[insurance.type]
  return {
    setlinfo: {
      ...(setlId === null ? {} : { setl_id: setlId }),
      mdtrt_id: mdtrtId,
      ...personNode(person, now),
      insutype: insurance.type,
      psn_type: personTypeOf(insurance.type),
      cvlserv_flag: '0',
      setl_time: chinaTime(now).dateTime,
      mdtrt_cert_type: credentialType,
      med_type: medicalType,
      medfee_sumamt: writeFen(figures.amount),
      fulamt_ownpay_amt: writeFen(figures.ownPaid),
      overlmt_selfpay: writeFen(figures.overLimit),
      preselfpay_amt: writeFen(figures.firstSelfPay),
      inscp_scp_amt: writeFen(figures.inScope),
      act_pay_dedc: writeFen(figures.deductible),
      hifp_pay: writeFen(figures.fund),
      cvlserv_pay: none,
      hifes_pay: none,
      hifmi_pay: none,
      hifob_pay: none,
      maf_pay: none,
      oth_pay: none,
      fund_pay_sumamt: writeFen(figures.fund),
      psn_part_amt: writeFen(figures.personal),
      acct_pay: writeFen(figures.account),
      psn_cash_pay: writeFen(figures.cash),
      balc: writeFen(figures.balance),
      acct_mulaid_pay: none,
      medins_setl_id: msgid,
      clr_optins: institution.area,
      clr_way: '1',
      clr_type: CLEARING_TYPE,
    },
    setldetail:
      figures.fund === 0
        ? []
        : [
            {
              fund_pay_type: pool.type,
              fund_pay_type_name: pool.name,
              inscp_scp_amt: writeFen(figures.inScope),
              crt_payb_lmt_amt: writeFen(figures.fundLeft),
              fund_payamt: writeFen(figures.fund),
            },
          ],
    detlcutinfo: lines.map(({ sn, drug, quantity, price }, index) => {
      const cut = figures.cuts[index]
      return {
        feedetl_sn: sn,
        det_item_fee_sumamt: writeFen(cut?.amount ?? 0),
        cnt: writeDecimal(quantity, scales.quantity),
        pric: writeDecimal(price, scales.price),
        ...(drug.priceLimit === null ? {} : { pric_uplmt_amt: writeDecimal(drug.priceLimit, scales.price) }),
        selfpay_prop: writeDecimal(drug.selfPay, 4),
        fulamt_ownpay_amt: writeFen(cut?.ownPaid ?? 0),
        overlmt_amt: writeFen(cut?.overLimit ?? 0),
        preselfpay_amt: writeFen(cut?.firstSelfPay ?? 0),
        inscp_scp_amt: writeFen(cut?.inScope ?? 0),
        chrgitm_lv: drug.level,
      }
    }),
  }
}

const amounts = [
  'medfee_sumamt',
  'fulamt_ownpay_amt',
  'overlmt_selfpay',
  'preselfpay_amt',
  'inscp_scp_amt',
  'act_pay_dedc',
  'hifp_pay',
  'cvlserv_pay',
  'hifes_pay',
  'hifmi_pay',
  'hifob_pay',
  'maf_pay',
  'oth_pay',
  'fund_pay_sumamt',
  'acct_pay',
  'acct_mulaid_pay',
] as const

/**
 * Output of 2103 from that of the settlement: every amount is the settlement's, with or without a minus (`sign`: interfaces 4.4 and 6 leave it open, S20
 * has negative lines); `balc` is the account after it.
 */
export function revocationAnswer(
  settled: Node,
  funds: readonly Node[],
  { setlId, msgid, sign }: { readonly setlId: string; readonly msgid: string; readonly sign: 'negative' | 'positive' },
  balance: number,
  now: number,
): Readonly<Record<string, unknown>> {
  const signed = (amount: unknown): string => (sign === 'negative' ? negative(amount) : String(amount))
  return {
    setlinfo: {
      mdtrt_id: settled.mdtrt_id,
      setl_id: setlId,
      clr_optins: settled.clr_optins,
      setl_time: chinaTime(now).dateTime,
      ...Object.fromEntries(amounts.map((name) => [name, signed(settled[name])])),
      psn_pay: signed(settled.psn_part_amt),
      cash_payamt: signed(settled.psn_cash_pay),
      balc: writeFen(balance),
      medins_setl_id: msgid,
    },
    setldetail: funds.map((fund) => ({
      ...fund,
      inscp_scp_amt: signed(fund.inscp_scp_amt),
      fund_payamt: signed(fund.fund_payamt),
    })),
  }
}

function negative(amount: unknown): string {
  const text = String(amount)
  return text === none ? none : `-${text}`
}
