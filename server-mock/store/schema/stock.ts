/** Tables: packs that were sold, counts and movements of goods. */
export const stockSchema = `
CREATE TABLE trace_claim (
  code TEXT NOT NULL, source TEXT NOT NULL, sale TEXT NOT NULL, institution TEXT NOT NULL REFERENCES institution, drug TEXT NOT NULL, split INTEGER NOT NULL,
  at INTEGER NOT NULL, quantity INTEGER NOT NULL, PRIMARY KEY (code, source, sale)
) STRICT;
CREATE INDEX trace_claim_of_sale ON trace_claim (sale, source);
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
`
