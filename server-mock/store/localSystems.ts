import type { Database } from 'better-sqlite3'

/** 地方医保系统 (N 10.1, V 7.2): the insurance system of a place, as a party of its own. */
export interface LocalSystem {
  readonly code: string
  readonly name: string
  readonly area: string
  /** 0 or 1 */
  readonly approved: number
  readonly appId: string
  readonly appSecret: string
  readonly privateKey: Uint8Array
  readonly publicKey: Uint8Array
}

export interface LocalSystems {
  find(code: string): LocalSystem | undefined
  ofAppId(appId: string): LocalSystem | undefined
  list(): readonly LocalSystem[]
}

/** Insurance systems over the center's database. */
export function createLocalSystems(db: Database): LocalSystems {
  const LOCAL = `SELECT code, name, area, approved, app_id AS appId, app_secret AS appSecret, private_key AS privateKey,
    public_key AS publicKey FROM local_system`
  const find = db.prepare<[string], LocalSystem>(`${LOCAL} WHERE code = ?`)
  const ofAppId = db.prepare<[string], LocalSystem>(`${LOCAL} WHERE app_id = ?`)
  const list = db.prepare<[], LocalSystem>(`${LOCAL} ORDER BY code`)
  return { find: (code) => find.get(code), ofAppId: (appId) => ofAppId.get(appId), list: () => list.all() }
}
