import type { InterfaceTable } from '../table.ts'
import { fsiPath, fsiPathSource } from './envelope.ts'
import {
  accountTotal,
  clearingOffice,
  clearingType,
  fundTotal,
  refundFlag,
  settlementCount,
  statementDays,
  statementResults,
  total,
} from './reconciliation.ts'

const found = { found: 'S2,S7,S9' } as const

/** 3201 医药机构费用结算对总账: sums of one group (office, insurance type, clearing type) against the center's. */
export const reconcileTotals3201 = {
  number: '3201',
  name: '医药机构费用结算对总账',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    {
      name: 'data',
      label: '对账信息',
      type: 'object',
      required: 'Y',
      source: found,
      fields: [
        { name: 'insutype', label: '险种类型', type: 'c', length: 6, required: 'Y', source: found },
        clearingType,
        clearingOffice,
        ...statementDays,
        total,
        fundTotal,
        accountTotal,
        settlementCount,
        refundFlag,
      ],
    },
  ],
  output: [
    {
      name: 'stmtinfo',
      label: '对账结果信息',
      type: 'object',
      required: 'Y',
      source: found,
      fields: [
        { name: 'setl_optins', label: '结算经办机构', type: 'c', length: 6, required: 'Y', source: found },
        {
          name: 'stmt_rslt',
          label: '对账结果',
          type: 'c',
          length: 6,
          required: 'Y',
          codes: statementResults,
          source: { found: 'S2,S7,S9', inferred: '000000 以外的取值' },
        },
        { name: 'stmt_rslt_dscr', label: '对账结果说明', type: 'c', length: 200, required: '-', source: found },
      ],
    },
  ],
} as const satisfies InterfaceTable
