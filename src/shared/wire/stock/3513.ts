import { settlementKinds, yesNo } from '../codes.ts'
import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'
import { institutionCode, period, text, traceRows } from './query-nodes.ts'

const found = { found: 'S2' } as const

/** 3513 销售药品追溯信息查询: in which sales (3505) packs left the own shop, and whether they are still out. */
export const soldCodes3513 = {
  number: '3513',
  name: '销售药品追溯信息查询',
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
        text('medins_list_codg', '医药机构目录编码', 150),
        text('fixmedins_bchno', '定点医药机构批次流水号', 30),
        ...period,
        text('med_list_codg', '医疗目录编码', 50),
        text('mdtrt_id', '就诊 ID', 30),
        text('psn_no', '人员编号', 30),
        text('psn_cert_type', '人员证件类型', 6),
        text('certno', '证件号码', 600),
        text('psn_name', '人员姓名', 50),
        text('drug_trac_codg', '药品追溯码', 30),
      ],
    },
  ],
  output: traceRows([
    {
      name: 'mdtrtSetlType',
      label: '就诊结算类型',
      type: 'c',
      length: 6,
      required: '-',
      codes: settlementKinds,
      source: found,
    },
    text('bkkpSn', '记账流水号', 100),
    text('psnNo', '人员编号', 30),
    text('psnCertType', '人员证件类型', 6),
    text('certno', '证件号码', 600),
    text('psnName', '人员姓名', 50),
    { name: 'trdnFlag', label: '拆零标志', type: 'c', length: 3, required: 'Y', codes: yesNo, source: found },
    text('memo', '备注', 500),
  ]),
} as const satisfies InterfaceTable
