import { businessTypes } from '../codes.ts'
import type { InterfaceTable } from '../table.ts'
import { answerWith, identifiedFields, operatorFields, passwordField, terminalInput } from './nodes.ts'

const asDecoding = { found: 'V', inferred: '比照解码' } as const
const NAME = '电子凭证密码校验'

/**
 * ec.pwdCheck 电子凭证密码校验 (N 7.4.3 j, 8.4.4 b; Y 3.2.2, 4.13): the identity card or social-security card that was read, with the voucher's password; gives a
 * token as a decoded QR does. N names the function, nobody its table.
 */
export const ecPasswordCheck = {
  number: 'ec.pwdCheck',
  name: NAME,
  channel: 'C',
  path: '/localcfc/api/hsecfc/ecPwdCheck',
  pathSource: { inferred: '占位路径，未找到' },
  input: terminalInput('ec.pwdCheck', NAME, [
    {
      name: 'mdtrtCertType',
      label: '就诊凭证类型',
      type: 'c',
      length: 3,
      required: 'Y',
      codes: { '02': '居民身份证号码', '03': '社会保障卡卡号' },
      source: { found: 'S2,S4', inferred: '用于此处' },
    },
    {
      name: 'mdtrtCertNo',
      label: '就诊凭证编号',
      type: 'c',
      length: 50,
      required: 'Y',
      source: { found: 'S2,S4', inferred: '用于此处' },
    },
    {
      name: 'cardSn',
      label: '卡识别码',
      type: 'c',
      length: 32,
      required: 'C',
      when: { field: 'mdtrtCertType', in: ['03'] },
      source: { found: 'S1,S13', inferred: '用于此处' },
    },
    passwordField,
    {
      name: 'businessType',
      label: '用码业务类型',
      type: 'c',
      length: 5,
      required: 'Y',
      codes: businessTypes,
      source: asDecoding,
    },
    { name: 'termId', label: '终端 ID', type: 'c', length: 32, required: 'Y', source: asDecoding },
    { name: 'termIp', label: '终端 IP', type: 'c', length: 32, required: 'Y', source: asDecoding },
    ...operatorFields,
  ]),
  output: answerWith(identifiedFields),
} as const satisfies InterfaceTable
