import type { Province } from '../provinces/province.ts'
import type { Exchange } from './exchange.ts'

/** What a client did on one occasion for a rule. */
export interface Finding {
  readonly kept: boolean
  /** the message that was the occasion, on whose day it counts */
  readonly occasion: Exchange
  /** the messages that show it, the occasion among them */
  readonly messages: readonly Exchange[]
  /** what was wrong, in Chinese; empty when kept */
  readonly what: string
}

/** Everything that one client sent, oldest first, and what the rules must know besides. */
export interface ClientLog {
  readonly exchanges: readonly Exchange[]
  /** what other clients sent as well: an earlier answer may have been somebody else's */
  readonly everybody: readonly Exchange[]
  readonly province: Province
  /** center time, epoch ms: what is not done by the end of its day is not done */
  readonly now: number
  /** whether packs of a drug carry trace codes */
  readonly isTraced: (drugCode: string) => boolean
}

export const ruleGroups = Object.freeze({
  signIn: '签到',
  message: '报文',
  flow: '业务流程',
  lost: '应答丢失与重试',
  token: '凭证与令牌',
  answer: '应答核验',
  goods: '药品、追溯码与金额',
  privacy: '个人信息',
  pace: '节奏',
})

/** One thing that a client must do. */
export interface Rule {
  readonly id: string
  readonly group: keyof typeof ruleGroups
  /** Chinese */
  readonly title: string
  /** clause or table that demands it; 「推断」 where no source says it in so many words */
  readonly source: string
  /** what breaks it, Chinese */
  readonly breaks: string
  /** what it looks at in the log, Chinese */
  readonly looksAt: string
  /** whether a province has the rule; every province when left out */
  readonly holdsIn?: (province: Province) => boolean
  readonly judge: (log: ClientLog) => readonly Finding[]
}

/** An occasion on which the rule was kept. */
export function kept(occasion: Exchange, ...others: readonly Exchange[]): Finding {
  return { kept: true, occasion, messages: [occasion, ...others], what: '' }
}

/** An occasion on which it was broken. */
export function broken(what: string, occasion: Exchange, ...others: readonly Exchange[]): Finding {
  return { kept: false, occasion, messages: [occasion, ...others], what }
}
