import { idTypes } from '../codes.ts'
import type { Field, InterfaceTable } from '../table.ts'
import { rxState } from './states.ts'

const found = { found: 'S2' } as const

/** The twenty fields that signDigest signs, in the order of the table; 7102 gets them as originalValue. */
const signedFields = [
  { name: 'rxTraceCode', label: '处方追溯码', type: 'c', length: 20, required: 'Y', source: found },
  { name: 'hiRxno', label: '医保处方编号', type: 'c', length: 30, required: 'Y', source: found },
  { name: 'mdtrtId', label: '就诊 ID', type: 'c', length: 30, required: 'Y', source: found },
  { name: 'patnName', label: '患者姓名', type: 'c', length: 40, required: 'Y', source: found },
  {
    name: 'psnCertType',
    label: '人员证件类型',
    type: 'c',
    length: 6,
    required: 'Y',
    codes: idTypes,
    source: { found: 'S2', inferred: '代码表取自 V 表 C.2' },
  },
  { name: 'certno', label: '证件号码', type: 'c', length: 50, required: 'Y', source: found },
  { name: 'fixmedinsName', label: '定点医疗机构名称', type: 'c', length: 200, required: 'Y', source: found },
  { name: 'fixmedinsCode', label: '定点医疗机构编号', type: 'c', length: 20, required: 'Y', source: found },
  { name: 'drCode', label: '开方医保医师代码', type: 'c', length: 20, required: 'Y', source: found },
  { name: 'prscDrName', label: '开方医师姓名', type: 'c', length: 50, required: 'Y', source: found },
  { name: 'pharDeptName', label: '审方药师科室名称', type: 'c', length: 50, required: 'Y', source: found },
  { name: 'pharDeptCode', label: '审方药师科室编号', type: 'c', length: 30, required: 'Y', source: found },
  { name: 'pharProfttlCodg', label: '审方药师职称编码', type: 'c', length: 20, required: '-', source: found },
  { name: 'pharProfttlName', label: '审方药师职称名称', type: 'c', length: 20, required: '-', source: found },
  { name: 'pharCode', label: '审方医保药师代码', type: 'c', length: 20, required: 'Y', source: found },
  {
    name: 'pharCertType',
    label: '审方药师证件类型',
    type: 'c',
    length: 6,
    required: '-',
    codes: idTypes,
    source: { found: 'S2', inferred: '代码表取自 V 表 C.2' },
  },
  { name: 'pharCertno', label: '审方药师证件号码', type: 'c', length: 50, required: '-', source: found },
  { name: 'pharName', label: '审方药师姓名', type: 'c', length: 50, required: 'Y', source: found },
  { name: 'pharPracCertNo', label: '审方药师执业资格证号', type: 'c', length: 50, required: '-', source: found },
  { name: 'pharChkTime', label: '医疗机构药师审方时间', type: 'dt', required: 'Y', source: found },
] as const satisfies readonly Field[]

/** 7103 电子处方上传 (N 8.1.1.4 k to n): the signed file of a checked prescription. From here on a pharmacy finds it. */
export const upload7103 = {
  number: '7103',
  name: '电子处方上传',
  channel: 'B',
  path: '/epc/api/fixmedins/rxFileUpld',
  pathSource: { found: 'S2,S3' },
  input: [
    ...signedFields,
    { name: 'rxFile', label: '处方原件', type: 't', required: 'Y', source: found },
    { name: 'signDigest', label: '处方信息签名值', type: 'c', length: 4000, required: 'Y', source: found },
    { name: 'extras', label: '扩展字段', type: 'c', length: 4000, required: '-', source: found },
  ],
  output: rxState,
} as const satisfies InterfaceTable
