import type { CenterContext } from '../context.ts'
import type { InsuranceInterface } from '../insurance/interface.ts'
import { isObject } from '../json.ts'
import { give, textOf } from '../refusal.ts'
import type { RecordedPack, StockKind, StockRecord } from '../store/stock.ts'
import { chinaTime } from '../time.ts'
import { copied, dayOf, readPeriod, refuseOthers } from './queries.ts'

type Node = Readonly<Record<string, unknown>>

/** One pack in one record of a shop. */
interface PackOf {
  readonly record: StockRecord
  readonly pack: RecordedPack
}

/**
 * 3512 入库药品追溯信息查询: by which purchases and changes packs came into the own shop. `valiFlag` is 1 as long as the pack has not left again otherwise than by sale and the
 * upload was not deleted [inferred].
 */
export const receivedCodes: InsuranceInterface = (context, { input, institution }) => {
  const data = isObject(input.data) ? input.data : {}
  const period = readPeriod(data)
  const refused = refuseOthers(data, institution)
  if (refused) return refused
  if (!period.ok) return period
  const found = packsOf(context, data, institution.code, ['2', '3']).filter(({ record }) => {
    const moment = record.interface === '3502' ? 'inv_chg_time' : 'purc_retn_stoin_time'
    return record.quantity > 0 && period.includes(dayOf(record.node, moment))
  })
  return give({ data: found.map((each) => rowOf(each, isStillIn(context, each))) })
}

/**
 * 3513 销售药品追溯信息查询: in which sales packs left the own shop. `valiFlag` is 1 as long as the pack has not come back and the upload was not deleted
 * [inferred].
 */
export const soldCodes: InsuranceInterface = (context, { input, institution }) => {
  const data = isObject(input.data) ? input.data : {}
  const period = readPeriod(data)
  const refused = refuseOthers(data, institution)
  if (refused) return refused
  if (!period.ok) return period
  const asked = ['psn_no', 'psn_cert_type', 'certno', 'psn_name'].filter((name) => textOf(data, name) !== '')
  const visit = textOf(data, 'mdtrt_id')
  const found = packsOf(context, data, institution.code, ['4']).filter(
    ({ record }) =>
      record.interface === '3505' &&
      period.includes(dayOf(record.node, 'sel_retn_time')) &&
      asked.every((name) => textOf(record.node, name) === textOf(data, name)) &&
      (visit === '' || visitOf(context, record) === visit),
  )
  return give({
    data: found.map((each) => ({
      ...rowOf(each, isStillOut(context, each)),
      ...copied(each.record.node, ['mdtrt_setl_type', 'psn_no', 'psn_cert_type', 'certno', 'psn_name', 'memo']),
      trdnFlag: each.pack.split ? '1' : '0',
    })),
  })
}

function packsOf(context: CenterContext, data: Node, institution: string, kinds: readonly StockKind[]): readonly PackOf[] {
  const names = { drug: 'med_list_codg', article: 'medins_list_codg', batchSerial: 'fixmedins_bchno', code: 'drug_trac_codg' }
  const given = Object.entries(names).flatMap(([key, name]) => (textOf(data, name) === '' ? [] : [[key, textOf(data, name)]]))
  const query: Readonly<Partial<Record<keyof typeof names, string>>> = Object.fromEntries(given)
  return context.store.stock
    .records({ institution, kinds, ...query })
    .flatMap((record) => record.packs.map((pack) => ({ record, pack })))
    .filter(({ pack }) => query.code === undefined || pack.code === query.code)
}

function isStillIn(context: CenterContext, { record, pack }: PackOf): boolean {
  if (record.deletedAt !== null) return false
  const { institution } = record
  const later = context.store.stock
    .records({ institution, kinds: ['2', '3'], code: pack.code })
    .filter(({ id, deletedAt }) => id > record.id && deletedAt === null)
  return !later.some(({ quantity }) => quantity < 0)
}

function isStillOut(context: CenterContext, { record, pack }: PackOf): boolean {
  if (record.deletedAt !== null) return false
  const returned = context.store.stock.returnsOf(record.id).flatMap(({ packs }) => packs)
  const back = returned.reduce((sum, { code, quantity }) => (code === pack.code ? sum + quantity : sum), 0)
  return back < pack.quantity
}

/** mdtrt_id of the settlement that paid for a sale. */
function visitOf({ store }: CenterContext, { sale, settlement }: StockRecord): string | undefined {
  const paid = settlement === null ? store.settlements.standingOfSale(sale) : store.settlements.find(settlement)
  return paid?.mdtrtId
}

function rowOf({ record, pack }: PackOf, isValid: boolean): Node {
  const { institution, drug, article, articleName, batchSerial, id, operator, at, deletedAt } = record
  return {
    fixmedinsCode: institution,
    medListCodg: drug,
    medinsListCodg: article,
    medinsListName: articleName,
    fixmedinsBchno: batchSerial,
    drugTracCodg: pack.code,
    valiFlag: isValid ? '1' : '0',
    rid: String(id),
    opterId: operator,
    updtTime: chinaTime(deletedAt ?? at).dateTime,
    crteTime: chinaTime(at).dateTime,
  }
}
