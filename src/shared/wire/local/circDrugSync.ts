import { chargeLevels, prescriptionDrugFlags, yesNo } from '../codes.ts'
import type { InterfaceTable } from '../table.ts'
import { localPathSource } from './settlement.ts'

const named = { found: 'N', inferred: '名称、长度；10.1 第 5 项' } as const
const like1312 = { found: 'S2', inferred: '比照 1312 与 7101' } as const

/**
 * 处方流转药品目录信息同步 (N 10.1 item 5): which drugs circulate. Adds a drug or changes one; price limits and self-pay
 * shares are catalogues of their own (1318, 1319).
 */
export const drugSync = {
  number: 'circDrugSync',
  name: '处方流转药品目录信息同步',
  channel: 'L',
  path: '/local/circDrugSync',
  pathSource: localPathSource,
  input: [
    { name: 'medListCodg', label: '医疗目录编码', type: 'c', length: 50, required: 'Y', source: named },
    { name: 'drugGenname', label: '药品通用名', type: 'c', length: 100, required: 'Y', source: named },
    { name: 'drugProdname', label: '药品商品名', type: 'c', length: 100, required: '-', source: named },
    { name: 'drugDosform', label: '剂型', type: 'c', length: 50, required: 'Y', source: named },
    { name: 'drugSpec', label: '规格', type: 'c', length: 50, required: 'Y', source: named },
    { name: 'drugCntUnit', label: '计价单位', type: 'c', length: 20, required: 'Y', source: named },
    { name: 'prdrName', label: '生产厂家', type: 'c', length: 100, required: 'Y', source: named },
    { name: 'aprvno', label: '批准文号', type: 'c', length: 30, required: '-', source: named },
    {
      name: 'rxItemTypeCode',
      label: '处方项目分类代码',
      type: 'c',
      length: 3,
      required: 'Y',
      codes: { '11': '西药', '12': '中成药', '13': '中药饮片' },
      source: like1312,
    },
    { name: 'chrgitmLv', label: '收费项目等级', type: 'c', length: 3, required: 'Y', codes: chargeLevels, source: like1312 },
    { name: 'rxFlag', label: '处方药标志', type: 'c', length: 3, required: 'Y', codes: prescriptionDrugFlags, source: like1312 },
    { name: 'dualChnlFlag', label: '双通道药品标志', type: 'c', length: 3, required: 'Y', codes: yesNo, source: named },
    { name: 'valiFlag', label: '有效标志', type: 'c', length: 3, required: 'Y', codes: yesNo, source: named },
  ],
  output: [
    { name: 'medListCodg', label: '医疗目录编码', type: 'c', length: 50, required: 'Y', source: named },
    { name: 'valiFlag', label: '有效标志', type: 'c', length: 3, required: 'Y', codes: yesNo, source: named },
  ],
} as const satisfies InterfaceTable
