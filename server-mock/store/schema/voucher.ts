/**
 * Tables: what people have at the voucher platform, what phones show, and what it was exchanged for. A holder's `name` is that of the
 * activation, null before it; `application` is the appId of the one on the holder's phone.
 */
export const voucherSchema = `
CREATE TABLE holder (
  person TEXT PRIMARY KEY REFERENCES person, name TEXT, application TEXT NOT NULL REFERENCES application, names_place INTEGER NOT NULL, face TEXT NOT NULL UNIQUE,
  password TEXT, wrong_passwords INTEGER NOT NULL DEFAULT 0, locked_until INTEGER
) STRICT;
CREATE TABLE card (number TEXT PRIMARY KEY, person TEXT NOT NULL UNIQUE REFERENCES person, identification TEXT NOT NULL) STRICT;
CREATE TABLE channel_authorization (
  code TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person, application TEXT NOT NULL REFERENCES application, withdrawn_at INTEGER
) STRICT;
CREATE UNIQUE INDEX one_channel_authorization ON channel_authorization (person, application) WHERE withdrawn_at IS NULL;
CREATE TABLE live_check (
  serial TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person, application TEXT NOT NULL REFERENCES application, until INTEGER NOT NULL, used_at INTEGER
) STRICT;
CREATE TABLE shown_code (
  code TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('patient', 'pharmacist')), owner TEXT NOT NULL, application TEXT NOT NULL REFERENCES application,
  area TEXT, until INTEGER NOT NULL, used_at INTEGER
) STRICT;
CREATE INDEX shown_code_of_owner ON shown_code (owner, application);
CREATE TABLE voucher_token (
  token TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person, institution TEXT NOT NULL REFERENCES institution,
  source TEXT NOT NULL CHECK (source IN ('code', 'face', 'password')), area TEXT, until INTEGER NOT NULL
) STRICT;
CREATE TABLE face_session (
  auth_no TEXT PRIMARY KEY, institution TEXT NOT NULL REFERENCES institution, business TEXT NOT NULL, until INTEGER NOT NULL,
  person TEXT REFERENCES person, used_at INTEGER, UNIQUE (institution, business)
) STRICT;
CREATE INDEX waiting_face_session ON face_session (until) WHERE person IS NULL;
CREATE TABLE voucher_notice (
  auth_no TEXT PRIMARY KEY REFERENCES face_session, person TEXT NOT NULL REFERENCES person, content TEXT NOT NULL, at INTEGER NOT NULL
) STRICT;
CREATE INDEX voucher_notice_of_person ON voucher_notice (person, at);
`
