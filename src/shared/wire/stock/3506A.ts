import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'
import { returnLine } from './3506.ts'
import { lines, uploadResult } from './nodes.ts'

/** 3506 for many lines at once, as 3505A has it [inferred]. */
export const saleReturns3506A = {
  number: '3506A',
  name: '商品销售退货批量上传',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: lines('selinfoDetail', '商品销售退货信息', returnLine),
  output: uploadResult,
} as const satisfies InterfaceTable
