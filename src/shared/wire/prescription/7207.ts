import { feeSettlementTypes, prescriptionDrugFlags, yesNo } from '../codes.ts'
import type { InterfaceTable } from '../table.ts'
import { outboundOutput } from './outbound-nodes.ts'

/** Names of the draft, written in camelCase as the final interfaces do. */
const draft = { found: 'S1', inferred: '草案字段的驼峰写法' } as const
const amount = { type: 'n', length: 16, scale: 2, required: 'Y', source: draft } as const
const before = { fact: 'outbound', in: ['before'] } as const
const settled = {
  all: [
    { field: 'payMode', in: ['2', '3'] },
    { fact: 'outbound', in: ['after'] },
  ],
} as const

/**
 * 7207 药品销售出库明细上传 (N 8.7.4): the goods that leave for a prescription, with their trace codes. Before the settlement there is no
 * settlement number or time, and the amounts are those of the last pre-settlement. The final table was not found.
 */
export const outbound7207 = {
  number: '7207',
  name: '药品销售出库明细上传',
  channel: 'B',
  path: '/epc/api/fixmedins/rxSelInfoUpld',
  pathSource: { inferred: '占位路径，未找到' },
  input: [
    {
      name: 'data',
      label: '销售出库信息',
      type: 'object',
      required: 'Y',
      source: draft,
      fields: [
        { name: 'hiRxno', label: '医保处方编号', type: 'c', length: 30, required: 'Y', source: draft },
        { name: 'pharCertType', label: '药师证件类型', type: 'c', length: 6, required: '-', source: draft },
        { name: 'pharCertno', label: '药师证件号码', type: 'c', length: 50, required: '-', source: draft },
        { name: 'pharName', label: '药师姓名', type: 'c', length: 50, required: '-', source: draft },
        { name: 'pharPracCertNo', label: '药师执业资格证号', type: 'c', length: 50, required: 'Y', source: draft },
        { name: 'dspeerCertType', label: '调剂人员证件类型', type: 'c', length: 6, required: '-', source: draft },
        { name: 'dspeerCertno', label: '调剂人员证件号码', type: 'c', length: 50, required: '-', source: draft },
        { name: 'dspeerName', label: '调剂人员姓名', type: 'c', length: 40, required: 'Y', source: draft },
        { name: 'proCertType', label: '发药人员证件类型', type: 'c', length: 6, required: '-', source: draft },
        { name: 'proCertno', label: '发药人员证件号码', type: 'c', length: 50, required: '-', source: draft },
        { name: 'proName', label: '发药人员姓名', type: 'c', length: 40, required: 'Y', source: draft },
        {
          name: 'hiFeesetlType',
          label: '医保费用结算类型',
          type: 'c',
          length: 6,
          required: '-',
          codes: feeSettlementTypes,
          source: { found: 'S1,S7', inferred: '草案字段的驼峰写法' },
        },
        {
          name: 'setlId',
          label: '结算 ID',
          type: 'c',
          length: 30,
          required: 'C',
          when: settled,
          absentWhen: { any: [before, { field: 'payMode', in: ['1'] }] },
          source: { found: 'S1', inferred: '结算后出库且用医保时必填，结算前不填' },
        },
        { name: 'selRetnTime', label: '销售时间', type: 'dt', required: 'Y', source: draft },
        {
          name: 'downloadIdeCode',
          label: '下载识别码',
          type: 'c',
          length: 100,
          required: 'Y',
          source: { found: 'S1', inferred: '草案字段的驼峰写法；长度（草案 50，容不下处方令牌）' },
        },
        {
          name: 'payMode',
          label: '支付方式',
          type: 'c',
          length: 3,
          required: 'Y',
          codes: { '1': '自费', '2': '医保', '3': '混合' },
          source: { found: 'S1', inferred: '长度、线下流转必填' },
        },
        { name: 'fundPaySumamt', label: '基金支付总额', ...amount },
        { name: 'psnPartAmt', label: '个人负担总金额', ...amount },
        { name: 'acctPay', label: '个人账户支出', ...amount },
        { name: 'psnCashPay', label: '个人现金支出', ...amount },
        {
          name: 'setlTime',
          label: '结算时间',
          type: 'dt',
          required: 'C',
          when: settled,
          absentWhen: before,
          source: { found: 'S1', inferred: '结算后出库且用医保时必填，结算前不填' },
        },
        { name: 'memo', label: '备注', type: 'c', length: 500, required: '-', source: draft },
      ],
    },
    {
      name: 'selinfo',
      label: '销售出库明细',
      type: 'list',
      required: 'Y',
      source: draft,
      fields: [
        { name: 'medListCodg', label: '医疗目录编码', type: 'c', length: 50, required: 'Y', source: draft },
        { name: 'fixmedinsHilistId', label: '定点医药机构目录编号', type: 'c', length: 30, required: 'Y', source: draft },
        { name: 'fixmedinsHilistName', label: '定点医药机构目录名称', type: 'c', length: 200, required: 'Y', source: draft },
        { name: 'drugGenname', label: '药品通用名', type: 'c', length: 100, required: '-', source: draft },
        { name: 'drugProdname', label: '药品商品名', type: 'c', length: 100, required: '-', source: draft },
        { name: 'drugDosform', label: '药品剂型', type: 'c', length: 50, required: 'Y', source: draft },
        { name: 'drugSpec', label: '药品规格', type: 'c', length: 50, required: 'Y', source: draft },
        { name: 'aprvno', label: '批准文号', type: 'c', length: 30, required: '-', source: draft },
        { name: 'manuLotnum', label: '生产批号', type: 'c', length: 30, required: 'Y', source: draft },
        { name: 'prdrName', label: '生产厂家', type: 'c', length: 100, required: 'Y', source: draft },
        { name: 'manuDate', label: '生产日期', type: 'd', required: 'Y', source: draft },
        { name: 'expyEnd', label: '有效期止', type: 'd', required: '-', source: draft },
        {
          name: 'rxFlag',
          label: '处方药标志',
          type: 'c',
          length: 3,
          required: 'Y',
          codes: prescriptionDrugFlags,
          source: { found: 'S1,S4', inferred: '草案字段的驼峰写法' },
        },
        { name: 'trdnFlag', label: '拆零标志', type: 'c', length: 3, required: 'Y', codes: yesNo, source: draft },
        { name: 'finlTrnsPric', label: '最终成交单价', type: 'n', length: 16, scale: 6, required: 'Y', source: draft },
        { name: 'bchno', label: '批次号', type: 'c', length: 30, required: '-', source: draft },
        {
          name: 'drugtracinfo',
          label: '药品追溯信息',
          type: 'list',
          required: 'C',
          source: { inferred: '草案为单个追溯码；中药饮片等可无码' },
          fields: [
            {
              name: 'drugTracCodg',
              label: '药品追溯码',
              type: 'c',
              length: 100,
              required: 'Y',
              source: { found: 'S1', inferred: '长度（草案 30）' },
            },
          ],
        },
        { name: 'drugProdBarc', label: '药品条形码', type: 'c', length: 30, required: '-', source: draft },
        { name: 'shelfPosi', label: '货架位', type: 'c', length: 20, required: '-', source: draft },
        { name: 'selRetnCnt', label: '销售数量', type: 'n', length: 16, scale: 4, required: 'Y', source: draft },
        { name: 'drugCntUnit', label: '药品数量单位', type: 'c', length: 20, required: 'Y', source: draft },
        { name: 'sumamt', label: '总金额', type: 'n', length: 16, scale: 2, required: 'Y', source: draft },
      ],
    },
  ],
  output: outboundOutput,
} as const satisfies InterfaceTable
