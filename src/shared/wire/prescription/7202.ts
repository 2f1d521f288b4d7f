import { idTypes } from '../codes.ts'
import { onlineAuthorizationFields } from '../phone/flow.ts'
import type { InterfaceTable } from '../table.ts'
import { operatorInput, tokenOutput } from './token.ts'

const inferred = { inferred: '表未找到；N 8.4.4 g 2' } as const

/** 7202 电子处方线上流转查询 (N 8.4.4 g 2): the numbers that a patient's application gave the pharmacy become a prescription token. */
export const onlineToken7202 = {
  number: '7202',
  name: '电子处方线上流转查询',
  channel: 'B',
  path: '/epc/api/fixmedins/rxOnlineAuthQuery',
  pathSource: { inferred: '占位路径，未找到' },
  input: [
    ...onlineAuthorizationFields,
    { name: 'certType', label: '证件类型', type: 'c', length: 6, required: 'Y', codes: idTypes, source: inferred },
    { name: 'certno', label: '证件号码', type: 'c', length: 50, required: 'Y', source: inferred },
    ...operatorInput,
  ],
  output: tokenOutput,
} as const satisfies InterfaceTable
