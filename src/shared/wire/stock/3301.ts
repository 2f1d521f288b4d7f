import { listTypes } from '../codes.ts'
import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'

const found = { found: 'S21' } as const
const length = { found: 'S21', inferred: '长度' } as const

/** 3301 目录对照上传: which drug of the national catalogue an article of the own catalogue is. */
export const catalogueMapping3301 = {
  number: '3301',
  name: '目录对照上传',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    {
      name: 'data',
      label: '目录对照信息',
      type: 'list',
      required: 'Y',
      source: found,
      fields: [
        { name: 'fixmedins_hilist_id', label: '定点医药机构目录编号', type: 'c', length: 30, required: 'Y', source: length },
        { name: 'fixmedins_hilist_name', label: '定点医药机构目录名称', type: 'c', length: 200, required: 'Y', source: length },
        {
          name: 'list_type',
          label: '目录类别',
          type: 'c',
          length: 30,
          required: 'Y',
          codes: listTypes,
          source: { found: 'S2,S21' },
        },
        { name: 'med_list_codg', label: '医疗目录编码', type: 'c', length: 50, required: 'Y', source: length },
        { name: 'begndate', label: '开始日期', type: 'd', required: 'Y', source: found },
        { name: 'enddate', label: '结束日期', type: 'd', required: 'Y', source: found },
        { name: 'aprvno', label: '批准文号', type: 'c', length: 100, required: '-', source: length },
        { name: 'dosform', label: '剂型', type: 'c', length: 50, required: '-', source: length },
        { name: 'exct_cont', label: '除外内容', type: 'c', length: 2000, required: '-', source: length },
        { name: 'item_cont', label: '项目内涵', type: 'c', length: 2000, required: '-', source: length },
        { name: 'prcunt', label: '计价单位', type: 'c', length: 100, required: '-', source: length },
        { name: 'spec', label: '规格', type: 'c', length: 100, required: '-', source: length },
        { name: 'pacspec', label: '包装规格', type: 'c', length: 100, required: '-', source: length },
        { name: 'memo', label: '备注', type: 'c', length: 500, required: '-', source: length },
      ],
    },
  ],
  output: [],
} as const satisfies InterfaceTable
