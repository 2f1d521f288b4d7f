import type { Database } from 'better-sqlite3'
import type { Fate } from '../scenarios/scenario.ts'

interface Happened {
  readonly hiRxno: string
  readonly fate: Fate
  /** why it was withdrawn; null where it was not */
  readonly reason: string | null
}

/** What befalls prescriptions behind the counter's back (scenarios), over the center's database. */
export interface Fates {
  /** an interface was answered with success: what waits for that now happens. `hiRxno` null: the message named no prescription, so every one of them */
  happen(after: string, hiRxno: string | null, at: number): readonly Happened[]
}

const WAITING = `SELECT hi_rxno AS hiRxno, fate, CASE fate WHEN 'withdrawn' THEN '医师撤回处方' END AS reason FROM prescription
  WHERE fate_after = @after AND (@hiRxno IS NULL OR hi_rxno = @hiRxno)`
const HAPPENS = `UPDATE prescription SET fate = NULL, fate_after = NULL,
  withdrawn_at = CASE fate WHEN 'withdrawn' THEN @at ELSE withdrawn_at END,
  withdrawn_reason = CASE fate WHEN 'withdrawn' THEN @reason ELSE withdrawn_reason END,
  valid_until = CASE fate WHEN 'expired' THEN @at ELSE valid_until END,
  used_by = CASE fate WHEN 'usedElsewhere' THEN 'elsewhere' ELSE used_by END
  WHERE hi_rxno = @hiRxno`

export function createFates(db: Database): Fates {
  const waiting = db.prepare<[{ after: string; hiRxno: string | null }], Happened>(WAITING)
  const happen = db.prepare<[{ hiRxno: string; reason: string | null; at: number }]>(HAPPENS)
  return {
    happen: (after, hiRxno, at) => {
      const happened = waiting.all({ after, hiRxno })
      for (const each of happened) happen.run({ hiRxno: each.hiRxno, reason: each.reason, at })
      return happened
    },
  }
}
