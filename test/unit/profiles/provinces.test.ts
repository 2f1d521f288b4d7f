import { describe, expect, it } from 'vitest'
import { provinces } from '../../../server-mock/provinces/index.ts'
import { nationalNumbers, type Profile, profiles } from '../../../src/shared/profiles/index.ts'
import { interfaceTables } from '../../../src/shared/wire/index.ts'

const HOUR_MS = 3_600_000

/** What the counter believes, in the words of the mock center. */
function believed(profile: Profile) {
  const uploads = (moment: 'before' | 'after') =>
    profile.outboundUploads.value.filter((upload) => upload.moment === moment).map(({ number }) => number)
  return {
    outboundBefore: uploads('before'),
    outboundAfter: uploads('after'),
    served: nationalNumbers.filter((number) => !number.startsWith('ec.') && profile.interfaces[number].value !== null).sort(),
    prescriptionTokenLifetime: profile.prescriptionTokenHours.value * HOUR_MS,
    prescriptionValidity: profile.prescriptionValidDays.value,
    pharmacistVoucher: profile.pharmacistVoucherAtReview.value,
    spelling: profile.spelling.value,
  }
}

/** The first document that a source names. */
function documentOf(source: string): string {
  return /\b[NYMFV](?= \d)|处方管理办法/.exec(source)?.[0] ?? source
}

describe.each(Object.values(provinces))('$name', (province) => {
  const profile = Object.values(profiles).find(({ name }) => name === province.name)

  it('demands what the counter believes of it', () => {
    if (profile === undefined) throw new Error('there is no profile of this name')
    const demanded = Object.fromEntries(
      Object.keys(believed(profile)).map((name) => [name, Reflect.get(Reflect.get(province, name), 'value')]),
    )
    // a province serves hospitals, phones and others as well, of which a counter need not know
    const served = province.served.value.filter((number) => nationalNumbers.some((known) => known === number)).sort()
    expect({ ...demanded, served }).toEqual(believed(profile))
  })

  it('dates as the counter does what both have from the same document', () => {
    if (profile === undefined) throw new Error('there is no profile of this name')
    const pairs = [
      [province.outboundBefore, profile.outboundUploads],
      [province.prescriptionTokenLifetime, profile.prescriptionTokenHours],
      [province.prescriptionValidity, profile.prescriptionValidDays],
      [province.pharmacistVoucher, profile.pharmacistVoucherAtReview],
    ] as const
    for (const [rule, value] of pairs) {
      expect(documentOf(rule.source)).toBe(documentOf(value.source))
      expect(rule.since, rule.source).toBe(value.since)
    }
  })

  it('serves each interface at the path and under the number that the counter calls', () => {
    for (const number of nationalNumbers) {
      const served = profile?.interfaces[number].value
      if (served) expect(served).toEqual({ number, path: interfaceTables[number].path })
    }
  })
})

it('every profile has its province', () => {
  expect(Object.keys(profiles)).toEqual(Object.keys(provinces))
})
