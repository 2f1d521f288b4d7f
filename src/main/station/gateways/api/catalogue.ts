import type { Price } from '../../../../shared/domain/money.ts'
import type { Outcome } from '../outcome.ts'
import type { Article, SignedCall } from './common.ts'

/** Asks for what was changed since a moment of the center's (epoch ms), page by page from 1, with so many rows on each. */
export interface PageRequest extends SignedCall {
  readonly since: number
  readonly page: number
  readonly size: number
}

/** One page; `total` rows stand on all `pages` together. */
export interface RowPage<T> {
  readonly rows: readonly T[]
  readonly pages: number
  readonly total: number
}

/** What every row has. Days are yyyy-MM-dd, the last one included; `updatedAt` is epoch ms. */
interface DatedRow {
  readonly nationalCode: string
  readonly since: string
  readonly until: string | null
  /** false: it does not hold any more */
  readonly isValid: boolean
  readonly updatedAt: number
}

/** 1312: a drug of the insurance's catalogue. */
export interface CatalogueDrugRow extends DatedRow {
  readonly name: string
  /** 甲 A, 乙 B, 丙 C */
  readonly level: 'A' | 'B' | 'C' | null
  /** 目录类别 */
  readonly listType: string | null
}

/** 1318: up to which price the fund pays; `record` is the province's own number of the row. */
export interface PriceLimitRow extends DatedRow {
  readonly record: string
  readonly price: Price
}

/** 1319: which share the person pays first, in ten-thousandths. */
export interface SelfPayShareRow extends DatedRow {
  readonly record: string
  readonly share: number
}

/** Which drug of the national catalogue an own article is. */
export interface ArticleMapping extends SignedCall {
  readonly article: Article
  /** 目录类别 */
  readonly listType: string
}

/** The insurance's catalogue, and the shop's own one beside it (channel A). */
export interface InsuranceCatalogue {
  /** 1312 医保目录信息查询. */
  drugs(request: PageRequest): Promise<Outcome<RowPage<CatalogueDrugRow>>>
  /** 1318 医保目录限价信息查询. */
  priceLimits(request: PageRequest): Promise<Outcome<RowPage<PriceLimitRow>>>
  /** 1319 医保目录先自付比例信息查询. */
  selfPayShares(request: PageRequest): Promise<Outcome<RowPage<SelfPayShareRow>>>
  /** 3301 目录对照上传 of one article, from `from` (yyyy-MM-dd) on. */
  map(request: ArticleMapping & { readonly from: string }): Promise<Outcome<null>>
  /** 3302 目录对照撤销, named with all that 3301 said. */
  withdrawMapping(request: ArticleMapping): Promise<Outcome<null>>
}
