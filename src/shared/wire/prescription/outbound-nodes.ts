import { prescriptionStates, usageStates } from '../codes.ts'
import type { Field } from '../table.ts'

const source = { inferred: '出参未找到，比照 7104、7107' } as const

/** Output of 7207 and 7208: the prescription's states after it. */
export const outboundOutput = [
  { name: 'hiRxno', label: '医保处方编号', type: 'c', length: 30, required: 'Y', source },
  { name: 'rxStasCodg', label: '处方状态编码', type: 'c', length: 3, required: 'Y', codes: prescriptionStates, source },
  { name: 'rxStasName', label: '处方状态名称', type: 'c', length: 20, required: '-', source },
  { name: 'rxUsedStasCodg', label: '处方使用状态编码', type: 'c', length: 3, required: '-', codes: usageStates, source },
  { name: 'rxUsedStasName', label: '处方使用状态名称', type: 'c', length: 20, required: '-', source },
] as const satisfies readonly Field[]
