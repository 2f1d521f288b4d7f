import { clearingTypes, yesNo } from '../codes.ts'
import type { Field } from '../table.ts'

const found = { found: 'S2,S7,S9' } as const
const amount = { type: 'n', length: 16, scale: 2, required: 'Y', source: found } as const

/** What 3201 and 3202 both say: whose settlements, of which days, how many, and what they come to. */
export const clearingOffice = {
  name: 'setl_optins',
  label: '结算经办机构',
  type: 'c',
  length: 6,
  required: 'Y',
  source: { found: 'S2,S7,S9', inferred: '即结算出参的 clr_optins' },
} as const satisfies Field
export const clearingType = {
  name: 'clr_type',
  label: '清算类别',
  type: 'c',
  length: 6,
  required: 'Y',
  codes: clearingTypes,
  source: { found: 'S2,S7,S9', inferred: '代码表' },
} as const satisfies Field
export const statementDays = [
  { name: 'stmt_begndate', label: '对账开始日期', type: 'd', required: 'Y', source: found },
  { name: 'stmt_enddate', label: '对账结束日期', type: 'd', required: 'Y', source: found },
] as const satisfies readonly Field[]
export const total = { name: 'medfee_sumamt', label: '医疗费总额', ...amount } as const satisfies Field
export const fundTotal = { name: 'fund_pay_sumamt', label: '基金支付总额', ...amount } as const satisfies Field
export const accountTotal = { name: 'acct_pay', label: '个人账户支付金额', ...amount } as const satisfies Field
export const cashTotal = { name: 'cash_payamt', label: '现金支付金额', ...amount } as const satisfies Field
export const settlementCount = {
  name: 'fixmedins_setl_cnt',
  label: '定点医药机构结算笔数',
  type: 'n',
  length: 10,
  required: 'Y',
  source: found,
} as const satisfies Field
export const refundFlag = {
  name: 'refd_setl_flag',
  label: '退费结算标志',
  type: 'c',
  length: 3,
  required: '-',
  codes: yesNo,
  source: { found: 'S2,S7,S9', inferred: '长度、非必填' },
} as const satisfies Field

/** Columns of a line of the file that 3202 compares, in this order, separated by tabs; no line of titles [S7, S9; that there is none is inferred]. */
export const statementColumns = Object.freeze([
  'setl_id',
  'mdtrt_id',
  'psn_no',
  'medfee_sumamt',
  'fund_pay_sumamt',
  'acct_pay',
  'refd_setl_flag',
] as const)

/** Columns of a line of the result file; the amounts are those of the center [S7, S9]. */
export const resultColumns = Object.freeze([
  'psn_no',
  'mdtrt_id',
  'setl_id',
  'msgid',
  'stmt_rslt',
  'refd_setl_flag',
  'memo',
  'medfee_sumamt',
  'fund_pay_sumamt',
  'acct_pay',
] as const)

/** 对账结果 (stmt_rslt): 000000 was found [S7], the others are provincial and inferred. */
export const statementResults = Object.freeze({
  '000000': '平账',
  '000001': '机构有、中心无',
  '000002': '中心有、机构无',
  '000003': '金额或内容不符',
})
