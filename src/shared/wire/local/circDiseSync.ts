import { yesNo } from '../codes.ts'
import type { InterfaceTable } from '../table.ts'
import { localPathSource } from './settlement.ts'

const named = { found: 'N', inferred: '名称、长度；10.1 第 6 项' } as const

/** 处方流转病种目录信息同步 (N 10.1 item 6): for what prescriptions may be written. Adds a disease, renames one, or takes one off the catalogue. */
export const diseaseSync = {
  number: 'circDiseSync',
  name: '处方流转病种目录信息同步',
  channel: 'L',
  path: '/local/circDiseSync',
  pathSource: localPathSource,
  input: [
    { name: 'diseCodg', label: '病种编码', type: 'c', length: 30, required: 'Y', source: named },
    { name: 'diseName', label: '病种名称', type: 'c', length: 500, required: 'Y', source: named },
    {
      name: 'diseType',
      label: '病种类别',
      type: 'c',
      length: 3,
      required: 'Y',
      codes: { '1': '西医疾病诊断 (ICD-10 医保版)', '2': '门诊慢特病病种' },
      source: named,
    },
    { name: 'valiFlag', label: '有效标志', type: 'c', length: 3, required: 'Y', codes: yesNo, source: named },
  ],
  output: [
    { name: 'diseCodg', label: '病种编码', type: 'c', length: 30, required: 'Y', source: named },
    { name: 'valiFlag', label: '有效标志', type: 'c', length: 3, required: 'Y', codes: yesNo, source: named },
  ],
} as const satisfies InterfaceTable
