import { prescriptionStates, usageStates } from '../codes.ts'
import type { Field } from '../table.ts'

const found = { found: 'S2' } as const

/** 处方编号 and 处方状态, as 7103, 7104, 7106 and 7107 answer with them. */
export const rxState = [
  { name: 'hiRxno', label: '医保处方编号', type: 'c', length: 30, required: 'Y', source: found },
  {
    name: 'rxStasCodg',
    label: '处方状态编码',
    type: 'c',
    length: 3,
    required: 'Y',
    codes: prescriptionStates,
    source: { found: 'S2', inferred: '长度取自 7105' },
  },
  {
    name: 'rxStasName',
    label: '处方状态名称',
    type: 'c',
    length: 20,
    required: 'Y',
    source: { found: 'S2', inferred: '长度取自 7105' },
  },
] as const satisfies readonly Field[]

/** 处方使用状态. */
export const rxUsedState = [
  {
    name: 'rxUsedStasCodg',
    label: '处方使用状态编码',
    type: 'c',
    length: 3,
    required: 'Y',
    codes: usageStates,
    source: { found: 'S2', inferred: '代码表' },
  },
  { name: 'rxUsedStasName', label: '处方使用状态名称', type: 'c', length: 20, required: 'Y', source: found },
] as const satisfies readonly Field[]

/** Which prescription a hospital asks about, and whose it is (7106, 7107). */
export const ownPrescription = [
  { name: 'hiRxno', label: '医保处方编号', type: 'c', length: 30, required: 'Y', source: found },
  {
    name: 'fixmedinsCode',
    label: '定点医疗机构编号',
    type: 'c',
    length: 20,
    required: 'Y',
    source: { found: 'S2', inferred: '长度取自 7103' },
  },
  { name: 'mdtrtId', label: '就诊 ID', type: 'c', length: 30, required: 'Y', source: { found: 'S2', inferred: '长度取自 7103' } },
  {
    name: 'psnName',
    label: '人员名称',
    type: 'c',
    length: 40,
    required: 'Y',
    source: { found: 'S2', inferred: '长度取自 7103' },
  },
  {
    name: 'psnCertType',
    label: '人员证件类型',
    type: 'c',
    length: 6,
    required: 'Y',
    source: { found: 'S2', inferred: '长度取自 7103' },
  },
  { name: 'certno', label: '证件号码', type: 'c', length: 50, required: 'Y', source: { found: 'S2', inferred: '长度取自 7103' } },
] as const satisfies readonly Field[]
