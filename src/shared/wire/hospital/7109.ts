import type { InterfaceTable } from '../table.ts'
import { noticeAnswer } from './notices.ts'
import { rxState, rxUsedState } from './states.ts'

/** Names of the draft, written in camelCase as the final interfaces do. */
const draft = { found: 'S1', inferred: '草案字段的驼峰写法' } as const
const amount = { type: 'n', length: 16, scale: 2, required: 'Y', source: draft } as const

/** 7109 电子处方结算结果通知: the center tells the hospital that a prescription was settled, or that its settlement was taken back (F 1.1.6). */
export const settlementNotice7109 = {
  number: '7109',
  name: '电子处方结算结果通知',
  channel: 'B',
  path: '/',
  pathSource: { inferred: '由医疗机构提供回调地址' },
  input: [
    {
      name: 'data',
      label: '结算信息',
      type: 'object',
      required: 'Y',
      source: draft,
      fields: [
        ...rxState,
        ...rxUsedState,
        { name: 'fundPaySumamt', label: '基金支付总额', ...amount },
        { name: 'psnPartAmt', label: '个人负担总金额', ...amount },
        { name: 'acctPay', label: '个人账户支出', ...amount },
        { name: 'psnCashPay', label: '个人现金支出', ...amount },
        { name: 'setlTime', label: '结算时间', type: 'dt', required: 'Y', source: draft },
      ],
    },
    {
      name: 'seltdelts',
      label: '取药明细',
      type: 'list',
      required: 'Y',
      source: { found: 'S1', inferred: '冲销时为空列表' },
      fields: [
        {
          name: 'medListCodg',
          label: '医疗目录编码',
          type: 'c',
          length: 50,
          required: 'Y',
          source: { inferred: '草案为 medins_drug_no' },
        },
        { name: 'drugGenname', label: '药品通用名', type: 'c', length: 100, required: '-', source: draft },
        { name: 'drugProdname', label: '药品商品名', type: 'c', length: 100, required: '-', source: draft },
        { name: 'drugDosform', label: '药品剂型', type: 'c', length: 50, required: 'Y', source: draft },
        { name: 'drugSpec', label: '药品规格', type: 'c', length: 50, required: 'Y', source: draft },
        { name: 'drugTotlcnt', label: '药品总量', type: 'n', length: 16, scale: 4, required: 'Y', source: draft },
        { name: 'totalUnit', label: '总量单位', type: 'c', length: 20, required: 'Y', source: draft },
        { name: 'aprvno', label: '批准文号', type: 'c', length: 30, required: '-', source: draft },
        { name: 'bchno', label: '批次号', type: 'c', length: 30, required: '-', source: draft },
        { name: 'manuLotnum', label: '生产批号', type: 'c', length: 30, required: '-', source: draft },
        { name: 'fixmedinsCode', label: '售药机构编号', type: 'c', length: 20, required: 'Y', source: draft },
        { name: 'fixmedinsName', label: '售药机构名称', type: 'c', length: 200, required: 'Y', source: draft },
        { name: 'prdrName', label: '生产厂家', type: 'c', length: 100, required: 'Y', source: draft },
        { name: 'pric', label: '单价', type: 'n', length: 16, scale: 4, required: 'Y', source: draft },
        { name: 'sumamt', label: '金额', ...amount },
      ],
    },
  ],
  output: noticeAnswer,
} as const satisfies InterfaceTable
