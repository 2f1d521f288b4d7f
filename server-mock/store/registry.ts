import type { Database } from 'better-sqlite3'

/** An institution with access to the center: what it shares with the platform, and its key pair. */
export interface Institution {
  readonly code: string
  readonly name: string
  readonly kind: 'pharmacy' | 'hospital'
  readonly area: string
  /** 0 or 1 */
  readonly approved: number
  readonly appId: string
  readonly appSecret: string
  readonly privateKey: Uint8Array
  readonly publicKey: Uint8Array
}

export interface Person {
  readonly identityNumber: string
  readonly name: string
  readonly gender: 'male' | 'female'
  /** yyyy-MM-dd */
  readonly born: string
  readonly phone: string
  readonly personNumber: string
}

/** A scanner, as V table 1 has it registered. */
export interface Terminal {
  /** 终端备案号, 20 digits */
  readonly id: string
  readonly institution: string
  /** lower case, with colons */
  readonly mac: string
  readonly name: string
  readonly purpose: string
  /** X.Y */
  readonly version: string
  readonly developer: string
  /** yyyy-MM-dd */
  readonly registeredOn: string
}

export interface Insurance {
  readonly area: string
  readonly type: string
  /** 0 or 1 */
  readonly active: number
  /** fen */
  readonly balance: number
  /** yyyy-MM-dd */
  readonly since: string
}

export interface Entitlement {
  readonly type: string
  readonly memo: string
  /** yyyy-MM-dd */
  readonly since: string
}

/** A pharmacist registered with one institution. */
export interface Pharmacist {
  /** 医保药师代码: HY… */
  readonly code: string
  /** identity number */
  readonly person: string
  /** 执业药师注册证编号 */
  readonly practiceNumber: string
  readonly institution: string
}

/** A pharmacist with the name of the register. */
export interface RegisteredPharmacist extends Pharmacist {
  readonly name: string
}

/** Who is who in the province. */
export interface Registry {
  institution(code: string): Institution | undefined
  institutionOfApp(appId: string): Institution | undefined
  /** in the order of their codes */
  institutions(): readonly Institution[]
  /** their numbers, the longest registered first */
  terminalsOf(institution: string): readonly string[]
  terminalWithMac(mac: string): Terminal | undefined
  addTerminal(terminal: Terminal): void
  person(identityNumber: string): Person | undefined
  /** by psn_no */
  personNumbered(personNumber: string): Person | undefined
  people(): readonly Person[]
  peopleNamed(name: string): readonly Person[]
  rename(identityNumber: string, name: string): void
  insurancesOf(identityNumber: string): readonly Insurance[]
  entitlementsOf(identityNumber: string): readonly Entitlement[]
  pharmacist(code: string): Pharmacist | undefined
  pharmacists(): readonly RegisteredPharmacist[]
  /** adds an institution, or changes what is known of the one with its code */
  putInstitution(institution: Institution): void
  /** adds a pharmacist, or changes what is known of the one with that code */
  putPharmacist(pharmacist: Pharmacist): void
  /** off the register; what was reviewed stays reviewed */
  removePharmacist(code: string): void
}

const INSTITUTION = `SELECT code, name, kind, area, approved, app_id AS appId, app_secret AS appSecret, private_key AS privateKey,
  public_key AS publicKey FROM institution`
const PERSON = 'SELECT identity_number AS identityNumber, name, gender, born, phone, person_number AS personNumber FROM person'

