import { yesNo } from '../codes.ts'
import type { InterfaceTable } from '../table.ts'
import { ownPrescription, rxState, rxUsedState } from './states.ts'

const found = { found: 'S2' } as const
const sized = { found: 'S2', inferred: '长度' } as const

/** 7107 电子处方取药结果查询: whether a prescription was used, and what was given for it. */
export const dispensing7107 = {
  number: '7107',
  name: '电子处方取药结果查询',
  channel: 'B',
  path: '/epc/api/fixmedins/rxSetlInfoQuery',
  pathSource: { found: 'S2,S3' },
  input: ownPrescription,
  output: [
    ...rxState,
    ...rxUsedState,
    { name: 'setlTime', label: '医保结算时间', type: 'dt', required: '-', source: { found: 'S2', inferred: '类型' } },
    {
      name: 'seltdelts',
      label: '取药明细',
      type: 'list',
      required: 'Y',
      source: { found: 'S2', inferred: '没有取药时为空列表' },
      fields: [
        {
          name: 'medListCodg',
          label: '医疗目录编码',
          type: 'c',
          length: 50,
          required: 'Y',
          source: { found: 'S2', inferred: '长度（原 20）' },
        },
        { name: 'drugGenname', label: '药品通用名', type: 'c', length: 50, required: '-', source: found },
        { name: 'drugProdname', label: '药品商品名', type: 'c', length: 50, required: '-', source: found },
        { name: 'drugDosform', label: '药品剂型', type: 'c', length: 20, required: '-', source: found },
        { name: 'drugSpec', label: '药品规格', type: 'c', length: 40, required: '-', source: sized },
        { name: 'cnt', label: '数量', type: 'n', length: 16, scale: 4, required: 'Y', source: sized },
        { name: 'aprvno', label: '批准文号', type: 'c', length: 20, required: '-', source: found },
        { name: 'bchno', label: '批次号', type: 'c', length: 20, required: '-', source: found },
        { name: 'manuLotnum', label: '生产批号', type: 'c', length: 20, required: '-', source: found },
        { name: 'prdrName', label: '生产厂家', type: 'c', length: 50, required: '-', source: found },
        {
          name: 'takeDrugFlag',
          label: '取药标志',
          type: 'c',
          length: 3,
          required: 'Y',
          codes: yesNo,
          source: { found: 'S2', inferred: '代码表' },
        },
      ],
    },
  ],
} as const satisfies InterfaceTable
