import type { Failure } from '../../../../shared/contract/failures.ts'
import type { Price, Quantity } from '../../../../shared/domain/money.ts'
import type { ChangeType } from '../../../../shared/domain/stockBook.ts'
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

/** Goods that came or went otherwise than by purchase and sale. */
export interface StockChange extends StockUpload {
  readonly changeType: ChangeType
  readonly price: Price
  /** whether only a part of each box is meant */
  readonly isSplit: boolean
  /** epoch ms */
  readonly at: number
  readonly memo: string
}

/** One line of goods that were bought in. */
export interface Purchase extends StockUpload {
  readonly supplier: string
  /** 随货单号 */
  readonly note: string
  /** number of the invoice; null where it has not come yet */
  readonly invoice: string | null
  readonly manufacturer: string
  readonly approvalNumber: string
  readonly lot: Lot & { readonly expiresOn: string }
  /** what the shop paid for a unit; null where nobody said */
  readonly price: Price | null
  /** epoch ms */
  readonly at: number
}

/** One line of goods that went back to their supplier. */
export interface PurchaseReturn extends StockUpload {
  readonly supplier: string
  readonly invoice: string
  readonly lot: Lot & { readonly expiresOn: string }
  readonly price: Price | null
  /** epoch ms */
  readonly at: number
  /** the serial of the upload of the purchase (3503); null where the province does not know of it */
  readonly purchaseSerial: string | null
}

/** The lines of a batch form. */
export type BatchOf<U extends StockUpload> = SignedCall & { readonly lines: readonly Omit<U, keyof SignedCall>[] }

/** What a batch form says of one of its lines; null: it was done. */
export interface LineResult {
  readonly batchSerial: string
  readonly failure: Failure | null
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

/** What the center has of one lot of an article; `lot` is empty where it knows none. */
export interface CenterLot {
  readonly drugCode: string
  readonly ownCode: string
  readonly lot: string
  readonly quantity: Quantity
  readonly traceCodes: readonly string[]
}

/** 进销存 (channel A): an upload is done when the envelope and its own result both say so; otherwise UPLOAD_REFUSED. */
export interface Stock {
  /** 3501 商品盘存上传: the stock of one batch as counted. */
  stocktake(request: Stocktake): Promise<Outcome<null>>
  /** 3501A: many batches at once, each answered by itself. */
  stocktakes(request: BatchOf<Stocktake>): Promise<Outcome<readonly LineResult[]>>
  /** 3502 商品库存变更: one line that came or went otherwise than by purchase and sale. */
  change(request: StockChange): Promise<Outcome<null>>
  /** 3503 商品采购: one line that was bought in. */
  purchase(request: Purchase): Promise<Outcome<null>>
  /** 3503A: many lines at once, each answered by itself. */
  purchases(request: BatchOf<Purchase>): Promise<Outcome<readonly LineResult[]>>
  /** 3504 商品采购退货: one line that went back to its supplier. */
  purchaseReturn(request: PurchaseReturn): Promise<Outcome<null>>
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
  /** 35082 商品库存明细查询: the same lot by lot, with the trace codes that are there. */
  stockDetail(request: SignedCall & { readonly drugCode: string }): Promise<Outcome<readonly CenterLot[]>>
}
