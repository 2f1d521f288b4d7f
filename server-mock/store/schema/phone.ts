/** Tables: what a patient's phone is told. */
export const phoneSchema = `
CREATE TABLE notice (
  id INTEGER PRIMARY KEY, person TEXT NOT NULL REFERENCES person, hi_rxno TEXT NOT NULL REFERENCES prescription,
  kind TEXT NOT NULL CHECK (kind IN ('uploaded', 'withdrawn', 'reviewed', 'settled', 'unsettled', 'delivered')),
  content TEXT NOT NULL, states TEXT NOT NULL, at INTEGER NOT NULL
) STRICT;
CREATE INDEX notice_of_person ON notice (person, id);
`
