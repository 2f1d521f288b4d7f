import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { Field, InterfaceTable } from '../table.ts'
import { article, batchSerial, drugFlags, drugtracinfo, memo, uploadResult } from './nodes.ts'

const found = { found: 'S2,S8' } as const
const [prescriptionDrug] = drugFlags

/** One batch as counted. */
export const countLine = [
  ...article,
  prescriptionDrug,
  { name: 'invdate', label: '盘存日期', type: 'd', required: 'Y', source: found },
  { name: 'inv_cnt', label: '库存数量', type: 'n', length: 16, scale: 2, required: 'Y', source: found },
  { name: 'manu_lotnum', label: '生产批号', type: 'c', length: 30, required: '-', source: found },
  batchSerial,
  { name: 'manu_date', label: '生产日期', type: 'd', required: 'Y', source: found },
  { name: 'expy_end', label: '有效期止', type: 'd', required: 'Y', source: found },
  memo,
  drugtracinfo,
] as const satisfies readonly Field[]

/** 3501 商品盘存上传: the stock of one batch as counted, in the smallest priced pack. It carries no price. */
export const stocktake3501 = {
  number: '3501',
  name: '商品盘存上传',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    {
      name: 'invinfo',
      label: '商品盘存信息',
      type: 'object',
      required: 'Y',
      source: found,
      fields: countLine,
    },
  ],
  output: uploadResult,
} as const satisfies InterfaceTable
