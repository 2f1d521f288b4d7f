import { idTypes } from '../codes.ts'
import type { Field } from '../table.ts'

const draft = { found: 'S1', inferred: '草案字段的驼峰写法' } as const

/** What a pharmacy gets for the code of one prescription (7203) or an online authorization (7202): a token, whose the prescription is, and where that person is insured. */
export const tokenOutput = [
  {
    name: 'hiRxno',
    label: '医保处方编号',
    type: 'c',
    length: 30,
    required: 'Y',
    source: { inferred: '7204 入参须与令牌一并上送' },
  },
  {
    name: 'epcToken',
    label: '医保电子处方令牌',
    type: 'c',
    length: 100,
    required: 'Y',
    source: { found: 'S1,S5', inferred: '长度取终稿 100（草案 64）' },
  },
  { name: 'tokenValidEndTime', label: '令牌有效截止时间', type: 'dt', required: 'Y', source: { inferred: 'N 8.4.4 注 2' } },
  { name: 'certType', label: '证件类型', type: 'c', length: 6, required: 'Y', codes: idTypes, source: draft },
  { name: 'certno', label: '证件号码', type: 'c', length: 50, required: 'Y', source: draft },
  { name: 'name', label: '姓名', type: 'c', length: 50, required: 'Y', source: draft },
  {
    name: 'insuPlcNo',
    label: '参保地编号',
    type: 'c',
    length: 6,
    required: 'Y',
    source: { found: 'S1,S2', inferred: '名称取自 7101' },
  },
] as const satisfies readonly Field[]

/** Who works at the pharmacy. */
export const operatorInput = [
  { name: 'opter', label: '经办人', type: 'c', length: 20, required: 'Y', source: draft },
  { name: 'opterName', label: '经办人姓名', type: 'c', length: 50, required: 'Y', source: draft },
  { name: 'optins', label: '经办机构', type: 'c', length: 20, required: 'Y', source: draft },
] as const satisfies readonly Field[]
