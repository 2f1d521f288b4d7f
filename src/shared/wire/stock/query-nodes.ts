import { prescriptionDrugFlags, validFlags, yesNo } from '../codes.ts'
import type { Field, SourceMark } from '../table.ts'

const found = { found: 'S2' } as const

/** A text that need not be there. */
export const text = <const N extends string, const L extends number>(
  name: N,
  label: string,
  length: L,
  source: SourceMark = found,
) => ({ name, label, type: 'c', length, required: '-', source }) as const satisfies Field

const code = <const N extends string, const C extends Readonly<Record<string, string>>>(
  name: N,
  label: string,
  length: number,
  codes: C,
) => ({ name, label, type: 'c', length, required: '-', codes, source: found }) as const satisfies Field

const day = <const N extends string>(name: N, label: string) =>
  ({ name, label, type: 'd', required: '-', source: found }) as const satisfies Field

const moment = <const N extends string>(name: N, label: string) =>
  ({ name, label, type: 'dt', required: '-', source: found }) as const satisfies Field

/** A number that need not be there. */
export const number = <const N extends string>(name: N, label: string, scale: 2 | 4 | 6, source: SourceMark = found) =>
  ({ name, label, type: 'n', length: 16, scale, required: '-', source }) as const satisfies Field

/** Whose records: a pharmacy's own. */
export const institutionCode = {
  name: 'fixmedins_code',
  label: '定点医药机构编号',
  type: 'c',
  length: 30,
  required: 'Y',
  source: found,
} as const satisfies Field

/** From which day to which, both included. */
export const period = [
  { name: 'begndate', label: '开始日期', type: 'd', required: 'Y', source: found },
  { name: 'enddate', label: '结束日期', type: 'd', required: 'Y', source: found },
] as const satisfies readonly Field[]

/** An own article, or the batch serial of one upload. */
const key = [
  {
    name: 'medins_list_codg',
    label: '医药机构目录编码',
    type: 'c',
    length: 150,
    required: 'C',
    when: { missing: 'fixmedins_bchno' },
    source: found,
  },
  text('fixmedins_bchno', '定点医药机构批次流水号', 30),
] as const satisfies readonly Field[]

/** What 3508 to 3511 are asked by; `own` are the fields of one of them. */
export const recordQuery = <const F extends readonly Field[]>(own: F) =>
  [
    {
      name: 'data',
      label: '查询条件',
      type: 'object',
      required: 'Y',
      source: found,
      fields: [
        institutionCode,
        ...key,
        ...period,
        ...own,
        text('med_list_codg', '医疗目录编码', 50),
        text('medins_list_name', '医药机构目录名称', 200),
        code('rx_flag', '处方药标志', 3, prescriptionDrugFlags),
        code('list_sp_item_flag', '目录特项标志', 3, yesNo),
        code('trdn_flag', '拆零标志', 3, yesNo),
        text('manu_lotnum', '生产批号', 30),
        day('manu_date', '生产日期'),
        day('expy_end', '有效期止'),
        text('memo', '备注', 500),
        code('vali_flag', '有效标志', 3, validFlags),
        text('rid', '数据唯一记录号', 40),
        text('crter_id', '创建人 ID', 20),
        text('crter_name', '创建人姓名', 50),
        moment('crte_time', '数据创建时间'),
        text('crte_optins_no', '创建机构编号', 20),
        text('opter_id', '经办人 ID', 20),
        text('opter_name', '经办人姓名', 50),
        moment('opt_time', '经办时间'),
        text('optins_no', '经办机构编号', 20),
        text('poolarea_no', '统筹区编号', 6),
      ],
    },
  ] as const satisfies readonly Field[]

/** The rows of 3508 to 3511, in camelCase; `own` are the fields of one of them. */
export const recordRows = <const F extends readonly Field[]>(own: F) =>
  [
    {
      name: 'data',
      label: '查询结果',
      type: 'list',
      required: 'Y',
      source: { inferred: '节点名；没有记录时为空列表' },
      fields: [
        text('fixmedinsCode', '定点医药机构编号', 30),
        { name: 'medListCodg', label: '医疗目录编码', type: 'c', length: 50, required: 'Y', source: found },
        { name: 'medinsListCodg', label: '医药机构目录编码', type: 'c', length: 150, required: 'Y', source: found },
        text('medinsListName', '医药机构目录名称', 200),
        { name: 'fixmedinsBchno', label: '定点医药机构批次流水号', type: 'c', length: 30, required: 'Y', source: found },
        ...own,
        text('manuLotnum', '生产批号', 30),
        day('manuDate', '生产日期'),
        day('expyEnd', '有效期止'),
        code('rxFlag', '处方药标志', 3, prescriptionDrugFlags),
        code('trdnFlag', '拆零标志', 3, yesNo),
        code('listSpItemFlag', '目录特项标志', 3, yesNo),
        text('memo', '备注', 500),
        { name: 'valiFlag', label: '有效标志', type: 'c', length: 3, required: 'Y', codes: validFlags, source: found },
        { name: 'rid', label: '数据唯一记录号', type: 'c', length: 40, required: 'Y', source: found },
        text('opterId', '经办人 ID', 20),
        moment('updtTime', '数据更新时间'),
        moment('crteTime', '数据创建时间'),
      ],
    },
  ] as const satisfies readonly Field[]

/** What 3512 and 3513 say of a code, in camelCase; `own` are the fields of one of them. */
export const traceRows = <const F extends readonly Field[]>(own: F) =>
  [
    {
      name: 'data',
      label: '药品追溯信息',
      type: 'list',
      required: 'Y',
      source: { inferred: '节点名；没有记录时为空列表' },
      fields: [
        text('fixmedinsCode', '定点医药机构编号', 30),
        { name: 'medListCodg', label: '医疗目录编码', type: 'c', length: 50, required: 'Y', source: found },
        { name: 'medinsListCodg', label: '医药机构目录编码', type: 'c', length: 150, required: 'Y', source: found },
        text('medinsListName', '医药机构目录名称', 200),
        { name: 'fixmedinsBchno', label: '定点医药机构批次流水号', type: 'c', length: 30, required: 'Y', source: found },
        { name: 'drugTracCodg', label: '药品追溯码', type: 'c', length: 30, required: 'Y', source: found },
        ...own,
        { name: 'valiFlag', label: '有效标志', type: 'c', length: 3, required: 'Y', codes: validFlags, source: found },
        text('rid', '数据唯一记录号', 40),
        text('opterId', '经办人 ID', 20),
        moment('updtTime', '数据更新时间'),
        moment('crteTime', '数据创建时间'),
      ],
    },
  ] as const satisfies readonly Field[]
