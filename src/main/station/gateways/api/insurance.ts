import type { FundShare, Presettlement, PricedLine, Settlement, SettlementAmounts } from '../../../../shared/domain/settlement.ts'
import type { Outcome } from '../outcome.ts'
import type { Credential, InsuredPatient, Operator, ShownCard, SignedCall } from './common.ts'
import type { DecodedVoucher } from './voucherPlatform.ts'

export interface InsuredPlace {
  /** insuplc_admdvs, for the envelope of every later call for this person */
  readonly area: string
  readonly insuranceType: string
  readonly active: boolean
}

export interface InsuredPerson {
  readonly personNumber: string
  readonly name: string
  readonly idNumber: string
  readonly gender: 'male' | 'female' | 'unknown'
  readonly age: number | null
  readonly places: readonly InsuredPlace[]
}

/** The code of one pack, or of a split pack that pieces were taken from. */
export interface SoldTraceCode {
  readonly code: string
  readonly isSplit: boolean
}

/** One line of a sale that is settled. `number` is feedetl_sn, unique within the sale. */
export interface SettlementLine extends PricedLine {
  /** 外购处方: the national number; null for goods without one */
  readonly hiRxno: string | null
  readonly drugCode: string
  readonly ownCode: string
  readonly dose: string | null
  readonly frequency: string | null
  readonly route: string | null
  /** sent with the sets that know trace codes (2101A, 2102A); none for what has no code */
  readonly traceCodes: readonly SoldTraceCode[]
}

/** A case whose settlement this call is about: only one call at a time for each key. */
export interface CaseCall extends SignedCall {
  readonly caseKey: string
  readonly patient: InsuredPatient
}

export interface SettlementRequest extends CaseCall {
  readonly credential: Credential
  readonly insuranceType: string
  /** 医疗类别, code of the national table */
  readonly medicalType: string
  /** required by the chronic ones among the medical types */
  readonly chronicDisease: { readonly code: string; readonly name: string } | null
  readonly useAccount: boolean
  /** epoch ms */
  readonly boughtAt: number
  readonly lines: readonly SettlementLine[]
}

/** Which settlement: both numbers come from 2102. */
export interface SettlementKey {
  readonly settlementId: string
  readonly visitId: string
}

/** A settlement that was taken back (2103): the reversal has a number of its own. Signs are those of the center. */
export interface Revocation extends SettlementKey {
  /** epoch ms */
  readonly revokedAt: number
  readonly amounts: SettlementAmounts
  readonly funds: readonly FundShare[]
}

/** A settlement as 5203 tells it, without its lines; `messageId` is the msgid of the message that settled it. */
export interface SettlementRecord extends Omit<Settlement, 'lines'> {
  readonly messageId: string
}

/** The medical-insurance side (channel A). */
export interface Insurance {
  /** makes the msgid of the next message: institution code, time, sequence (interfaces.md section 2) */
  nextMessageId(): string
  /** 9001 签到. */
  signIn(request: { readonly msgid: string; readonly operator: Operator }): Promise<Outcome<{ readonly signNo: string }>>
  /** 9002 签退. */
  signOut(request: SignedCall): Promise<Outcome<null>>
  /** 1101 人员基本信息获取, a query: may be repeated at will. It asks by the card where one was read, else by the voucher's token. */
  person(
    request: SignedCall & { readonly voucher: DecodedVoucher; readonly card?: ShownCard | null },
  ): Promise<Outcome<InsuredPerson>>
  /** 2101 or 2101A, by profile: what the settlement would come to. Changes nothing. */
  presettle(request: SettlementRequest): Promise<Outcome<Presettlement>>
  /** 2102 or 2102A, by profile. A lost answer is never repeated but reversed with 2601 under its msgid. */
  settle(request: SettlementRequest): Promise<Outcome<Settlement>>
  /** 2103 药店结算撤销: the whole settlement. `checkRevocation` compares what comes back with it. */
  revoke(request: CaseCall & SettlementKey): Promise<Outcome<Revocation>>
  /** 2601 冲正交易: undoes a message whose outcome is not known, by its msgid and the national number of its interface. */
  reverse(
    request: CaseCall & { readonly lostMsgid: string; readonly lostNumber: '2102' | '2102A' | '2103' },
  ): Promise<Outcome<null>>
  /** 5203 结算信息查询. Whether it may be asked about a lost settlement stands in the profile. */
  settlement(request: SignedCall & SettlementKey & { readonly patient: InsuredPatient }): Promise<Outcome<SettlementRecord>>
}
