import { genders } from '../codes.ts'
import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'
import { fsiEncounterDtos } from './3101-nodes.ts'

const found = { found: 'S2,S21' } as const

/**
 * 3101 明细审核事前分析: a doctor asks before (F 3.1.2) or after (F 4.1.3) the upload, and is told which drugs lack stock in the area. Operations and the history
 * of the hospital, which other rules want, are left out.
 */
export const analysis3101 = {
  number: '3101',
  name: '明细审核事前分析',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    {
      name: 'data',
      label: '规则分析信息',
      type: 'object',
      required: 'Y',
      source: found,
      fields: [
        { name: 'syscode', label: '系统编码', type: 'c', length: 10, required: 'Y', source: found },
        { name: 'task_id', label: '任务 ID', type: 'c', length: 50, required: '-', source: { found: 'S21', inferred: '长度' } },
        {
          name: 'trig_scen',
          label: '触发场景',
          type: 'c',
          length: 3,
          required: 'C',
          when: { missing: 'rule_ids' },
          codes: {
            '1': '门诊挂号',
            '2': '门诊收费登记',
            '3': '住院登记',
            '4': '住院收费登记',
            '5': '住院执行医嘱',
            '6': '门诊结算',
            '7': '门诊预结算',
            '8': '住院结算',
            '9': '住院预结算',
          },
          source: found,
        },
        {
          name: 'rule_ids',
          label: '规则标识集合',
          type: 'c',
          length: 500,
          required: '-',
          source: { found: 'S2,S21', inferred: '写成以逗号分隔的文本；长度' },
        },
        {
          name: 'patient_dtos',
          label: '参保人信息集合',
          type: 'list',
          required: 'Y',
          source: found,
          fields: [
            { name: 'patn_id', label: '参保人标识', type: 'c', length: 50, required: 'Y', source: found },
            { name: 'patn_name', label: '姓名', type: 'c', length: 50, required: 'Y', source: found },
            { name: 'gend', label: '性别', type: 'c', length: 3, required: 'Y', codes: genders, source: found },
            { name: 'brdy', label: '出生日期', type: 'd', required: 'Y', source: found },
            { name: 'poolarea', label: '统筹区编码', type: 'c', length: 10, required: 'Y', source: found },
            { name: 'curr_mdtrt_id', label: '当前就诊标识', type: 'c', length: 50, required: 'Y', source: found },
            fsiEncounterDtos,
          ],
        },
      ],
    },
  ],
  output: [
    {
      name: 'result',
      label: '违规信息',
      type: 'list',
      required: 'Y',
      source: { found: 'S2,S3,S21', inferred: '没有提醒时为空列表' },
      fields: [
        { name: 'jr_id', label: '违规标识', type: 'c', length: 50, required: 'Y', source: found },
        { name: 'rule_id', label: '规则 ID', type: 'c', length: 50, required: 'Y', source: found },
        { name: 'rule_name', label: '规则名称', type: 'c', length: 200, required: 'Y', source: found },
        { name: 'vola_cont', label: '违规内容', type: 'c', length: 500, required: 'Y', source: found },
        { name: 'patn_id', label: '参保人 ID', type: 'c', length: 50, required: 'Y', source: found },
        { name: 'mdtrt_id', label: '就诊 ID', type: 'c', length: 50, required: '-', source: found },
        {
          name: 'judge_result_detail_dtos',
          label: '违规明细集合',
          type: 'list',
          required: 'Y',
          source: found,
          fields: [
            { name: 'jrd_id', label: '违规明细标识', type: 'c', length: 50, required: 'Y', source: found },
            { name: 'patn_id', label: '参保人标识', type: 'c', length: 50, required: 'Y', source: found },
            { name: 'mdtrt_id', label: '就诊标识', type: 'c', length: 50, required: '-', source: found },
            { name: 'rx_id', label: '处方（医嘱）标识', type: 'c', length: 50, required: '-', source: found },
            { name: 'vola_item_type', label: '违规明细类型', type: 'c', length: 3, required: 'Y', source: found },
            { name: 'vola_amt', label: '违规金额', type: 'n', length: 16, scale: 2, required: 'Y', source: found },
          ],
        },
        { name: 'vola_amt', label: '违规金额', type: 'n', length: 16, scale: 2, required: 'Y', source: found },
        { name: 'vola_amt_stas', label: '违规金额计算状态', type: 'c', length: 3, required: 'Y', source: found },
        { name: 'sev_deg', label: '严重程度', type: 'c', length: 3, required: 'Y', source: found },
        { name: 'vola_evid', label: '违规依据', type: 'c', length: 500, required: '-', source: found },
        { name: 'vola_bhvr_type', label: '违规行为分类', type: 'c', length: 3, required: 'Y', source: found },
        { name: 'task_id', label: '任务 ID', type: 'c', length: 50, required: '-', source: { found: 'S21', inferred: '长度' } },
      ],
    },
  ],
} as const satisfies InterfaceTable
