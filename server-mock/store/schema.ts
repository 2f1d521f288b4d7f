/** Raised with every change of the tables below: a data file of another version is refused, its content is only play. */
export const SCHEMA_VERSION = 3

/** The tables of the mock center. Times are epoch ms, amounts fen, prices millionths of a yuan, quantities ten-thousandths, flags 0 or 1. */
export const SCHEMA = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE serial (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;

CREATE TABLE institution (
  code TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('pharmacy', 'hospital')), area TEXT NOT NULL,
  approved INTEGER NOT NULL, app_id TEXT NOT NULL UNIQUE, app_secret TEXT NOT NULL, private_key BLOB NOT NULL, public_key BLOB NOT NULL
) STRICT;
CREATE TABLE terminal (id TEXT PRIMARY KEY, institution TEXT NOT NULL REFERENCES institution) STRICT;

CREATE TABLE person (
  identity_number TEXT PRIMARY KEY, name TEXT NOT NULL, gender TEXT NOT NULL CHECK (gender IN ('male', 'female')), born TEXT NOT NULL,
  phone TEXT NOT NULL, person_number TEXT NOT NULL UNIQUE,
  voucher TEXT NOT NULL CHECK (voucher IN ('active', 'withoutPlace', 'notActivated', 'channelNotAuthorized'))
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
  level TEXT NOT NULL CHECK (level IN ('01', '02', '03')), self_pay INTEGER NOT NULL, price_limit INTEGER, prescription_flag TEXT NOT NULL,
  dual_channel INTEGER NOT NULL, covered INTEGER NOT NULL, trace_prefix TEXT
) STRICT;

CREATE TABLE prescription (
  hi_rxno TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person, hospital TEXT NOT NULL REFERENCES institution,
  department TEXT NOT NULL, doctor TEXT NOT NULL, hospital_pharmacist TEXT NOT NULL, diagnosis TEXT NOT NULL, diagnosis_code TEXT NOT NULL,
  attribute TEXT NOT NULL CHECK (attribute IN ('01', '02', '03')), med_type TEXT NOT NULL, disease_code TEXT, long_term INTEGER NOT NULL,
  area TEXT NOT NULL, insurance_type TEXT NOT NULL, visit_id TEXT NOT NULL, rx_trace_code TEXT NOT NULL,
  prescribed_at INTEGER NOT NULL, valid_days INTEGER NOT NULL, valid_until INTEGER NOT NULL,
  withdrawn_at INTEGER, withdrawn_reason TEXT, used_by TEXT,
  flaw TEXT NOT NULL CHECK (flaw IN ('none', 'fileTampered', 'dataDiffers')),
  fate TEXT CHECK (fate IN ('withdrawn', 'expired', 'usedElsewhere')), fate_after TEXT
) STRICT;
CREATE INDEX prescription_of_person ON prescription (person);
CREATE TABLE prescription_line (
  hi_rxno TEXT NOT NULL REFERENCES prescription, number INTEGER NOT NULL, drug TEXT NOT NULL, quantity INTEGER NOT NULL, days INTEGER NOT NULL,
  dose TEXT NOT NULL, dose_unit TEXT NOT NULL, frequency_code TEXT NOT NULL, frequency TEXT NOT NULL, way_code TEXT NOT NULL, way TEXT NOT NULL,
  PRIMARY KEY (hi_rxno, number)
) STRICT;
CREATE TABLE prescription_file (
  hi_rxno TEXT PRIMARY KEY REFERENCES prescription, pdf BLOB NOT NULL, sign_digest TEXT NOT NULL, cert_sn TEXT NOT NULL, cert_dn TEXT NOT NULL
) STRICT;

CREATE TABLE pharmacist (
  code TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person, practice_number TEXT NOT NULL, institution TEXT NOT NULL REFERENCES institution
) STRICT;

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
  batch INTEGER NOT NULL, until INTEGER NOT NULL, downloaded_at INTEGER, ended INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX one_authorization ON authorization (hi_rxno) WHERE ended = 0;
