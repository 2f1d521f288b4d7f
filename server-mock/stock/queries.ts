import type { InsuranceCall, InsuranceInterface, Refused } from '../insurance/interface.ts'
import { isObject } from '../json.ts'
import { scales, writeCount, writeDecimal } from '../money.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { Institution } from '../store/registry.ts'
import type { StockKind, StockRecord } from '../store/stock.ts'
import { chinaTime } from '../time.ts'

type Node = Readonly<Record<string, unknown>>

/** What a query of records gives: of which kind, on which day each counts, and what its rows have beside those of all. */
interface Listing {
  readonly kind: StockKind
  readonly dayOf: (record: StockRecord) => string
  readonly rowOf: (record: StockRecord) => Node
}

/** 3508 库存信息查询. */
export const listCounts = listing({
  kind: '1',
  dayOf: ({ countedOn }) => countedOn ?? '',
  rowOf: ({ batchSerial, countedOn, quantity }) => ({
    medinsProdInvNo: batchSerial,
    invdate: countedOn,
    invCnt: writeCount(quantity),
  }),
})

/** 3509 库存变更信息查询. Quantities as they were uploaded: the type says whether goods came or went. */
export const listChanges = listing({
  kind: '2',
  dayOf: ({ node }) => dayOf(node, 'inv_chg_time'),
  rowOf: ({ batchSerial, node, quantity, price }) => ({
    medinsProdInvChgNo: batchSerial,
    invChgType: textOf(node, 'inv_chg_type'),
    invChgTime: textOf(node, 'inv_chg_time'),
    cnt: writeDecimal(Math.abs(quantity), scales.quantity),
    pric: price === null ? '' : writeDecimal(price, scales.price),
  }),
})

/** 3510 采购信息查询: purchases, and their returns with a negative quantity. */
export const listPurchases = listing({
  kind: '3',
  dayOf: ({ node }) => dayOf(node, 'purc_retn_stoin_time'),
  rowOf: ({ batchSerial, node, quantity }) => ({
    medinsProdPurcNo: batchSerial,
    ...copied(node, ['spler_name', 'dynt_no', 'purc_invo_no', 'finl_trns_pric', 'purc_retn_stoin_time']),
    purcRetnCnt: writeDecimal(quantity, scales.quantity),
  }),
})

/** 3511 销售信息查询: sales, and their returns with a negative quantity. */
export const listSales = listing({
  kind: '4',
  dayOf: ({ node }) => dayOf(node, 'sel_retn_time'),
  rowOf: ({ batchSerial, node, quantity }) => ({
    medinsProdSelNo: batchSerial,
    ...copied(node, ['setl_id', 'mdtrt_sn', 'psn_no', 'psn_name', 'rxno', 'rtal_docno', 'mdtrt_setl_type', 'finl_trns_pric']),
    ...copied(node, ['sel_retn_time']),
    selRetnCnt: writeDecimal(-quantity, scales.quantity),
  }),
})

/** A shop is told of its own records only. */
export function refuseOthers(data: Node, institution: Institution): Refused | null {
  const isOwn = textOf(data, 'fixmedins_code') === institution.code
  return isOwn ? null : refuse('1003', 'data.fixmedins_code', '只能查询本机构的数据')
}

/** The first and the last day that a query asks for. */
export function readPeriod(data: Node): { readonly ok: true; readonly includes: (day: string) => boolean } | Refused {
  const [first, last] = [textOf(data, 'begndate'), textOf(data, 'enddate')]
  return first <= last
    ? { ok: true, includes: (day) => first <= day && day <= last }
    : refuse('1003', 'data.enddate', '不得早于开始日期')
}

/** The day of a moment of a message. */
export function dayOf(node: Node, name: string): string {
  return textOf(node, name).slice(0, 10)
}

/** Fields of an upload in the spelling of the rows; those that the message had not are left out. */
export function copied(node: Node, names: readonly string[]): Node {
  return Object.fromEntries(names.flatMap((name) => (textOf(node, name) === '' ? [] : [[camelCase(name), textOf(node, name)]])))
}

/** The name of a field in the spelling of the rows. */
function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** By what a query is asked beside its filters. */
const KEYS: ReadonlySet<string> = new Set(['fixmedins_code', 'begndate', 'enddate'])

function listing({ kind, dayOf: day, rowOf }: Listing): InsuranceInterface {
  return (context, { input, institution }: InsuranceCall) => {
    const data = isObject(input.data) ? input.data : {}
    const period = readPeriod(data)
    const refused = refuseOthers(data, institution)
    if (refused) return refused
    if (!period.ok) return period
    const [article, batchSerial] = [textOf(data, 'medins_list_codg'), textOf(data, 'fixmedins_bchno')]
    const records = context.store.stock.records({
      institution: institution.code,
      kinds: [kind],
      ...(article === '' ? {} : { article }),
      ...(batchSerial === '' ? {} : { batchSerial }),
    })
    const filters = Object.keys(data).filter((name) => !KEYS.has(name) && textOf(data, name) !== '')
    const rows = records
      .filter((record) => period.includes(day(record)))
      .map((record): Node => ({ ...commonOf(record), ...rowOf(record) }))
      .filter((row) => filters.every((name) => isSame(textOf(row, camelCase(name)), textOf(data, name))))
    return give({ data: rows })
  }
}

function commonOf(record: StockRecord): Node {
  const { institution, drug, article, articleName, batchSerial, lot, prescriptionFlag, node, id, operator, at, deletedAt } =
    record
  return {
    fixmedinsCode: institution,
    medListCodg: drug,
    medinsListCodg: article,
    medinsListName: articleName,
    fixmedinsBchno: batchSerial,
    ...(lot === '' ? {} : { manuLotnum: lot }),
    ...copied(node, ['manu_date', 'expy_end', 'trdn_flag', 'memo']),
    rxFlag: prescriptionFlag,
    valiFlag: deletedAt === null ? '1' : '0',
    rid: String(id),
    opterId: operator,
    updtTime: chinaTime(deletedAt ?? at).dateTime,
    crteTime: chinaTime(at).dateTime,
  }
}

/** Whether two texts say the same, as numbers where both are. */
function isSame(one: string, other: string): boolean {
  const plain = (text: string): string => (/^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, '') : text)
  return plain(one) === plain(other)
}
