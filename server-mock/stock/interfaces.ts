import type { InsuranceInterface } from '../insurance/interface.ts'
import { insuranceCatalogue, priceLimits, selfPayShares } from './catalogue.ts'
import { centerStock } from './centerStock.ts'
import { takeChange } from './change.ts'
import { deletion } from './deletion.ts'
import { batchAsWhole, batchByLine, single } from './line.ts'
import { uploadMappings, withdrawMapping } from './mapping.ts'
import { takePurchase } from './purchase.ts'
import { takePurchaseReturn } from './purchaseReturn.ts'
import { listChanges, listCounts, listPurchases, listSales } from './queries.ts'
import { takeSale } from './sale.ts'
import { takeReturn } from './saleReturn.ts'
import { stockDetail } from './stockDetail.ts'
import { takeCount } from './stocktake.ts'
import { receivedCodes, soldCodes } from './traceQueries.ts'

/** The stock and catalogue side of channel A. A new interface is its table, a file and a line here. */
export const stockInterfaces = {
  '1312': insuranceCatalogue,
  '1318': priceLimits,
  '1319': selfPayShares,
  '3301': uploadMappings,
  '3302': withdrawMapping,
  '3501': single('invinfo', takeCount),
  '3501A': batchByLine('invinfoDetail', 'invinfoErrDetail', takeCount),
  '3502': single('invinfo', takeChange),
  '3502A': batchByLine('invinfoDetail', 'invinfoErrDetail', takeChange),
  '3503': single('purcinfo', takePurchase),
  '3503A': batchByLine('purcinfoDetail', 'purcinfoErrDetail', takePurchase),
  '3504': single('purcinfo', takePurchaseReturn),
  '3504A': batchByLine('purcinfoDetail', 'purcinfoErrDetail', takePurchaseReturn),
  '3505': single('selinfo', takeSale),
  '3505A': batchAsWhole('selinfoDetail', takeSale),
  '3506': single('selinfo', takeReturn),
  '3506A': batchAsWhole('selinfoDetail', takeReturn),
  '3507': deletion,
  '3508': listCounts,
  '3509': listChanges,
  '3510': listPurchases,
  '3511': listSales,
  '3512': receivedCodes,
  '3513': soldCodes,
  '35081': centerStock,
  '35082': stockDetail,
} as const satisfies Record<string, InsuranceInterface>
