import type { InterfaceTable } from '../table.ts'
import { outboundOutput } from './outbound-nodes.ts'

const source = { found: 'S11', inferred: '表未找到；字段比照 7104' } as const

/** 7208 药品销售出库明细撤销: takes 7207 back, after a return or when the settlement did not come about. That it is called was found [S11]. */
export const outboundUndo7208 = {
  number: '7208',
  name: '药品销售出库明细撤销',
  channel: 'B',
  path: '/epc/api/fixmedins/rxSelInfoUndo',
  pathSource: { inferred: '占位路径，未找到' },
  input: [
    { name: 'hiRxno', label: '医保处方编号', type: 'c', length: 30, required: 'Y', source },
    { name: 'fixmedinsCode', label: '定点医药机构编号', type: 'c', length: 30, required: 'Y', source },
    {
      name: 'setlId',
      label: '原结算 ID',
      type: 'c',
      length: 30,
      required: '-',
      absentWhen: { fact: 'outbound', in: ['before'] },
      source: { inferred: '与 7207 所填一致；结算前出库时不填' },
    },
    { name: 'undoOpter', label: '撤销人编号', type: 'c', length: 20, required: 'Y', source },
    { name: 'undoOpterName', label: '撤销人姓名', type: 'c', length: 50, required: 'Y', source },
    { name: 'undoRea', label: '撤销原因', type: 'c', length: 200, required: 'Y', source },
    { name: 'undoTime', label: '撤销时间', type: 'dt', required: 'Y', source },
  ],
  output: outboundOutput,
} as const satisfies InterfaceTable
