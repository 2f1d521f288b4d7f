import { yesNo } from '../codes.ts'
import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'

const found = { found: 'S1' } as const

/** 2203 门诊就诊信息上传: what the visit was about. A prescription needs it (F 1.2.2). No output node was found. */
export const visit2203 = {
  number: '2203',
  name: '门诊就诊信息上传',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    {
      name: 'mdtrtinfo',
      label: '就诊信息',
      type: 'object',
      required: 'Y',
      source: { found: 'S1', inferred: '节点名全小写' },
      fields: [
        { name: 'mdtrt_id', label: '就诊 ID', type: 'c', length: 30, required: 'Y', source: found },
        { name: 'psn_no', label: '人员编号', type: 'c', length: 30, required: 'Y', source: found },
        {
          name: 'med_type',
          label: '医疗类别',
          type: 'c',
          length: 6,
          required: 'Y',
          codes: { '11': '普通门诊', '14': '门诊慢特病' },
          source: { found: 'S1,S4', inferred: '只列可外配处方的类别' },
        },
        { name: 'begntime', label: '就诊时间', type: 'dt', required: 'Y', source: found },
        { name: 'main_cond_dscr', label: '主要病情描述', type: 'c', length: 1000, required: '-', source: found },
        {
          name: 'dise_codg',
          label: '病种编码',
          type: 'c',
          length: 30,
          required: 'C',
          when: { field: 'med_type', in: ['14'] },
          source: { found: 'S1', inferred: '门诊慢特病必填' },
        },
        {
          name: 'dise_name',
          label: '病种名称',
          type: 'c',
          length: 500,
          required: 'C',
          when: { field: 'med_type', in: ['14'] },
          source: { found: 'S1', inferred: '门诊慢特病必填' },
        },
        { name: 'birctrl_type', label: '计划生育手术类别', type: 'c', length: 6, required: '-', source: found },
        { name: 'birctrl_matn_date', label: '计划生育手术或生育日期', type: 'd', required: '-', source: found },
      ],
    },
    {
      name: 'diseinfo',
      label: '诊断信息',
      type: 'list',
      required: 'Y',
      source: { found: 'S1', inferred: '必填' },
      fields: [
        { name: 'diag_type', label: '诊断类别', type: 'c', length: 3, required: 'Y', source: found },
        { name: 'diag_srt_no', label: '诊断排序号', type: 'n', length: 2, required: 'Y', source: found },
        { name: 'diag_code', label: '诊断代码', type: 'c', length: 20, required: 'Y', source: found },
        { name: 'diag_name', label: '诊断名称', type: 'c', length: 100, required: 'Y', source: found },
        { name: 'diag_dept', label: '诊断科室', type: 'c', length: 50, required: 'Y', source: found },
        { name: 'dise_dor_no', label: '诊断医生编码', type: 'c', length: 30, required: 'Y', source: found },
        { name: 'dise_dor_name', label: '诊断医生姓名', type: 'c', length: 50, required: 'Y', source: found },
        { name: 'diag_time', label: '诊断时间', type: 'dt', required: 'Y', source: found },
        { name: 'vali_flag', label: '有效标志', type: 'c', length: 3, required: 'Y', codes: yesNo, source: found },
      ],
    },
  ],
  output: [],
} as const satisfies InterfaceTable
