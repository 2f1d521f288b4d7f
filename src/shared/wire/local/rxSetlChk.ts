import type { InterfaceTable } from '../table.ts'
import { claim, localPathSource, states } from './settlement.ts'

/** 电子处方结算信息核验 (N 10.1 item 1): before every settlement the insurance system asks whether this prescription may be settled so. Changes nothing. */
export const settlementCheck = {
  number: 'rxSetlChk',
  name: '电子处方结算信息核验',
  channel: 'L',
  path: '/local/rxSetlChk',
  pathSource: localPathSource,
  input: claim,
  output: [
    ...states,
    {
      name: 'rxExraAttrCode',
      label: '处方附加属性代码',
      type: 'c',
      length: 2,
      required: 'Y',
      codes: { '01': '双通道处方', '02': '门诊统筹处方', '03': '其他处方' },
      source: { found: 'S2', inferred: '在本接口中出现' },
    },
    {
      name: 'valiEndTime',
      label: '处方有效截止时间',
      type: 'dt',
      required: 'Y',
      source: { found: 'S2', inferred: '在本接口中出现' },
    },
  ],
} as const satisfies InterfaceTable
