import type { InterfaceTable } from '../table.ts'
import { insuranceCatalogue1312 } from './1312.ts'
import { priceLimits1318 } from './1318.ts'
import { selfPayShares1319 } from './1319.ts'
import { catalogueMapping3301 } from './3301.ts'
import { mappingWithdrawal3302 } from './3302.ts'
import { stocktake3501 } from './3501.ts'
import { stocktakes3501A } from './3501A.ts'
import { stockChange3502 } from './3502.ts'
import { stockChanges3502A } from './3502A.ts'
import { purchase3503 } from './3503.ts'
import { purchases3503A } from './3503A.ts'
import { purchaseReturn3504 } from './3504.ts'
import { purchaseReturns3504A } from './3504A.ts'
import { sale3505 } from './3505.ts'
import { sales3505A } from './3505A.ts'
import { saleReturn3506 } from './3506.ts'
import { saleReturns3506A } from './3506A.ts'
import { stockDeletion3507 } from './3507.ts'
import { stockCounts3508 } from './3508.ts'
import { stockChanges3509 } from './3509.ts'
import { purchases3510 } from './3510.ts'
import { sales3511 } from './3511.ts'
import { receivedCodes3512 } from './3512.ts'
import { soldCodes3513 } from './3513.ts'
import { centerStock35081 } from './35081.ts'
import { stockDetail35082 } from './35082.ts'

/** Channel A: what is in stock, what came, what went; catalogues. */
export const stockTables = {
  '1312': insuranceCatalogue1312,
  '1318': priceLimits1318,
  '1319': selfPayShares1319,
  '3301': catalogueMapping3301,
  '3302': mappingWithdrawal3302,
  '3501': stocktake3501,
  '3501A': stocktakes3501A,
  '3502': stockChange3502,
  '3502A': stockChanges3502A,
  '3503': purchase3503,
  '3503A': purchases3503A,
  '3504': purchaseReturn3504,
  '3504A': purchaseReturns3504A,
  '3505': sale3505,
  '3505A': sales3505A,
  '3506': saleReturn3506,
  '3506A': saleReturns3506A,
  '3507': stockDeletion3507,
  '3508': stockCounts3508,
  '3509': stockChanges3509,
  '3510': purchases3510,
  '3511': sales3511,
  '3512': receivedCodes3512,
  '3513': soldCodes3513,
  '35081': centerStock35081,
  '35082': stockDetail35082,
} as const satisfies Record<string, InterfaceTable>
