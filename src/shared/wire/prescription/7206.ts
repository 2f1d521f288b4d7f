import { idTypes } from '../codes.ts'
import type { InterfaceTable } from '../table.ts'

const found = { found: 'S5,S10' } as const

/** 7206 电子处方审方信息上传 (N 8.6.4 d to h): the pharmacist's decision over a prescription whose signature was verified. */
export const review7206 = {
  number: '7206',
  name: '电子处方审方信息上传',
  channel: 'B',
  path: '/epc/api/fixmedins/rxChkInfoUpld',
  pathSource: { inferred: '占位路径，未找到' },
  input: [
    {
      name: 'rxChkUpInfo',
      label: '药师审方信息',
      type: 'object',
      required: 'Y',
      source: { found: 'S5', inferred: '节点的驼峰写法' },
      fields: [
        { name: 'hiRxno', label: '医保处方编号', type: 'c', length: 30, required: 'Y', source: found },
        { name: 'epcToken', label: '医保电子处方令牌', type: 'c', length: 100, required: 'Y', source: found },
        { name: 'ecToken', label: '审方药师医保电子凭证令牌', type: 'c', length: 64, required: 'Y', source: found },
        { name: 'fixmedinsCode', label: '定点医药机构编号', type: 'c', length: 30, required: 'Y', source: found },
        { name: 'fixmedinsName', label: '定点医药机构名称', type: 'c', length: 200, required: 'Y', source: found },
        {
          name: 'pharCertType',
          label: '药师证件类型',
          type: 'c',
          length: 6,
          required: 'Y',
          codes: idTypes,
          source: { found: 'S5,S10', inferred: '代码表取自 V 表 C.2' },
        },
        { name: 'pharCertno', label: '药师证件号码', type: 'c', length: 50, required: 'Y', source: found },
        { name: 'pharCode', label: '医保药师代码', type: 'c', length: 50, required: 'Y', source: found },
        { name: 'pharName', label: '药师姓名', type: 'c', length: 50, required: 'Y', source: found },
        { name: 'rxChkOpnn', label: '处方审核意见', type: 'c', length: 2000, required: 'Y', source: found },
        { name: 'rxChkTime', label: '处方审核时间', type: 'dt', required: 'Y', source: found },
        {
          name: 'rxChkStasCodg',
          label: '处方审核状态代码',
          type: 'c',
          length: 10,
          required: 'Y',
          codes: { '1': '审核通过', '2': '审核不通过' },
          source: { found: 'S2,S5,S10' },
        },
        { name: 'rxSignVerifySn', label: '处方验签流水号', type: 'c', length: 40, required: 'Y', source: found },
      ],
    },
  ],
  output: [
    { name: 'msgCode', label: '返回码', type: 'c', length: 6, required: 'Y', source: found },
    { name: 'flag', label: '返回标志', type: 'c', length: 200, required: '-', source: { found: 'S5,S10', inferred: '非必填' } },
    {
      name: 'rxChkBizSn',
      label: '处方审核业务流水号',
      type: 'c',
      length: 30,
      required: 'C',
      when: { field: 'msgCode', in: ['0'] },
      source: { found: 'S5,S11', inferred: '成功时必填' },
    },
  ],
} as const satisfies InterfaceTable
