import type { Database } from 'better-sqlite3'

/** Goods of one outbound upload on their way to somebody's home. */
export interface Delivery {
  /** the outbound upload whose goods they are */
  readonly outbound: number
  /** delvNo */
  readonly number: string
  /** epoch ms; null while nobody signed */
  readonly signedAt: number | null
  /** JSON of 7210 as it came; null while nobody signed */
  readonly receipt: string | null
}

/** One piece of news of a delivery. */
export interface DeliveryUpdate {
  readonly outbound: number
  /** delvStasCodg */
  readonly state: string
  /** JSON of 7209 as it came */
  readonly content: string
  /** delvStasTime, epoch ms */
  readonly at: number
}

export interface Deliveries {
  of(outbound: number): Delivery | undefined
  begin(outbound: number, number: string): void
  add(update: DeliveryUpdate): void
  /** oldest first */
  updatesOf(outbound: number): readonly DeliveryUpdate[]
  sign(outbound: number, at: number, receipt: string): void
}

/** Deliveries over the center's database. */
export function createDeliveries(db: Database): Deliveries {
  const of = db.prepare<[number], Delivery>(
    'SELECT outbound, number, signed_at AS signedAt, receipt FROM delivery WHERE outbound = ?',
  )
  const begin = db.prepare<[number, string]>('INSERT INTO delivery (outbound, number) VALUES (?, ?)')
  const add = db.prepare<[DeliveryUpdate]>(
    'INSERT INTO delivery_update (outbound, state, content, at) VALUES (@outbound, @state, @content, @at)',
  )
  const updates = db.prepare<[number], DeliveryUpdate>(
    'SELECT outbound, state, content, at FROM delivery_update WHERE outbound = ? ORDER BY id',
  )
  const sign = db.prepare<[number, string, number]>('UPDATE delivery SET signed_at = ?, receipt = ? WHERE outbound = ?')
  return {
    of: (outbound) => of.get(outbound),
    begin: (outbound, number) => {
      begin.run(outbound, number)
    },
    add: (update) => {
      add.run(update)
    },
    updatesOf: (outbound) => updates.all(outbound),
    sign: (outbound, at, receipt) => {
      sign.run(at, receipt, outbound)
    },
  }
}
