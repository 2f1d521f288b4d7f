import type { Database } from 'better-sqlite3'

/** A face identification at an institution's terminal, from its beginning to the notice of what it led to. */
export interface FaceSession {
  readonly authNo: string
  readonly institution: string
  /** outBizNo: the institution's own serial */
  readonly business: string
  /** epoch ms */
  readonly until: number
  /** who looked into the camera; null while nobody has */
  readonly person: string | null
  readonly usedAt: number | null
}

/** What an institution told of a settlement (S13): for the owner's channel. `content` is JSON as it came. */
export interface SettlementNotice {
  readonly authNo: string
  readonly person: string
  readonly content: string
  /** epoch ms */
  readonly at: number
}

export interface FaceSessions {
  add(session: Omit<FaceSession, 'person' | 'usedAt'>): void
  find(authNo: string): FaceSession | undefined
  ofBusiness(institution: string, business: string): FaceSession | undefined
  /** the latest one in which nobody has looked into the camera yet */
  waiting(now: number): FaceSession | undefined
  look(authNo: string, person: string): void
  use(authNo: string, at: number): void
  addNotice(notice: SettlementNotice): void
  notice(authNo: string): SettlementNotice | undefined
  /** the person's, oldest first */
  noticesOf(person: string): readonly SettlementNotice[]
}

/** Face identifications over the center's database. */
export function createFaceSessions(db: Database): FaceSessions {
  const SESSION = 'SELECT auth_no AS authNo, institution, business, until, person, used_at AS usedAt FROM face_session'
  const NOTICE = 'SELECT auth_no AS authNo, person, content, at FROM voucher_notice'
  const add = db.prepare<[Omit<FaceSession, 'person' | 'usedAt'>]>(
    'INSERT INTO face_session VALUES (@authNo, @institution, @business, @until, NULL, NULL)',
  )
  const find = db.prepare<[string], FaceSession>(`${SESSION} WHERE auth_no = ?`)
  const ofBusiness = db.prepare<[string, string], FaceSession>(`${SESSION} WHERE institution = ? AND business = ?`)
  const waiting = db.prepare<[number], FaceSession>(
    `${SESSION} WHERE person IS NULL AND until > ? ORDER BY until DESC, rowid DESC LIMIT 1`,
  )
  const look = db.prepare<[string, string]>('UPDATE face_session SET person = ? WHERE auth_no = ?')
  const use = db.prepare<[number, string]>('UPDATE face_session SET used_at = ? WHERE auth_no = ?')
  const addNotice = db.prepare<[SettlementNotice]>('INSERT INTO voucher_notice VALUES (@authNo, @person, @content, @at)')
  const notice = db.prepare<[string], SettlementNotice>(`${NOTICE} WHERE auth_no = ?`)
  const noticesOf = db.prepare<[string], SettlementNotice>(`${NOTICE} WHERE person = ? ORDER BY at, rowid`)

  return {
    add: (session) => {
      add.run(session)
    },
    find: (authNo) => find.get(authNo),
    ofBusiness: (institution, business) => ofBusiness.get(institution, business),
    waiting: (now) => waiting.get(now),
    look: (authNo, person) => {
      look.run(person, authNo)
    },
    use: (authNo, at) => {
      use.run(at, authNo)
    },
    addNotice: (given) => {
      addNotice.run(given)
    },
    notice: (authNo) => notice.get(authNo),
    noticesOf: (person) => noticesOf.all(person),
  }
}
