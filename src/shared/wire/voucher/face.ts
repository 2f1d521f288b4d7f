import { businessTypes } from '../codes.ts'
import type { InterfaceTable } from '../table.ts'
import { answerWith, identifiedFields, operatorFields, terminalInput } from './nodes.ts'

const reader = { found: 'S13' } as const
const pathSource = { inferred: '占位路径；S13 为读卡器动态库' } as const
const AUTH = '人脸识别授权'
const CHECK = '人脸识别授权核验'
const NOTICE = '结算结果通知'
const amount = { type: 'n', length: 16, scale: 2, source: { found: 'S13', inferred: '长度' } } as const
const businessNumber = {
  name: 'outBizNo',
  label: '机构业务流水号',
  type: 'c',
  length: 64,
  required: 'Y',
  source: reader,
} as const
const place = [
  {
    name: 'businessType',
    label: '用码业务类型',
    type: 'c',
    length: 5,
    required: 'Y',
    codes: businessTypes,
    source: { found: 'V', inferred: '比照解码' },
  },
  { name: 'termId', label: '终端 ID', type: 'c', length: 32, required: 'Y', source: { found: 'V', inferred: '比照解码' } },
  { name: 'termIp', label: '终端 IP', type: 'c', length: 32, required: 'Y', source: { found: 'V', inferred: '比照解码' } },
  ...operatorFields,
] as const

/** ec.auth 人脸识别授权 (S13): begins a face identification at a terminal, under the institution's own serial. */
export const ecAuth = {
  number: 'ec.auth',
  name: AUTH,
  channel: 'C',
  path: '/localcfc/api/hsecfc/faceAuth',
  pathSource,
  input: terminalInput('ec.auth', AUTH, [businessNumber, ...place]),
  output: answerWith([{ name: 'authNo', label: '授权编号', type: 'c', length: 64, required: 'Y', source: reader }]),
} as const satisfies InterfaceTable

/** ec.authQuery 人脸识别授权核验 (S13): who looked into the camera, with a token as a decoded QR gives it. */
export const ecAuthQuery = {
  number: 'ec.authQuery',
  name: CHECK,
  channel: 'C',
  path: '/localcfc/api/hsecfc/faceAuthQuery',
  pathSource,
  input: terminalInput('ec.authQuery', CHECK, [
    { name: 'authNo', label: '授权编号', type: 'c', length: 64, required: 'Y', source: reader },
  ]),
  output: answerWith(identifiedFields),
} as const satisfies InterfaceTable

/** ec.settleNotice 结算结果通知 (S13): what became of the business that began with a face; the owner's channel shows it. */
export const ecSettleNotice = {
  number: 'ec.settleNotice',
  name: NOTICE,
  channel: 'C',
  path: '/localcfc/api/hsecfc/settleNotice',
  pathSource,
  input: terminalInput('ec.settleNotice', NOTICE, [
    businessNumber,
    {
      name: 'medicalSettleState',
      label: '医保结算状态',
      type: 'c',
      length: 10,
      required: 'Y',
      codes: { SUCCESS: '成功', FAIL: '失败' },
      source: { found: 'S13', inferred: '长度' },
    },
    { ...amount, name: 'totalFee', label: '费用总额', required: 'Y' },
    { ...amount, name: 'ownAmt', label: '个人自付金额', required: 'Y' },
    { ...amount, name: 'hifAmt', label: '基金支付金额', required: 'Y' },
    { ...amount, name: 'acctAmt', label: '个人账户支付金额', required: 'Y' },
    { ...amount, name: 'hifpAmt', label: '统筹基金支付金额', required: '-' },
    {
      name: 'drugList',
      label: '药品列表',
      type: 'list',
      required: '-',
      source: { found: 'S13', inferred: '行内字段' },
      fields: [
        { name: 'drugName', label: '药品名称', type: 'c', length: 200, required: 'Y', source: { inferred: '行内字段未找到' } },
        {
          name: 'drugCnt',
          label: '数量',
          type: 'n',
          length: 16,
          scale: 4,
          required: 'Y',
          source: { inferred: '行内字段未找到' },
        },
      ],
    },
  ]),
  output: answerWith([{ name: 'noticeTime', label: '受理时间', type: 'dt', required: 'Y', source: { inferred: '出参未找到' } }]),
} as const satisfies InterfaceTable
