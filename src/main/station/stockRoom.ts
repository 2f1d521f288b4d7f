import { failure } from '../../shared/contract/failures.ts'
import type { ScanPurpose } from '../../shared/contract/place.ts'
import { err, ok } from '../../shared/domain/result.ts'
import { catalogueHandlers } from './handlers/stock/catalogue.ts'
import { comparisonHandlers } from './handlers/stock/comparison.ts'
import { saleHandlers } from './handlers/stock/sale.ts'
import { stocktakeHandlers } from './handlers/stock/stocktake.ts'
import { uploadHandlers } from './handlers/stock/uploads.ts'
import { viewHandlers } from './handlers/stock/views.ts'
import { stockHandlers } from './handlers/stock.ts'
import { createMessages } from './workflows/messages.ts'
import type { PlaceTaker } from './workflows/placeScans.ts'
import { type CataloguePorts, createCatalogueKeeping } from './workflows/stock/catalogue/catalogue.ts'
import { type ComparisonPorts, createComparison } from './workflows/stock/comparison/comparison.ts'
import { createSales } from './workflows/stock/sale/sale.ts'
import { createSalePapers, type SalePapersPorts } from './workflows/stock/sale/salePapers.ts'
import { createStocktaking } from './workflows/stock/stocktake/stocktaking.ts'
import { createRequests, type RequestPorts } from './workflows/stock/uploads/requests.ts'
import { createUploads, type UploadPorts, type Uploads } from './workflows/stock/uploads/uploads.ts'
import { createViews, type ViewsPorts } from './workflows/stock/views/views.ts'

type MessagePorts = Parameters<typeof createMessages>[0]

export type StockRoomPorts = Omit<UploadPorts, 'messages' | 'requests'> &
  Omit<MessagePorts, 'journal'> &
  Pick<RequestPorts, 'pharmacists'> &
  SalePapersPorts &
  Omit<CataloguePorts, 'messages'> &
  Pick<ComparisonPorts, 'work' | 'database' | 'newId'> &
  ViewsPorts

/** The part of the station that keeps the stock. */
export interface StockRoom {
  readonly handlers: ReturnType<typeof stockHandlers> &
    ReturnType<typeof stocktakeHandlers> &
    ReturnType<typeof uploadHandlers> &
    ReturnType<typeof comparisonHandlers> &
    ReturnType<typeof saleHandlers> &
    ReturnType<typeof catalogueHandlers> &
    ReturnType<typeof viewHandlers>
  /** where readings of goods go that a place has claimed */
  readonly takers: Readonly<Record<ScanPurpose, PlaceTaker>>
  readonly uploads: Pick<Uploads, 'tell' | 'pump' | 'close'>
  /** goes on with what an interruption left half written */
  recover(): void
  /** nothing is written any more; settles when what was begun is on disk */
  rest(): Promise<void>
}

const notWanted: PlaceTaker = () => err(failure('TRACE_CODE_NOT_WANTED'))

/** Puts together what keeps the stock. */
export function createStockRoom(ports: StockRoomPorts): StockRoom {
  const { store } = ports
  const messages = createMessages(ports)
  const uploads = createUploads({
    ...ports,
    messages,
    requests: createRequests({ ...ports, buyerOf: () => null }),
  })
  const salePapers = createSalePapers(ports)
  const sales = createSales({
    ...ports,
    tell: uploads.tell,
    pump: uploads.pump,
    paid: (saleId, operator) => salePapers.moneyMoved(saleId, 'receipt', operator),
    paidBack: (saleId, operator) => salePapers.moneyMoved(saleId, 'refund', operator),
  })
  const stocktaking = createStocktaking({
    store,
    tell: uploads.tell,
    pump: uploads.pump,
    changed: (id, progress) => ports.happened({ part: 'stocktake', id, done: progress?.done ?? null, of: progress?.of ?? null }),
  })
  const catalogue = createCatalogueKeeping({ ...ports, messages })
  const comparison = createComparison({ ...ports, messages, uploads })
  return {
    handlers: {
      ...stockHandlers({ store }),
      ...stocktakeHandlers(stocktaking),
      ...uploadHandlers({ uploads }),
      ...saleHandlers({ store, sales, papers: salePapers }),
      ...catalogueHandlers(catalogue),
      ...comparisonHandlers({ comparison }),
      ...viewHandlers({ views: createViews(ports) }),
    },
    takers: {
      // whoever looks something up only wants to read its code
      catalogue: () => ok({}),
      box: () => ok({}),
      receiving: notWanted,
      change: notWanted,
      stocktake: stocktaking.takeScan,
      sale: sales.take,
    },
    uploads,
    recover: () => {
      stocktaking.recover()
      catalogue.recover()
      comparison.recover()
    },
    rest: async () => {
      await stocktaking.rest()
      await catalogue.idle()
      await comparison.close()
    },
  }
}
