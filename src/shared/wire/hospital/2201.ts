import { visitCredentialTypes } from '../codes.ts'
import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'

const found = { found: 'S1' } as const

/** 2201 门诊挂号: a visit begins, and gets the mdtrt_id that everything in it carries (F 1.2.2). */
export const register2201 = {
  number: '2201',
  name: '门诊挂号',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    {
      name: 'data',
      label: '就诊信息',
      type: 'object',
      required: 'Y',
      source: found,
      fields: [
        { name: 'psn_no', label: '人员编号', type: 'c', length: 30, required: 'Y', source: found },
        { name: 'insutype', label: '险种类型', type: 'c', length: 6, required: 'Y', source: found },
        { name: 'begntime', label: '挂号时间', type: 'dt', required: 'Y', source: found },
        {
          name: 'mdtrt_cert_type',
          label: '就诊凭证类型',
          type: 'c',
          length: 3,
          required: 'Y',
          codes: visitCredentialTypes,
          source: found,
        },
        {
          name: 'mdtrt_cert_no',
          label: '就诊凭证编号',
          type: 'c',
          length: 64,
          required: 'Y',
          source: { found: 'S1', inferred: '长度取自 1101、必填' },
        },
        {
          name: 'card_sn',
          label: '卡识别码',
          type: 'c',
          length: 32,
          required: 'C',
          when: { field: 'mdtrt_cert_type', in: ['03'] },
          source: { inferred: '比照 1101' },
        },
        { name: 'ipt_otp_no', label: '住院/门诊号', type: 'c', length: 30, required: 'Y', source: found },
        { name: 'atddr_no', label: '医师编码', type: 'c', length: 30, required: 'Y', source: found },
        { name: 'dr_name', label: '医师姓名', type: 'c', length: 50, required: 'Y', source: found },
        { name: 'dept_code', label: '科室编码', type: 'c', length: 30, required: 'Y', source: found },
        { name: 'dept_name', label: '科室名称', type: 'c', length: 100, required: 'Y', source: found },
        { name: 'caty', label: '科别', type: 'c', length: 6, required: 'Y', source: found },
        {
          name: 'expContent',
          label: '字段扩展',
          type: 'c',
          length: 4000,
          required: '-',
          source: { inferred: '比照 1101 出参' },
        },
      ],
    },
  ],
  output: [
    {
      name: 'data',
      label: '就诊登记结果',
      type: 'object',
      required: 'Y',
      source: found,
      fields: [
        { name: 'mdtrt_id', label: '就诊 ID', type: 'c', length: 30, required: 'Y', source: found },
        { name: 'psn_no', label: '人员编号', type: 'c', length: 30, required: 'Y', source: found },
        { name: 'ipt_otp_no', label: '住院/门诊号', type: 'c', length: 30, required: 'Y', source: found },
      ],
    },
  ],
} as const satisfies InterfaceTable
