import type { InterfaceTable } from '../table.ts'
import { answerWith, identityFields, passwordField, signedInput } from './nodes.ts'

const pathSource = { inferred: '占位路径，V A.1.3 待下发' } as const
const serial = {
  name: 'realAuthNo',
  label: '实人认证流水号',
  type: 'c',
  length: 64,
  required: 'Y',
  source: { found: 'V', inferred: '错误码 500037 的流水号；名称、长度' },
} as const
/** Only a third-party channel is given one: the official one needs none (V 4.5). */
const authorizationCode = {
  name: 'authCode',
  label: '个人渠道授权码',
  type: 'c',
  length: 64,
  required: '-',
  source: { found: 'V', inferred: '名称、长度' },
} as const
const REAL = '实名实人认证'
const ACTIVATE = '电子凭证激活'
const SET = '电子凭证密码设置'

/** ec.realAuth 实名实人认证 (V 2.4, 2.5, 6.1.3 a): name and document, then the live check; gives the serial that activation and password need. */
export const ecRealAuth = {
  number: 'ec.realAuth',
  name: REAL,
  channel: 'C',
  path: '/cfc/api/hsecfc/realAuth',
  pathSource,
  input: signedInput('ec.realAuth', REAL, [
    ...identityFields,
    {
      name: 'liveValue',
      label: '活体检测值',
      type: 'c',
      length: 64,
      required: 'Y',
      source: { inferred: '实人认证的生物特征（V 2.5），培训中以文本代替' },
    },
  ]),
  output: answerWith([
    serial,
    { name: 'validEndTime', label: '流水号有效截止时间', type: 'dt', required: 'Y', source: { inferred: '错误码 500051' } },
  ]),
} as const satisfies InterfaceTable

/** ec.activate 电子凭证激活 (V 4.2, 4.4, 6.1.3): once per voucher, with the password that it will have; authorizes the channel that asks. */
export const ecActivate = {
  number: 'ec.activate',
  name: ACTIVATE,
  channel: 'C',
  path: '/cfc/api/hsecfc/ecActivate',
  pathSource,
  input: signedInput('ec.activate', ACTIVATE, [...identityFields, serial, passwordField]),
  output: answerWith([
    {
      name: 'activateTime',
      label: '激活时间',
      type: 'dt',
      required: 'Y',
      source: { inferred: 'V 6.1.2.3 c 反馈电子凭证状态信息' },
    },
    authorizationCode,
  ]),
} as const satisfies InterfaceTable

/** ec.setPwd 电子凭证密码设置 (V 6.1.3 b, c): a new password for an activated voucher, after a new live check; ends a lock. */
export const ecSetPassword = {
  number: 'ec.setPwd',
  name: SET,
  channel: 'C',
  path: '/cfc/api/hsecfc/ecPwdSet',
  pathSource,
  input: signedInput('ec.setPwd', SET, [...identityFields, serial, passwordField]),
  output: answerWith([{ name: 'setTime', label: '设置时间', type: 'dt', required: 'Y', source: { inferred: '比照激活' } }]),
} as const satisfies InterfaceTable
