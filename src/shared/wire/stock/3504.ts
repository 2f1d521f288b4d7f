import { yesNo } from '../codes.ts'
import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { Field, InterfaceTable } from '../table.ts'
import { article, batchSerial, drugFlags, drugtracinfo, memo, uploadResult } from './nodes.ts'

const found = { found: 'S2,S8,S18' } as const
const like3503 = { found: 'S2,S8,S18', inferred: '必填，同 3503' } as const
const [prescriptionDrug] = drugFlags

/** One line of goods that went back to the supplier. It names no lot, but may name its purchase. */
export const purchaseReturnLine = [
  ...article,
  batchSerial,
  { name: 'spler_name', label: '供应商名称', type: 'c', length: 200, required: 'Y', source: like3503 },
  { name: 'spler_pmtno', label: '供应商许可证号', type: 'c', length: 50, required: '-', source: found },
  { name: 'manu_date', label: '生产日期', type: 'd', required: 'Y', source: like3503 },
  { name: 'expy_end', label: '有效期止', type: 'd', required: 'Y', source: like3503 },
  { name: 'finl_trns_pric', label: '最终成交单价', type: 'n', length: 16, scale: 6, required: '-', source: found },
  { name: 'purc_retn_cnt', label: '采购/退货数量', type: 'n', length: 16, scale: 4, required: 'Y', source: like3503 },
  { name: 'purc_invo_codg', label: '采购发票编码', type: 'c', length: 50, required: '-', source: found },
  { name: 'purc_invo_no', label: '采购发票号', type: 'c', length: 50, required: 'Y', source: found },
  prescriptionDrug,
  { name: 'purc_retn_stoin_time', label: '采购/退货入库时间', type: 'dt', required: 'Y', source: like3503 },
  { name: 'purc_retn_opter_name', label: '采购/退货经办人姓名', type: 'c', length: 50, required: 'Y', source: like3503 },
  { name: 'prod_geay_flag', label: '商品赠送标志', type: 'c', length: 3, required: '-', codes: yesNo, source: found },
  { name: 'medins_prod_purc_no', label: '商品采购流水号', type: 'c', length: 50, required: '-', source: found },
  memo,
  drugtracinfo,
] as const satisfies readonly Field[]

/** 3504 商品采购退货 (F 3.3.2): what went back to the supplier. */
export const purchaseReturn3504 = {
  number: '3504',
  name: '商品采购退货',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    { name: 'purcinfo', label: '商品采购退货信息', type: 'object', required: 'Y', source: found, fields: purchaseReturnLine },
  ],
  output: uploadResult,
} as const satisfies InterfaceTable
