import type { Price, Quantity } from '../../../../shared/domain/money.ts'
import type { Outcome } from '../outcome.ts'
import type { Article, InsuredPatient, Lot, Pharmacist, SignedCall } from './common.ts'

/**
 * One upload of goods. `batchSerial` (定点医药机构批次流水号) is made by the shop, one for each upload and line: 3507 deletes by it
 * (interfaces.md 5.8).
 */
export interface StockUpload extends SignedCall {
  readonly batchSerial: string
  readonly article: Article
  readonly quantity: Quantity
  readonly traceCodes: readonly string[]
}

export interface Stocktake extends StockUpload {
  /** yyyy-MM-dd */
  readonly countedOn: string
  readonly lot: Lot & { readonly expiresOn: string }
}

/** One line of goods that leave or come back. */
export interface StockMovement extends StockUpload {
  readonly lot: Lot
  readonly isSplit: boolean
  readonly price: Price
  /** epoch ms */
  readonly at: number
  /** 就医流水号 */
  readonly visitNumber: string
  /** null for a sale to somebody who need not say who they are */
  readonly patient: InsuredPatient | null
}

/** How a sale is paid for. Before the settlement it has no number yet; the fact goes into the check of the table. */
export type SalePayment =
  | { readonly kind: 'insured'; readonly moment: 'before' }
  | { readonly kind: 'insured'; readonly moment: 'after'; readonly settlementId: string }
  | { readonly kind: 'selfPaid' }

export interface SaleUpload extends StockMovement {
  readonly payment: SalePayment
  readonly doctor: string
  readonly pharmacist: Pharmacist
  /** 医保处方编号; null for goods without a prescription of the center */
  readonly hiRxno: string | null
  /** 零售单据号 */
  readonly document: string
}

export interface SaleReturn extends StockMovement {
  /** the serial of the upload of the sale (3505) that these goods were part of */
  readonly soldUnder: string
  readonly settlementId: string | null
}

/** What the center has of one article. `price` is null where only stocktakes are known; `updatedAt` is epoch ms. */
export interface CenterStock {
  readonly drugCode: string
  readonly ownCode: string
  readonly quantity: Quantity
  readonly price: Price | null
  readonly updatedAt: number | null
}

/** 进销存 (channel A): an upload is done when the envelope and its own result both say so; otherwise UPLOAD_REFUSED. */
export interface Stock {
  /** 3501 商品盘存上传: the stock of one batch as counted. */
  stocktake(request: Stocktake): Promise<Outcome<null>>
  /** 3505 商品销售: one line that left, before the settlement or after it, or paid for by the patient alone. */
  sale(request: SaleUpload): Promise<Outcome<null>>
  /** 3506 商品销售退货: one line that came back; its codes may be sold again. */
  saleReturn(request: SaleReturn): Promise<Outcome<null>>
  /** 3507 进销存信息删除: takes an upload back by its batch serial. */
  deleteUpload(
    request: SignedCall & { readonly batchSerial: string; readonly of: 'stocktake' | 'change' | 'purchase' | 'sale' },
  ): Promise<Outcome<null>>
  /** 35081 实时商品库存查询: what the center has of a drug of this shop, one row for each own article. */
  centerStock(request: SignedCall & { readonly drugCode: string }): Promise<Outcome<readonly CenterStock[]>>
}
