/** Tables: prescriptions and what a pharmacy does with them. */
export const prescriptionSchema = `
CREATE TABLE prescription (
  hi_rxno TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person, hospital TEXT NOT NULL REFERENCES institution,
  department TEXT NOT NULL, doctor TEXT NOT NULL, hospital_pharmacist TEXT NOT NULL, diagnosis TEXT NOT NULL, diagnosis_code TEXT NOT NULL,
  attribute TEXT NOT NULL CHECK (attribute IN ('01', '02', '03')), med_type TEXT NOT NULL, disease_code TEXT, long_term INTEGER NOT NULL,
  area TEXT NOT NULL, insurance_type TEXT NOT NULL, visit_id TEXT NOT NULL, rx_trace_code TEXT NOT NULL,
  prescribed_at INTEGER NOT NULL, valid_days INTEGER NOT NULL, valid_until INTEGER NOT NULL,
  withdrawn_at INTEGER, withdrawn_reason TEXT, used_by TEXT,
  flaw TEXT NOT NULL CHECK (flaw IN ('none', 'fileTampered', 'dataDiffers', 'certificateExpired')),
  fate TEXT CHECK (fate IN ('withdrawn', 'expired', 'usedElsewhere')), fate_after TEXT
) STRICT;
CREATE INDEX prescription_of_person ON prescription (person);
CREATE INDEX prescription_of_fate ON prescription (fate_after) WHERE fate_after IS NOT NULL;
CREATE INDEX prescription_of_visit ON prescription (visit_id);
CREATE TABLE prescription_line (
  hi_rxno TEXT NOT NULL REFERENCES prescription, number INTEGER NOT NULL, drug TEXT NOT NULL, quantity INTEGER NOT NULL, days INTEGER NOT NULL,
  dose TEXT NOT NULL, dose_unit TEXT NOT NULL, frequency_code TEXT NOT NULL, frequency TEXT NOT NULL, way_code TEXT NOT NULL, way TEXT NOT NULL,
  PRIMARY KEY (hi_rxno, number)
) STRICT;
CREATE TABLE prescription_file (
  hi_rxno TEXT PRIMARY KEY REFERENCES prescription, pdf BLOB NOT NULL, sign_digest TEXT NOT NULL, cert_sn TEXT NOT NULL, cert_dn TEXT NOT NULL
) STRICT;
CREATE TABLE used_signature (signature TEXT PRIMARY KEY) STRICT;
CREATE TABLE authorization (
  token TEXT PRIMARY KEY, hi_rxno TEXT NOT NULL REFERENCES prescription, institution TEXT NOT NULL REFERENCES institution,
  batch INTEGER NOT NULL, until INTEGER NOT NULL, downloaded_at INTEGER, ended INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX one_authorization ON authorization (hi_rxno) WHERE ended = 0;
CREATE INDEX authorization_of_prescription ON authorization (hi_rxno);
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
`
