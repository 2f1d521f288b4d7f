import type { EnvelopeTable } from '../table.ts'

const found = { found: 'S3' } as const

/** The version of the envelope that the prescription center speaks. */
export const epcVersion = '1.0.0'

/**
 * The message wrapper of channel B as it travels: `encData` is the SM4 text of the interface's own node, `signData` the SM2
 * signature over every other field with the clear node in place. Answers that fail need not carry `encData`.
 */
export const epcEnvelope = {
  name: '医保电子处方中心报文',
  channel: 'B',
  request: [
    { name: 'appId', label: '应用渠道编号', type: 'c', length: 32, required: 'Y', source: { found: 'S3', inferred: '长度' } },
    {
      name: 'version',
      label: '版本号',
      type: 'c',
      length: 10,
      required: 'Y',
      codes: { [epcVersion]: '处方中心版本' },
      source: { found: 'S3,V', inferred: '取值' },
    },
    { name: 'timestamp', label: '时间戳', type: 'c', length: 20, required: 'Y', alsoNumber: true, source: { found: 'S3,V' } },
    { name: 'encType', label: '加密方式', type: 'c', length: 10, required: 'Y', codes: { SM4: 'SM4 加密' }, source: found },
    { name: 'signType', label: '签名方式', type: 'c', length: 10, required: 'Y', codes: { SM2: 'SM2 签名' }, source: found },
    { name: 'extra', label: '附加参数', type: 'json', required: '-', source: { found: 'V' } },
    { name: 'encData', label: '业务密文', type: 't', required: 'Y', source: found },
    { name: 'signData', label: '签名值', type: 'c', length: 88, required: 'Y', source: { found: 'S3', inferred: '长度' } },
  ],
  response: [
    { name: 'appId', label: '应用渠道编号', type: 'c', length: 32, required: '-', source: { found: 'S3', inferred: '可缺' } },
    {
      name: 'code',
      label: '返回码',
      type: 'c',
      length: 10,
      required: 'Y',
      alsoNumber: true,
      source: { found: 'S3', inferred: '长度' },
    },
    { name: 'message', label: '返回信息', type: 't', required: '-', source: found },
    {
      name: 'version',
      label: '版本号',
      type: 'c',
      length: 10,
      required: '-',
      codes: { [epcVersion]: '处方中心版本' },
      source: { found: 'S3', inferred: '可缺、取值' },
    },
    { name: 'timestamp', label: '时间戳', type: 'c', length: 20, required: '-', alsoNumber: true, source: { found: 'S3,V' } },
    {
      name: 'encType',
      label: '加密方式',
      type: 'c',
      length: 10,
      required: 'C',
      when: { field: 'code', in: ['0', '0000'] },
      codes: { SM4: 'SM4 加密' },
      source: { found: 'S3', inferred: '成功时必填' },
    },
    {
      name: 'signType',
      label: '签名方式',
      type: 'c',
      length: 10,
      required: 'C',
      when: { field: 'code', in: ['0', '0000'] },
      codes: { SM2: 'SM2 签名' },
      source: { found: 'S3', inferred: '成功时必填' },
    },
    { name: 'extra', label: '附加参数', type: 'json', required: '-', source: { found: 'V' } },
    {
      name: 'encData',
      label: '业务密文',
      type: 't',
      required: 'C',
      when: { field: 'code', in: ['0', '0000'] },
      source: { found: 'S3', inferred: '成功时必填' },
    },
    {
      name: 'signData',
      label: '签名值',
      type: 'c',
      length: 88,
      required: 'C',
      when: { field: 'code', in: ['0', '0000'] },
      source: { found: 'S3', inferred: '成功时必填、长度' },
    },
  ],
} as const satisfies EnvelopeTable
