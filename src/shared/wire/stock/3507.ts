import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'
import { batchSerial, uploadResult } from './nodes.ts'

const found = { found: 'S2,S8' } as const

/** 3507 进销存信息删除: takes back an upload by the batch serial that the shop gave it. */
export const stockDeletion3507 = {
  number: '3507',
  name: '进销存信息删除',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    {
      name: 'data',
      label: '删除信息',
      type: 'object',
      required: 'Y',
      source: found,
      fields: [
        batchSerial,
        {
          name: 'inv_data_type',
          label: '进销存数据类型',
          type: 'c',
          length: 30,
          required: 'Y',
          codes: { '1': '盘存信息', '2': '库存变更信息', '3': '采购信息', '4': '销售信息' },
          source: found,
        },
      ],
    },
  ],
  output: uploadResult,
} as const satisfies InterfaceTable
