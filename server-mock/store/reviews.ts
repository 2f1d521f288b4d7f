import type { Database } from 'better-sqlite3'

/** A pharmacist's decision. */
export interface Review {
  /** rxChkBizSn */
  readonly bizSn: string
  readonly hiRxno: string
  readonly institution: string
  /** 医保药师代码 */
  readonly pharmacist: string
  /** rxChkStasCodg: 1 approved, 2 rejected */
  readonly status: '1' | '2'
  readonly opinion: string
  /** when the pharmacist decided (rxChkTime), epoch ms */
  readonly at: number
  /** serial of the signature check that it rests on */
  readonly verification: string
}

export interface Reviews {
  add(review: Review): void
  /** the institution's latest decision over the prescription */
  latest(hiRxno: string, institution: string): Review | undefined
  /** the latest decision over the prescription, of whichever institution */
  latestOfAll(hiRxno: string): Review | undefined
}

/** Decisions over the center's database. */
export function createReviews(db: Database): Reviews {
  const add = db.prepare<
    [Review]
  >(`INSERT INTO review (biz_sn, hi_rxno, institution, pharmacist, status, opinion, at, verification)
    VALUES (@bizSn, @hiRxno, @institution, @pharmacist, @status, @opinion, @at, @verification)`)
  const REVIEW =
    'SELECT biz_sn AS bizSn, hi_rxno AS hiRxno, institution, pharmacist, status, opinion, at, verification FROM review'
  const latest = db.prepare<[string, string], Review>(
    `${REVIEW} WHERE hi_rxno = ? AND institution = ? ORDER BY rowid DESC LIMIT 1`,
  )
  const latestOfAll = db.prepare<[string], Review>(`${REVIEW} WHERE hi_rxno = ? ORDER BY rowid DESC LIMIT 1`)
  return {
    add: (review) => {
      add.run(review)
    },
    latest: (hiRxno, institution) => latest.get(hiRxno, institution),
    latestOfAll: (hiRxno) => latestOfAll.get(hiRxno),
  }
}
