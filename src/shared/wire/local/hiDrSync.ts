import { yesNo } from '../codes.ts'
import type { InterfaceTable } from '../table.ts'
import { localPathSource } from './settlement.ts'

const named = { found: 'N', inferred: '名称、长度；10.1 第 7 项' } as const

/** 处方开具医保医师信息同步 (N 10.1 item 7): who may prescribe, and where. Adds a doctor, changes one, or takes one off the register. */
export const doctorSync = {
  number: 'hiDrSync',
  name: '处方开具医保医师信息同步',
  channel: 'L',
  path: '/local/hiDrSync',
  pathSource: localPathSource,
  input: [
    { name: 'drCode', label: '医保医师代码', type: 'c', length: 20, required: 'Y', source: named },
    { name: 'drName', label: '医师姓名', type: 'c', length: 50, required: 'Y', source: named },
    {
      name: 'drCertType',
      label: '医师证件类型',
      type: 'c',
      length: 6,
      required: 'Y',
      codes: { '01': '居民身份证' },
      source: named,
    },
    { name: 'drCertno', label: '医师证件号码', type: 'c', length: 50, required: 'Y', source: named },
    { name: 'fixmedinsCode', label: '执业定点医疗机构编号', type: 'c', length: 12, required: 'Y', source: named },
    { name: 'deptCode', label: '科室编号', type: 'c', length: 50, required: 'Y', source: named },
    { name: 'deptName', label: '科室名称', type: 'c', length: 50, required: 'Y', source: named },
    { name: 'valiFlag', label: '有效标志', type: 'c', length: 3, required: 'Y', codes: yesNo, source: named },
  ],
  output: [
    { name: 'drCode', label: '医保医师代码', type: 'c', length: 20, required: 'Y', source: named },
    { name: 'valiFlag', label: '有效标志', type: 'c', length: 3, required: 'Y', codes: yesNo, source: named },
  ],
} as const satisfies InterfaceTable