/** The registry over the center's database. */
export function createRegistry(db: Database): Registry {
  const institution = db.prepare<[string], Institution>(`${INSTITUTION} WHERE code = ?`)
  const institutionOfApp = db.prepare<[string], Institution>(`${INSTITUTION} WHERE app_id = ?`)
  const institutions = db.prepare<[], Institution>(`${INSTITUTION} ORDER BY code`)
  const terminals = db.prepare<[string], { id: string }>('SELECT id FROM terminal WHERE institution = ? ORDER BY rowid')
  const terminalWithMac = db.prepare<[string], Terminal>(`SELECT id, institution, mac, name, purpose, version, developer,
    registered_on AS registeredOn FROM terminal WHERE mac = ?`)
  const addTerminal = db.prepare<[Terminal]>(
    'INSERT INTO terminal VALUES (@id, @institution, @mac, @name, @purpose, @version, @developer, @registeredOn)',
  )
  const person = db.prepare<[string], Person>(`${PERSON} WHERE identity_number = ?`)
  const personNumbered = db.prepare<[string], Person>(`${PERSON} WHERE person_number = ?`)
  const people = db.prepare<[], Person>(`${PERSON} ORDER BY rowid`)
  const peopleNamed = db.prepare<[string], Person>(`${PERSON} WHERE name = ?`)
  const rename = db.prepare<[string, string]>('UPDATE person SET name = ? WHERE identity_number = ?')
  const insurances = db.prepare<[string], Insurance>(
    'SELECT area, type, active, balance, since FROM insurance WHERE person = ? ORDER BY rowid',
  )
  const entitlements = db.prepare<[string], Entitlement>(
    'SELECT type, memo, since FROM entitlement WHERE person = ? ORDER BY rowid',
  )
  const PHARMACIST = 'SELECT code, person, practice_number AS practiceNumber, institution'
  const pharmacist = db.prepare<[string], Pharmacist>(`${PHARMACIST} FROM pharmacist WHERE code = ? AND registered = 1`)
  const pharmacists = db.prepare<[], RegisteredPharmacist>(
    `${PHARMACIST}, name FROM pharmacist JOIN person ON identity_number = person WHERE registered = 1 ORDER BY code`,
  )
  const putInstitution = db.prepare<[Institution]>(`
    INSERT INTO institution (code, name, kind, area, approved, app_id, app_secret, private_key, public_key)
    VALUES (@code, @name, @kind, @area, @approved, @appId, @appSecret, @privateKey, @publicKey)
    ON CONFLICT (code) DO UPDATE SET name = excluded.name, area = excluded.area, approved = excluded.approved, app_id = excluded.app_id,
      app_secret = excluded.app_secret, private_key = excluded.private_key, public_key = excluded.public_key`)
  const putPharmacist = db.prepare<[Pharmacist]>(`
    INSERT INTO pharmacist (code, person, practice_number, institution) VALUES (@code, @person, @practiceNumber, @institution)
    ON CONFLICT (code) DO UPDATE SET person = excluded.person, practice_number = excluded.practice_number,
      institution = excluded.institution, registered = 1`)
  const removePharmacist = db.prepare<[string]>('UPDATE pharmacist SET registered = 0 WHERE code = ?')

  return {
    institution: (code) => institution.get(code),
    institutionOfApp: (appId) => institutionOfApp.get(appId),
    institutions: () => institutions.all(),
    terminalsOf: (code) => terminals.all(code).map(({ id }) => id),
    terminalWithMac: (mac) => terminalWithMac.get(mac),
    addTerminal: (terminal) => {
      addTerminal.run(terminal)
    },
    person: (identityNumber) => person.get(identityNumber),
    personNumbered: (personNumber) => personNumbered.get(personNumber),
    people: () => people.all(),
    peopleNamed: (name) => peopleNamed.all(name),
    rename: (identityNumber, name) => {
      rename.run(name, identityNumber)
    },
    insurancesOf: (identityNumber) => insurances.all(identityNumber),
    entitlementsOf: (identityNumber) => entitlements.all(identityNumber),
    pharmacist: (code) => pharmacist.get(code),
    pharmacists: () => pharmacists.all(),
    putInstitution: (of) => {
      putInstitution.run(of)
    },
    putPharmacist: (of) => {
      putPharmacist.run(of)
    },
    removePharmacist: (code) => {
      removePharmacist.run(code)
    },
  }
}
