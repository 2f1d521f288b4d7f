/** A number in a rule of the center, with where it comes from. Times in milliseconds. */
interface Rule {
  readonly value: number
  readonly since: string
  readonly source: string
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** What the national documents demand, or, where they give no number, what this center does. */
export const nationalRules = Object.freeze({
  voucherQrLifetime: { value: MINUTE, since: '2019-12-16', source: 'V 4.11 demands a refresh; the number is inferred' },
  voucherTokenLifetime: {
    value: 15 * MINUTE,
    since: '2019-12-16',
    source: 'V 2.10 limits the token in time; the number is inferred',
  },
  prescriptionTokenLifetime: { value: 2 * HOUR, since: '2022-01-01', source: 'N 8.4 note 2' },
  insuranceClockTolerance: { value: 5 * MINUTE, since: '2022-01-01', source: 'inferred' },
  prescriptionClockTolerance: { value: 10 * MINUTE, since: '2022-01-01', source: 'inferred' },
} as const satisfies Record<string, Rule>)

export type ProvinceRules = { readonly [Name in keyof typeof nationalRules]: Rule }
