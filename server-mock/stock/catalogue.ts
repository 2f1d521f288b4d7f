import type { CenterContext } from '../context.ts'
import type { InsuranceCall, InsuranceInterface } from '../insurance/interface.ts'
import { isObject } from '../json.ts'
import { scales, writeDecimal } from '../money.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { Dated } from '../store/drugs.ts'
import { chinaTime, readDateTime } from '../time.ts'
import { listTypeOf } from './mapping.ts'

type Node = Readonly<Record<string, unknown>>

/** A row with what paging and dates need of it. */
interface Entry extends Dated {
  readonly row: Node
}

/** The places of a share on the wire. */
const SHARE_PLACES = 4
/** 不限人群, and the only kind of share there is here [inferred] */
const ALL = '0'

/** 1312 医保目录信息查询: the covered drugs. */
export const insuranceCatalogue = paged('1312', ({ store }) =>
  store.drugs
    .list()
    .filter(({ covered }) => covered === 1)
    .map((drug) => ({
      code: drug.code,
      since: drug.listedOn,
      until: null,
      updatedAt: readDateTime(`${drug.listedOn} 00:00:00`) ?? 0,
      row: {
        hilist_code: drug.code,
        hilist_name: drug.genericName,
        med_chrgitm_type: drug.itemType,
        chrgitm_lv: drug.level,
        lmt_used_flag: '0',
        list_type: listTypeOf[drug.itemType],
        med_use_flag: '1',
        matn_used_flag: '0',
        hilist_use_type: '1',
        lmt_cpnd_type: '0',
      },
    })),
)

/** 1318 医保目录限价信息查询: the limits that settlements are cut by. */
export const priceLimits = paged('1318', ({ store }) =>
  store.drugs.priceLimits().map(({ value, ...dated }) => ({
    ...dated,
    row: {
      hilist_code: dated.code,
      hilist_lmtpric_type: '101',
      overlmt_dspo_way: '1',
      hilist_pric_uplmt_amt: writeDecimal(value, scales.price),
    },
  })),
)

/** 1319 医保目录先自付比例信息查询: the shares that settlements leave to the person first. */
export const selfPayShares = paged('1319', ({ store }) =>
  store.drugs.selfPayShares().map(({ value, ...dated }) => ({
    ...dated,
    row: {
      hilist_code: dated.code,
      selfpay_prop_psn_type: ALL,
      selfpay_prop_type: ALL,
      selfpay_prop: writeDecimal(value, SHARE_PLACES),
    },
  })),
)

/**
 * A paged query: what was changed since updt_time, on query_date in force where it is given, and like every other filter. What holds for the province is told
 * for the area that was asked about, else for that of the shop.
 */
function paged(number: string, entriesOf: (context: CenterContext) => readonly Entry[]): InsuranceInterface {
  const known = new Set(['updt_time', 'page_num', 'page_size', 'query_date', 'insu_admdvs', 'hilist_name'])
  return (context, { input, institution }: InsuranceCall) => {
    const data = isObject(input.data) ? input.data : {}
    const [num, size] = [Number(textOf(data, 'page_num')), Number(textOf(data, 'page_size'))]
    if (num < 1) return refuse('1003', 'data.page_num', '从 1 开始')
    const { value: largest } = context.province.largestPage
    if (size < 1 || size > largest) return refuse('1003', 'data.page_size', `须为 1 至 ${largest}`)
    const area = textOf(data, 'insu_admdvs') || institution.area
    const filters = Object.keys(data).filter((name) => !known.has(name) && textOf(data, name) !== '')
    const rows = entriesOf(context)
      .filter((entry) => isAsked(entry, data))
      .map(
        ({ row, code, since, until, updatedAt }): Node => ({
          ...row,
          insu_admdvs: area,
          begndate: since,
          ...(until === null ? {} : { enddate: until }),
          vali_flag: '1',
          rid: `${number}-${code}-${since}`,
          updt_time: chinaTime(updatedAt).dateTime,
        }),
      )
      .filter((row) => filters.every((name) => textOf(row, name) === textOf(data, name)))
    return give(pageOf(rows, num, size))
  }
}

function isAsked({ since, until, updatedAt, row }: Entry, data: Node): boolean {
  const day = textOf(data, 'query_date')
  const isInForce = day === '' || (since <= day && (until === null || day <= until))
  const isNew = updatedAt >= (readDateTime(textOf(data, 'updt_time')) ?? 0)
  return isInForce && isNew && textOf(row, 'hilist_name').includes(textOf(data, 'hilist_name'))
}

function pageOf(rows: readonly Node[], num: number, size: number): Node {
  const start = (num - 1) * size
  const data = rows.slice(start, start + size)
  const pages = Math.ceil(rows.length / size)
  return {
    firstPage: 1,
    lastPage: Math.max(1, pages),
    size: data.length,
    startRow: data.length === 0 ? 0 : start + 1,
    pageSize: size,
    pageNum: num,
    recordCounts: rows.length,
    pages,
    data,
  }
}
