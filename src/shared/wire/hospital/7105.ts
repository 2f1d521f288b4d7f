import { rxDetlList } from '../prescription/lines.ts'
import { rxDiseList, rxOtpinfo, rxTop } from '../prescription/nodes.ts'
import type { InterfaceTable } from '../table.ts'

const asked = { found: 'S3', inferred: '长度取自 7106' } as const

/**
 * 7105 电子处方信息查询: an own prescription, or, with the patient's voucher token, one of another institution. The output has, as 7204 does, the patient's
 * documents, which were found in the draft only.
 */
export const query7105 = {
  number: '7105',
  name: '电子处方信息查询',
  channel: 'B',
  path: '/epc/api/fixmedins/hospRxDetlQuery',
  pathSource: { found: 'S2,S3' },
  input: [
    { name: 'fixmedinsCode', label: '定点医疗机构编号', type: 'c', length: 20, required: 'Y', source: asked },
    { name: 'hiRxno', label: '医保处方编号', type: 'c', length: 30, required: 'Y', source: asked },
    { name: 'mdtrtId', label: '就诊 ID', type: 'c', length: 30, required: '-', source: asked },
    {
      name: 'ecToken',
      label: '医保电子凭证令牌',
      type: 'c',
      length: 64,
      required: '-',
      source: { found: 'S3', inferred: '长度取自 7101' },
    },
    { name: 'psnName', label: '人员名称', type: 'c', length: 40, required: 'Y', source: asked },
    { name: 'psnCertType', label: '人员证件类型', type: 'c', length: 6, required: 'Y', source: asked },
    { name: 'certno', label: '证件号码', type: 'c', length: 50, required: 'Y', source: asked },
  ],
  output: [...rxTop, rxDetlList, rxOtpinfo, rxDiseList],
} as const satisfies InterfaceTable
