import type { Field } from '../table.ts'

/** What a hospital answers to a call-back: plain JSON, 0 for taken. */
export const noticeAnswer = [
  {
    name: 'code',
    label: '返回码',
    type: 'c',
    length: 10,
    required: 'Y',
    alsoNumber: true,
    source: { inferred: '比照处方中心应答' },
  },
  { name: 'message', label: '返回信息', type: 'c', length: 500, required: '-', source: { inferred: '比照处方中心应答' } },
] as const satisfies readonly Field[]
