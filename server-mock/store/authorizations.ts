import type { Database } from 'better-sqlite3'

/** 流转授权 of one prescription to one institution. */
export interface Authorization {
  readonly token: string
  readonly hiRxno: string
  readonly institution: string
  /** the scan that it came from: the tokens of one scan share it */
  readonly batch: number
  /** epoch ms */
  readonly until: number
  /** epoch ms; null while the prescription was not downloaded under it */
  readonly downloadedAt: number | null
  /** 0 or 1: it ended before its time */
  readonly ended: number
}

export interface Authorizations {
  find(token: string): Authorization | undefined
  /** the one that nothing ended; it may have run out */
  current(hiRxno: string): Authorization | undefined
  /** the one that was given last, to whomever; it may have ended or run out */
  last(hiRxno: string): Authorization | undefined
  /** gives an authorization; the one that the prescription had before ends (N 8.4 note 2: there is only one) */
  give(authorization: Omit<Authorization, 'ended'>): void
  end(hiRxno: string): void
  /** the first download counts, a repeated one changes nothing */
  download(token: string, at: number): void
  /** ends what a scan gave and nobody downloaded */
  endRest(batch: number): void
  /** when the institution last began to work on the prescription; null if never */
  lastDownload(hiRxno: string, institution: string): number | null
}

const AUTHORIZATION = `SELECT token, hi_rxno AS hiRxno, institution, batch, until, downloaded_at AS downloadedAt, ended FROM authorization`

/** Authorizations over the center's database. */
export function createAuthorizations(db: Database): Authorizations {
  const find = db.prepare<[string], Authorization>(`${AUTHORIZATION} WHERE token = ?`)
  const current = db.prepare<[string], Authorization>(`${AUTHORIZATION} WHERE hi_rxno = ? AND ended = 0`)
  const last = db.prepare<[string], Authorization>(`${AUTHORIZATION} WHERE hi_rxno = ? ORDER BY rowid DESC LIMIT 1`)
  const give = db.prepare<[Omit<Authorization, 'ended'>]>(`
    INSERT INTO authorization (token, hi_rxno, institution, batch, until, downloaded_at)
    VALUES (@token, @hiRxno, @institution, @batch, @until, @downloadedAt)`)
  const end = db.prepare<[string]>('UPDATE authorization SET ended = 1 WHERE hi_rxno = ? AND ended = 0')
  const download = db.prepare<[number, string]>(
    'UPDATE authorization SET downloaded_at = ? WHERE token = ? AND downloaded_at IS NULL',
  )
  const endRest = db.prepare<[number]>('UPDATE authorization SET ended = 1 WHERE batch = ? AND downloaded_at IS NULL')
  const lastDownload = db.prepare<[string, string], { at: number | null }>(
    'SELECT max(downloaded_at) AS at FROM authorization WHERE hi_rxno = ? AND institution = ?',
  )

  return {
    find: (token) => find.get(token),
    current: (hiRxno) => current.get(hiRxno),
    last: (hiRxno) => last.get(hiRxno),
    give: (given) => {
      end.run(given.hiRxno)
      give.run(given)
    },
    end: (hiRxno) => {
      end.run(hiRxno)
    },
    download: (token, at) => {
      download.run(at, token)
    },
    endRest: (batch) => {
      endRest.run(batch)
    },
    lastDownload: (hiRxno, institution) => lastDownload.get(hiRxno, institution)?.at ?? null,
  }
}
