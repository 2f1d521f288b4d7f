import { medicalTypes, visitCredentialTypes, yesNo } from '../codes.ts'
import type { Field } from '../table.ts'

const foundS8 = { found: 'S8,S9,S9b' } as const
const foundRequired = { found: 'S9,S9b', inferred: '长度、必填' } as const
const foundOptional = { found: 'S9,S9b', inferred: '长度、非必填' } as const
/** the chronic diseases of the outpatient list */
const chronic = { field: 'med_type', in: ['14', '140104'] } as const
const chronicSource = { found: 'S9,S9b', inferred: '长度、门诊慢特病时必填' } as const

/** Only 2102 and 2102A know it. */
const invoice = { name: 'invono', label: '发票号', type: 'c', length: 20, required: '-', source: foundOptional } as const

const saleBeforeInvoice = [
  { name: 'psn_no', label: '人员编号', type: 'c', length: 30, required: 'Y', source: foundRequired },
  {
    name: 'mdtrt_cert_type',
    label: '就诊凭证类型',
    type: 'c',
    length: 3,
    required: 'Y',
    codes: visitCredentialTypes,
    source: foundRequired,
  },
  {
    name: 'mdtrt_cert_no',
    label: '就诊凭证编号',
    type: 'c',
    length: 64,
    required: '-',
    source: { found: 'S9,S9b', inferred: '长度（原 50，容不下 64 位令牌）、非必填' },
  },
  {
    name: 'card_sn',
    label: '卡识别码',
    type: 'c',
    length: 32,
    required: 'C',
    when: { field: 'mdtrt_cert_type', in: ['03'] },
    absentWhen: { field: 'mdtrt_cert_type', in: ['01', '02'] },
    source: { inferred: '比照 1101' },
  },
  {
    name: 'ec_token',
    label: '校验电子凭证密码所得令牌',
    type: 'c',
    length: 64,
    required: 'C',
    when: { field: 'mdtrt_cert_type', in: ['02', '03'] },
    absentWhen: { field: 'mdtrt_cert_type', in: ['01'] },
    source: { inferred: 'N 7.4.3 j 要求持卡结算须校验电子凭证密码，字段未找到' },
  },
  { name: 'begntime', label: '开始时间', type: 'dt', required: 'Y', source: { found: 'S9,S9b', inferred: '类型、必填' } },
  { name: 'medfee_sumamt', label: '医疗费总额', type: 'n', length: 16, scale: 2, required: 'Y', source: foundRequired },
] as const satisfies readonly Field[]

const saleAfterInvoice = [
  { name: 'insutype', label: '险种类型', type: 'c', length: 6, required: 'Y', source: foundRequired },
  { name: 'dise_codg', label: '病种编码', type: 'c', length: 30, required: 'C', when: chronic, source: chronicSource },
  { name: 'dise_name', label: '病种名称', type: 'c', length: 500, required: 'C', when: chronic, source: chronicSource },
  { name: 'acct_used_flag', label: '个人账户使用标志', type: 'c', length: 3, required: 'Y', codes: yesNo, source: foundRequired },
  {
    name: 'med_type',
    label: '医疗类别',
    type: 'c',
    length: 6,
    required: 'Y',
    codes: medicalTypes,
    source: { found: 'S4,S9,S9b,S20', inferred: '长度、必填' },
  },
  { name: 'expContent', label: '字段扩展', type: 'c', length: 4000, required: '-', source: foundOptional },
] as const satisfies readonly Field[]

