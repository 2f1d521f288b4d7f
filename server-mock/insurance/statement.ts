import type { CenterContext } from '../context.ts'
import { readDecimal, scales } from '../money.ts'
import { textOf } from '../refusal.ts'
import type { Settlement } from '../store/settlements.ts'
import { readDateTime } from '../time.ts'
import { CLEARING_TYPE } from './answer.ts'
import { personNumberOf, settledResult } from './settled.ts'

/** A settlement or a revocation as both sides write it into their books. Amounts in fen; those of a revocation as the switch `revocationAmounts` says. */
export interface Entry {
  readonly setlId: string
  readonly mdtrtId: string
  readonly personNumber: string
  readonly msgid: string
  /** refd_setl_flag */
  readonly isRefund: boolean
  readonly total: number
  readonly fund: number
  readonly account: number
  readonly cash: number
}

/** What is compared: the settlements of one institution with one clearing office, by group and days. */
export interface Scope {
  readonly institution: string
  /** clr_optins of the settlements */
  readonly office: string
  readonly clearingType: string
  /** null for all of them (3202 has no such field) */
  readonly insuranceType: string | null
  /** first and last day, yyyy-MM-dd */
  readonly from: string
  readonly to: string
  /** refd_setl_flag of the request: refunds alone (1), settlements alone (0), or both (empty) */
  readonly refundFlag: string
}

const DAY_MS = 86_400_000

/**
 * The center's own books for 3201 and 3202, in the order of events. What 2601 undid never was; a settlement that 2103 took back stands beside its revocation.
 * Where revocations have no minus they are never counted together with settlements: without a flag only the settlements are meant.
 */
export function entriesOf(context: CenterContext, scope: Scope): readonly Entry[] {
  const { office, clearingType, insuranceType, from, to, refundFlag } = scope
  if (clearingType !== CLEARING_TYPE) return []
  const isFlagged = context.switches().revocationAmounts === 'positive'
  const wanted = refundFlag === '' && isFlagged ? '0' : refundFlag
  const until = startOf(to) + DAY_MS
  return context.store.settlements
    .between(scope.institution, startOf(from), until)
    .filter(
      (settlement) =>
        (insuranceType === null || settlement.insuranceType === insuranceType) &&
        (wanted === '' || wanted === (settlement.reverses === null ? '0' : '1')) &&
        textOf(settledResult(settlement).setlinfo, 'clr_optins') === office,
    )
    .map((settlement) => entryOf(context, settlement, isFlagged))
}

function startOf(day: string): number {
  return readDateTime(`${day} 00:00:00`) ?? Number.NaN
}

function entryOf(context: CenterContext, settlement: Settlement, isFlagged: boolean): Entry {
  const isRefund = settlement.reverses !== null
  const { setlinfo } = settledResult(settlement)
  const amount = (name: string): number => {
    const fen = Math.abs(readDecimal(textOf(setlinfo, name), scales.fen) ?? 0)
    // no minus before a zero
    return isRefund && !isFlagged ? 0 - fen : fen
  }
  return {
    setlId: settlement.setlId,
    mdtrtId: settlement.mdtrtId,
    personNumber: personNumberOf(context, settlement) ?? '',
    msgid: settlement.msgid,
    isRefund,
    total: amount('medfee_sumamt'),
    fund: amount('fund_pay_sumamt'),
    account: amount('acct_pay'),
    cash: amount(isRefund ? 'cash_payamt' : 'psn_cash_pay'),
  }
}
