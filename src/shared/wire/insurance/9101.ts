import type { InterfaceTable } from '../table.ts'
import { fsiPath, fsiPathSource } from './envelope.ts'

const found = { found: 'S2,S9' } as const

/** 9101 文件上传: a file for another interface (3202). The bytes are a text of JSON here [inferred]: what travels elsewhere as a byte array has no place in JSON. */
export const fileUpload9101 = {
  number: '9101',
  name: '文件上传',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    {
      name: 'fsUploadIn',
      label: '文件上传信息',
      type: 'object',
      required: 'Y',
      source: found,
      fields: [
        {
          name: 'in',
          label: '文件数据',
          type: 't',
          required: 'Y',
          source: { found: 'S2,S9', inferred: '字节流以标准 Base64 文本书写' },
        },
        { name: 'filename', label: '文件名', type: 'c', length: 200, required: 'Y', source: found },
        { name: 'fixmedins_code', label: '医药机构编号', type: 'c', length: 30, required: 'Y', source: found },
      ],
    },
  ],
  output: [
    { name: 'file_qury_no', label: '文件查询号', type: 'c', length: 30, required: 'Y', source: found },
    { name: 'filename', label: '文件名', type: 'c', length: 200, required: 'Y', source: found },
    { name: 'fixmedins_code', label: '医药机构编号', type: 'c', length: 30, required: 'Y', source: found },
    { name: 'dld_endtime', label: '下载截止时间', type: 'dt', required: '-', source: found },
  ],
} as const satisfies InterfaceTable
