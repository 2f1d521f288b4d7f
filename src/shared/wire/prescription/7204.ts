import type { InterfaceTable } from '../table.ts'
import { rxDetlList } from './lines.ts'
import { rxDiseList, rxOtpinfo, rxTop } from './nodes.ts'

/** What 7205 proves, as 7103 takes it from the hospital. */
const signed = { found: 'S2', inferred: '出参，比照 7103' } as const

/**
 * 7204 电子处方下载 (N 8.5): the prescription's data and its signed file, for the pharmacy that the token binds it to. The final table was
 * not found: the output is that of 7105, with the owner's documents of the draft and the signature of 7102 and 7103.
 */
export const download7204 = {
  number: '7204',
  name: '电子处方下载',
  channel: 'B',
  path: '/epc/api/fixmedins/rxDownload',
  pathSource: { inferred: '占位路径，未找到' },
  input: [
    {
      name: 'hiRxno',
      label: '医保处方编号',
      type: 'c',
      length: 30,
      required: 'Y',
      source: { inferred: '与令牌一并由 7201 返回' },
    },
    {
      name: 'epcToken',
      label: '医保电子处方令牌',
      type: 'c',
      length: 100,
      required: 'Y',
      source: { found: 'S1,S5', inferred: '必填（草案可用授权处方号代替）' },
    },
    {
      name: 'insuPlcNo',
      label: '参保地编号',
      type: 'c',
      length: 6,
      required: 'Y',
      source: { found: 'S1,S2', inferred: '名称取自 7101' },
    },
  ],
  output: [
    ...rxTop,
    { name: 'rxFile', label: '处方原件', type: 't', required: 'Y', source: { found: 'S1,S2' } },
    { name: 'signDigest', label: '签名值', type: 'c', length: 4000, required: 'Y', source: signed },
    {
      name: 'signCertSn',
      label: '签名证书序列号',
      type: 'c',
      length: 64,
      required: 'Y',
      source: { found: 'S2', inferred: '出参，比照 7102；长度' },
    },
    {
      name: 'signCertDn',
      label: '签名证书 DN',
      type: 'c',
      length: 500,
      required: '-',
      source: { found: 'S2', inferred: '出参，比照 7102；长度' },
    },
    rxDetlList,
    rxOtpinfo,
    rxDiseList,
  ],
} as const satisfies InterfaceTable
