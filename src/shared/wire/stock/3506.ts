import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { Field, InterfaceTable } from '../table.ts'
import { article, batchSerial, drugFlags, drugtracinfo, movement, soldLot, uploadResult } from './nodes.ts'

const found = { found: 'S5' } as const

/** One line of goods that came back. */
export const returnLine = [
  ...article,
  batchSerial,
  { name: 'setl_id', label: '结算 ID', type: 'c', length: 30, required: '-', source: found },
  { name: 'mdtrt_sn', label: '就医流水号', type: 'c', length: 30, required: 'Y', source: { found: 'S2' } },
  { name: 'psn_no', label: '人员编号', type: 'c', length: 30, required: '-', source: found },
  { name: 'psn_cert_type', label: '人员证件类型', type: 'c', length: 6, required: '-', source: found },
  { name: 'certno', label: '证件号码', type: 'c', length: 50, required: '-', source: found },
  { name: 'psn_name', label: '人员姓名', type: 'c', length: 50, required: '-', source: found },
  ...soldLot,
  ...drugFlags,
  { name: 'finl_trns_pric', label: '最终成交单价', type: 'n', length: 16, scale: 6, required: '-', source: found },
  ...movement,
  { name: 'medins_prod_sel_no', label: '商品销售流水号', type: 'c', length: 50, required: '-', source: found },
  drugtracinfo,
] as const satisfies readonly Field[]

/** 3506 商品销售退货: one line of goods that came back; its trace codes can be sold again. */
export const saleReturn3506 = {
  number: '3506',
  name: '商品销售退货',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    {
      name: 'selinfo',
      label: '商品销售退货信息',
      type: 'object',
      required: 'Y',
      source: found,
      fields: returnLine,
    },
  ],
  output: uploadResult,
} as const satisfies InterfaceTable
