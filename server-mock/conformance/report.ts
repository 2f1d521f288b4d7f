import type { CenterContext } from '../context.ts'
import { chinaTime } from '../time.ts'
import { needsTraceCodes } from '../trace.ts'
import { type Exchange, exchangeOf } from './exchange.ts'
import type { ClientLog, Rule } from './rule.ts'
import { ruleGroups } from './rule.ts'
import { rules } from './rules/index.ts'

export type Verdict = 'kept' | 'broken' | 'noOccasion'

/** A message as a report names it. */
export interface Evidence {
  readonly id: number
  readonly interface: string
  readonly at: number
}

export interface RuleVerdict {
  readonly id: string
  readonly group: string
  readonly title: string
  readonly source: string
  readonly breaks: string
  readonly looksAt: string
  readonly verdict: Verdict
  /** on how many occasions of the day it was kept, and on how many broken */
  readonly kept: number
  readonly broken: readonly { readonly what: string; readonly messages: readonly Evidence[] }[]
}

/** What was said through one interface on the day. */
export interface Traffic {
  readonly interface: string
  readonly name: string
  readonly messages: number
  readonly accepted: number
  readonly refused: number
  /** messages on which a fault was played */
  readonly faults: number
}

/** How one client kept the rules on one day. */
export interface ConformanceReport {
  readonly client: string
  /** registered name of the institution; empty for anybody else */
  readonly name: string
  /** yyyy-MM-dd, China Standard Time */
  readonly day: string
  readonly province: string
  /** center time, epoch ms; before the end of the day some rules cannot be judged yet */
  readonly madeAt: number
  readonly verdicts: readonly RuleVerdict[]
  readonly totals: Readonly<Record<Verdict, number>>
  readonly traffic: readonly Traffic[]
}

/** Judges everything that the log still holds of a client; what counts are the occasions of the day, in the light of the days before. */
export function conformanceReport(context: CenterContext, client: string, day: string): ConformanceReport {
  const { store, province, clock } = context
  // what the center's own systems tell one another never travelled, and has no client
  const everybody = store.messages
    .full()
    .filter(({ rawRequest }) => rawRequest !== '')
    .map(exchangeOf)
  const log: ClientLog = {
    exchanges: everybody.filter((each) => each.client === client),
    everybody,
    province,
    now: clock.now(),
    isTraced: (code) => {
      const drug = store.drugs.find(code)
      return drug !== undefined && needsTraceCodes(context, drug)
    },
  }
  const verdicts = judge(log, day)
  const count = (verdict: Verdict): number => verdicts.filter((each) => each.verdict === verdict).length
  return {
    client,
    name: store.registry.institution(client)?.name ?? '',
    day,
    province: province.name,
    madeAt: clock.now(),
    verdicts,
    totals: { kept: count('kept'), broken: count('broken'), noOccasion: count('noOccasion') },
    traffic: trafficOf(log.exchanges.filter((each) => each.day === day)),
  }
}

/** The verdict of every rule that the province has, in the order of the rules. */
export function judge(log: ClientLog, day: string): readonly RuleVerdict[] {
  return rules.filter(({ holdsIn }) => holdsIn?.(log.province) ?? true).map((rule) => verdictOf(rule, log, day))
}

function verdictOf(rule: Rule, log: ClientLog, day: string): RuleVerdict {
  // what a message says that nobody could open is no rule's business but those of its form
  const isOfForm = rule.group === 'message' || rule.group === 'pace'
  const readable = isOfForm ? log : { ...log, exchanges: log.exchanges.filter(({ isRead }) => isRead) }
  const findings = rule.judge(readable).filter(({ occasion }) => occasion.day === day)
  const broken = findings
    .filter((finding) => !finding.kept)
    .map(({ what, messages }) => ({
      what,
      messages: messages.map(({ id, interface: number, at }) => ({ id, interface: number, at })),
    }))
  const { id, group, title, source, breaks, looksAt } = rule
  return {
    ...{ id, group: ruleGroups[group], title, source, breaks, looksAt, broken },
    kept: findings.length - broken.length,
    verdict: broken.length > 0 ? 'broken' : findings.length > 0 ? 'kept' : 'noOccasion',
  }
}

function trafficOf(exchanges: readonly Exchange[]): readonly Traffic[] {
  const numbers = [...new Set(exchanges.map((each) => each.interface))].sort()
  return numbers.map((number) => {
    const those = exchanges.filter((each) => each.interface === number)
    const accepted = those.filter((each) => each.accepted).length
    return {
      interface: number,
      name: those[0]?.table?.name ?? '',
      messages: those.length,
      accepted,
      refused: those.filter((each) => !each.accepted && each.processed).length,
      faults: those.filter(({ fault }) => fault !== null).length,
    }
  })
}

/** Each client with the days on which it sent something that the log still holds, the latest first. */
export function clientDays(
  context: CenterContext,
): readonly { readonly client: string; readonly name: string; readonly days: readonly string[] }[] {
  const days = new Map<string, Set<string>>()
  for (const { client, at } of context.store.messages.times()) {
    if (client !== '') days.set(client, (days.get(client) ?? new Set()).add(chinaTime(at).date))
  }
  return [...days].map(([client, those]) => ({
    client,
    name: context.store.registry.institution(client)?.name ?? '',
    days: [...those].sort().reverse(),
  }))
}
