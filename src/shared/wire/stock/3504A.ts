import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'
import { purchaseReturnLine } from './3504.ts'
import { lineResults, lines } from './nodes.ts'

/** 3504 for many lines at once. Each line is answered by itself. */
export const purchaseReturns3504A = {
  number: '3504A',
  name: '商品采购退货批量上传',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: lines('purcinfoDetail', '商品采购退货信息', purchaseReturnLine),
  output: lineResults('purcinfoErrDetail'),
} as const satisfies InterfaceTable
