import type { Database } from 'better-sqlite3'

/** What one plan pays people of one insurance type from a day on. Amounts in fen, rates in ten-thousandths. */
export interface Policy {
  readonly plan: string
  readonly insuranceType: string
  /** yyyy-MM-dd, the first day */
  readonly since: string
  readonly deductible: number
  readonly ceiling: number
  /** the fund's share by 甲 and 乙 */
  readonly rateA: number
  readonly rateB: number
  readonly source: string
}

export interface Policies {
  /** what holds on a day (yyyy-MM-dd); before the first day that is known, the first one */
  on(plan: string, insuranceType: string, day: string): Policy | undefined
  /** by plan, insurance type and day */
  list(): readonly Policy[]
  /** adds one, or takes the place of the one of the same day */
  put(policy: Policy): void
}

const POLICY = `SELECT plan, insurance_type AS insuranceType, since, deductible, ceiling, rate_a AS rateA, rate_b AS rateB, source FROM policy`

/** Policy values over the center's database. */
export function createPolicies(db: Database): Policies {
  const on = db.prepare<[string, string, string, string], Policy>(
    `${POLICY} WHERE plan = ? AND insurance_type = ? ORDER BY since > ?, CASE WHEN since > ? THEN since END, since DESC LIMIT 1`,
  )
  const list = db.prepare<[], Policy>(`${POLICY} ORDER BY plan, insurance_type, since`)
  const put = db.prepare<[Policy]>(
    'INSERT OR REPLACE INTO policy VALUES (@plan, @insuranceType, @since, @deductible, @ceiling, @rateA, @rateB, @source)',
  )
  return {
    on: (plan, insuranceType, day) => on.get(plan, insuranceType, day, day),
    list: () => list.all(),
    put: (policy) => {
      put.run(policy)
    },
  }
}
