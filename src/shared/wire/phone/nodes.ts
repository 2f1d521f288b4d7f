import { prescriptionStates, reviewStates, usageStates } from '../codes.ts'
import type { Field } from '../table.ts'

/** 公共服务区 has no published tables: names follow the interfaces of the core area. */
export const inferred = { inferred: '表未找到；字段比照 7105、7103' } as const
export const pathSource = { inferred: '占位路径，未找到' } as const

export const accessTokenField = {
  name: 'accessToken',
  label: '医保电子处方线上访问令牌',
  type: 'c',
  length: 64,
  required: 'Y',
  source: { inferred: 'N 8.2.4 e 只有名称' },
} as const satisfies Field

export const hiRxnoField = {
  name: 'hiRxno',
  label: '医保处方编号',
  type: 'c',
  length: 30,
  required: 'Y',
  source: inferred,
} as const satisfies Field

/** 医保电子凭证线上身份授权信息: what the voucher platform gave the application when the person identified herself in it (N 8.2.4 c). */
export const authNoField = {
  name: 'authNo',
  label: '医保电子凭证线上身份授权信息',
  type: 'c',
  length: 100,
  required: 'Y',
  source: { found: 'S2', inferred: '名称、长度取自 7101 的 authNo' },
} as const satisfies Field

/** How a prescription stands. */
export const stateFields = [
  { name: 'rxStasCodg', label: '处方状态编码', type: 'c', length: 3, required: 'Y', codes: prescriptionStates, source: inferred },
  { name: 'rxStasName', label: '处方状态名称', type: 'c', length: 20, required: 'Y', source: inferred },
  {
    name: 'rxUsedStasCodg',
    label: '处方使用状态编码',
    type: 'c',
    length: 3,
    required: 'Y',
    codes: usageStates,
    source: inferred,
  },
  { name: 'rxUsedStasName', label: '处方使用状态名称', type: 'c', length: 20, required: 'Y', source: inferred },
] as const satisfies readonly Field[]

/** How the latest review ended. */
export const reviewFields = [
  { name: 'rxChkStasCodg', label: '审核状态编码', type: 'c', length: 3, required: 'Y', codes: reviewStates, source: inferred },
  { name: 'rxChkStasName', label: '审核状态名称', type: 'c', length: 20, required: 'Y', source: inferred },
] as const satisfies readonly Field[]