const lines = {
  name: 'drugdetail',
  label: '药品明细',
  type: 'list',
  required: 'Y',
  source: { found: 'S9,S9b', inferred: '必填' },
  fields: [
    { name: 'feedetl_sn', label: '费用明细流水号', type: 'c', length: 30, required: 'Y', source: foundRequired },
    {
      name: 'rxno',
      label: '处方号',
      type: 'c',
      length: 40,
      required: 'C',
      when: { field: 'rx_circ_flag', in: ['1'] },
      source: { found: 'F,S8,S9', inferred: '外购处方时填医保处方编号' },
    },
    {
      name: 'rx_circ_flag',
      label: '外购处方标志',
      type: 'c',
      length: 3,
      required: 'Y',
      codes: yesNo,
      source: { found: 'F,S8,S9', inferred: '必填' },
    },
    { name: 'fee_ocur_time', label: '费用发生时间', type: 'dt', required: 'Y', source: { found: 'S9,S9b', inferred: '必填' } },
    { name: 'med_list_codg', label: '医疗目录编码', type: 'c', length: 50, required: 'Y', source: foundS8 },
    { name: 'medins_list_codg', label: '医药机构目录编码', type: 'c', length: 150, required: 'Y', source: foundRequired },
    {
      name: 'det_item_fee_sumamt',
      label: '明细项目费用总额',
      type: 'n',
      length: 16,
      scale: 2,
      required: 'Y',
      source: foundRequired,
    },
    { name: 'cnt', label: '数量', type: 'n', length: 16, scale: 4, required: 'Y', source: foundRequired },
    { name: 'pric', label: '单价', type: 'n', length: 16, scale: 6, required: 'Y', source: foundRequired },
    { name: 'sin_dos_dscr', label: '单次剂量描述', type: 'c', length: 200, required: '-', source: foundOptional },
    { name: 'used_frqu_dscr', label: '使用频次描述', type: 'c', length: 200, required: '-', source: foundOptional },
    { name: 'prd_days', label: '周期天数', type: 'n', length: 4, scale: 2, required: '-', source: foundOptional },
    { name: 'medc_way_dscr', label: '用药途径描述', type: 'c', length: 200, required: '-', source: foundOptional },
    { name: 'bilg_dr_codg', label: '开单医师编码', type: 'c', length: 30, required: '-', source: foundOptional },
    { name: 'bilg_dr_name', label: '开单医师姓名', type: 'c', length: 50, required: '-', source: foundOptional },
    { name: 'tcmdrug_used_way', label: '中药使用方式', type: 'c', length: 6, required: '-', source: foundOptional },
  ],
} as const satisfies Field

const sale = {
  name: 'druginfo',
  label: '购药信息',
  type: 'object',
  required: 'Y',
  source: { found: 'S9,S9b', inferred: '必填' },
} as const

/** The trace codes of the sale, each tied to its line; the node is that of 2207 in the Hubei text. */
const traceCodes = {
  name: 'drug_trac_info',
  label: '药品追溯信息',
  type: 'list',
  required: 'C',
  source: { found: 'F,S7', inferred: '用于 2101A、2102A；中药饮片等可无码' },
  fields: [
    {
      name: 'feedetl_sn',
      label: '费用明细流水号',
      type: 'c',
      length: 30,
      required: 'Y',
      source: { found: 'S7', inferred: '长度' },
    },
    { name: 'drug_trac_codg', label: '药品追溯码', type: 'c', length: 100, required: 'Y', source: { found: 'S2,S7' } },
    {
      name: 'trdn_flag',
      label: '拆零标志',
      type: 'c',
      length: 3,
      required: 'Y',
      codes: yesNo,
      source: { found: 'F,S7', inferred: '长度' },
    },
    {
      name: 'min_prcunt_type',
      label: '最小计价单位类型',
      type: 'c',
      length: 3,
      required: 'Y',
      codes: { '1': '最小制剂单位', '2': '最小包装单位' },
      source: { found: 'S7', inferred: '长度、1 的含义' },
    },
  ],
} as const satisfies Field

/** Input of 2101. */
export const presettlementInput = [{ ...sale, fields: [...saleBeforeInvoice, ...saleAfterInvoice] }, lines] as const
/** Input of 2102. */
export const settlementInput = [{ ...sale, fields: [...saleBeforeInvoice, invoice, ...saleAfterInvoice] }, lines] as const
/** Input of 2101A: as 2101, with trace codes. */
export const presettlementInputA = [...presettlementInput, traceCodes] as const
/** Input of 2102A: as 2102, with trace codes. */
export const settlementInputA = [...settlementInput, traceCodes] as const
