import type { Database } from 'better-sqlite3'

/** An order for the patient's own part of a settlement. Amounts in fen, times epoch ms. */
export interface PaymentOrder {
  readonly payOrdId: string
  readonly institution: string
  /** medOrgOrd, unique within the institution */
  readonly merchantOrder: string
  /** setl_id */
  readonly settlement: string
  /** identity number of who is to pay */
  readonly person: string
  readonly amount: number
  readonly description: string
  /** who has not paid by then can no more */
  readonly until: number
  readonly paidAt: number | null
  /** what went back so far */
  readonly refunded: number
}

export interface PaymentRefund {
  readonly institution: string
  /** appRefdSn, unique within the institution */
  readonly refundNo: string
  readonly payOrdId: string
  readonly amount: number
  readonly reason: string
  readonly at: number
}

export interface Payments {
  find(payOrdId: string): PaymentOrder | undefined
  byMerchant(institution: string, merchantOrder: string): PaymentOrder | undefined
  ofSettlement(settlement: string): readonly PaymentOrder[]
  /** newest first */
  ofPerson(person: string): readonly PaymentOrder[]
  add(order: Omit<PaymentOrder, 'paidAt' | 'refunded'>): void
  pay(payOrdId: string, at: number): void
  refund(institution: string, refundNo: string): PaymentRefund | undefined
  addRefund(refund: PaymentRefund): void
}

const ORDER = `SELECT pay_ord_id AS payOrdId, institution, merchant_order AS merchantOrder, settlement, person, amount, description, until, paid_at AS paidAt,
  (SELECT coalesce(sum(amount), 0) FROM payment_refund WHERE payment_refund.pay_ord_id = payment_order.pay_ord_id) AS refunded FROM payment_order`

/** Orders and refunds over the center's database. */
export function createPayments(db: Database): Payments {
  const find = db.prepare<[string], PaymentOrder>(`${ORDER} WHERE pay_ord_id = ?`)
  const byMerchant = db.prepare<[string, string], PaymentOrder>(`${ORDER} WHERE institution = ? AND merchant_order = ?`)
  const ofSettlement = db.prepare<[string], PaymentOrder>(`${ORDER} WHERE settlement = ? ORDER BY rowid`)
  const ofPerson = db.prepare<[string], PaymentOrder>(`${ORDER} WHERE person = ? ORDER BY rowid DESC`)
  const add = db.prepare<[Omit<PaymentOrder, 'paidAt' | 'refunded'>]>(`INSERT INTO payment_order
    VALUES (@payOrdId, @institution, @merchantOrder, @settlement, @person, @amount, @description, @until, NULL)`)
  const pay = db.prepare<[number, string]>('UPDATE payment_order SET paid_at = ? WHERE pay_ord_id = ?')
  const refund = db.prepare<[string, string], PaymentRefund>(`
    SELECT institution, refund_no AS refundNo, pay_ord_id AS payOrdId, amount, reason, at FROM payment_refund
    WHERE institution = ? AND refund_no = ?`)
  const addRefund = db.prepare<[PaymentRefund]>(
    'INSERT INTO payment_refund VALUES (@institution, @refundNo, @payOrdId, @amount, @reason, @at)',
  )
  return {
    find: (payOrdId) => find.get(payOrdId),
    byMerchant: (institution, merchantOrder) => byMerchant.get(institution, merchantOrder),
    ofSettlement: (settlement) => ofSettlement.all(settlement),
    ofPerson: (person) => ofPerson.all(person),
    add: (order) => {
      add.run(order)
    },
    pay: (payOrdId, at) => {
      pay.run(at, payOrdId)
    },
    refund: (institution, refundNo) => refund.get(institution, refundNo),
    addRefund: (of) => {
      addRefund.run(of)
    },
  }
}
