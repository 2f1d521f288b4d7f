import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'
import { changeLine } from './3502.ts'
import { lineResults, lines } from './nodes.ts'

/** 3502 for many lines at once. Each line is answered by itself. */
export const stockChanges3502A = {
  number: '3502A',
  name: '商品库存变更批量上传',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: lines('invinfoDetail', '商品库存变更信息', changeLine),
  output: lineResults('invinfoErrDetail'),
} as const satisfies InterfaceTable
