/** Tables: every message that came in. */
export const logSchema = `
CREATE TABLE message (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, channel TEXT NOT NULL, interface TEXT NOT NULL, accepted INTEGER NOT NULL,
  code TEXT NOT NULL, reason TEXT NOT NULL, fault TEXT, request TEXT NOT NULL, answer TEXT NOT NULL
) STRICT;
`
