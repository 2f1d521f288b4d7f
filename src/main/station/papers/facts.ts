import type { CaseView } from '../../../shared/contract/case.ts'
import type { Mode } from '../../../shared/contract/host.ts'
import type { ShopDetails } from '../../../shared/contract/shop.ts'
import type { SaleLineView, SaleView } from '../../../shared/contract/stock/sale.ts'
import type { Price } from '../../../shared/domain/money.ts'
import type { Prescription } from '../../../shared/domain/prescription.ts'

/** Something that was done, when (epoch ms), and by whom; null where nobody was at the counter. */
export interface Deed {
  readonly at: number
  readonly by: string | null
}

/** The shop as its papers name it; what is not known yet is empty. */
export interface PaperShop extends ShopDetails {
  /** fixmedins_code */
  readonly code: string
}

/** All that a paper of a case may say. */
export interface CaseFacts {
  readonly mode: Mode
  readonly shop: PaperShop
  readonly view: CaseView
  /** of the lines by their number, as the center reckoned with them; of a line that goes out in parts by theirs: 2.1, 2.2 */
  readonly prices: ReadonlyMap<string, Price>
  /** who took the money */
  readonly cashier: string | null
  /** what was downloaded; null before that */
  readonly prescription: Prescription | null
  /** who reviewed it, and under which register number; null before that */
  readonly reviewer: { readonly name: string; readonly licence: string } | null
  /** the verdict on the prescription's file */
  readonly checked: Deed | null
  /** the end of the settlement that was taken back */
  readonly revoked: Deed | null
  /** how many times this paper was printed before */
  readonly printedBefore: number
  /** only what the printer prints is the original of a receipt */
  readonly isOnScreen: boolean
  /** epoch ms */
  readonly at: number
}

/** All that a paper of an ordinary sale may say. */
export interface SalePaperFacts {
  readonly mode: Mode
  readonly shop: PaperShop
  readonly view: SaleView
  /** what came back the last time, and who gave the money back; null before anything did */
  readonly refund: (Deed & { readonly lines: readonly SaleLineView[] }) | null
  /** how many times this paper was printed before */
  readonly printedBefore: number
  /** only what the printer prints is the original of a receipt */
  readonly isOnScreen: boolean
  /** epoch ms */
  readonly at: number
}
