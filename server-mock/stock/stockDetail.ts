import type { CenterContext } from '../context.ts'
import type { InsuranceInterface } from '../insurance/interface.ts'
import { isObject } from '../json.ts'
import { scales, writeDecimal } from '../money.ts'
import { give, textOf } from '../refusal.ts'
import type { StockBatch, StockRecord } from '../store/stock.ts'
import { chinaTime } from '../time.ts'
import { PACK, soldOf } from '../trace.ts'
import { refuseOthers } from './queries.ts'

/**
 * 35082 商品库存明细查询: what 35081 says, lot by lot, with the trace codes that are there now. The lots of an article sum to its stock. A shop asks for itself: its codes
 * are nobody else's.
 */
export const stockDetail: InsuranceInterface = (context, { input, institution }) => {
  const data = isObject(input.data) ? input.data : {}
  const refused = refuseOthers(data, institution)
  if (refused) return refused
  const textOrNull = (name: string): string | null => textOf(data, name) || null
  const lots = lotsInStock(context, institution.code, textOrNull('med_list_codg'), textOrNull('medins_list_codg'))
  return give({
    data: lots.map(({ batch, latest, codes }) => ({
      medListCodg: batch.drug,
      medinsListCodg: batch.article,
      medinsListName: batch.articleName,
      ...(latest === null ? {} : { fixmedinsBchno: latest.batchSerial }),
      ...(batch.lot === '' ? {} : { manuLotnum: batch.lot }),
      ...(latest === null ? {} : { manuDate: textOf(latest.node, 'manu_date'), expyEnd: textOf(latest.node, 'expy_end') }),
      invCnt: writeDecimal(batch.quantity, scales.quantity),
      rxFlag: batch.prescriptionFlag,
      updtTime: chinaTime(batch.at).dateTime,
      drugtracinfo: codes.map((drugTracCodg) => ({ drugTracCodg })),
    })),
  })
}

/** One lot of an article: how much, what last brought or counted it, and the packs of it that are there. */
interface LotInStock {
  readonly batch: StockBatch
  readonly latest: StockRecord | null
  readonly codes: readonly string[]
}

/** The lots of a shop; only those of that drug, and of that article, where they are given. */
export function lotsInStock(
  context: CenterContext,
  institution: string,
  drug: string | null,
  article: string | null,
): readonly LotInStock[] {
  const { stock } = context.store
  return stock.batches(institution, drug, article).map((batch) => {
    const named = { institution, drug: batch.drug, article: batch.article }
    const records = stock
      .records({ ...named, kinds: ['1', '2', '3', '4'] })
      .filter(({ lot, deletedAt }) => lot === batch.lot && deletedAt === null)
    const latest = records.findLast((record) => record.interface === '3501' || record.interface === '3503') ?? null
    return { batch, latest, codes: codesOf(context, batch, records) }
  })
}

/**
 * The packs of a lot: those that its count names and that came since; where the count names none, all that ever came. Left out is what was sold, left, is in
 * another shop now, or was named under another lot since: a pack is of one lot.
 */
function codesOf(
  context: CenterContext,
  { institution, lot, count }: StockBatch,
  records: readonly StockRecord[],
): readonly string[] {
  const counted = records.find(({ id }) => id === count)?.packs ?? []
  const since = counted.length === 0 ? 0 : (count ?? 0)
  const came = records.filter(({ id, interface: number, quantity }) => id > since && number !== '3501' && quantity > 0)
  const named = new Set([...counted, ...came.flatMap(({ packs }) => packs)].map(({ code }) => code))
  const isCounted = (code: string): boolean => counted.some((pack) => pack.code === code)
  return [...named].filter((code) => {
    const { stock } = context.store
    if (stock.lotOf(institution, code) !== lot) return false
    const last = stock.lastMovementOf(code)
    const isHere =
      last === null || (last.institution === institution && (last.quantity > 0 || (isCounted(code) && last.id < since)))
    return isHere && soldOf(context, code, null) < PACK
  })
}
