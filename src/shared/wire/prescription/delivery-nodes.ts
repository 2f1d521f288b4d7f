import { deliveryStates } from '../codes.ts'
import type { Field } from '../table.ts'

const inferred = { inferred: '出参未找到' } as const

/** What 7209 and 7210 answer: which delivery it is, and how it stands. */
export const deliveryOutput = [
  { name: 'hiRxno', label: '医保处方编号', type: 'c', length: 30, required: 'Y', source: inferred },
  { name: 'delvNo', label: '配送业务编号', type: 'c', length: 30, required: 'Y', source: inferred },
  { name: 'delvStasCodg', label: '配送状态编码', type: 'c', length: 6, required: 'Y', codes: deliveryStates, source: inferred },
  { name: 'delvStasName', label: '配送状态名称', type: 'c', length: 20, required: 'Y', source: inferred },
] as const satisfies readonly Field[]
