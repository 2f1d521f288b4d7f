import type { InterfaceTable } from '../table.ts'
import { stocktake3501 } from './3501.ts'
import { sale3505 } from './3505.ts'
import { saleReturn3506 } from './3506.ts'
import { stockDeletion3507 } from './3507.ts'
import { centerStock35081 } from './35081.ts'

/** Channel A: what is in stock, what came, what went; catalogues. */
export const stockTables = {
  '3501': stocktake3501,
  '3505': sale3505,
  '3506': saleReturn3506,
  '3507': stockDeletion3507,
  '35081': centerStock35081,
} as const satisfies Record<string, InterfaceTable>
