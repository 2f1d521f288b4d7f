import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'
import { countLine } from './3501.ts'
import { lineResults, lines } from './nodes.ts'

/** 3501 for many lots at once. Each line is answered by itself. */
export const stocktakes3501A = {
  number: '3501A',
  name: '商品盘存批量上传',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: lines('invinfoDetail', '商品盘存信息', countLine),
  output: lineResults('invinfoErrDetail'),
} as const satisfies InterfaceTable
