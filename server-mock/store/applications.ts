import type { Database } from 'better-sqlite3'

/** 渠道应用: an application on people's phones with access to the province (N 9.3, V 4.3). Its appId is its number as a channel (应用渠道编号). */
export interface Application {
  readonly name: string
  /** 0 or 1: the official channel needs no authorization by each person (V 4.5, 4.6) */
  readonly official: number
  /** 0 or 1 */
  readonly approved: number
  /** 0 or 1: whether vouchers may be activated in it (V annex D: 覆盖业务) */
  readonly activates: number
  /** 0 or 1: whether it may show vouchers */
  readonly shows: number
  readonly appId: string
  readonly appSecret: string
  readonly privateKey: Uint8Array
  readonly publicKey: Uint8Array
}

export interface Applications {
  find(appId: string): Application | undefined
  /** the official one first, then as the scenario names them */
  list(): readonly Application[]
}

/** Channel applications over the center's database. */
export function createApplications(db: Database): Applications {
  const APPLICATION = `SELECT name, official, approved, activates, shows, app_id AS appId, app_secret AS appSecret, private_key AS privateKey,
    public_key AS publicKey FROM application`
  const find = db.prepare<[string], Application>(`${APPLICATION} WHERE app_id = ?`)
  const list = db.prepare<[], Application>(`${APPLICATION} ORDER BY official DESC, rowid`)
  return { find: (appId) => find.get(appId), list: () => list.all() }
}
