import type { InterfaceTable } from '../table.ts'
import { noticeAnswer } from './notices.ts'

/** Names of the draft, written in camelCase as the final interfaces do. */
const draft = { found: 'S1', inferred: '草案字段的驼峰写法' } as const

/** 7108 电子处方审核结果通知: the center tells the hospital what a pharmacist decided, at the address that the hospital gave (F 1.1.6). */
export const reviewNotice7108 = {
  number: '7108',
  name: '电子处方审核结果通知',
  channel: 'B',
  path: '/',
  pathSource: { inferred: '由医疗机构提供回调地址' },
  input: [
    { name: 'hiRxno', label: '医保处方编号', type: 'c', length: 30, required: 'Y', source: draft },
    { name: 'fixmedinsName', label: '审方机构名称', type: 'c', length: 200, required: 'Y', source: draft },
    { name: 'fixmedinsCode', label: '审方机构编号', type: 'c', length: 20, required: 'Y', source: draft },
    { name: 'pharName', label: '药师姓名', type: 'c', length: 50, required: 'Y', source: draft },
    { name: 'pharPracCertNo', label: '药师执业资格证号', type: 'c', length: 50, required: '-', source: draft },
    {
      name: 'rxChkStasCodg',
      label: '处方审核状态代码',
      type: 'c',
      length: 10,
      required: 'Y',
      codes: { '1': '审核通过', '2': '审核不通过' },
      source: draft,
    },
    { name: 'rxChkOpnn', label: '处方审核意见', type: 'c', length: 2000, required: '-', source: draft },
    { name: 'rxChkTime', label: '处方审核时间', type: 'dt', required: 'Y', source: draft },
  ],
  output: noticeAnswer,
} as const satisfies InterfaceTable
