import type { ScanPurpose } from '../../shared/contract/place.ts'
import { ok } from '../../shared/domain/result.ts'
import { catalogueHandlers } from './handlers/stock/catalogue.ts'
import { changeHandlers } from './handlers/stock/changes.ts'
import { comparisonHandlers } from './handlers/stock/comparison.ts'
import { receivingHandlers } from './handlers/stock/receiving.ts'
import { saleHandlers } from './handlers/stock/sale.ts'
import { stocktakeHandlers } from './handlers/stock/stocktake.ts'
import { uploadHandlers } from './handlers/stock/uploads.ts'
import { viewHandlers } from './handlers/stock/views.ts'
import { stockHandlers } from './handlers/stock.ts'
import { createMessages } from './workflows/messages.ts'
import type { PapersPorts } from './workflows/papers.ts'
import type { PlaceTaker } from './workflows/placeScans.ts'
import { type CataloguePorts, createCatalogueKeeping } from './workflows/stock/catalogue/catalogue.ts'
import { learnPrefix } from './workflows/stock/catalogue/learnPrefix.ts'
import { createChanges } from './workflows/stock/changes/changes.ts'
import { type ComparisonPorts, createComparison } from './workflows/stock/comparison/comparison.ts'
import { createReceiving, type ReceivingPorts } from './workflows/stock/receiving/receiving.ts'
import { type AccountPorts, type AccountSales, buyerOf, createAccountSales } from './workflows/stock/sale/account.ts'
import { createSales } from './workflows/stock/sale/sale.ts'
import { createSaleMoves } from './workflows/stock/sale/saleMoves.ts'
import { createSalePapers } from './workflows/stock/sale/salePapers.ts'
import { createStocktaking } from './workflows/stock/stocktake/stocktaking.ts'
import { createRequests, type RequestPorts } from './workflows/stock/uploads/requests.ts'
import { createUploads, type UploadPorts, type Uploads } from './workflows/stock/uploads/uploads.ts'
import { createViews, type ViewsPorts } from './workflows/stock/views/views.ts'

type MessagePorts = Parameters<typeof createMessages>[0]

export type StockRoomPorts = Omit<UploadPorts, 'messages' | 'requests'> &
  Omit<MessagePorts, 'journal'> &
  Pick<RequestPorts, 'pharmacists'> &
  Pick<AccountPorts, 'passwords' | 'vouchers'> &
  PapersPorts &
  Omit<CataloguePorts, 'messages'> &
  Pick<ComparisonPorts, 'work' | 'database' | 'newId'> &
  ViewsPorts & { readonly work: Pick<ReceivingPorts, 'readDeliveryFile'> }

/** The part of the station that keeps the stock. */
export interface StockRoom {
  readonly handlers: ReturnType<typeof stockHandlers> &
    ReturnType<typeof stocktakeHandlers> &
    ReturnType<typeof uploadHandlers> &
    ReturnType<typeof comparisonHandlers> &
    ReturnType<typeof saleHandlers> &
    ReturnType<typeof catalogueHandlers> &
    ReturnType<typeof viewHandlers> &
    ReturnType<typeof receivingHandlers> &
    ReturnType<typeof changeHandlers>
  /** where readings of goods go that a place has claimed */
  readonly takers: Readonly<Record<ScanPurpose, PlaceTaker>>
  readonly uploads: Pick<Uploads, 'tell' | 'pump' | 'close'>
  readonly account: Pick<AccountSales, 'passwordWanted' | 'askPassword'>
  /** goes on with what an interruption left half written */
  recover(): void
  /** nothing is written any more; settles when what was begun is on disk */
  rest(): Promise<void>
}

/** Puts together what keeps the stock. */
export function createStockRoom(ports: StockRoomPorts): StockRoom {
  const { store } = ports
  const messages = createMessages(ports)
  const uploads = createUploads({
    ...ports,
    messages,
    requests: createRequests({ ...ports, buyerOf: (document) => buyerOf(store, document) }),
  })
  const salePapers = createSalePapers(ports)
  const moves = createSaleMoves({ ...ports, tell: uploads.tell })
  const account = createAccountSales({ ...ports, messages, moves })
  const sales = createSales({ ...ports, moves, blocked: account.blocked })
  const stocktaking = createStocktaking({
    store,
    tell: uploads.tell,
    pump: uploads.pump,
    changed: (id, progress) => ports.happened({ part: 'stocktake', id, done: progress?.done ?? null, of: progress?.of ?? null }),
  })
  const catalogue = createCatalogueKeeping({ ...ports, messages })
  const comparison = createComparison({ ...ports, messages, uploads })
  const incoming = {
    ...ports,
    tell: uploads.tell,
    pump: uploads.pump,
    learnPrefix: (drugId: string, prefix: string) => learnPrefix(store, drugId, prefix),
  }
  const receiving = createReceiving({ ...incoming, readDeliveryFile: ports.work.readDeliveryFile })
  const changes = createChanges(incoming)
  return {
    handlers: {
      ...stockHandlers({ store }),
      ...stocktakeHandlers(stocktaking),
      ...uploadHandlers({ uploads }),
      ...saleHandlers({
        store,
        sales,
        account,
        papers: salePapers,
        clock: ports.clock,
        moved: (kind, saleId, operator) => {
          uploads.pump()
          if (saleId !== undefined) salePapers.moneyMoved(saleId, kind, operator)
        },
      }),
      ...catalogueHandlers(catalogue),
      ...comparisonHandlers({ comparison }),
      ...viewHandlers({ views: createViews(ports) }),
      ...receivingHandlers({ receiving }),
      ...changeHandlers({ changes }),
    },
    takers: {
      // whoever looks something up only wants to read its code
      catalogue: () => ok({}),
      box: () => ok({}),
      receiving: receiving.taker,
      change: changes.taker,
      stocktake: stocktaking.takeScan,
      sale: sales.take,
    },
    uploads,
    account,
    recover: () => {
      stocktaking.recover()
      catalogue.recover()
      comparison.recover()
      receiving.recover()
    },
    rest: async () => {
      await stocktaking.rest()
      await catalogue.idle()
      await comparison.close()
      await receiving.close()
    },
  }
}
