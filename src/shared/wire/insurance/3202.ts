import type { InterfaceTable } from '../table.ts'
import { fsiPath, fsiPathSource } from './envelope.ts'
import {
  cashTotal,
  clearingOffice,
  clearingType,
  fundTotal,
  refundFlag,
  settlementCount,
  statementDays,
  total,
} from './reconciliation.ts'

const found = { found: 'S2,S7,S9' } as const

/** 3202 医药机构费用结算对明细账: an uploaded file line by line against the center's; the result is a file for 9102. */
export const reconcileDetails3202 = {
  number: '3202',
  name: '医药机构费用结算对明细账',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    {
      name: 'data',
      label: '对账信息',
      type: 'object',
      required: 'Y',
      source: found,
      fields: [
        clearingOffice,
        { name: 'file_qury_no', label: '文件查询号', type: 'c', length: 30, required: 'Y', source: found },
        ...statementDays,
        total,
        fundTotal,
        cashTotal,
        settlementCount,
        refundFlag,
        clearingType,
      ],
    },
  ],
  output: [
    {
      name: 'fileinfo',
      label: '结果文件信息',
      type: 'object',
      required: 'Y',
      source: found,
      fields: [
        { name: 'file_qury_no', label: '文件查询号', type: 'c', length: 30, required: 'Y', source: found },
        { name: 'filename', label: '文件名称', type: 'c', length: 200, required: 'Y', source: found },
        { name: 'dld_endtime', label: '下载截止时间', type: 'dt', required: 'Y', source: found },
      ],
    },
  ],
} as const satisfies InterfaceTable
