/** Tables: where institutions want to be told by which channel, and what the center is to tell them of its own accord. */
export const callbackSchema = `
CREATE TABLE callback (
  institution TEXT NOT NULL REFERENCES institution, channel TEXT NOT NULL CHECK (channel IN ('B', 'E')), url TEXT NOT NULL, PRIMARY KEY (institution, channel)
) STRICT;
CREATE TABLE outgoing (
  id INTEGER PRIMARY KEY, interface TEXT NOT NULL CHECK (interface IN ('7108', '7109', 'pay.notify')), institution TEXT NOT NULL REFERENCES institution,
  about TEXT NOT NULL, content TEXT NOT NULL, at INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0, ended TEXT CHECK (ended IN ('taken', 'givenUp'))
) STRICT;
CREATE INDEX outgoing_waiting ON outgoing (id) WHERE ended IS NULL;
`
