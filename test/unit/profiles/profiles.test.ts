import { describe, expect, it } from 'vitest'
import { type Dated, nationalNumbers, type Profile, profiles } from '../../../src/shared/profiles/index.ts'
import { interfaceTables } from '../../../src/shared/wire/index.ts'

const all: readonly (readonly [string, Profile])[] = Object.entries(profiles)

function datedValues({ name: _name, interfaces, ...rest }: Profile): readonly (readonly [string, Dated<unknown>])[] {
  return [...Object.entries(interfaces), ...Object.entries(rest)]
}

it('the profiles know the interfaces of a pharmacy, and each has its table', () => {
  expect(nationalNumbers.filter((number) => !Object.hasOwn(interfaceTables, number))).toEqual([])
})

describe.each(all)('the profile %s', (name, profile) => {
  it('is named as it is listed, and cannot be changed', () => {
    expect(profile.name).toBe(name)
    expect([Object.isFrozen(profiles), Object.isFrozen(profile), Object.isFrozen(profile.interfaces)]).toEqual([true, true, true])
  })

  it.each(datedValues(profile))('%s has a day and a source', (_, { since, source }) => {
    expect(new Date(`${since}T00:00:00Z`).toISOString().slice(0, 10)).toBe(since)
    expect(source).toMatch(/\b[NYMFVS]\d*\b|\[inferred\]|管理办法/)
  })

  it('uploads, undoes and settles only by interfaces that the province serves', () => {
    const { outboundUploads, undoAfterSettlement, cancelOutbound, settlementSet, lostSettlementQuery, interfaces } = profile
    const named = [
      ...outboundUploads.value.map(({ number }) => number),
      ...undoAfterSettlement.value.flat(),
      ...Object.values(cancelOutbound.value).flat(),
      ...Object.values(settlementSet.value),
      ...(lostSettlementQuery.value === null ? [] : [lostSettlementQuery.value]),
    ]
    for (const number of named) expect(interfaces[number].value, number).not.toBeNull()
  })

  it('can take back whatever it uploads, and begins an undoing with the money', () => {
    for (const { number } of profile.outboundUploads.value) expect(profile.cancelOutbound.value[number]).not.toEqual([])
    expect(profile.undoAfterSettlement.value[0]).toEqual(['2103'])
  })
})

it('the nation has the paths of the tables', () => {
  for (const number of nationalNumbers)
    expect(profiles.national.interfaces[number].value, number).toEqual({ number, path: interfaceTables[number].path })
})

it('Fujian reports goods to the insurance side before the settlement, the nation to the prescription center', () => {
  expect(profiles.fujian.outboundUploads.value).toEqual([{ number: '3505', moment: 'before' }])
  expect(profiles.national.outboundUploads.value).toEqual([
    { number: '7207', moment: 'before' },
    { number: '3505', moment: 'after' },
  ])
  expect(profiles.fujian.undoAfterSettlement.value).toEqual([['2103'], ['3506', '3507']])
  expect(profiles.national.undoAfterSettlement.value).toEqual([['2103'], ['7208'], ['3506']])
})
