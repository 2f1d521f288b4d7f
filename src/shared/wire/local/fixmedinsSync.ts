import type { InterfaceTable } from '../table.ts'
import { localPathSource } from './settlement.ts'

const named = { found: 'N', inferred: '名称、长度；10.1 第 4 项：服务信息、开通状态、接入密钥' } as const

/** 定点医药机构接入信息同步 (N 10.1 item 4, note of 9.4.1): who may use the center, and with which keys. Adds an institution or changes one. */
export const institutionSync = {
  number: 'fixmedinsSync',
  name: '定点医药机构接入信息同步',
  channel: 'L',
  path: '/local/fixmedinsSync',
  pathSource: localPathSource,
  input: [
    { name: 'fixmedinsCode', label: '定点医药机构编号', type: 'c', length: 12, required: 'Y', source: named },
    { name: 'fixmedinsName', label: '定点医药机构名称', type: 'c', length: 200, required: 'Y', source: named },
    {
      name: 'fixmedinsType',
      label: '定点医药机构类型',
      type: 'c',
      length: 3,
      required: 'Y',
      codes: { '1': '定点医疗机构', '2': '定点零售药店' },
      source: named,
    },
    { name: 'admdvs', label: '医保区划', type: 'c', length: 6, required: 'Y', source: named },
    {
      name: 'openStas',
      label: '开通状态',
      type: 'c',
      length: 3,
      required: 'Y',
      codes: { '0': '未开通', '1': '已开通' },
      source: named,
    },
    { name: 'appId', label: '应用渠道编号', type: 'c', length: 32, required: 'Y', source: named },
    { name: 'appSecret', label: '应用渠道密钥', type: 'c', length: 32, required: 'Y', source: named },
    {
      name: 'pubKey',
      label: '机构 SM2 公钥',
      type: 'c',
      length: 88,
      required: 'Y',
      source: { found: 'N', inferred: '名称、长度；65 字节未压缩点的 Base64' },
    },
  ],
  output: [
    { name: 'fixmedinsCode', label: '定点医药机构编号', type: 'c', length: 12, required: 'Y', source: named },
    { name: 'openStas', label: '开通状态', type: 'c', length: 3, required: 'Y', source: named },
  ],
} as const satisfies InterfaceTable
