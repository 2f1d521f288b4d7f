import { chargeLevels, prescriptionDrugFlags, yesNo } from '../codes.ts'
import type { InterfaceTable } from '../table.ts'

const paged = { found: 'S2', inferred: '分页结构取自 13xx' } as const
const source = { inferred: '字段未找到；比照 7101、35081' } as const
const page = { type: 'n', length: 10, required: 'Y', source: paged } as const

/** 7211 电子处方药品目录查询 (F 3.1.2, 4.1.1): the drugs that may circulate, with what the shops of the area have of them. Nothing of its table was found. */
export const catalogue7211 = {
  number: '7211',
  name: '电子处方药品目录查询',
  channel: 'B',
  path: '/epc/api/fixmedins/circDrugQuery',
  pathSource: { found: 'S2,S3', inferred: '是 7211' },
  input: [
    { name: 'fixmedinsCode', label: '定点医药机构编号', type: 'c', length: 20, required: 'Y', source },
    { name: 'pageNum', label: '当前页数', type: 'n', length: 6, required: 'Y', source: { inferred: '比照 13xx' } },
    { name: 'pageSize', label: '本页数据量', type: 'n', length: 3, required: 'Y', source: { inferred: '比照 13xx' } },
    { name: 'medListCodg', label: '医疗目录编码', type: 'c', length: 50, required: '-', source },
    { name: 'drugGenname', label: '药品通用名（其中一部分）', type: 'c', length: 100, required: '-', source },
  ],
  output: [
    { name: 'pageNum', label: '当前页数', ...page },
    { name: 'pageSize', label: '本页数据量', ...page },
    { name: 'size', label: '本页条数', ...page },
    { name: 'startRow', label: '本页首行', ...page },
    { name: 'pages', label: '总页数', ...page },
    { name: 'recordCounts', label: '总条数', ...page },
    { name: 'firstPage', label: '是否首页', type: 'c', length: 5, required: 'Y', source: paged },
    { name: 'lastPage', label: '是否末页', type: 'c', length: 5, required: 'Y', source: paged },
    {
      name: 'data',
      label: '可流转药品',
      type: 'list',
      required: 'Y',
      source: paged,
      fields: [
        { name: 'medListCodg', label: '医疗目录编码', type: 'c', length: 50, required: 'Y', source },
        { name: 'rxItemTypeCode', label: '处方项目分类代码', type: 'c', length: 30, required: 'Y', source },
        { name: 'drugGenname', label: '药品通用名', type: 'c', length: 100, required: 'Y', source },
        { name: 'drugProdname', label: '药品商品名', type: 'c', length: 255, required: 'Y', source },
        { name: 'drugDosform', label: '药品剂型', type: 'c', length: 30, required: 'Y', source },
        { name: 'drugSpec', label: '药品规格', type: 'c', length: 40, required: 'Y', source },
        { name: 'drugDosunt', label: '药品发药单位', type: 'c', length: 20, required: 'Y', source },
        { name: 'prdrName', label: '生产厂家', type: 'c', length: 100, required: 'Y', source },
        { name: 'aprvno', label: '批准文号', type: 'c', length: 30, required: 'Y', source },
        { name: 'chrgitmLv', label: '收费项目等级', type: 'c', length: 3, required: 'Y', codes: chargeLevels, source },
        { name: 'rxFlag', label: '处方药标志', type: 'c', length: 3, required: 'Y', codes: prescriptionDrugFlags, source },
        { name: 'dualChnlFlag', label: '双通道药品标志', type: 'c', length: 3, required: 'Y', codes: yesNo, source },
        {
          name: 'stockList',
          label: '在售药店及库存',
          type: 'list',
          required: 'Y',
          source: { found: 'F', inferred: '名称、结构；没有库存时为空列表' },
          fields: [
            { name: 'fixmedinsCode', label: '定点零售药店编号', type: 'c', length: 20, required: 'Y', source },
            { name: 'fixmedinsName', label: '定点零售药店名称', type: 'c', length: 200, required: 'Y', source },
            { name: 'invCnt', label: '库存数量', type: 'n', length: 16, scale: 2, required: 'Y', source },
            { name: 'pric', label: '单价', type: 'n', length: 16, scale: 6, required: '-', source },
            { name: 'updtTime', label: '更新时间', type: 'dt', required: 'Y', source },
          ],
        },
      ],
    },
  ],
} as const satisfies InterfaceTable
