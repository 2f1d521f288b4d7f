/** Tables: every message that came in. `cases` are names between spaces. */
export const logSchema = `
CREATE TABLE message (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, real_at INTEGER NOT NULL, ms REAL NOT NULL, channel TEXT NOT NULL, interface TEXT NOT NULL, path TEXT NOT NULL,
  client TEXT NOT NULL, cases TEXT NOT NULL, accepted INTEGER NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL, fault TEXT,
  gone INTEGER NOT NULL DEFAULT 0, request TEXT NOT NULL, answer TEXT NOT NULL, raw_request TEXT NOT NULL, raw_answer TEXT NOT NULL
) STRICT;
CREATE INDEX message_of_client ON message (client, at);
`
