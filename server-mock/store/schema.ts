/** Raised with every change of the tables below: a data file of another version is refused, its content is only play. */
export const SCHEMA_VERSION = 1

/** The tables of the mock center. Times are epoch ms, amounts fen, flags 0 or 1. */
export const SCHEMA = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE serial (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;

CREATE TABLE institution (
  code TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('pharmacy', 'hospital')), area TEXT NOT NULL,
  approved INTEGER NOT NULL, app_id TEXT NOT NULL UNIQUE, app_secret TEXT NOT NULL, private_key BLOB NOT NULL, public_key BLOB NOT NULL
) STRICT;
CREATE TABLE terminal (id TEXT PRIMARY KEY, institution TEXT NOT NULL REFERENCES institution) STRICT;
CREATE TABLE pharmacist (code TEXT PRIMARY KEY, name TEXT NOT NULL, institution TEXT NOT NULL REFERENCES institution) STRICT;

CREATE TABLE person (
  identity_number TEXT PRIMARY KEY, name TEXT NOT NULL, gender TEXT NOT NULL CHECK (gender IN ('male', 'female')), born TEXT NOT NULL,
  phone TEXT NOT NULL, person_number TEXT NOT NULL UNIQUE,
  voucher TEXT NOT NULL CHECK (voucher IN ('active', 'notActivated', 'channelNotAuthorized'))
) STRICT;
CREATE TABLE insurance (
  person TEXT NOT NULL REFERENCES person, area TEXT NOT NULL, type TEXT NOT NULL, active INTEGER NOT NULL, balance INTEGER NOT NULL,
  since TEXT NOT NULL, PRIMARY KEY (person, area, type)
) STRICT;
CREATE TABLE entitlement (
  person TEXT NOT NULL REFERENCES person, type TEXT NOT NULL, memo TEXT NOT NULL, since TEXT NOT NULL, PRIMARY KEY (person, type)
) STRICT;
CREATE TABLE prescription (
  hi_rxno TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person, hospital TEXT NOT NULL REFERENCES institution,
  department TEXT NOT NULL, doctor TEXT NOT NULL, diagnosis TEXT NOT NULL, prescribed_at INTEGER NOT NULL, valid_until INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'used', 'revoked'))
) STRICT;
CREATE INDEX prescription_of_person ON prescription (person);

CREATE TABLE shown_code (
  code TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('patient', 'pharmacist')), owner TEXT NOT NULL, until INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE TABLE voucher_token (
  token TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person, institution TEXT NOT NULL REFERENCES institution,
  until INTEGER NOT NULL
) STRICT;

CREATE TABLE sign_in (
  sign_no TEXT PRIMARY KEY, institution TEXT NOT NULL REFERENCES institution, operator TEXT NOT NULL, date TEXT NOT NULL
) STRICT;
CREATE TABLE used_msgid (msgid TEXT PRIMARY KEY) STRICT;

CREATE TABLE used_signature (signature TEXT PRIMARY KEY) STRICT;
CREATE TABLE authorization (
  token TEXT PRIMARY KEY, hi_rxno TEXT NOT NULL REFERENCES prescription, institution TEXT NOT NULL REFERENCES institution,
  until INTEGER NOT NULL, replaced INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX one_authorization ON authorization (hi_rxno) WHERE replaced = 0;

CREATE TABLE message (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, channel TEXT NOT NULL, interface TEXT NOT NULL, accepted INTEGER NOT NULL,
  code TEXT NOT NULL, reason TEXT NOT NULL, fault TEXT, request TEXT NOT NULL, answer TEXT NOT NULL
) STRICT;
`
