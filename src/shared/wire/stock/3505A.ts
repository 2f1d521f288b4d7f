import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'
import { saleLine } from './3505.ts'
import { lines, uploadResult } from './nodes.ts'

/** 3505 for many lines at once. One result for all: what is wrong with one line is wrong with the whole. */
export const sales3505A = {
  number: '3505A',
  name: '商品销售批量上传',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: lines('selinfoDetail', '商品销售信息', saleLine),
  output: uploadResult,
} as const satisfies InterfaceTable
