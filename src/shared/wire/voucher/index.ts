import type { InterfaceTable } from '../table.ts'
import { ecQuery } from './ec-query.ts'

/** Channel C: the voucher platform's 中台 (V). */
export const voucherTables = { 'ec.query': ecQuery } as const satisfies Record<string, InterfaceTable>
