import { yesNo } from '../codes.ts'
import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { Field, InterfaceTable } from '../table.ts'
import { article, batchSerial, drugFlags, drugtracinfo, memo, uploadResult } from './nodes.ts'

const found = { found: 'S2,S8,S18' } as const
const [prescriptionDrug] = drugFlags

/** One line of goods that were bought in. */
export const purchaseLine = [
  ...article,
  { name: 'dynt_no', label: '随货单号', type: 'c', length: 50, required: '-', source: found },
  batchSerial,
  { name: 'spler_name', label: '供应商名称', type: 'c', length: 200, required: 'Y', source: found },
  { name: 'spler_pmtno', label: '供应商许可证号', type: 'c', length: 50, required: '-', source: found },
  { name: 'manu_lotnum', label: '生产批号', type: 'c', length: 30, required: 'Y', source: found },
  { name: 'prodentp_name', label: '生产厂家名称', type: 'c', length: 200, required: 'Y', source: found },
  { name: 'aprvno', label: '批准文号', type: 'c', length: 100, required: 'Y', source: found },
  { name: 'manu_date', label: '生产日期', type: 'd', required: 'Y', source: found },
  { name: 'expy_end', label: '有效期止', type: 'd', required: 'Y', source: found },
  { name: 'finl_trns_pric', label: '最终成交单价', type: 'n', length: 16, scale: 6, required: '-', source: found },
  { name: 'purc_retn_cnt', label: '采购/退货数量', type: 'n', length: 16, scale: 4, required: 'Y', source: found },
  { name: 'purc_invo_codg', label: '采购发票编码', type: 'c', length: 50, required: '-', source: found },
  { name: 'purc_invo_no', label: '采购发票号', type: 'c', length: 50, required: '-', source: found },
  prescriptionDrug,
  { name: 'purc_retn_stoin_time', label: '采购/退货入库时间', type: 'dt', required: 'Y', source: found },
  { name: 'purc_retn_opter_name', label: '采购/退货经办人姓名', type: 'c', length: 50, required: 'Y', source: found },
  { name: 'prod_geay_flag', label: '商品赠送标志', type: 'c', length: 3, required: '-', codes: yesNo, source: found },
  memo,
  drugtracinfo,
] as const satisfies readonly Field[]

/** 3503 商品采购 (F 3.3.2): what was bought in, with its lot and trace codes. */
export const purchase3503 = {
  number: '3503',
  name: '商品采购',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [{ name: 'purcinfo', label: '商品采购信息', type: 'object', required: 'Y', source: found, fields: purchaseLine }],
  output: uploadResult,
} as const satisfies InterfaceTable
