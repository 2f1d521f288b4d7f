import type { Database } from 'better-sqlite3'

/** What a year has come to under one plan, fen. */
export interface Accumulation {
  readonly deductiblePaid: number
  readonly fundPaid: number
}

/** A settlement, or the reversal of one: then the three amounts are the negative ones of the settlement that it `reverses`. */
export interface Settlement {
  readonly setlId: string
  readonly mdtrtId: string
  /** of the request: medins_setl_id */
  readonly msgid: string
  readonly interface: '2102' | '2102A' | '2103'
  readonly institution: string
  /** identity number */
  readonly person: string
  readonly area: string
  readonly insuranceType: string
  readonly year: number
  readonly plan: string
  readonly hiRxno: string | null
  /** epoch ms */
  readonly at: number
  /** JSON, see `SettledRequest` */
  readonly request: string
  /** JSON of the output as it was given */
  readonly result: string
  readonly accountPaid: number
  readonly deductiblePaid: number
  readonly fundPaid: number
  readonly reverses: string | null
  /** `revoked` by 2103, `reversed` by 2601 as if it had never been; null while it stands */
  readonly ended: 'revoked' | 'reversed' | null
}

export interface Settlements {
  /** writes a settlement or a reversal, and its amounts to account and year */
  add(settlement: Omit<Settlement, 'ended'>): void
  find(setlId: string): Settlement | undefined
  byMessage(msgid: string): Settlement | undefined
  /** the settlement that stands for a sale */
  standingOfSale(sale: string): Settlement | undefined
  /** 2103: it no longer stands, and stands again when the reversal itself is undone */
  mark(setlId: string, ended: Settlement['ended']): void
  /** 2601: as if it had never been, its amounts included */
  reverse(settlement: Settlement): void
  /** whether the person has settled or revoked anything since */
  hasLater(settlement: Settlement): boolean
  /** settlements and revocations of an institution in from ≤ at < until that 2601 did not undo, oldest first */
  between(institution: string, from: number, until: number): readonly Settlement[]
  /** a page of all settlements, reversals left out, the latest first; and how many there are */
  latest(limit: number, offset: number): { readonly total: number; readonly settlements: readonly Settlement[] }
  accumulation(of: Pick<Settlement, 'person' | 'insuranceType' | 'year' | 'plan'>): Accumulation
}

const SETTLEMENT = `SELECT setl_id AS setlId, mdtrt_id AS mdtrtId, msgid, interface, institution, person, area, insurance_type AS insuranceType,
  year, plan, hi_rxno AS hiRxno, at, request, result, account_paid AS accountPaid, deductible_paid AS deductiblePaid, fund_paid AS fundPaid,
  reverses, ended FROM settlement`
type Paid = Pick<
  Settlement,
  'person' | 'area' | 'insuranceType' | 'year' | 'plan' | 'accountPaid' | 'deductiblePaid' | 'fundPaid'
>

/** Settlements over the center's database. */
export function createSettlements(db: Database): Settlements {
  const add = db.prepare<
    [Omit<Settlement, 'ended'>]
  >(`INSERT INTO settlement VALUES (@setlId, @mdtrtId, @msgid, @interface, @institution, @person,
    @area, @insuranceType, @year, @plan, @hiRxno, @at, @request, @result, @accountPaid, @deductiblePaid, @fundPaid, @reverses, NULL)`)
  const find = db.prepare<[string], Settlement>(`${SETTLEMENT} WHERE setl_id = ?`)
  const byMessage = db.prepare<[string], Settlement>(`${SETTLEMENT} WHERE msgid = ?`)
  const standingOfSale = db.prepare<[string], Settlement>(
    `${SETTLEMENT} WHERE ended IS NULL AND reverses IS NULL AND json_extract(request, '$.sale') = ?`,
  )
  const mark = db.prepare<[string | null, string]>('UPDATE settlement SET ended = ? WHERE setl_id = ?')
  const later = db.prepare<[string, string]>(`SELECT 1 FROM settlement WHERE person = ? AND ended IS NOT 'reversed'
    AND rowid > (SELECT rowid FROM settlement WHERE setl_id = ?)`)
  const between = db.prepare<[string, number, number], Settlement>(
    `${SETTLEMENT} WHERE institution = ? AND at >= ? AND at < ? AND ended IS NOT 'reversed' ORDER BY at, rowid`,
  )
  const latest = db.prepare<[number, number], Settlement>(
    `${SETTLEMENT} WHERE reverses IS NULL ORDER BY at DESC, rowid DESC LIMIT ? OFFSET ?`,
  )
  const count = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM settlement WHERE reverses IS NULL')
  const pay = db.prepare<[Paid]>(
    'UPDATE insurance SET balance = balance - @accountPaid WHERE person = @person AND area = @area AND type = @insuranceType',
  )
  const accumulate = db.prepare<
    [Paid]
  >(`INSERT INTO accumulation VALUES (@person, @insuranceType, @year, @plan, @deductiblePaid, @fundPaid)
    ON CONFLICT (person, insurance_type, year, plan)
    DO UPDATE SET deductible_paid = deductible_paid + excluded.deductible_paid, fund_paid = fund_paid + excluded.fund_paid`)
  const accumulation = db.prepare<[Pick<Settlement, 'person' | 'insuranceType' | 'year' | 'plan'>], Accumulation>(`
    SELECT deductible_paid AS deductiblePaid, fund_paid AS fundPaid FROM accumulation
    WHERE person = @person AND insurance_type = @insuranceType AND year = @year AND plan = @plan`)
  const apply = (paid: Paid): void => {
    pay.run(paid)
    accumulate.run(paid)
  }

  return {
    add: (settlement) => {
      add.run(settlement)
      apply(settlement)
    },
    find: (setlId) => find.get(setlId),
    byMessage: (msgid) => byMessage.get(msgid),
    standingOfSale: (sale) => standingOfSale.get(sale),
    mark: (setlId, ended) => {
      mark.run(ended, setlId)
    },
    reverse: (settlement) => {
      mark.run('reversed', settlement.setlId)
      const { accountPaid, deductiblePaid, fundPaid } = settlement
      apply({ ...settlement, accountPaid: -accountPaid, deductiblePaid: -deductiblePaid, fundPaid: -fundPaid })
    },
    hasLater: ({ person, setlId }) => later.get(person, setlId) !== undefined,
    between: (institution, from, until) => between.all(institution, from, until),
    latest: (limit, offset) => ({ total: count.get()?.total ?? 0, settlements: latest.all(limit, offset) }),
    accumulation: (of) => accumulation.get(of) ?? { deductiblePaid: 0, fundPaid: 0 },
  }
}
