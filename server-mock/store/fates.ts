import type { Database } from 'better-sqlite3'

/** What befalls prescriptions behind the counter's back (scenarios), over the center's database. */
export interface Fates {
  /** an interface was answered with success: what waits for that now happens. `hiRxno` null: the message named no prescription, so every one of them */
  happen(after: string, hiRxno: string | null, at: number): void
}

const HAPPENS = `UPDATE prescription SET fate = NULL, fate_after = NULL,
  withdrawn_at = CASE fate WHEN 'withdrawn' THEN @at ELSE withdrawn_at END,
  withdrawn_reason = CASE fate WHEN 'withdrawn' THEN '医师撤回处方' ELSE withdrawn_reason END,
  valid_until = CASE fate WHEN 'expired' THEN @at ELSE valid_until END,
  used_by = CASE fate WHEN 'usedElsewhere' THEN 'elsewhere' ELSE used_by END
  WHERE fate_after = @after AND (@hiRxno IS NULL OR hi_rxno = @hiRxno)`

export function createFates(db: Database): Fates {
  const happen = db.prepare<[{ after: string; hiRxno: string | null; at: number }]>(HAPPENS)
  return {
    happen: (after, hiRxno, at) => {
      happen.run({ after, hiRxno, at })
    },
  }
}
