/** Tables: orders and refunds of the payment center. */
export const paymentSchema = `
CREATE TABLE payment_order (
  pay_ord_id TEXT PRIMARY KEY, institution TEXT NOT NULL REFERENCES institution, merchant_order TEXT NOT NULL, settlement TEXT NOT NULL REFERENCES settlement,
  person TEXT NOT NULL REFERENCES person, amount INTEGER NOT NULL CHECK (amount > 0), description TEXT NOT NULL, until INTEGER NOT NULL, paid_at INTEGER,
  UNIQUE (institution, merchant_order)
) STRICT;
CREATE INDEX payment_order_of_settlement ON payment_order (settlement);
CREATE INDEX payment_order_of_person ON payment_order (person);
CREATE TABLE payment_refund (
  institution TEXT NOT NULL REFERENCES institution, refund_no TEXT NOT NULL, pay_ord_id TEXT NOT NULL REFERENCES payment_order,
  amount INTEGER NOT NULL CHECK (amount > 0), reason TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (institution, refund_no)
) STRICT;
CREATE INDEX payment_refund_of_order ON payment_refund (pay_ord_id);
`
