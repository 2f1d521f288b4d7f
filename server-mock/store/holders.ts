import type { Database } from 'better-sqlite3'

/** What the voucher platform knows of a person. */
export interface Holder {
  /** identity number */
  readonly person: string
  /** under which the voucher was activated; null before that */
  readonly name: string | null
  /** appId of the application on the person's phone */
  readonly application: string
  /** 0 or 1: whether a decoded code says where the person is insured */
  readonly namesPlace: number
  /** what a camera makes of the person: stands for a face */
  readonly face: string
  /** the password's digest; null: never set */
  readonly password: string | null
  readonly wrongPasswords: number
  /** epoch ms until which no password is taken */
  readonly lockedUntil: number | null
}

/** A social-security card: its number, and the identification code on its chip (card_sn). */
export interface Card {
  readonly number: string
  readonly person: string
  readonly identification: string
}

/** That a person lets a third-party channel use the voucher: 个人渠道授权码 (V 6.1.4). */
export interface ChannelAuthorization {
  readonly code: string
  readonly person: string
  readonly application: string
}

/** 实人认证 that succeeded (V 2.5), good for one activation or one password. */
export interface LiveCheck {
  readonly serial: string
  readonly person: string
  readonly application: string
  /** epoch ms */
  readonly until: number
  readonly usedAt: number | null
}

export interface Holders {
  find(person: string): Holder | undefined
  /** who has this face */
  withFace(face: string): Holder | undefined
  activate(person: string, name: string, password: string): void
  /** also ends a lock */
  setPassword(person: string, password: string): void
  setTries(person: string, wrongPasswords: number, lockedUntil: number | null): void
  card(number: string): Card | undefined
  cardOf(person: string): Card | undefined
  authorization(person: string, application: string): ChannelAuthorization | undefined
  authorize(authorization: ChannelAuthorization): void
  withdraw(code: string, at: number): void
  addLiveCheck(check: Omit<LiveCheck, 'usedAt'>): void
  liveCheck(serial: string): LiveCheck | undefined
  spendLiveCheck(serial: string, at: number): void
}

/** Holders of vouchers over the center's database. */
export function createHolders(db: Database): Holders {
  const HOLDER = `SELECT person, name, application, names_place AS namesPlace, face, password, wrong_passwords AS wrongPasswords,
    locked_until AS lockedUntil FROM holder`
  const find = db.prepare<[string], Holder>(`${HOLDER} WHERE person = ?`)
  const withFace = db.prepare<[string], Holder>(`${HOLDER} WHERE face = ?`)
  const activate = db.prepare<[{ person: string; name: string; password: string }]>(
    'UPDATE holder SET name = @name, password = @password, wrong_passwords = 0, locked_until = NULL WHERE person = @person',
  )
  const setPassword = db.prepare<[{ person: string; password: string }]>(
    'UPDATE holder SET password = @password, wrong_passwords = 0, locked_until = NULL WHERE person = @person',
  )
  const setTries = db.prepare<[number, number | null, string]>(
    'UPDATE holder SET wrong_passwords = ?, locked_until = ? WHERE person = ?',
  )
  const card = db.prepare<[string], Card>('SELECT * FROM card WHERE number = ?')
  const cardOf = db.prepare<[string], Card>('SELECT * FROM card WHERE person = ?')
  const authorization = db.prepare<[string, string], ChannelAuthorization>(
    'SELECT code, person, application FROM channel_authorization WHERE person = ? AND application = ? AND withdrawn_at IS NULL',
  )
  const authorize = db.prepare<[ChannelAuthorization]>(
    'INSERT INTO channel_authorization VALUES (@code, @person, @application, NULL)',
  )
  const withdraw = db.prepare<[number, string]>('UPDATE channel_authorization SET withdrawn_at = ? WHERE code = ?')
  const addLiveCheck = db.prepare<[Omit<LiveCheck, 'usedAt'>]>(
    'INSERT INTO live_check VALUES (@serial, @person, @application, @until, NULL)',
  )
  const liveCheck = db.prepare<[string], LiveCheck>(
    'SELECT serial, person, application, until, used_at AS usedAt FROM live_check WHERE serial = ?',
  )
  const spendLiveCheck = db.prepare<[number, string]>('UPDATE live_check SET used_at = ? WHERE serial = ?')

  return {
    find: (person) => find.get(person),
    withFace: (face) => withFace.get(face),
    activate: (person, name, password) => {
      activate.run({ person, name, password })
    },
    setPassword: (person, password) => {
      setPassword.run({ person, password })
    },
    setTries: (person, wrongPasswords, lockedUntil) => {
      setTries.run(wrongPasswords, lockedUntil, person)
    },
    card: (number) => card.get(number),
    cardOf: (person) => cardOf.get(person),
    authorization: (person, application) => authorization.get(person, application),
    authorize: (given) => {
      authorize.run(given)
    },
    withdraw: (code, at) => {
      withdraw.run(at, code)
    },
    addLiveCheck: (check) => {
      addLiveCheck.run(check)
    },
    liveCheck: (serial) => liveCheck.get(serial),
    spendLiveCheck: (serial, at) => {
      spendLiveCheck.run(at, serial)
    },
  }
}
