import { chargeLevels, genders } from '../codes.ts'
import type { Field } from '../table.ts'

const amount = { type: 'n', length: 16, scale: 2, required: 'Y', source: { found: 'S9,S9b', inferred: '必填' } } as const
const someAmount = { ...amount, required: '-', source: { found: 'S9,S9b', inferred: '非必填' } } as const
const foundRequired = { found: 'S9,S9b', inferred: '长度、必填' } as const
const foundOptional = { found: 'S9,S9b', inferred: '长度、非必填' } as const

const settlementId = { name: 'setl_id', label: '结算 ID', type: 'c', length: 30 } as const

const person = [
  { name: 'mdtrt_id', label: '就诊 ID', type: 'c', length: 30, required: 'Y', source: foundRequired },
  { name: 'psn_no', label: '人员编号', type: 'c', length: 30, required: 'Y', source: foundRequired },
  { name: 'psn_name', label: '人员姓名', type: 'c', length: 50, required: 'Y', source: foundRequired },
  { name: 'psn_cert_type', label: '人员证件类型', type: 'c', length: 6, required: 'Y', source: foundRequired },
  { name: 'certno', label: '证件号码', type: 'c', length: 50, required: 'Y', source: foundRequired },
  {
    name: 'gend',
    label: '性别',
    type: 'c',
    length: 6,
    required: '-',
    codes: genders,
    source: { found: 'S9,S9b', inferred: '长度、非必填、代码表（GB/T 2261.1）' },
  },
  { name: 'naty', label: '民族', type: 'c', length: 3, required: '-', source: foundOptional },
  { name: 'brdy', label: '出生日期', type: 'd', required: '-', source: { found: 'S9,S9b', inferred: '类型、非必填' } },
  { name: 'age', label: '年龄', type: 'n', length: 4, scale: 1, required: '-', source: foundOptional },
  { name: 'insutype', label: '险种类型', type: 'c', length: 6, required: 'Y', source: foundRequired },
  { name: 'psn_type', label: '人员类别', type: 'c', length: 6, required: 'Y', source: foundRequired },
  { name: 'cvlserv_flag', label: '公务员标志', type: 'c', length: 3, required: 'Y', source: foundRequired },
] as const satisfies readonly Field[]

const visit = [
  { name: 'mdtrt_cert_type', label: '就诊凭证类型', type: 'c', length: 3, required: '-', source: foundOptional },
  { name: 'med_type', label: '医疗类别', type: 'c', length: 6, required: 'Y', source: foundRequired },
] as const satisfies readonly Field[]

/** The amounts that a settlement and its reversal name alike. */
const shares = [
  { name: 'medfee_sumamt', label: '医疗费总额', ...amount },
  { name: 'fulamt_ownpay_amt', label: '全自费金额', ...amount },
  { name: 'overlmt_selfpay', label: '超限价自费费用', ...amount },
  { name: 'preselfpay_amt', label: '先行自付金额', ...amount },
  { name: 'inscp_scp_amt', label: '符合政策范围金额', ...amount },
  { name: 'act_pay_dedc', label: '实际支付起付线', ...someAmount },
  { name: 'hifp_pay', label: '基本医疗保险统筹基金支出', ...amount },
  {
    name: 'pool_prop_selfpay',
    label: '基本医疗保险统筹基金支付比例',
    type: 'n',
    length: 16,
    scale: 4,
    required: '-',
    source: foundOptional,
  },
  { name: 'cvlserv_pay', label: '公务员医疗补助资金支出', ...amount },
  { name: 'hifes_pay', label: '企业补充医疗保险基金支出', ...amount },
  { name: 'hifmi_pay', label: '居民大病保险资金支出', ...amount },
  { name: 'hifob_pay', label: '职工大额医疗费用补助基金支出', ...amount },
  { name: 'maf_pay', label: '医疗救助基金支出', ...amount },
  { name: 'oth_pay', label: '其他支出', ...amount },
  { name: 'fund_pay_sumamt', label: '基金支付总额', ...amount },
] as const satisfies readonly Field[]

const account = [
  { name: 'balc', label: '余额', ...amount },
  { name: 'acct_mulaid_pay', label: '个人账户共济支付金额', ...someAmount },
  {
    name: 'medins_setl_id',
    label: '医药机构结算 ID',
    type: 'c',
    length: 30,
    required: 'Y',
    source: { found: 'S9,S9b', inferred: '长度、必填；即请求的 msgid' },
  },
] as const satisfies readonly Field[]

const clearing = [
  { name: 'clr_optins', label: '清算经办机构', type: 'c', length: 6, required: '-', source: foundOptional },
  { name: 'clr_way', label: '清算方式', type: 'c', length: 6, required: '-', source: foundOptional },
  { name: 'clr_type', label: '清算类别', type: 'c', length: 6, required: '-', source: foundOptional },
] as const satisfies readonly Field[]

const amounts = [
  ...shares,
  { name: 'psn_part_amt', label: '个人负担总金额', ...amount },
  { name: 'acct_pay', label: '个人账户支出', ...amount },
  { name: 'psn_cash_pay', label: '个人现金支出', ...amount },
  ...account,
  ...clearing,
] as const satisfies readonly Field[]

