/** Tables: who is who: institutions, people, what they are insured for, the catalogue of drugs. */
export const registrySchema = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE serial (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
CREATE TABLE institution (
  code TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('pharmacy', 'hospital')), area TEXT NOT NULL,
  approved INTEGER NOT NULL, app_id TEXT NOT NULL UNIQUE, app_secret TEXT NOT NULL, private_key BLOB NOT NULL, public_key BLOB NOT NULL
) STRICT;
CREATE TABLE terminal (
  id TEXT PRIMARY KEY, institution TEXT NOT NULL REFERENCES institution, mac TEXT NOT NULL UNIQUE, name TEXT NOT NULL, purpose TEXT NOT NULL,
  version TEXT NOT NULL, developer TEXT NOT NULL, registered_on TEXT NOT NULL
) STRICT;
CREATE TABLE local_system (
  code TEXT PRIMARY KEY, name TEXT NOT NULL, area TEXT NOT NULL, approved INTEGER NOT NULL, app_id TEXT NOT NULL UNIQUE, app_secret TEXT NOT NULL,
  private_key BLOB NOT NULL, public_key BLOB NOT NULL
) STRICT;
CREATE TABLE application (
  app_id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, official INTEGER NOT NULL, approved INTEGER NOT NULL, activates INTEGER NOT NULL,
  shows INTEGER NOT NULL, app_secret TEXT NOT NULL, private_key BLOB NOT NULL, public_key BLOB NOT NULL
) STRICT;
CREATE TABLE person (
  identity_number TEXT PRIMARY KEY, name TEXT NOT NULL, gender TEXT NOT NULL CHECK (gender IN ('male', 'female')), born TEXT NOT NULL,
  phone TEXT NOT NULL, person_number TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE insurance (
  person TEXT NOT NULL REFERENCES person, area TEXT NOT NULL, type TEXT NOT NULL, active INTEGER NOT NULL, balance INTEGER NOT NULL,
  since TEXT NOT NULL, PRIMARY KEY (person, area, type)
) STRICT;
CREATE TABLE entitlement (
  person TEXT NOT NULL REFERENCES person, type TEXT NOT NULL, memo TEXT NOT NULL, since TEXT NOT NULL, PRIMARY KEY (person, type)
) STRICT;
CREATE TABLE drug (
  code TEXT PRIMARY KEY, generic_name TEXT NOT NULL, product_name TEXT NOT NULL, dosage_form TEXT NOT NULL, spec TEXT NOT NULL, unit TEXT NOT NULL,
  maker TEXT NOT NULL, approval TEXT NOT NULL, item_type TEXT NOT NULL CHECK (item_type IN ('11', '12', '13')),
  level TEXT NOT NULL CHECK (level IN ('01', '02', '03')), prescription_flag TEXT NOT NULL,
  dual_channel INTEGER NOT NULL, covered INTEGER NOT NULL, trace_prefix TEXT, listed_on TEXT NOT NULL,
  special_class TEXT CHECK (special_class IN ('narcotic', 'psychotropic', 'toxic', 'radioactive'))
) STRICT;
CREATE TABLE drug_terms (
  drug TEXT NOT NULL REFERENCES drug, kind TEXT NOT NULL CHECK (kind IN ('selfPay', 'priceLimit')), since TEXT NOT NULL, until TEXT,
  value INTEGER NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (drug, kind, since)
) STRICT;
CREATE TABLE pharmacist (
  code TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person, practice_number TEXT NOT NULL, institution TEXT NOT NULL REFERENCES institution,
  registered INTEGER NOT NULL DEFAULT 1
) STRICT;
`
