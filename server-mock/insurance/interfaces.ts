import { centerStock } from '../stock/centerStock.ts'
import { deletion } from '../stock/deletion.ts'
import { sale3505 } from '../stock/sale.ts'
import { saleReturn } from '../stock/saleReturn.ts'
import { stocktake } from '../stock/stocktake.ts'
import { downloadFile, uploadFile } from './files.ts'
import type { InsuranceInterface } from './interface.ts'
import { personInfo } from './person.ts'
import { reconcileTotals } from './reconcile.ts'
import { reconcileDetails } from './reconcileDetails.ts'
import { reverse } from './reverse.ts'
import { revoke } from './revoke.ts'
import { presettle, settle } from './settle.ts'
import { settlementQuery } from './settlementQuery.ts'
import { signIn } from './signIn.ts'
import { signOut } from './signOut.ts'

/** The interfaces of the insurance side. A new one is its table, a file and a line here. */
export const interfaces = {
  '9001': signIn,
  '9002': signOut,
  '1101': personInfo,
  '2101': presettle,
  '2101A': presettle,
  '2102': settle('2102'),
  '2102A': settle('2102A'),
  '2103': revoke,
  '2601': reverse,
  '5203': settlementQuery,
  '3201': reconcileTotals,
  '3202': reconcileDetails,
  '3501': stocktake,
  '3505': sale3505,
  '3506': saleReturn,
  '3507': deletion,
  '35081': centerStock,
  '9101': uploadFile,
  '9102': downloadFile,
} as const satisfies Record<string, InsuranceInterface>
export type InsuranceNumber = keyof typeof interfaces
