import type { Database } from 'better-sqlite3'

/** Goods that left for a prescription (7207). */
export interface Outbound {
  readonly id: number
  readonly hiRxno: string
  readonly institution: string
  /** setlId where it was uploaded after the settlement; null before it */
  readonly settlement: string | null
  /** JSON of the upload as it came */
  readonly content: string
  /** epoch ms */
  readonly at: number
}

export interface Outbounds {
  /** the one of the prescription that was not taken back */
  current(hiRxno: string): Outbound | undefined
  add(outbound: Omit<Outbound, 'id'>): void
  /** takes the current one back (7208) */
  undo(hiRxno: string, at: number): void
}

/** Outbound uploads over the center's database. */
export function createOutbounds(db: Database): Outbounds {
  const current = db.prepare<[string], Outbound>(
    'SELECT id, hi_rxno AS hiRxno, institution, settlement, content, at FROM outbound WHERE hi_rxno = ? AND undone_at IS NULL',
  )
  const add = db.prepare<[Omit<Outbound, 'id'>]>(
    'INSERT INTO outbound (hi_rxno, institution, settlement, content, at) VALUES (@hiRxno, @institution, @settlement, @content, @at)',
  )
  const undo = db.prepare<[number, string]>('UPDATE outbound SET undone_at = ? WHERE hi_rxno = ? AND undone_at IS NULL')
  return {
    current: (hiRxno) => current.get(hiRxno),
    add: (outbound) => {
      add.run(outbound)
    },
    undo: (hiRxno, at) => {
      undo.run(at, hiRxno)
    },
  }
}
