import { businessTypes, idTypes } from '../codes.ts'
import type { InterfaceTable } from '../table.ts'

const found = { found: 'S2,S13,V' } as const
const dllPath = { found: 'S2,S13' } as const

/**
 * ec.query 电子凭证二维码解码 (V tables B.1 to B.4, lengths of S2, S13 where they are wider). The message is plain JSON for the 中台 on the
 * loopback. `extData` of the answer is left out: its shape was not found, and fields beyond the table are tolerated in answers.
 */
export const ecQuery = {
  number: 'ec.query',
  name: '电子凭证二维码解码',
  channel: 'C',
  path: '/localcfc/api/hsecfc/localQrCodeQuery',
  pathSource: dllPath,
  input: [
    { name: 'orgId', label: '机构 ID', type: 'c', length: 40, required: 'Y', source: found },
    {
      name: 'transType',
      label: '交易类型',
      type: 'c',
      length: 40,
      required: 'Y',
      codes: { 'ec.query': '二维码解码' },
      source: found,
    },
    {
      name: 'data',
      label: '接口请求参数',
      type: 'object',
      required: 'Y',
      source: found,
      fields: [
        { name: 'orgId', label: '机构 ID', type: 'c', length: 40, required: 'Y', source: found },
        { name: 'ecQrCode', label: '电子凭证二维码值', type: 'c', length: 32, required: 'Y', source: found },
        { name: 'businessType', label: '用码业务类型', type: 'c', length: 5, required: 'Y', codes: businessTypes, source: found },
        { name: 'termId', label: '终端 ID', type: 'c', length: 32, required: 'Y', source: found },
        { name: 'termIp', label: '终端 IP', type: 'c', length: 32, required: 'Y', source: found },
        { name: 'operatorId', label: '操作员工号', type: 'c', length: 20, required: 'Y', source: found },
        { name: 'operatorName', label: '操作员姓名', type: 'c', length: 30, required: 'Y', source: found },
        { name: 'officeId', label: '医保科室编号', type: 'c', length: 20, required: '-', source: found },
        { name: 'officeName', label: '科室名称', type: 'c', length: 30, required: '-', source: found },
        { name: 'deviceType', label: '设备类型', type: 'c', length: 30, required: '-', source: { found: 'S2,S13' } },
      ],
    },
    { name: 'extra', label: '扩展参数', type: 'json', length: 200_000, required: '-', source: found },
  ],
  output: [
    { name: 'orgId', label: '机构 ID', type: 'c', length: 40, required: '-', source: { found: 'V', inferred: '非必填' } },
    { name: 'code', label: '返回码', type: 'c', length: 10, required: 'Y', alsoNumber: true, source: found },
    { name: 'message', label: '返回信息', type: 't', required: '-', source: { found: 'S2,S13' } },
    {
      name: 'data',
      label: '接口响应参数',
      type: 'object',
      required: 'C',
      when: { field: 'code', in: ['0', '0000'] },
      source: { found: 'V', inferred: '仅成功时必填' },
      fields: [
        { name: 'userName', label: '用户姓名', type: 'c', length: 200, required: 'Y', source: found },
        { name: 'idNo', label: '证件号码', type: 'c', length: 64, required: 'Y', source: found },
        { name: 'idType', label: '证件类型', type: 'c', length: 2, required: 'Y', codes: idTypes, source: found },
        { name: 'ecToken', label: '医保电子凭证令牌', type: 'c', length: 64, required: 'Y', source: found },
        { name: 'insuOrg', label: '参保地医保区划', type: 'c', length: 6, required: '-', source: { found: 'S2,S13' } },
        { name: 'ecIndexNo', label: '电子凭证索引号', type: 't', required: '-', source: { found: 'S2,S13', inferred: '类型' } },
        {
          name: 'gender',
          label: '性别',
          type: 't',
          required: '-',
          alsoNumber: true,
          source: { found: 'S2,S13', inferred: '类型' },
        },
        { name: 'birthday', label: '出生日期', type: 't', required: '-', source: { found: 'S2,S13', inferred: '类型' } },
        { name: 'nationality', label: '国籍', type: 't', required: '-', source: { found: 'S2,S13', inferred: '类型' } },
        { name: 'email', label: '电子邮箱', type: 't', required: '-', source: { found: 'S2,S13', inferred: '类型' } },
      ],
    },
  ],
} as const satisfies InterfaceTable
