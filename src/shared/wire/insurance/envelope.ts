import { operatorTypes } from '../codes.ts'
import type { EnvelopeTable, SourceMark } from '../table.ts'

/** One path for every interface of channel A, chosen by `infno`. */
export const fsiPath = '/mbs/fmi/fsi/api/callFsiService/callService'
/** Seen in one province (Jilin). */
export const fsiPathSource = { found: 'S4', inferred: '其他省份的路径' } as const satisfies SourceMark

const found = { found: 'S1,S4,S9' } as const

/**
 * The message wrapper of channel A: clear JSON, `cainfo` = SM2 signature over the text of `input` as it stands; answers carry
 * no signature.
 */
export const fsiEnvelope = {
  name: '定点医药机构接口报文',
  channel: 'A',
  request: [
    {
      name: 'infno',
      label: '交易编号',
      type: 'c',
      length: 6,
      required: 'Y',
      source: { found: 'S1', inferred: '长度（2102A、35081 长于 4 位）' },
    },
    { name: 'msgid', label: '发送方报文 ID', type: 'c', length: 30, required: 'Y', source: found },
    { name: 'mdtrtarea_admvs', label: '就医地医保区划', type: 'c', length: 6, required: 'Y', source: found },
    { name: 'insuplc_admdvs', label: '参保地医保区划', type: 'c', length: 6, required: 'C', source: found },
    { name: 'recer_sys_code', label: '接收方系统代码', type: 'c', length: 10, required: 'Y', source: found },
    { name: 'dev_no', label: '设备编号', type: 'c', length: 100, required: '-', source: found },
    { name: 'dev_safe_info', label: '设备安全信息', type: 'c', length: 2000, required: '-', source: found },
    { name: 'cainfo', label: '数字签名信息', type: 'c', length: 1024, required: '-', source: found },
    {
      name: 'signtype',
      label: '签名类型',
      type: 'c',
      length: 10,
      required: '-',
      codes: { SM2: 'SM2 签名', SM3: 'SM3 摘要' },
      source: found,
    },
    { name: 'infver', label: '接口版本号', type: 'c', length: 6, required: 'Y', source: found },
    { name: 'opter_type', label: '经办人类别', type: 'c', length: 3, required: 'Y', codes: operatorTypes, source: found },
    { name: 'opter', label: '经办人', type: 'c', length: 30, required: 'Y', source: found },
    { name: 'opter_name', label: '经办人姓名', type: 'c', length: 50, required: 'Y', source: found },
    { name: 'inf_time', label: '交易时间', type: 'dt', required: 'Y', source: found },
    { name: 'fixmedins_code', label: '定点医药机构编号', type: 'c', length: 12, required: 'Y', source: found },
    { name: 'fixmedins_name', label: '定点医药机构名称', type: 'c', length: 20, required: 'Y', source: found },
    {
      name: 'sign_no',
      label: '交易签到流水号',
      type: 'c',
      length: 30,
      required: '-',
      source: { found: 'S1', inferred: '除 9001 外实际必需' },
    },
    { name: 'input', label: '交易输入', type: 'json', length: 40_000, required: 'Y', source: found },
  ],
  response: [
    { name: 'infcode', label: '交易状态码', type: 'c', length: 4, required: 'Y', alsoNumber: true, source: found },
    {
      name: 'inf_refmsgid',
      label: '接收方报文 ID',
      type: 'c',
      length: 30,
      required: 'C',
      when: { field: 'infcode', in: ['0'] },
      source: { found: 'S1', inferred: '失败时可缺' },
    },
    { name: 'refmsg_time', label: '接收报文时间', type: 'c', length: 17, required: '-', source: found },
    { name: 'respond_time', label: '响应报文时间', type: 'c', length: 17, required: '-', source: found },
    { name: 'err_msg', label: '错误信息', type: 'c', length: 200, required: '-', source: found },
    {
      name: 'output',
      label: '交易输出',
      type: 'json',
      length: 40_000,
      required: 'C',
      source: { found: 'S1', inferred: '成功且接口有出参时必填（2601 无出参）' },
    },
  ],
} as const satisfies EnvelopeTable
