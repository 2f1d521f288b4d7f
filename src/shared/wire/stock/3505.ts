import { feeSettlementTypes, settlementKinds, yesNo } from '../codes.ts'
import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { Field, InterfaceTable } from '../table.ts'
import { article, batchSerial, drugFlags, drugtracinfo, movement, soldLot, uploadResult } from './nodes.ts'

const found = { found: 'S2,S8' } as const
const insured = { field: 'mdtrt_setl_type', in: ['1'] } as const

/** One line of goods that left. */
export const saleLine = [
  ...article,
  batchSerial,
  { name: 'prsc_dr_cert_type', label: '开方医师证件类型', type: 'c', length: 6, required: '-', source: found },
  { name: 'prsc_dr_certno', label: '开方医师证件号码', type: 'c', length: 50, required: '-', source: found },
  { name: 'prsc_dr_name', label: '开方医师姓名', type: 'c', length: 50, required: 'Y', source: found },
  { name: 'phar_cert_type', label: '药师证件类型', type: 'c', length: 6, required: '-', source: found },
  { name: 'phar_certno', label: '药师证件号码', type: 'c', length: 50, required: '-', source: found },
  { name: 'phar_name', label: '药师姓名', type: 'c', length: 50, required: 'Y', source: found },
  { name: 'phar_prac_cert_no', label: '药师执业资格证号', type: 'c', length: 50, required: 'Y', source: found },
  {
    name: 'hi_feesetl_type',
    label: '医保费用结算类型',
    type: 'c',
    length: 6,
    required: 'Y',
    codes: feeSettlementTypes,
    source: { found: 'S2,S7,S8' },
  },
  {
    name: 'setl_id',
    label: '结算 ID',
    type: 'c',
    length: 30,
    required: 'C',
    when: { all: [insured, { fact: 'outbound', in: ['after'] }] },
    absentWhen: {
      any: [
        { field: 'mdtrt_setl_type', in: ['2'] },
        { fact: 'outbound', in: ['before'] },
      ],
    },
    source: { found: 'S2,S7,S8', inferred: '结算前出库时不填' },
  },
  { name: 'mdtrt_sn', label: '就医流水号', type: 'c', length: 30, required: 'Y', source: found },
  { name: 'psn_no', label: '人员编号', type: 'c', length: 30, required: '-', source: found },
  {
    name: 'psn_cert_type',
    label: '人员证件类型',
    type: 'c',
    length: 6,
    required: 'C',
    when: insured,
    source: { found: 'S2,S8', inferred: '新版必填，自费时可缺' },
  },
  { name: 'certno', label: '证件号码', type: 'c', length: 50, required: '-', source: found },
  { name: 'psn_name', label: '人员姓名', type: 'c', length: 50, required: '-', source: found },
  ...soldLot,
  ...drugFlags,
  { name: 'finl_trns_pric', label: '最终成交单价', type: 'n', length: 16, scale: 6, required: '-', source: found },
  {
    name: 'rxno',
    label: '处方号',
    type: 'c',
    length: 40,
    required: 'C',
    when: { field: 'rx_circ_flag', in: ['1'] },
    source: { found: 'F,S2,S8', inferred: '外购处方时填医保处方编号' },
  },
  { name: 'rx_circ_flag', label: '外购处方标志', type: 'c', length: 3, required: '-', codes: yesNo, source: found },
  { name: 'rtal_docno', label: '零售单据号', type: 'c', length: 40, required: 'Y', source: found },
  { name: 'stoout_no', label: '销售出库单据号', type: 'c', length: 40, required: '-', source: found },
  { name: 'bchno', label: '批次号', type: 'c', length: 30, required: '-', source: found },
  { name: 'drug_trac_codg', label: '药品追溯码（旧版）', type: 'c', length: 30, required: '-', source: found },
  { name: 'drug_prod_barc', label: '药品条形码', type: 'c', length: 30, required: '-', source: found },
  { name: 'shelf_posi', label: '货架位', type: 'c', length: 20, required: '-', source: found },
  ...movement,
  {
    name: 'mdtrt_setl_type',
    label: '就诊结算类型',
    type: 'c',
    length: 6,
    required: 'Y',
    codes: settlementKinds,
    source: { found: 'S2,S7' },
  },
  { ...drugtracinfo, required: 'C', source: { found: 'S2', inferred: '中药饮片等可无码' } },
] as const satisfies readonly Field[]

/**
 * 3505 商品销售: one line of goods that left, sales out of the patient's own pocket included. The settlement's number stands in it only
 * when the upload comes after an insurance settlement. Of two versions found, the newer (more fields required).
 */
export const sale3505 = {
  number: '3505',
  name: '商品销售',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    {
      name: 'selinfo',
      label: '商品销售信息',
      type: 'object',
      required: 'Y',
      source: found,
      fields: saleLine,
    },
  ],
  output: uploadResult,
} as const satisfies InterfaceTable
