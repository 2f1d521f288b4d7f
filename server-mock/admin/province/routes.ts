import type { FastifyInstance } from 'fastify'
import type { CenterContext } from '../../context.ts'
import { maskedValue } from '../../inspector/mask.ts'
import { settledResult } from '../../insurance/settled.ts'
import { readDecimal, scales } from '../../money.ts'
import { textOf } from '../../refusal.ts'
import { lotsInStock } from '../../stock/stockDetail.ts'
import type { Drug } from '../../store/drugs.ts'
import type { Settlement } from '../../store/settlements.ts'
import type { StockLevel } from '../../store/stock.ts'
import { chinaTime } from '../../time.ts'
import { adminServing } from '../serve.ts'
import {
  type CataloguePage,
  CatalogueQuery,
  type InstitutionViews,
  OpenRequest,
  type SettlementsPage,
  SettlementsQuery,
  StockQuery,
  type StockView,
} from './contract.ts'

/** Movements of one article that a view shows. */
const SHOWN = 20
const NO_INSTITUTION = 'there is no such institution'

/**
 * The province's own view. `GET stock`: what a shop has, by which lots and packs, and what moved last; `GET institutions`: who is let in; `POST institutions`: lets one in, or no
 * more, from its next message on, as openStas does (N 10.1 item 4); `GET catalogue`: drugs with the terms of today; `GET settlements`: the latest first, patients masked.
 */
export function serveProvince(app: FastifyInstance, context: CenterContext): void {
  const { store } = context
  const { get, post } = adminServing(app)

  get('/stock', StockQuery, ({ institution: code }) => {
    if (store.registry.institution(code) === undefined) return NO_INSTITUTION
    return store.stock.levels(code, null, null).map((level) => viewOf(context, level))
  })

  app.get(
    '/institutions',
    () =>
      store.registry.institutions().map(({ code, name, kind, area, approved }) => ({
        code,
        name,
        kind,
        area,
        isOpen: approved === 1,
      })) satisfies InstitutionViews,
  )

  post('/institutions', OpenRequest, ({ institution, isOpen }) => {
    const known = store.registry.institution(institution)
    if (known === undefined) return NO_INSTITUTION
    store.atomically(() => store.registry.putInstitution({ ...known, approved: isOpen ? 1 : 0 }))
    return {}
  })

  get('/catalogue', CatalogueQuery, ({ text, limit, offset }) => {
    const found = store.drugs
      .list()
      .filter(({ genericName, productName, maker, code }) => `${genericName} ${productName} ${maker} ${code}`.includes(text))
    const today = chinaTime(context.clock.now()).date
    return {
      total: found.length,
      drugs: found.slice(offset, offset + limit).map((drug) => ({ ...drugOf(drug), ...store.drugs.termsOn(drug.code, today) })),
    } satisfies CataloguePage
  })

  get('/settlements', SettlementsQuery, ({ limit, offset }) => {
    const { total, settlements } = store.settlements.latest(limit, offset)
    return { total, settlements: settlements.map((each) => settlementOf(context, each)) } satisfies SettlementsPage
  })
}

function drugOf({ code, genericName, spec, unit, maker, level, covered, dualChannel }: Drug) {
  return { code, name: genericName, spec, unit, maker, level, isCovered: covered === 1, isDualChannel: dualChannel === 1 }
}

function settlementOf({ store }: CenterContext, settlement: Settlement): SettlementsPage['settlements'][number] {
  const { setlinfo } = settledResult(settlement)
  const fen = (name: string): number => readDecimal(textOf(setlinfo, name), scales.fen) ?? 0
  return {
    setlId: settlement.setlId,
    at: settlement.at,
    institution: store.registry.institution(settlement.institution)?.name ?? settlement.institution,
    person: String(maskedValue('psn_name', store.registry.person(settlement.person)?.name ?? '')),
    total: fen('medfee_sumamt'),
    fund: fen('fund_pay_sumamt'),
    account: fen('acct_pay'),
    cash: fen('psn_cash_pay'),
    state: settlement.ended ?? 'valid',
  }
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
