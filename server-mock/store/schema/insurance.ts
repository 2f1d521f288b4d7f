/** Tables: sign-ins, settlements, what a year has come to, policy values, files of 9101 and 9102. */
export const insuranceSchema = `
CREATE TABLE sign_in (
  sign_no TEXT PRIMARY KEY, institution TEXT NOT NULL REFERENCES institution, operator TEXT NOT NULL, date TEXT NOT NULL
) STRICT;
CREATE TABLE used_msgid (msgid TEXT PRIMARY KEY) STRICT;
CREATE TABLE settlement (
  setl_id TEXT PRIMARY KEY, mdtrt_id TEXT NOT NULL, msgid TEXT NOT NULL UNIQUE, interface TEXT NOT NULL, institution TEXT NOT NULL REFERENCES institution,
  person TEXT NOT NULL REFERENCES person, area TEXT NOT NULL, insurance_type TEXT NOT NULL, year INTEGER NOT NULL, plan TEXT NOT NULL,
  hi_rxno TEXT REFERENCES prescription, at INTEGER NOT NULL, request TEXT NOT NULL, result TEXT NOT NULL,
  account_paid INTEGER NOT NULL, deductible_paid INTEGER NOT NULL, fund_paid INTEGER NOT NULL,
  reverses TEXT REFERENCES settlement, ended TEXT CHECK (ended IN ('revoked', 'reversed'))
) STRICT;
CREATE INDEX settlement_of_institution ON settlement (institution, at);
CREATE INDEX settlement_of_person ON settlement (person);
CREATE INDEX settlement_of_sale ON settlement (json_extract(request, '$.sale')) WHERE ended IS NULL AND reverses IS NULL;
CREATE UNIQUE INDEX one_reversal ON settlement (reverses) WHERE reverses IS NOT NULL AND ended IS NULL;
CREATE TABLE accumulation (
  person TEXT NOT NULL REFERENCES person, insurance_type TEXT NOT NULL, year INTEGER NOT NULL, plan TEXT NOT NULL,
  deductible_paid INTEGER NOT NULL, fund_paid INTEGER NOT NULL, PRIMARY KEY (person, insurance_type, year, plan)
) STRICT;
CREATE TABLE policy (
  plan TEXT NOT NULL, insurance_type TEXT NOT NULL, since TEXT NOT NULL, deductible INTEGER NOT NULL, ceiling INTEGER NOT NULL,
  rate_a INTEGER NOT NULL, rate_b INTEGER NOT NULL, source TEXT NOT NULL, PRIMARY KEY (plan, insurance_type, since)
) STRICT;
CREATE TABLE statement_file (
  file_no TEXT PRIMARY KEY, institution TEXT NOT NULL REFERENCES institution, kind TEXT NOT NULL CHECK (kind IN ('upload', 'result')),
  filename TEXT NOT NULL, content BLOB NOT NULL, until INTEGER NOT NULL
) STRICT;
`
