import { prescriptionStates, usageStates, yesNo } from '../codes.ts'
import type { Field } from '../table.ts'

/** N 10.1 names the interfaces, N 8.8.1.3 and 8.8.2.3 what is in them; every field is spelled as the other interfaces of the center do. */
export const named = { found: 'N', inferred: '名称、长度；内容见 8.8.1.3' } as const
export const inferred = { inferred: '比照 7207 与 2102 出参' } as const
const amount = { type: 'n', length: 16, scale: 2, required: 'Y', source: inferred } as const

export const hiRxno = {
  name: 'hiRxno',
  label: '医保处方编号',
  type: 'c',
  length: 30,
  required: 'Y',
  source: named,
} as const satisfies Field
export const pharmacy = {
  name: 'fixmedinsCode',
  label: '取药定点医药机构编号',
  type: 'c',
  length: 12,
  required: 'Y',
  source: inferred,
} as const satisfies Field

/** Whose settlement it is, and of which goods. */
export const claim = [
  hiRxno,
  { name: 'rxCircFlag', label: '处方流转标志', type: 'c', length: 3, required: 'Y', codes: yesNo, source: named },
  pharmacy,
  {
    name: 'psnCertType',
    label: '人员证件类型',
    type: 'c',
    length: 6,
    required: 'Y',
    codes: { '01': '居民身份证' },
    source: named,
  },
  { name: 'certno', label: '证件号码', type: 'c', length: 50, required: 'Y', source: named },
  { name: 'psnName', label: '人员姓名', type: 'c', length: 50, required: '-', source: named },
  { name: 'insuPlcNo', label: '参保地编号', type: 'c', length: 6, required: 'Y', source: named },
  {
    name: 'rxDetlList',
    label: '处方明细',
    type: 'list',
    required: 'Y',
    source: named,
    fields: [
      { name: 'medListCodg', label: '医疗目录编码', type: 'c', length: 50, required: 'Y', source: named },
      { name: 'cnt', label: '数量', type: 'n', length: 16, scale: 4, required: 'Y', source: named },
    ],
  },
] as const satisfies readonly Field[]

/** What a settlement came to (N 8.8.1.4 f: the center keeps it). */
export const settlement = [
  { name: 'setlId', label: '结算 ID', type: 'c', length: 30, required: 'Y', source: inferred },
  { name: 'mdtrtId', label: '就诊 ID', type: 'c', length: 30, required: '-', source: inferred },
  { name: 'setlTime', label: '结算时间', type: 'dt', required: 'Y', source: inferred },
  { name: 'medfeeSumamt', label: '医疗费总额', ...amount },
  { name: 'fundPaySumamt', label: '基金支付总额', ...amount },
  { name: 'acctPay', label: '个人账户支出', ...amount },
  { name: 'psnCashPay', label: '个人现金支出', ...amount },
] as const satisfies readonly Field[]

/** How the prescription stands afterwards. */
export const states = [
  hiRxno,
  {
    name: 'rxStasCodg',
    label: '处方状态编码',
    type: 'c',
    length: 3,
    required: 'Y',
    codes: prescriptionStates,
    source: { found: 'S2', inferred: '在本接口中出现' },
  },
  {
    name: 'rxUsedStasCodg',
    label: '处方使用状态编码',
    type: 'c',
    length: 3,
    required: 'Y',
    codes: usageStates,
    source: { found: 'S2', inferred: '在本接口中出现、代码表' },
  },
] as const satisfies readonly Field[]

/** No source has the paths of the local interfaces. */
export const localPathSource = { inferred: '路径未找到' } as const
