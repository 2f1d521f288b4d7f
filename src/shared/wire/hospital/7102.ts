import type { InterfaceTable } from '../table.ts'

const found = { found: 'S2' } as const

/** 7102 电子处方医保电子签名 (N 8.1.1.4 j 2): the center signs for the hospital, with the hospital's certificate, what a pharmacist of the hospital has approved. */
export const sign7102 = {
  number: '7102',
  name: '电子处方医保电子签名',
  channel: 'B',
  path: '/epc/api/fixmedins/rxFixmedinsSign',
  pathSource: { found: 'S2,S3' },
  input: [
    {
      name: 'fixmedinsCode',
      label: '定点医疗机构编号',
      type: 'c',
      length: 20,
      required: 'Y',
      source: { found: 'S2', inferred: '长度取自 7103' },
    },
    { name: 'originalValue', label: '原始待签名处方信息', type: 't', required: 'Y', source: found },
    { name: 'originalRxFile', label: '原始待签名处方文件', type: 't', required: 'Y', source: found },
    {
      name: 'extras',
      label: '扩展数据',
      type: 'c',
      length: 4000,
      required: '-',
      source: { found: 'S2', inferred: '长度取自 7103' },
    },
  ],
  output: [
    { name: 'rxFile', label: '处方文件', type: 't', required: 'Y', source: found },
    {
      name: 'signDigest',
      label: '签名摘要值',
      type: 'c',
      length: 4000,
      required: 'Y',
      source: { found: 'S2', inferred: '长度取自 7103' },
    },
    {
      name: 'signCertSn',
      label: '签名机构证书序列号',
      type: 'c',
      length: 64,
      required: 'Y',
      source: { found: 'S2', inferred: '长度' },
    },
    {
      name: 'signCertDn',
      label: '签名机构证书 DN',
      type: 'c',
      length: 500,
      required: 'Y',
      source: { found: 'S2', inferred: '长度' },
    },
  ],
} as const satisfies InterfaceTable
