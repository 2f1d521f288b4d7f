import { expect, it } from 'vitest'
import { type InterfacePolicy, policies } from '../../../src/main/station/gateways/policies.ts'
import { failures } from '../../../src/renderer/i18n/zh-CN/failures.ts'
import { failureFacts } from '../../../src/shared/contract/failures.ts'
import { type InterfaceNumber, interfaceTables } from '../../../src/shared/wire/index.ts'

const rows: readonly (readonly [string, InterfacePolicy])[] = Object.entries(policies)
const named = (isWanted: (policy: InterfacePolicy) => boolean) =>
  rows.filter(([, policy]) => isWanted(policy)).map(([number]) => number)

it('the policies have rows for interfaces that there are', () => {
  for (const number of Object.keys(policies)) expect(Object.keys(interfaceTables)).toContain(number)
})

it('what is repeated is what clears its outcome up by repeating', () => {
  for (const [number, { outcomeBy, repeatAfterMs }] of rows)
    expect(repeatAfterMs.length > 0, number).toBe(outcomeBy === 'repeating')
})

it('queries are never exchanges, and leave nothing to clear up', () => {
  expect(named(({ kind }) => kind === 'query').sort()).toEqual([
    ...['1101', '1312', '1318', '1319'],
    ...['2101', '2101A', '35081', '35082', '5203', '7205'],
  ])
  for (const [number, policy] of rows) expect(policy.outcomeBy === 'nothing', number).toBe(policy.kind === 'query')
})

it('money, a QR, a password, a count and a movement of goods are never repeated', () => {
  expect(named(({ outcomeBy }) => outcomeBy === 'reversing').sort()).toEqual(['2102', '2102A', '2103'])
  expect(named(({ outcomeBy }) => outcomeBy === 'deleting').sort()).toEqual([
    '3501',
    '3501A',
    '3502',
    '3503',
    '3503A',
    '3504',
    '3505',
    '3506',
  ])
  expect(named(({ outcomeBy }) => outcomeBy === 'newCredential')).toEqual(['ec.query', 'ec.pwdCheck'])
})

it('what 2601 can reverse is what its table can name', () => {
  const [data] = interfaceTables['2601'].input
  const reversible = Object.keys(data.fields[2].codes)
  for (const number of named(({ outcomeBy }) => outcomeBy === 'reversing')) expect(reversible).toContain(number)
})

it('a lost answer that may have moved money is called so at the counter', () => {
  const moving: readonly InterfaceNumber[] = ['2102', '2102A', '2103', '2601']
  for (const [number, { lostAs }] of rows) {
    const money = lostAs === null ? 'untouched' : failureFacts[lostAs].money
    expect(money, number).toBe(moving.some((one) => one === number) ? 'unknown' : 'untouched')
  }
})

it('every failure that a row names has its sentence, and only a repetition can find that something was done', () => {
  for (const [number, { lostAs, doneBy, outcomeBy }] of rows) {
    for (const code of [...doneBy, ...(lostAs === null ? [] : [lostAs])]) expect(failures[code].what, number).not.toBe('')
    if (doneBy.length > 0) expect(outcomeBy, number).toBe('repeating')
  }
})

it('only that there is nothing to undo means that it is done: that something stands may be somebody else’s doing', () => {
  const meaning = Object.fromEntries(
    rows.filter(([, { doneBy }]) => doneBy.length > 0).map(([number, { doneBy }]) => [number, doneBy]),
  )
  expect(meaning).toEqual({
    '9002': ['BUSINESS_SIGN_IN_MISSING'],
    '7208': ['OUTBOUND_NONE'],
    '2601': ['SETTLEMENT_UNKNOWN'],
    '3507': ['UPLOAD_UNKNOWN'],
  })
})

it('the counter waits longer for an answer that would otherwise have to be reversed', () => {
  expect(named(({ patience }) => patience > 1).sort()).toEqual(['2102', '2102A', '2103', '2601'])
})
