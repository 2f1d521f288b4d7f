/** Tables: what an application on a patient's phone may do and is told, online authorizations, deliveries. */
export const phoneSchema = `
CREATE TABLE online_identity (
  auth_no TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person, application TEXT NOT NULL REFERENCES application, until INTEGER NOT NULL
) STRICT;
CREATE TABLE access_token (
  token TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person, application TEXT NOT NULL REFERENCES application, app_user TEXT NOT NULL,
  until INTEGER NOT NULL
) STRICT;
CREATE TABLE prescription_code (
  code TEXT PRIMARY KEY, hi_rxno TEXT NOT NULL REFERENCES prescription, until INTEGER NOT NULL, token TEXT REFERENCES authorization,
  ended INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX one_prescription_code ON prescription_code (hi_rxno) WHERE ended = 0;
CREATE TABLE online_authorization (
  auth_rxno TEXT PRIMARY KEY, auth_sn TEXT NOT NULL, token TEXT NOT NULL REFERENCES authorization
) STRICT;
CREATE TABLE delivery (
  outbound INTEGER PRIMARY KEY REFERENCES outbound, number TEXT NOT NULL, signed_at INTEGER, receipt TEXT
) STRICT;
CREATE TABLE delivery_update (
  id INTEGER PRIMARY KEY, outbound INTEGER NOT NULL REFERENCES delivery, state TEXT NOT NULL, content TEXT NOT NULL, at INTEGER NOT NULL
) STRICT;
CREATE INDEX delivery_update_of_outbound ON delivery_update (outbound, id);
CREATE TABLE notice (
  id INTEGER PRIMARY KEY, person TEXT NOT NULL REFERENCES person, hi_rxno TEXT NOT NULL REFERENCES prescription,
  kind TEXT NOT NULL CHECK (kind IN ('uploaded', 'withdrawn', 'reviewed', 'settled', 'unsettled', 'delivered')),
  content TEXT NOT NULL, states TEXT NOT NULL, at INTEGER NOT NULL
) STRICT;
CREATE INDEX notice_of_person ON notice (person, id);
`
