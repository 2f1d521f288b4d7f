/** Tables: what phones show, and what it was exchanged for. */
export const voucherSchema = `
CREATE TABLE shown_code (
  code TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('patient', 'pharmacist')), owner TEXT NOT NULL, until INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE TABLE voucher_token (
  token TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person, institution TEXT NOT NULL REFERENCES institution,
  until INTEGER NOT NULL
) STRICT;
`
