import { prescriptionDrugFlags } from '../codes.ts'
import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'
import { centerStock35081 } from './35081.ts'

const like3508 = { inferred: '比照 3508' } as const

/** 35082 商品库存明细查询: what 35081 says, lot by lot, with the trace codes that are in it (F 2.4). No table was found. */
export const stockDetail35082 = {
  number: '35082',
  name: '商品库存明细查询',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: centerStock35081.input,
  output: [
    {
      name: 'data',
      label: '库存明细',
      type: 'list',
      required: 'Y',
      source: { inferred: '节点名；没有库存时为空列表' },
      fields: [
        { name: 'medListCodg', label: '医疗目录编码', type: 'c', length: 50, required: 'Y', source: like3508 },
        { name: 'medinsListCodg', label: '医药机构目录编码', type: 'c', length: 150, required: 'Y', source: like3508 },
        { name: 'medinsListName', label: '医药机构目录名称', type: 'c', length: 200, required: '-', source: like3508 },
        { name: 'fixmedinsBchno', label: '定点医药机构批次流水号', type: 'c', length: 30, required: '-', source: like3508 },
        { name: 'manuLotnum', label: '生产批号', type: 'c', length: 30, required: '-', source: like3508 },
        { name: 'manuDate', label: '生产日期', type: 'd', required: '-', source: like3508 },
        { name: 'expyEnd', label: '有效期止', type: 'd', required: '-', source: like3508 },
        {
          name: 'invCnt',
          label: '库存数量',
          type: 'n',
          length: 16,
          scale: 4,
          required: 'Y',
          source: { inferred: '四位小数，同各变动数量，各批合计等于 35081' },
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
        {
          name: 'drugtracinfo',
          label: '药品追溯信息',
          type: 'list',
          required: '-',
          source: { found: 'F', inferred: '名称同上传接口' },
          fields: [
            {
              name: 'drugTracCodg',
              label: '药品追溯码',
              type: 'c',
              length: 100,
              required: 'Y',
              source: { inferred: '比照 3512' },
            },
          ],
        },
      ],
    },
  ],
} as const satisfies InterfaceTable
