/** Tables: what insurance systems told the prescription center of their settlements. */
export const localSchema = `
CREATE TABLE settlement_notice (
  setl_id TEXT PRIMARY KEY, hi_rxno TEXT NOT NULL REFERENCES prescription, institution TEXT NOT NULL REFERENCES institution,
  content TEXT NOT NULL, at INTEGER NOT NULL, reversal TEXT
) STRICT;
CREATE INDEX settlement_notice_of_prescription ON settlement_notice (hi_rxno);
`
