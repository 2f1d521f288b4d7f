import { prescriptionDrugFlags, yesNo } from '../codes.ts'
import type { Field } from '../table.ts'

const found = { found: 'S2,S8' } as const

/** 药品追溯码 of one line of goods. */
export const drugtracinfo = {
  name: 'drugtracinfo',
  label: '药品追溯信息',
  type: 'list',
  required: '-',
  source: { found: 'S2' },
  fields: [{ name: 'drug_trac_codg', label: '药品追溯码', type: 'c', length: 100, required: 'Y', source: { found: 'S2' } }],
} as const satisfies Field

/** Which article of the own catalogue. */
export const article = [
  { name: 'med_list_codg', label: '医疗目录编码', type: 'c', length: 50, required: 'Y', source: found },
  { name: 'fixmedins_hilist_id', label: '定点医药机构目录编号', type: 'c', length: 30, required: 'Y', source: found },
  { name: 'fixmedins_hilist_name', label: '定点医药机构目录名称', type: 'c', length: 200, required: 'Y', source: found },
] as const satisfies readonly Field[]

/** The key of the own upload: 3507 deletes by it. */
export const batchSerial = {
  name: 'fixmedins_bchno',
  label: '定点医药机构批次流水号',
  type: 'c',
  length: 30,
  required: 'Y',
  source: found,
} as const satisfies Field

/** 处方药标志 and 拆零标志 of goods that leave or come back. */
export const drugFlags = [
  {
    name: 'rx_flag',
    label: '处方药标志',
    type: 'c',
    length: 3,
    required: 'Y',
    codes: prescriptionDrugFlags,
    source: { found: 'S2,S4,S8' },
  },
  { name: 'trdn_flag', label: '拆零标志', type: 'c', length: 3, required: 'Y', codes: yesNo, source: found },
] as const satisfies readonly Field[]

/** The lot that was sold or came back. */
export const soldLot = [
  { name: 'manu_lotnum', label: '生产批号', type: 'c', length: 30, required: 'Y', source: found },
  { name: 'manu_date', label: '生产日期', type: 'd', required: 'Y', source: found },
  { name: 'expy_end', label: '有效期止', type: 'd', required: '-', source: found },
] as const satisfies readonly Field[]

/** 备注. */
export const memo = {
  name: 'memo',
  label: '备注',
  type: 'c',
  length: 500,
  required: '-',
  source: found,
} as const satisfies Field

/** How much was sold or came back, when, by whom. */
export const movement = [
  { name: 'sel_retn_cnt', label: '销售/退货数量', type: 'n', length: 16, scale: 4, required: 'Y', source: found },
  { name: 'sel_retn_time', label: '销售/退货时间', type: 'dt', required: 'Y', source: found },
  { name: 'sel_retn_opter_name', label: '销售/退货经办人姓名', type: 'c', length: 50, required: 'Y', source: found },
  memo,
] as const satisfies readonly Field[]

/** Output of the 35xx uploads: besides `infcode` = 0, `retRslt` = 1 says that it was done. */
export const uploadResult = [
  {
    name: 'result',
    label: '上传结果',
    type: 'object',
    required: 'Y',
    source: { found: 'S2,S7', inferred: '必填' },
    fields: [
      {
        name: 'retRslt',
        label: '返回结果',
        type: 'c',
        length: 6,
        required: 'Y',
        alsoNumber: true,
        codes: { '0': '失败', '1': '成功' },
        source: { found: 'S2,S7', inferred: '必填、可为数字' },
      },
      { name: 'msgRslt', label: '返回信息', type: 'c', length: 200, required: '-', source: { found: 'S2,S7', inferred: '长度' } },
    ],
  },
] as const satisfies readonly Field[]

/** Output of the batch forms: what became of each line. */
export const lineResults = <const N extends string>(name: N) =>
  [
    {
      name,
      label: '逐条上传结果',
      type: 'list',
      required: 'Y',
      source: { found: 'S2,S18', inferred: '每条都返回，成功的也在内' },
      fields: [
        ...article,
        batchSerial,
        {
          name: 'retRslt',
          label: '返回结果',
          type: 'c',
          length: 6,
          required: 'Y',
          alsoNumber: true,
          codes: { '0': '失败', '1': '成功' },
          source: { found: 'S2,S18' },
        },
        {
          name: 'msgRslt',
          label: '返回信息',
          type: 'c',
          length: 200,
          required: '-',
          source: { found: 'S2,S18', inferred: '长度' },
        },
      ],
    },
  ] as const satisfies readonly Field[]

/** Input of the batch forms: the lines of the single form, any number. */
export const lines = <const N extends string, const F extends readonly Field[]>(name: N, label: string, fields: F) =>
  [
    { name, label, type: 'list', required: 'Y', source: { found: 'S2,S7,S18', inferred: '字段同单条上传' }, fields },
  ] as const satisfies readonly Field[]
