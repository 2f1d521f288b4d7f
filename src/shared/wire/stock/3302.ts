import { listTypes } from '../codes.ts'
import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'

const found = { found: 'S2' } as const

/** 3302 目录对照撤销: takes a mapping of 3301 back. */
export const mappingWithdrawal3302 = {
  number: '3302',
  name: '目录对照撤销',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    {
      name: 'data',
      label: '撤销信息',
      type: 'object',
      required: 'Y',
      source: found,
      fields: [
        { name: 'fixmedins_code', label: '定点医药机构编号', type: 'c', length: 30, required: 'Y', source: found },
        { name: 'fixmedins_hilist_id', label: '定点医药机构目录编号', type: 'c', length: 30, required: 'Y', source: found },
        { name: 'list_type', label: '目录类别', type: 'c', length: 30, required: 'Y', codes: listTypes, source: found },
        { name: 'med_list_codg', label: '医疗目录编码', type: 'c', length: 30, required: 'Y', source: found },
      ],
    },
  ],
  output: [],
} as const satisfies InterfaceTable
