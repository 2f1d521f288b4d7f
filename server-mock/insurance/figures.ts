import { amountOf, shareOf } from '../money.ts'
import type { Drug, DrugTerms } from '../store/drugs.ts'
import type { Terms } from './plans.ts'

/** One line of a sale, its amount already checked: fen, and ten-thousandths of the drug's unit. */
export interface PricedLine {
  readonly drug: Pick<Drug, 'level' | 'covered'> & DrugTerms
  readonly quantity: number
  readonly amount: number
}

/** What the year has come to so far under this plan, and the personal account, in fen. */
export interface PersonState {
  readonly deductiblePaid: number
  readonly fundPaid: number
  readonly balance: number
  /** acct_used_flag */
  readonly usesAccount: boolean
}

/** A line cut into what is outside the policy and what is inside: the four parts sum to the amount. Fen. */
export interface LineCut {
  readonly amount: number
  readonly ownPaid: number
  readonly overLimit: number
  readonly firstSelfPay: number
  readonly inScope: number
}

/** The figures of a settlement in fen: `fund` + `personal` = `amount`, `account` + `cash` = `personal`. */
export interface Figures extends LineCut {
  readonly cuts: readonly LineCut[]
  readonly deductible: number
  readonly fund: number
  /** what the fund may still pay this year, this settlement not counted */
  readonly fundLeft: number
  readonly personal: number
  readonly account: number
  readonly cash: number
  /** of the personal account, after it */
  readonly balance: number
}

/**
 * Settles a sale by a plan's terms, in whole fen and nothing else. Per line: own-paid (not covered, 丙), above the price limit, first
 * self-pay share, in scope. Of the sums: the rest of the year's deductible is taken from 甲 first, then 乙 [invented]; the fund pays its rate of
 * each level's rest, up to the ceiling; the personal account pays as much of the person's part as it may and holds; the rest is cash.
 * Every rounding is half up, and each part that is left is a difference, so that all parts sum exactly.
 */
export function computeSettlement(
  terms: Terms,
  accountPaysOutside: boolean,
  state: PersonState,
  lines: readonly PricedLine[],
): Figures {
  const cuts = lines.map(cutLine)
  const sum = (part: keyof LineCut): number => cuts.reduce((total, cut) => total + cut[part], 0)
  const inScopeOf = (level: Drug['level']): number =>
    cuts.reduce((total, cut, index) => total + (lines[index]?.drug.level === level ? cut.inScope : 0), 0)

  const deductibleLeft = Math.max(0, terms.deductible - state.deductiblePaid)
  const fromA = Math.min(inScopeOf('01'), deductibleLeft)
  const fromB = Math.min(inScopeOf('02'), deductibleLeft - fromA)
  const byRate = shareOf(inScopeOf('01') - fromA, terms.fundRate['01']) + shareOf(inScopeOf('02') - fromB, terms.fundRate['02'])
  const fundLeft = Math.max(0, terms.ceiling - state.fundPaid)
  const fund = Math.min(byRate, fundLeft)

  const amount = sum('amount')
  const personal = amount - fund
  const payable = accountPaysOutside ? personal : personal - sum('ownPaid') - sum('overLimit')
  const account = state.usesAccount ? Math.min(state.balance, payable) : 0
  return {
    cuts,
    amount,
    ownPaid: sum('ownPaid'),
    overLimit: sum('overLimit'),
    firstSelfPay: sum('firstSelfPay'),
    inScope: sum('inScope'),
    deductible: fromA + fromB,
    fund,
    fundLeft,
    personal,
    account,
    cash: personal - account,
    balance: state.balance - account,
  }
}

function cutLine({ drug, quantity, amount }: PricedLine): LineCut {
  if (drug.covered === 0 || drug.level === '03') return { amount, ownPaid: amount, overLimit: 0, firstSelfPay: 0, inScope: 0 }
  const limit = drug.priceLimit === null ? null : amountOf(quantity, drug.priceLimit)
  const limited = limit === null ? amount : Math.min(amount, limit)
  const firstSelfPay = shareOf(limited, drug.selfPay)
  return { amount, ownPaid: 0, overLimit: amount - limited, firstSelfPay, inScope: limited - firstSelfPay }
}
