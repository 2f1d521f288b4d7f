import type { Database } from 'better-sqlite3'

/** One interface's word that a pack was sold. A sale names its pack in several messages; a pack that no message claims is free. */
export interface TraceClaim {
  readonly code: string
  /** the interface that said so */
  readonly source: '2102' | '2102A' | '3505' | '7207'
  /** what makes messages speak of the same sale: the prescription's number, or `document/` and the shop's own retail document */
  readonly sale: string
  readonly institution: string
  readonly drug: string
  /** 0 or 1: sold in parts, so that the code may come again until the pack is empty */
  readonly split: number
  /** epoch ms */
  readonly at: number
  /** how much of the pack, ten-thousandths: all of it unless it was sold in parts */
  readonly quantity: number
}

export interface TraceCodes {
  claimsOf(code: string): readonly TraceClaim[]
  /** replaces what the same interface said of the pack in the same sale */
  claim(claim: TraceClaim): void
  /** takes back what one interface said of one sale */
  release(sale: string, source: TraceClaim['source']): void
  /** takes back one pack of it */
  releaseCode(code: string, sale: string, source: TraceClaim['source']): void
  /** forgets every claim of a code: it changes hands */
  free(code: string): void
}

/** Sold trace codes over the center's database. */
export function createTraceCodes(db: Database): TraceCodes {
  const claimsOf = db.prepare<[string], TraceClaim>('SELECT * FROM trace_claim WHERE code = ? ORDER BY at, source')
  const claim = db.prepare<
    [TraceClaim]
  >(`INSERT OR REPLACE INTO trace_claim (code, source, sale, institution, drug, split, at, quantity)
    VALUES (@code, @source, @sale, @institution, @drug, @split, @at, @quantity)`)
  const release = db.prepare<[string, string]>('DELETE FROM trace_claim WHERE sale = ? AND source = ?')
  const releaseCode = db.prepare<[string, string, string]>('DELETE FROM trace_claim WHERE code = ? AND sale = ? AND source = ?')
  const free = db.prepare<[string]>('DELETE FROM trace_claim WHERE code = ?')
  return {
    claimsOf: (code) => claimsOf.all(code),
    claim: (made) => {
      claim.run(made)
    },
    release: (sale, source) => {
      release.run(sale, source)
    },
    releaseCode: (code, sale, source) => {
      releaseCode.run(code, sale, source)
    },
    free: (code) => {
      free.run(code)
    },
  }
}
