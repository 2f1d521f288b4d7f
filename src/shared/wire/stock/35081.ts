import { prescriptionDrugFlags } from '../codes.ts'
import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'

const like3508 = { inferred: '比照 3508' } as const

/**
 * 35081 实时商品库存查询: stock and price of a drug as the center has them (F 3.3.2, 4.2.1). Its table was not found: keys and rows are
 * those of 3508 [S2], whose rows are written in camelCase.
 */
export const centerStock35081 = {
  number: '35081',
  name: '实时商品库存查询',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    {
      name: 'data',
      label: '查询条件',
      type: 'object',
      required: 'Y',
      source: like3508,
      fields: [
        { name: 'fixmedins_code', label: '定点医药机构编号', type: 'c', length: 30, required: 'Y', source: like3508 },
        {
          name: 'med_list_codg',
          label: '医疗目录编码',
          type: 'c',
          length: 50,
          required: 'C',
          when: { missing: 'medins_list_codg' },
          source: { inferred: '比照 3508，两个目录编码至少填一个' },
        },
        { name: 'medins_list_codg', label: '医药机构目录编码', type: 'c', length: 150, required: '-', source: like3508 },
      ],
    },
  ],
  output: [
    {
      name: 'data',
      label: '实时库存',
      type: 'list',
      required: 'Y',
      source: { inferred: '节点名；没有库存时为空列表' },
      fields: [
        { name: 'medListCodg', label: '医疗目录编码', type: 'c', length: 50, required: 'Y', source: like3508 },
        { name: 'medinsListCodg', label: '医药机构目录编码', type: 'c', length: 150, required: 'Y', source: like3508 },
        { name: 'medinsListName', label: '医药机构目录名称', type: 'c', length: 200, required: '-', source: like3508 },
        { name: 'invCnt', label: '库存数量', type: 'n', length: 16, scale: 2, required: 'Y', source: like3508 },
        {
          name: 'pric',
          label: '单价',
          type: 'n',
          length: 16,
          scale: 6,
          required: '-',
          source: { found: 'F', inferred: '名称、长度；只有盘存而无销售时无价' },
        },
        {
          name: 'rxFlag',
          label: '处方药标志',
          type: 'c',
          length: 3,
          required: '-',
          codes: prescriptionDrugFlags,
          source: like3508,
        },
        { name: 'updtTime', label: '更新时间', type: 'dt', required: '-', source: like3508 },
      ],
    },
  ],
} as const satisfies InterfaceTable