const funds = {
  name: 'setldetail',
  label: '结算基金分项',
  type: 'list',
  required: '-',
  source: { found: 'S9,S9b', inferred: '非必填' },
  fields: [
    { name: 'fund_pay_type', label: '基金支付类型', type: 'c', length: 6, required: 'Y', source: foundRequired },
    { name: 'fund_pay_type_name', label: '基金支付类型名称', type: 'c', length: 200, required: '-', source: foundOptional },
    { name: 'inscp_scp_amt', label: '符合政策范围金额', ...someAmount },
    { name: 'crt_payb_lmt_amt', label: '本次可支付限额金额', ...someAmount },
    { name: 'fund_payamt', label: '基金支付金额', ...amount },
    { name: 'setl_proc_info', label: '结算过程信息', type: 'c', length: 500, required: '-', source: foundOptional },
  ],
} as const satisfies Field

const cuts = {
  name: 'detlcutinfo',
  label: '明细分割信息',
  type: 'list',
  required: 'Y',
  source: { found: 'S9,S9b', inferred: '必填' },
  fields: [
    { name: 'feedetl_sn', label: '费用明细流水号', type: 'c', length: 30, required: 'Y', source: foundRequired },
    { name: 'det_item_fee_sumamt', label: '明细项目费用总额', ...amount },
    { name: 'cnt', label: '数量', type: 'n', length: 16, scale: 4, required: 'Y', source: foundRequired },
    { name: 'pric', label: '单价', type: 'n', length: 16, scale: 6, required: 'Y', source: foundRequired },
    { name: 'pric_uplmt_amt', label: '定价上限金额', type: 'n', length: 16, scale: 6, required: '-', source: foundOptional },
    { name: 'selfpay_prop', label: '自付比例', type: 'n', length: 5, scale: 4, required: '-', source: foundOptional },
    { name: 'fulamt_ownpay_amt', label: '全自费金额', ...amount },
    { name: 'overlmt_amt', label: '超限价金额', ...amount },
    { name: 'preselfpay_amt', label: '先行自付金额', ...amount },
    { name: 'inscp_scp_amt', label: '符合政策范围金额', ...amount },
    {
      name: 'chrgitm_lv',
      label: '收费项目等级',
      type: 'c',
      length: 3,
      required: 'Y',
      codes: chargeLevels,
      source: foundRequired,
    },
    { name: 'med_chrgitm_type', label: '医疗收费项目类别', type: 'c', length: 6, required: '-', source: foundOptional },
    { name: 'bas_medn_flag', label: '基本药物标志', type: 'c', length: 3, required: '-', source: foundOptional },
    { name: 'hi_nego_drug_flag', label: '医保谈判药品标志', type: 'c', length: 3, required: '-', source: foundOptional },
    { name: 'chld_medc_flag', label: '儿童用药标志', type: 'c', length: 3, required: '-', source: foundOptional },
    { name: 'list_sp_item_flag', label: '目录特项标志', type: 'c', length: 3, required: '-', source: foundOptional },
    { name: 'drt_reim_flag', label: '直报标志', type: 'c', length: 3, required: '-', source: foundOptional },
    { name: 'memo', label: '备注', type: 'c', length: 500, required: '-', source: foundOptional },
  ],
} as const satisfies Field

const result = {
  name: 'setlinfo',
  label: '结算信息',
  type: 'object',
  required: 'Y',
  source: { found: 'S9,S9b', inferred: '必填' },
} as const
const settled = [
  { ...settlementId, required: 'Y', source: foundRequired },
  ...person,
  { name: 'setl_time', label: '结算时间', type: 'dt', required: 'Y', source: { found: 'S9,S9b', inferred: '类型、必填' } },
  ...visit,
  ...amounts,
] as const satisfies readonly Field[]

/** Output of 2101 and 2101A: no settlement number yet, and a time only where the province gives one. */
export const presettlementOutput = [
  {
    ...result,
    label: '预结算信息',
    fields: [
      ...person,
      { name: 'setl_time', label: '结算时间', type: 'dt', required: '-', source: { found: 'S9,S9b', inferred: '类型、非必填' } },
      ...visit,
      ...amounts,
    ],
  },
  funds,
  cuts,
] as const

/** Output of 2102 and 2102A. */
export const settlementOutput = [{ ...result, fields: settled }, funds, cuts] as const

/** Output of 5203: a settlement as 2102 gave it, without its lines. */
export const settlementQueryOutput = [
  { ...result, source: { inferred: '比照 2102 出参' }, fields: settled },
  { ...funds, source: { inferred: '比照 2102 出参' } },
] as const

/** Output of 2103: the amounts of the reversal, two of them under other names than in 2102. */
export const revocationOutput = [
  {
    ...result,
    label: '撤销结算信息',
    fields: [
      { name: 'mdtrt_id', label: '就诊 ID', type: 'c', length: 30, required: 'Y', source: foundRequired },
      { ...settlementId, label: '撤销产生的结算 ID', required: 'Y', source: foundRequired },
      { name: 'clr_optins', label: '清算经办机构', type: 'c', length: 6, required: '-', source: foundOptional },
      { name: 'setl_time', label: '结算时间', type: 'dt', required: 'Y', source: { found: 'S9,S9b', inferred: '类型、必填' } },
      ...shares,
      { name: 'psn_pay', label: '个人支付金额', ...amount },
      { name: 'acct_pay', label: '个人账户支出', ...amount },
      { name: 'cash_payamt', label: '现金支付金额', ...amount },
      ...account,
    ],
  },
  funds,
] as const
