import type { Database } from 'better-sqlite3'

/** A settlement as the prescription center was told of it (N 8.8.1.4 f). */
export interface SettlementNotice {
  readonly setlId: string
  readonly hiRxno: string
  readonly institution: string
  /** JSON of the notice as it came */
  readonly content: string
  /** epoch ms */
  readonly at: number
  /** JSON of the notice that took it back; null while it stands */
  readonly reversal: string | null
}

export interface SettlementNotices {
  find(setlId: string): SettlementNotice | undefined
  /** a settlement that stands; told again after it was taken back, it stands anew */
  stand(notice: Omit<SettlementNotice, 'reversal'>): void
  takeBack(setlId: string, reversal: string): void
}

/** Notices of settlements over the center's database. */
export function createSettlementNotices(db: Database): SettlementNotices {
  const find = db.prepare<[string], SettlementNotice>(
    'SELECT setl_id AS setlId, hi_rxno AS hiRxno, institution, content, at, reversal FROM settlement_notice WHERE setl_id = ?',
  )
  const stand = db.prepare<[Omit<SettlementNotice, 'reversal'>]>(`
    INSERT INTO settlement_notice VALUES (@setlId, @hiRxno, @institution, @content, @at, NULL)
    ON CONFLICT (setl_id) DO UPDATE SET content = excluded.content, at = excluded.at, reversal = NULL`)
  const takeBack = db.prepare<[string, string]>('UPDATE settlement_notice SET reversal = ? WHERE setl_id = ?')
  return {
    find: (setlId) => find.get(setlId),
    stand: (notice) => {
      stand.run(notice)
    },
    takeBack: (setlId, reversal) => {
      takeBack.run(reversal, setlId)
    },
  }
}