CREATE INDEX authorization_of_batch ON authorization (batch);
CREATE TABLE verification (
  serial TEXT PRIMARY KEY, hi_rxno TEXT NOT NULL REFERENCES prescription, institution TEXT NOT NULL REFERENCES institution, at INTEGER NOT NULL
) STRICT;
CREATE TABLE review (
  biz_sn TEXT PRIMARY KEY, hi_rxno TEXT NOT NULL REFERENCES prescription, institution TEXT NOT NULL REFERENCES institution,
  pharmacist TEXT NOT NULL REFERENCES pharmacist, status TEXT NOT NULL CHECK (status IN ('1', '2')), opinion TEXT NOT NULL, at INTEGER NOT NULL,
  verification TEXT NOT NULL REFERENCES verification
) STRICT;
CREATE INDEX review_of_prescription ON review (hi_rxno);
CREATE TABLE outbound (
  id INTEGER PRIMARY KEY, hi_rxno TEXT NOT NULL REFERENCES prescription, institution TEXT NOT NULL REFERENCES institution, settlement TEXT,
  content TEXT NOT NULL, at INTEGER NOT NULL, undone_at INTEGER
) STRICT;
CREATE UNIQUE INDEX one_outbound ON outbound (hi_rxno) WHERE undone_at IS NULL;

CREATE TABLE settlement (
  setl_id TEXT PRIMARY KEY, mdtrt_id TEXT NOT NULL, msgid TEXT NOT NULL UNIQUE, interface TEXT NOT NULL, institution TEXT NOT NULL REFERENCES institution,
  person TEXT NOT NULL REFERENCES person, area TEXT NOT NULL, insurance_type TEXT NOT NULL, year INTEGER NOT NULL, plan TEXT NOT NULL,
  hi_rxno TEXT REFERENCES prescription, at INTEGER NOT NULL, request TEXT NOT NULL, result TEXT NOT NULL,
  account_paid INTEGER NOT NULL, deductible_paid INTEGER NOT NULL, fund_paid INTEGER NOT NULL,
  reverses TEXT REFERENCES settlement, ended TEXT CHECK (ended IN ('revoked', 'reversed'))
) STRICT;
CREATE UNIQUE INDEX one_reversal ON settlement (reverses) WHERE reverses IS NOT NULL AND ended IS NULL;
CREATE TABLE accumulation (
  person TEXT NOT NULL REFERENCES person, insurance_type TEXT NOT NULL, year INTEGER NOT NULL, plan TEXT NOT NULL,
  deductible_paid INTEGER NOT NULL, fund_paid INTEGER NOT NULL, PRIMARY KEY (person, insurance_type, year, plan)
) STRICT;

CREATE TABLE trace_claim (
  code TEXT NOT NULL, source TEXT NOT NULL, sale TEXT NOT NULL, institution TEXT NOT NULL REFERENCES institution, drug TEXT NOT NULL, split INTEGER NOT NULL,
  at INTEGER NOT NULL, quantity INTEGER NOT NULL, PRIMARY KEY (code, source, sale)
) STRICT;

CREATE TABLE stock_count (
  institution TEXT NOT NULL REFERENCES institution, batch_serial TEXT NOT NULL, drug TEXT NOT NULL, article TEXT NOT NULL, article_name TEXT NOT NULL,
  prescription_flag TEXT NOT NULL, lot TEXT NOT NULL, counted_on TEXT NOT NULL, quantity INTEGER NOT NULL, at INTEGER NOT NULL,
  last_movement INTEGER NOT NULL,
  PRIMARY KEY (institution, batch_serial)
) STRICT;
CREATE TABLE stock_movement (
  id INTEGER PRIMARY KEY, institution TEXT NOT NULL REFERENCES institution, interface TEXT NOT NULL, batch_serial TEXT NOT NULL, drug TEXT NOT NULL,
  article TEXT NOT NULL, article_name TEXT NOT NULL, prescription_flag TEXT NOT NULL, lot TEXT NOT NULL, quantity INTEGER NOT NULL, price INTEGER,
  sale TEXT NOT NULL, settlement TEXT, at INTEGER NOT NULL, content TEXT NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX stock_movement_of_article ON stock_movement (institution, article);
CREATE INDEX stock_movement_of_sale ON stock_movement (sale);

CREATE TABLE message (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, channel TEXT NOT NULL, interface TEXT NOT NULL, accepted INTEGER NOT NULL,
  code TEXT NOT NULL, reason TEXT NOT NULL, fault TEXT, request TEXT NOT NULL, answer TEXT NOT NULL
) STRICT;
`
