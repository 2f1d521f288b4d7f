import { genders, visitCredentialTypes } from '../codes.ts'
import type { InterfaceTable } from '../table.ts'
import { fsiPath, fsiPathSource } from './envelope.ts'

const found = { found: 'S2,S9' } as const
const foundRequired = { found: 'S2,S9', inferred: '必填' } as const

/** 1101 人员基本信息获取: the insured person, their insurances and identities. */
export const personInfo1101 = {
  number: '1101',
  name: '人员基本信息获取',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    {
      name: 'data',
      label: '查询条件',
      type: 'object',
      required: 'Y',
      source: found,
      fields: [
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
          source: { found: 'S2,S9', inferred: '长度（原 50，容不下 64 位令牌）' },
        },
        {
          name: 'card_sn',
          label: '卡识别码',
          type: 'c',
          length: 32,
          required: 'C',
          when: { field: 'mdtrt_cert_type', in: ['03'] },
          source: { found: 'S2,S9', inferred: '长度取自 7201' },
        },
        { name: 'begntime', label: '开始时间', type: 'dt', required: '-', source: { found: 'S2,S9', inferred: '类型' } },
        { name: 'psn_cert_type', label: '人员证件类型', type: 'c', length: 6, required: 'Y', source: found },
        { name: 'certno', label: '证件号码', type: 'c', length: 50, required: '-', source: found },
        { name: 'psn_name', label: '人员姓名', type: 'c', length: 50, required: '-', source: found },
      ],
    },
  ],
  output: [
    {
      name: 'baseinfo',
      label: '基本信息',
      type: 'object',
      required: 'Y',
      source: foundRequired,
      fields: [
        { name: 'psn_no', label: '人员编号', type: 'c', length: 30, required: 'Y', source: found },
        { name: 'psn_cert_type', label: '人员证件类型', type: 'c', length: 6, required: 'Y', source: foundRequired },
        { name: 'certno', label: '证件号码', type: 'c', length: 50, required: 'Y', source: foundRequired },
        { name: 'psn_name', label: '人员姓名', type: 'c', length: 50, required: 'Y', source: foundRequired },
        {
          name: 'gend',
          label: '性别',
          type: 'c',
          length: 6,
          required: 'Y',
          codes: genders,
          source: { found: 'S2,S9', inferred: '必填、代码表（GB/T 2261.1）' },
        },
        { name: 'naty', label: '民族', type: 'c', length: 3, required: '-', source: found },
        { name: 'brdy', label: '出生日期', type: 'd', required: '-', source: found },
        { name: 'age', label: '年龄', type: 'n', length: 4, scale: 1, required: '-', source: found },
        { name: 'expContent', label: '字段扩展', type: 'c', length: 4000, required: '-', source: found },
      ],
    },
    {
      name: 'insuinfo',
      label: '参保信息',
      type: 'list',
      required: 'Y',
      source: foundRequired,
      fields: [
        { name: 'balc', label: '余额', type: 'n', length: 16, scale: 2, required: 'Y', source: found },
        { name: 'insutype', label: '险种类型', type: 'c', length: 6, required: 'Y', source: found },
        { name: 'psn_type', label: '人员类别', type: 'c', length: 6, required: 'Y', source: found },
        {
          name: 'psn_insu_stas',
          label: '人员参保状态',
          type: 'c',
          length: 6,
          required: 'Y',
          source: { found: 'S2,S9', inferred: '1 为正常参保' },
        },
        { name: 'psn_insu_date', label: '个人参保日期', type: 'd', required: '-', source: { found: 'S2,S9', inferred: '类型' } },
        { name: 'paus_insu_date', label: '暂停参保日期', type: 'd', required: '-', source: { found: 'S2,S9', inferred: '类型' } },
        {
          name: 'cvlserv_flag',
          label: '公务员标志',
          type: 'c',
          length: 3,
          required: 'Y',
          source: found,
        },
        { name: 'insuplc_admdvs', label: '参保地医保区划', type: 'c', length: 6, required: 'Y', source: found },
        { name: 'emp_name', label: '单位名称', type: 'c', length: 200, required: '-', source: found },
      ],
    },
    {
      name: 'idetinfo',
      label: '身份信息',
      type: 'list',
      required: '-',
      source: found,
      fields: [
        { name: 'psn_idet_type', label: '人员身份类别', type: 'c', length: 3, required: 'Y', source: found },
        { name: 'psn_type_lv', label: '人员类别等级', type: 'c', length: 3, required: '-', source: found },
        { name: 'memo', label: '备注', type: 'c', length: 500, required: '-', source: found },
        { name: 'begntime', label: '开始时间', type: 'dt', required: 'Y', source: { found: 'S2,S9', inferred: '类型' } },
        { name: 'endtime', label: '结束时间', type: 'dt', required: '-', source: { found: 'S2,S9', inferred: '类型' } },
      ],
    },
  ],
} as const satisfies InterfaceTable
