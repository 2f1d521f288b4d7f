import { visitCredentialTypes } from '../codes.ts'
import type { InterfaceTable } from '../table.ts'

/** Names of the draft, written in camelCase as the final interfaces do. */
const draft = { found: 'S1', inferred: '草案字段的驼峰写法' } as const

/**
 * 7201 电子处方线下流转授权 (N 8.4.4 b, e, f): the patient's voucher token in, the waiting prescriptions out, each with a prescription
 * token that binds it to this pharmacy. The final table was not found: names follow the draft and, in camelCase, 7101 and 7105.
 */
export const authorize7201 = {
  number: '7201',
  name: '电子处方线下流转授权',
  channel: 'B',
  path: '/epc/api/fixmedins/rxOfflineAuth',
  pathSource: { inferred: '占位路径，未找到' },
  input: [
    {
      name: 'mdtrtCertType',
      label: '就诊凭证类型',
      type: 'c',
      length: 3,
      required: 'Y',
      codes: visitCredentialTypes,
      source: draft,
    },
    {
      name: 'mdtrtCertNo',
      label: '就诊凭证编号',
      type: 'c',
      length: 64,
      required: 'Y',
      source: { found: 'S1', inferred: '长度（草案 50，容不下 64 位令牌）' },
    },
    {
      name: 'cardSn',
      label: '卡识别码',
      type: 'c',
      length: 32,
      required: 'C',
      when: { field: 'mdtrtCertType', in: ['03'] },
      source: draft,
    },
    {
      name: 'ecToken',
      label: '校验电子凭证密码所得令牌',
      type: 'c',
      length: 64,
      required: 'C',
      when: { field: 'mdtrtCertType', in: ['02', '03'] },
      absentWhen: { field: 'mdtrtCertType', in: ['01'] },
      source: { inferred: 'N 8.4.4 b、Y 4.13 要求持卡授权须验密并以令牌请求，字段未找到' },
    },
    {
      name: 'certno',
      label: '证件号码',
      type: 'c',
      length: 50,
      required: '-',
      source: { inferred: '比照 7105 入参，供中心核对令牌与本人' },
    },
    {
      name: 'insuPlcNo',
      label: '参保地编号',
      type: 'c',
      length: 6,
      required: 'Y',
      source: { found: 'S1,S2', inferred: '名称取自 7101' },
    },
    { name: 'ipInfo', label: '客户端地址', type: 'c', length: 64, required: '-', source: draft },
    { name: 'opter', label: '经办人', type: 'c', length: 20, required: 'Y', source: draft },
    { name: 'opterName', label: '经办人姓名', type: 'c', length: 50, required: 'Y', source: draft },
    { name: 'optins', label: '经办机构', type: 'c', length: 20, required: 'Y', source: draft },
  ],
  output: [
    {
      name: 'rxList',
      label: '待取电子处方列表',
      type: 'list',
      required: 'Y',
      source: { inferred: '列表名称未找到；没有待取处方时为空列表' },
      fields: [
        { name: 'hiRxno', label: '医保处方编号', type: 'c', length: 30, required: 'Y', source: { inferred: '草案为 auth_rxno' } },
        {
          name: 'epcToken',
          label: '医保电子处方令牌',
          type: 'c',
          length: 100,
          required: 'Y',
          source: { found: 'S5', inferred: '由 7201 返回（N 8.4.4 f）' },
        },
        { name: 'tokenValidEndTime', label: '令牌有效截止时间', type: 'dt', required: 'Y', source: { inferred: 'N 8.4.4 注 2' } },
        { name: 'fixmedinsCode', label: '开方定点医疗机构编号', type: 'c', length: 20, required: 'Y', source: draft },
        { name: 'fixmedinsName', label: '开方定点医疗机构名称', type: 'c', length: 200, required: 'Y', source: draft },
        { name: 'prscTime', label: '开方时间', type: 'dt', required: 'Y', source: draft },
        {
          name: 'valiEndTime',
          label: '处方有效截止时间',
          type: 'dt',
          required: 'Y',
          source: { found: 'S1,S2', inferred: '名称取自 7105' },
        },
        {
          name: 'prscDeptName',
          label: '开方科室名称',
          type: 'c',
          length: 50,
          required: 'Y',
          source: { found: 'S1,S2', inferred: '名称取自 7105' },
        },
        {
          name: 'maindiagName',
          label: '主诊断名称',
          type: 'c',
          length: 100,
          required: 'Y',
          source: { found: 'S1,S2', inferred: '名称、长度取自 7105' },
        },
      ],
    },
  ],
} as const satisfies InterfaceTable
