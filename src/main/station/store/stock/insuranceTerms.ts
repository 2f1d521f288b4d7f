import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Price } from '../../../../shared/domain/money.ts'
import type { Drug } from '../goods.ts'

/** A drug of the insurance's catalogue (1312). Days are yyyy-MM-dd; `until` is the last one on which it holds. */
export interface InsuranceDrug {
  readonly nationalCode: string
  readonly name: string
  readonly level: Drug['level']
  /** 目录类别, asked for by 3301 */
  readonly listType: string | null
  readonly since: string
  readonly until: string | null
  readonly isValid: boolean
}

interface Term {
  /** what the province numbers it by; a later row of the same number replaces it */
  readonly record: string
  readonly nationalCode: string
  readonly since: string
  readonly until: string | null
  /** false: the province took it back */
  readonly isValid: boolean
}

/** Up to which price the fund pays (1318). */
export interface PriceLimit extends Term {
  readonly price: Price
}

/** Which share the person pays first (1319), in ten-thousandths. */
export interface SelfPayShare extends Term {
  readonly share: number
}

/** A limit or a share as it is kept, with the interface that told it. */
export type Kept<T> = Omit<T, 'record' | 'nationalCode' | 'isValid'> & { readonly source: string }

/** What the insurance says of drugs, whether the shop has them or not. */
export interface InsuranceTerms {
  /** writes rows of 1312; the levels of the shop's own drugs follow those that hold on `day` */
  putDrugs(rows: readonly InsuranceDrug[], day: string): void
  putLimits(rows: readonly PriceLimit[]): void
  putShares(rows: readonly SelfPayShare[]): void
  drug(nationalCode: string): InsuranceDrug | null
  /** the lowest limit that holds on a day; null where there is none */
  limitOn(nationalCode: string, day: string): Price | null
  /** newest first */
  limitsOf(nationalCode: string): readonly Kept<PriceLimit>[]
  /** newest first */
  sharesOf(nationalCode: string): readonly Kept<SelfPayShare>[]
}

const Money = z.custom<Price>(Number.isSafeInteger)
const Flag = z.literal([0, 1]).transform((flag) => flag === 1)
const dated = { since: z.string(), until: z.string().nullable(), source: z.string() }
const DrugRow = z.strictObject({
  nationalCode: z.string(),
  name: z.string(),
  level: z.enum(['A', 'B', 'C']).nullable(),
  listType: z.string().nullable(),
  since: z.string(),
  until: z.string().nullable(),
  isValid: Flag,
})
const LimitRow = z.strictObject({ price: Money, ...dated })
const ShareRow = z.strictObject({ share: z.int(), ...dated })

/** The look-ups in tables as long as the province's, exported so that a test can ask which index each one uses. */
export const termLookUps = Object.freeze({
  drug: `SELECT national_code AS nationalCode, name, level, list_type AS listType, since, until, is_valid AS isValid FROM insurance_drugs WHERE national_code = @code`,
  limitOn:
    'SELECT min(price) FROM price_limits WHERE national_code = @code AND since <= @day AND (until IS NULL OR until >= @day)',
  limitsOf: 'SELECT price, since, until, source FROM price_limits WHERE national_code = @code ORDER BY since DESC',
  sharesOf: 'SELECT share, since, until, source FROM self_pay_shares WHERE national_code = @code ORDER BY since DESC',
})

/** What the insurance says, in one database. */
export function createInsuranceTerms(db: Database.Database): InsuranceTerms {
  const upsertDrug = db.prepare(`INSERT INTO insurance_drugs (national_code, name, level, list_type, since, until, is_valid)
    VALUES (@nationalCode, @name, @level, @listType, @since, @until, @isValid)
    ON CONFLICT (national_code) DO UPDATE SET name = excluded.name, level = excluded.level, list_type = excluded.list_type, since = excluded.since,
    until = excluded.until, is_valid = excluded.is_valid`)
  const updateLevel = db.prepare('UPDATE drugs SET level = @level WHERE national_code = @nationalCode AND level IS NOT @level')
  const upsertLimit = db.prepare(`INSERT INTO price_limits (record, national_code, price, since, until, source)
    VALUES (@record, @nationalCode, @price, @since, @until, '1318') ON CONFLICT (record) DO UPDATE SET national_code = excluded.national_code,
    price = excluded.price, since = excluded.since, until = excluded.until`)
  const deleteLimit = db.prepare('DELETE FROM price_limits WHERE record = @record')
  const upsertShare = db.prepare(`INSERT INTO self_pay_shares (record, national_code, share, since, until, source)
    VALUES (@record, @nationalCode, CAST(@share AS INTEGER), @since, @until, '1319') ON CONFLICT (record) DO UPDATE SET
    national_code = excluded.national_code, share = excluded.share, since = excluded.since, until = excluded.until`)
  const deleteShare = db.prepare('DELETE FROM self_pay_shares WHERE record = @record')
  const selectDrug = db.prepare(termLookUps.drug)
  const selectLimitOn = db.prepare(termLookUps.limitOn).pluck()
  const selectLimits = db.prepare(termLookUps.limitsOf)
  const selectShares = db.prepare(termLookUps.sharesOf)

  const putTerms = <T extends Term>(rows: readonly T[], upsert: Database.Statement, remove: Database.Statement): void =>
    db
      .transaction(() => {
        for (const { isValid, ...row } of rows) (isValid ? upsert : remove).run(isValid ? row : { record: row.record })
      })
      .immediate()

  return {
    putDrugs: (rows, day) =>
      db
        .transaction(() => {
          for (const row of rows) {
            const { nationalCode, since, until, isValid } = row
            upsertDrug.run({ ...row, isValid: Number(isValid) })
            const isInForce = isValid && since <= day && (until === null || day <= until)
            updateLevel.run({ nationalCode, level: isInForce ? row.level : null })
          }
        })
        .immediate(),
    putLimits: (rows) => putTerms(rows, upsertLimit, deleteLimit),
    putShares: (rows) => putTerms(rows, upsertShare, deleteShare),
    drug: (code) => {
      const row = selectDrug.get({ code })
      return row === undefined ? null : DrugRow.parse(row)
    },
    limitOn: (code, day) => Money.nullable().parse(selectLimitOn.get({ code, day })),
    limitsOf: (code) => selectLimits.all({ code }).map((row) => LimitRow.parse(row)),
    sharesOf: (code) => selectShares.all({ code }).map((row) => ShareRow.parse(row)),
  }
}
