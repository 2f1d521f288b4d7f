import { shanghaiDateTime } from '../../../../shared/domain/shanghaiTime.ts'
import { interfaceTables, type WireNode } from '../../../../shared/wire/index.ts'
import { acknowledged } from '../answers.ts'
import type { CatalogueDrugRow, InsuranceCatalogue, PageRequest, RowPage } from '../api/catalogue.ts'
import type { SignedCall } from '../api/common.ts'
import type { GatewayContext } from '../context.ts'
import { withDecimals } from '../decimals.ts'
import type { InsuranceChannel } from '../insurance/channel.ts'
import { fromWireTime } from '../times.ts'

/** A mapping holds until it is withdrawn; 3301 asks for a last day [inferred]. */
const NO_END = '2099-12-31'

const levels: Readonly<Record<string, CatalogueDrugRow['level']>> = Object.freeze({ '01': 'A', '02': 'B', '03': 'C' })

type Page = Pick<WireNode<(typeof interfaceTables)['1312']['output']>, 'pages' | 'recordCounts'>

/** 1312, 1318, 1319, 3301 and 3302, over channel A. */
export function createInsuranceCatalogue({ connection }: GatewayContext, channel: InsuranceChannel): InsuranceCatalogue {
  return {
    drugs: (request) =>
      channel.call(interfaceTables['1312'], pageCall(request), (output) =>
        acknowledged(
          pageOf(
            output,
            output.data.map((row) => ({
              ...datesOf(row),
              name: row.hilist_name,
              level: levels[row.chrgitm_lv ?? ''] ?? null,
              listType: row.list_type || null,
            })),
          ),
        ),
      ),

    priceLimits: (request) =>
      channel.call(interfaceTables['1318'], pageCall(request), (output) =>
        withDecimals((read) =>
          pageOf(
            output,
            output.data.map((row, index) => ({
              ...datesOf(row),
              record: row.rid,
              price: read.price(row.hilist_pric_uplmt_amt, `output.data[${index}].hilist_pric_uplmt_amt`),
            })),
          ),
        ),
      ),

    selfPayShares: (request) =>
      channel.call(interfaceTables['1319'], pageCall(request), (output) =>
        withDecimals((read) =>
          pageOf(
            output,
            output.data.map((row, index) => ({
              ...datesOf(row),
              record: row.rid,
              // four decimals, as a quantity has
              share: read.quantity(row.selfpay_prop, `output.data[${index}].selfpay_prop`),
            })),
          ),
        ),
      ),

    map: ({ article, listType, from, ...call }) => {
      const mapping = {
        fixmedins_hilist_id: article.ownCode,
        fixmedins_hilist_name: article.name,
        list_type: listType,
        med_list_codg: article.drugCode,
        begndate: from,
        enddate: NO_END,
      }
      return channel.call(interfaceTables['3301'], signedCall(call, { data: [mapping] }), () => acknowledged(null))
    },

    withdrawMapping: ({ article, listType, ...call }) => {
      const data = {
        fixmedins_code: connection.institution.code,
        fixmedins_hilist_id: article.ownCode,
        list_type: listType,
        med_list_codg: article.drugCode,
      }
      return channel.call(interfaceTables['3302'], signedCall(call, { data }), () => acknowledged(null))
    },
  }
}

function signedCall({ msgid, signNo, operator }: SignedCall, input: Readonly<Record<string, unknown>>) {
  return { msgid, signNo, operator, input, known: [operator.name] }
}

function pageCall({ since, page, size, ...call }: PageRequest) {
  return signedCall(call, {
    data: { updt_time: shanghaiDateTime(since), page_num: String(page), page_size: String(size) },
  })
}

function pageOf<T>({ pages, recordCounts }: Page, rows: readonly T[]): RowPage<T> {
  return { rows, pages: Number(pages), total: Number(recordCounts) }
}

function datesOf(row: {
  readonly hilist_code: string
  readonly begndate: string
  readonly enddate?: string | null | undefined
  readonly vali_flag: string
  readonly updt_time: string
}) {
  return {
    nationalCode: row.hilist_code,
    since: row.begndate,
    until: row.enddate || null,
    isValid: row.vali_flag === '1',
    updatedAt: fromWireTime(row.updt_time),
  }
}
