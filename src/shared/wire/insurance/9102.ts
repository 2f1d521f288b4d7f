import type { InterfaceTable } from '../table.ts'
import { fsiPath, fsiPathSource } from './envelope.ts'

const found = { found: 'S2,S9' } as const
const named = { inferred: '节点与名称，比照 9101' } as const

/** 9102 文件下载: the file behind a 文件查询号. The sources give a bare byte stream; here it is a Base64 text in `fsDownloadOut` [inferred]. */
export const fileDownload9102 = {
  number: '9102',
  name: '文件下载',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    {
      name: 'fsDownloadIn',
      label: '文件下载信息',
      type: 'object',
      required: 'Y',
      source: found,
      fields: [
        { name: 'file_qury_no', label: '文件查询号', type: 'c', length: 30, required: 'Y', source: found },
        { name: 'filename', label: '文件名', type: 'c', length: 200, required: 'Y', source: found },
        { name: 'fixmedins_code', label: '医药机构编号', type: 'c', length: 30, required: 'Y', source: found },
      ],
    },
  ],
  output: [
    {
      name: 'fsDownloadOut',
      label: '文件下载结果',
      type: 'object',
      required: 'Y',
      source: named,
      fields: [
        {
          name: 'out',
          label: '文件数据',
          type: 't',
          required: 'Y',
          source: { found: 'S2,S9', inferred: '名称；字节流以标准 Base64 文本书写' },
        },
        { name: 'filename', label: '文件名', type: 'c', length: 200, required: 'Y', source: named },
      ],
    },
  ],
} as const satisfies InterfaceTable
