import type { FastifyInstance } from 'fastify'
import type { CenterContext } from '../../context.ts'
import { textOf } from '../../refusal.ts'
import { lotsInStock } from '../../stock/stockDetail.ts'
import type { StockLevel } from '../../store/stock.ts'
import { fail } from '../replies.ts'
import { StockQuery, type StockView } from './contract.ts'

/** Movements of one article that a view shows. */
const SHOWN = 20

/** The province's own view of a shop: what it has in stock, by which lots and packs, and what moved last. */
export function serveProvince(app: FastifyInstance, context: CenterContext): void {
  app.get('/stock', (request, reply) => {
    const query = StockQuery.safeParse(request.query)
    const institution = query.success ? context.store.registry.institution(query.data.institution) : undefined
    if (institution === undefined) {
      return fail(reply, 404, 'institution: code of an institution')
    }
    return reply.send(context.store.stock.levels(institution.code, null, null).map((level) => viewOf(context, level)))
  })
}

function viewOf(context: CenterContext, { institution, drug, article, articleName, quantity, price }: StockLevel): StockView {
  const { stock, mappings } = context.store
  const movements = stock.records({ institution, drug, article, kinds: ['1', '2', '3', '4'] }).slice(-SHOWN)
  return {
    drug,
    article,
    name: articleName,
    quantity,
    price,
    mapped: mappings.find(institution, article)?.drug === drug,
    lots: lotsInStock(context, institution, drug, article).map(({ batch, latest, codes }) => ({
      lot: batch.lot,
      quantity: batch.quantity,
      madeOn: textOf(latest?.node ?? {}, 'manu_date'),
      expiresOn: textOf(latest?.node ?? {}, 'expy_end'),
      codes: [...codes],
    })),
    movements: movements.toReversed().map((record) => ({
      interface: record.interface,
      batchSerial: record.batchSerial,
      lot: record.lot,
      quantity: record.quantity,
      change: record.change,
      price: record.price,
      codes: record.packs.map(({ code }) => code),
      at: record.at,
      deleted: record.deletedAt !== null,
    })),
  }
}
