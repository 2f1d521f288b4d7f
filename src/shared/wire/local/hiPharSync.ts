import { yesNo } from '../codes.ts'
import type { InterfaceTable } from '../table.ts'
import { localPathSource } from './settlement.ts'

const named = { found: 'N', inferred: '名称、长度；10.1 第 8 项' } as const

/** 处方审核医保药师信息同步 (N 10.1 item 8): who may review prescriptions, and where. Adds a pharmacist, changes one, or takes one off the register. */
export const pharmacistSync = {
  number: 'hiPharSync',
  name: '处方审核医保药师信息同步',
  channel: 'L',
  path: '/local/hiPharSync',
  pathSource: localPathSource,
  input: [
    { name: 'pharCode', label: '医保药师代码', type: 'c', length: 50, required: 'Y', source: named },
    { name: 'pharName', label: '药师姓名', type: 'c', length: 50, required: 'Y', source: named },
    {
      name: 'pharCertType',
      label: '药师证件类型',
      type: 'c',
      length: 6,
      required: 'Y',
      codes: { '01': '居民身份证' },
      source: named,
    },
    { name: 'pharCertno', label: '药师证件号码', type: 'c', length: 50, required: 'Y', source: named },
    { name: 'pharPracCertNo', label: '执业药师注册证编号', type: 'c', length: 50, required: 'Y', source: named },
    { name: 'fixmedinsCode', label: '执业定点医药机构编号', type: 'c', length: 12, required: 'Y', source: named },
    { name: 'valiFlag', label: '有效标志', type: 'c', length: 3, required: 'Y', codes: yesNo, source: named },
  ],
  output: [
    { name: 'pharCode', label: '医保药师代码', type: 'c', length: 50, required: 'Y', source: named },
    { name: 'valiFlag', label: '有效标志', type: 'c', length: 3, required: 'Y', codes: yesNo, source: named },
  ],
} as const satisfies InterfaceTable
