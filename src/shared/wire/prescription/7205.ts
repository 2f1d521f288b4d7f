import type { InterfaceTable } from '../table.ts'

const source = { inferred: '表未找到；比照 7103、7206' } as const

/** 7205 电子处方信息核验 (N 8.6.4 a): whether the downloaded file is genuine. Only its serial is certain: 7206 demands it. */
export const verify7205 = {
  number: '7205',
  name: '电子处方信息核验',
  channel: 'B',
  path: '/epc/api/fixmedins/rxInfoVerify',
  pathSource: { inferred: '占位路径，未找到' },
  input: [
    { name: 'hiRxno', label: '医保处方编号', type: 'c', length: 30, required: 'Y', source },
    { name: 'epcToken', label: '医保电子处方令牌', type: 'c', length: 100, required: 'Y', source },
    { name: 'fixmedinsCode', label: '定点医药机构编号', type: 'c', length: 30, required: 'Y', source },
    { name: 'rxFile', label: '处方原件', type: 't', required: 'Y', source },
    { name: 'signDigest', label: '签名值', type: 'c', length: 4000, required: 'Y', source },
    { name: 'signCertSn', label: '签名证书序列号', type: 'c', length: 64, required: 'Y', source },
  ],
  output: [
    {
      name: 'verifyFlag',
      label: '核验结果',
      type: 'c',
      length: 3,
      required: 'Y',
      codes: { '0': '核验不通过', '1': '核验通过' },
      source,
    },
    { name: 'verifyDscr', label: '核验结果说明', type: 'c', length: 200, required: '-', source },
    {
      name: 'rxSignVerifySn',
      label: '处方验签流水号',
      type: 'c',
      length: 40,
      required: 'C',
      when: { field: 'verifyFlag', in: ['1'] },
      source: { found: 'S5', inferred: '由 7205 返回' },
    },
  ],
} as const satisfies InterfaceTable
