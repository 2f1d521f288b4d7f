import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'
import { institutionCode, period, text, traceRows } from './query-nodes.ts'

const found = { found: 'S2' } as const

/** 3512 入库药品追溯信息查询: by which receipts (3503, 3502) packs came into the own shop, and whether they still stand. */
export const receivedCodes3512 = {
  number: '3512',
  name: '入库药品追溯信息查询',
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
        institutionCode,
        text('drug_trac_codg', '药品追溯码', 30),
        {
          name: 'med_list_codg',
          label: '医疗目录编码',
          type: 'c',
          length: 50,
          required: 'C',
          when: { all: [{ missing: 'medins_list_codg' }, { missing: 'fixmedins_bchno' }] },
          source: found,
        },
        text('medins_list_codg', '医药机构目录编码', 150),
        text('fixmedins_bchno', '定点医药机构批次流水号', 30),
        ...period,
      ],
    },
  ],
  output: traceRows([]),
} as const satisfies InterfaceTable
