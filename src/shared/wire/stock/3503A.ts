import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'
import { purchaseLine } from './3503.ts'
import { lineResults, lines } from './nodes.ts'

/** 3503 for many lines at once. Each line is answered by itself. */
export const purchases3503A = {
  number: '3503A',
  name: '商品采购批量上传',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: lines('purcinfoDetail', '商品采购信息', purchaseLine),
  output: lineResults('purcinfoErrDetail'),
} as const satisfies InterfaceTable
