import { stockChangeTypes, yesNo } from '../codes.ts'
import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { Field, InterfaceTable } from '../table.ts'
import { article, batchSerial, drugFlags, drugtracinfo, memo, uploadResult } from './nodes.ts'

const found = { found: 'S2,S8' } as const
const [prescriptionDrug] = drugFlags

/** One line of a change of stock. It names no lot. */
export const changeLine = [
  ...article,
  {
    name: 'inv_chg_type',
    label: '库存变更类型',
    type: 'c',
    length: 6,
    required: 'Y',
    codes: stockChangeTypes,
    source: { found: 'S2,S4,S8' },
  },
  batchSerial,
  { name: 'pric', label: '单价', type: 'n', length: 16, scale: 6, required: 'Y', source: found },
  { name: 'cnt', label: '数量', type: 'n', length: 16, scale: 4, required: 'Y', source: found },
  prescriptionDrug,
  { name: 'inv_chg_time', label: '库存变更时间', type: 'dt', required: 'Y', source: found },
  { name: 'inv_chg_opter_name', label: '库存变更经办人姓名', type: 'c', length: 50, required: '-', source: found },
  memo,
  {
    name: 'trdn_flag',
    label: '拆零标志',
    type: 'c',
    length: 2,
    required: 'Y',
    codes: yesNo,
    source: { found: 'S2', inferred: '旧版可缺' },
  },
  drugtracinfo,
] as const satisfies readonly Field[]

/** 3502 商品库存变更 (F 3.3.2): goods that came or went otherwise than by purchase and sale. */
export const stockChange3502 = {
  number: '3502',
  name: '商品库存变更',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [{ name: 'invinfo', label: '商品库存变更信息', type: 'object', required: 'Y', source: found, fields: changeLine }],
  output: uploadResult,
} as const satisfies InterfaceTable
