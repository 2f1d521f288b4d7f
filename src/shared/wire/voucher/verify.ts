import { idTypes } from '../codes.ts'
import type { InterfaceTable } from '../table.ts'
import { answerWith, identityFields, signedInput } from './nodes.ts'

const V = { found: 'V' } as const
const NAME = '电子凭证验证'

/** ec.verify 电子凭证验证 (V A.1.7, tables A.6, A.7, C.3): the insurance system asks whether a token is alive and whose it is. */
export const ecVerify = {
  number: 'ec.verify',
  name: NAME,
  channel: 'C',
  path: '/localcfc/api/hsecfc/ecTokenVerify',
  pathSource: { inferred: '占位路径，V A.1.3 待下发' },
  input: signedInput('ec.verify', NAME, [
    { name: 'ecToken', label: '令牌', type: 'c', length: 64, required: 'Y', source: V },
    ...identityFields,
  ]),
  output: answerWith([
    {
      name: 'flag',
      label: '校验结果',
      type: 'c',
      length: 1,
      required: 'Y',
      codes: { '0': '校验失败', '1': '校验成功' },
      source: V,
    },
    { name: 'idNo', label: '证件号码', type: 'c', length: 22, required: 'Y', source: V },
    { name: 'idType', label: '证件类型', type: 'c', length: 2, required: 'Y', codes: idTypes, source: V },
    { name: 'userName', label: '姓名', type: 'c', length: 50, required: 'Y', source: V },
    { name: 'insuOrg', label: '参保地行政区划', type: 'c', length: 6, required: '-', source: V },
  ]),
} as const satisfies InterfaceTable
