import type { Fen, Price, Quantity } from '../../../../shared/domain/money.ts'
import type { Prescription, PrescriptionFile } from '../../../../shared/domain/prescription.ts'
import type { SettlementAmounts } from '../../../../shared/domain/settlement.ts'
import type { Outcome } from '../outcome.ts'
import type { Article, Lot, Operator, Pharmacist, ShownCard } from './common.ts'

/** One prescription that 7201 offers, with the token that proves the patient's authorization. */
export interface AuthorizedPrescription {
  readonly hiRxno: string
  readonly token: string
  readonly tokenUntil: number
  readonly institution: string
  readonly department: string
  readonly diagnosis: string
  readonly prescribedAt: number
  readonly validUntil: number
}

/** The patient of a prescription; not sent, but kept out of what the center says and we show. */
export interface KnownPatient {
  readonly name: string
  readonly idNumber: string
}

/** A prescription with the token that binds it to this pharmacy. */
export interface HeldPrescription {
  readonly hiRxno: string
  readonly token: string
  readonly patient: KnownPatient
}

/** What 7205 found. `words` are the center's own, when it does not vouch for the file. */
export type Verification =
  | { readonly isGenuine: true; readonly serial: string }
  | { readonly isGenuine: false; readonly words: string }

export interface Review extends HeldPrescription {
  readonly pharmacist: Pharmacist
  /** of the pharmacist, from ec.query */
  readonly pharmacistVoucherToken: string
  readonly isApproved: boolean
  readonly opinion: string
  /** epoch ms */
  readonly reviewedAt: number
  /** from 7205 */
  readonly verificationSerial: string
}

/** One line of goods that leave for a prescription. */
export interface OutboundLine {
  readonly article: Article
  readonly dosageForm: string
  readonly specification: string
  readonly manufacturer: string
  readonly lot: Lot
  readonly isSplit: boolean
  readonly price: Price
  readonly quantity: Quantity
  readonly unit: string
  readonly amount: Fen
  readonly traceCodes: readonly string[]
}

/** When an upload is made, and what is known only after the settlement. `settledAt` is epoch ms. */
export type OutboundMoment =
  | { readonly moment: 'before' }
  | { readonly moment: 'after'; readonly settlementId: string; readonly settledAt: number }

export interface OutboundReport extends HeldPrescription {
  readonly outbound: OutboundMoment
  readonly pharmacist: Pharmacist
  /** who put the goods together, and who hands them out */
  readonly dispenser: string
  readonly handedOutBy: string
  /** epoch ms */
  readonly soldAt: number
  /** of the settlement or, before it, of the last pre-settlement */
  readonly amounts: Pick<SettlementAmounts, 'fund' | 'person' | 'account' | 'familyAccount' | 'cash'>
  readonly lines: readonly OutboundLine[]
}

/** The prescription after an outbound upload or its undoing; `isUsed` is null where the center does not say. */
export interface OutboundAnswer {
  readonly state: Prescription['state']
  readonly isUsed: boolean | null
}

/** The prescription center (channel B). */
export interface PrescriptionCenter {
  /** 7201 电子处方线下流转授权: the patient's waiting prescriptions, with tokens bound to this pharmacy (N 8.4.4 b). */
  authorize(
    request: KnownPatient & {
      readonly voucherToken: string
      /** the card beside whose password the token was given; left out or null: the voucher's QR */
      readonly card?: ShownCard | null
      readonly insuranceArea: string
      readonly operator: Operator
    },
  ): Promise<Outcome<readonly AuthorizedPrescription[]>>
  /** 7204 电子处方下载: its data and its signed file. The other tokens of the same list die with it (N 8.4.4 note 1). */
  download(
    request: HeldPrescription & { readonly insuranceArea: string },
  ): Promise<Outcome<{ readonly prescription: Prescription; readonly file: PrescriptionFile }>>
  /** 7205 电子处方信息核验 (N 8.6.4 a): whether the file is genuine, as the center sees it. */
  verify(request: HeldPrescription & { readonly file: PrescriptionFile }): Promise<Outcome<Verification>>
  /** 7206 电子处方审方信息上传 (N 8.6.4 d): the pharmacist's decision; gives the serial of the review. */
  review(request: Review): Promise<Outcome<{ readonly reviewSerial: string }>>
  /** 7207 药品销售出库明细上传 (N 8.7.4), before the settlement or after it. */
  reportOutbound(request: OutboundReport): Promise<Outcome<OutboundAnswer>>
  /** 7208 药品销售出库明细撤销: takes 7207 back. `outbound` is that of the 7207. */
  undoOutbound(request: {
    readonly hiRxno: string
    readonly patient: KnownPatient
    readonly outbound: OutboundMoment
    readonly operator: Operator
    readonly reason: string
    /** epoch ms */
    readonly at: number
  }): Promise<Outcome<OutboundAnswer>>
}
