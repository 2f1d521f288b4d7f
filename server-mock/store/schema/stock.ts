/** Tables: packs that were sold, what shops uploaded about their goods, which drug an own article is. */
export const stockSchema = `
CREATE TABLE trace_claim (
  code TEXT NOT NULL, source TEXT NOT NULL, sale TEXT NOT NULL, institution TEXT NOT NULL REFERENCES institution, drug TEXT NOT NULL, split INTEGER NOT NULL,
  at INTEGER NOT NULL, quantity INTEGER NOT NULL, PRIMARY KEY (code, source, sale)
) STRICT;
CREATE INDEX trace_claim_of_sale ON trace_claim (sale, source);
CREATE TABLE stock_record (
  id INTEGER PRIMARY KEY, institution TEXT NOT NULL REFERENCES institution, interface TEXT NOT NULL, kind TEXT NOT NULL, batch_serial TEXT NOT NULL,
  drug TEXT NOT NULL, article TEXT NOT NULL, article_name TEXT NOT NULL, prescription_flag TEXT NOT NULL, lot TEXT NOT NULL, quantity INTEGER NOT NULL,
  price INTEGER, counted_on TEXT, change TEXT, returns INTEGER REFERENCES stock_record, sale TEXT NOT NULL, settlement TEXT, operator TEXT NOT NULL,
  at INTEGER NOT NULL, node TEXT NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX stock_record_of_article ON stock_record (institution, article);
CREATE INDEX stock_record_of_drug ON stock_record (institution, drug);
CREATE INDEX stock_record_of_serial ON stock_record (institution, kind, batch_serial);
CREATE INDEX stock_record_of_sale ON stock_record (sale) WHERE sale <> '';
CREATE INDEX stock_record_returned ON stock_record (returns) WHERE returns IS NOT NULL;
CREATE TABLE stock_pack (
  record INTEGER NOT NULL REFERENCES stock_record, place INTEGER NOT NULL, code TEXT NOT NULL, split INTEGER NOT NULL, quantity INTEGER NOT NULL,
  PRIMARY KEY (record, place)
) STRICT;
CREATE INDEX stock_pack_of_code ON stock_pack (code);
CREATE TABLE catalogue_mapping (
  institution TEXT NOT NULL REFERENCES institution, article TEXT NOT NULL, drug TEXT NOT NULL REFERENCES drug, list_type TEXT NOT NULL, name TEXT NOT NULL,
  since TEXT NOT NULL, until TEXT NOT NULL, at INTEGER NOT NULL, withdrawn_at INTEGER
) STRICT;
CREATE UNIQUE INDEX one_mapping ON catalogue_mapping (institution, article) WHERE withdrawn_at IS NULL;
`
