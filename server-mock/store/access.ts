import type { Database } from 'better-sqlite3'

/** 医保电子凭证线上身份授权信息: a person identified herself in an application. */
interface OnlineIdentity {
  readonly authNo: string
  /** identity number */
  readonly person: string
  /** appId */
  readonly application: string
  /** epoch ms */
  readonly until: number
}

/** 医保电子处方线上访问令牌: of one person, for one application. */
interface AccessToken extends Omit<OnlineIdentity, 'authNo'> {
  readonly token: string
  /** who the person is to the application (appChnlUserId) */
  readonly appUser: string
}

export interface Access {
  identify(identity: OnlineIdentity): void
  identity(authNo: string): OnlineIdentity | undefined
  give(token: AccessToken): void
  token(token: string): AccessToken | undefined
}

/** What applications on phones were let in with, over the center's database. */
export function createAccess(db: Database): Access {
  const identify = db.prepare<[OnlineIdentity]>('INSERT INTO online_identity VALUES (@authNo, @person, @application, @until)')
  const identity = db.prepare<[string], OnlineIdentity>(
    'SELECT auth_no AS authNo, person, application, until FROM online_identity WHERE auth_no = ?',
  )
  const give = db.prepare<[AccessToken]>('INSERT INTO access_token VALUES (@token, @person, @application, @appUser, @until)')
  const token = db.prepare<[string], AccessToken>(
    'SELECT token, person, application, app_user AS appUser, until FROM access_token WHERE token = ?',
  )
  return {
    identify: (each) => {
      identify.run(each)
    },
    identity: (authNo) => identity.get(authNo),
    give: (each) => {
      give.run(each)
    },
    token: (text) => token.get(text),
  }
}
