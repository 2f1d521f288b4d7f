import type { InterfaceTable } from '../table.ts'
import { fsiPath, fsiPathSource } from './envelope.ts'

const source = { found: 'S7', inferred: '长度、必填' } as const

/** 2601 冲正交易: undoes a message whose outcome is not known, by its msgid; the answer has no node. */
export const reverse2601 = {
  number: '2601',
  name: '冲正交易',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    {
      name: 'data',
      label: '冲正信息',
      type: 'object',
      required: 'Y',
      source: { found: 'S7' },
      fields: [
        { name: 'psn_no', label: '人员编号', type: 'c', length: 30, required: 'Y', source },
        { name: 'omsgid', label: '原发送方报文 ID', type: 'c', length: 30, required: 'Y', source },
        {
          name: 'oinfno',
          label: '原交易编号',
          type: 'c',
          length: 6,
          required: 'Y',
          codes: {
            '2102': '药店结算',
            '2102A': '药店结算A',
            '2103': '药店结算撤销',
            '2207': '门诊结算',
            '2208': '门诊结算撤销',
            '2304': '住院结算',
            '2304A': '住院结算A',
            '2305': '住院结算撤销',
            '2401': '入院办理',
          },
          source,
        },
      ],
    },
  ],
  output: [],
} as const satisfies InterfaceTable
