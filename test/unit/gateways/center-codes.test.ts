import { describe, expect, it } from 'vitest'
import { failureCodeOf, isSuccess, notDone } from '../../../src/main/station/gateways/center-codes.ts'
import { failures } from '../../../src/renderer/i18n/zh-CN/failures.ts'
import { failureFacts } from '../../../src/shared/contract/failures.ts'
import { insuranceCodes, prescriptionCodes, voucherCodes } from '../../../src/shared/wire/index.ts'

describe('the codes of the centers', () => {
  // V table C.4: 0, -1 … -6, 501001, 500001 … 500063
  const tableC4 = [
    '501001',
    ...[1, 2, 3, 4, 5, 6].map((n) => String(-n)),
    ...Array.from({ length: 63 }, (_, n) => String(500_001 + n)),
  ]

  it('hold the whole of V table C.4', () => {
    expect(Object.keys(voucherCodes).sort()).toEqual([...tableC4].sort())
  })

  it.each(tableC4)('%s of V table C.4 has a failure of its own or is a plain refusal by decision', (code) => {
    const plain = /^5000(09|14|15|2[4-9]|32|37|38|39|4[3-8]|50|52|53|59|63)$/
    expect(failureCodeOf('C', code) === 'CENTER_REFUSED').toBe(plain.test(code))
  })

  it('of channels A and B are all mapped, and only a plain refusal is CENTER_REFUSED', () => {
    const unmapped = [
      ...Object.keys(insuranceCodes).map((code) => ['A', code] as const),
      ...Object.keys(prescriptionCodes).map((code) => ['B', code] as const),
    ].filter(([channel, code]) => failureCodeOf(channel, code) === 'CENTER_REFUSED')
    expect(unmapped).toEqual([['A', '-1']])
  })

  it.each([
    ['500049', 'VOUCHER_QR_UNKNOWN'],
    ['501001', 'VOUCHER_QR_USED'],
    ['500005', 'VOUCHER_QR_EXPIRED'],
    ['500001', 'VOUCHER_NOT_ACTIVATED'],
    ['500004', 'VOUCHER_PASSWORD_WRONG'],
    ['500042', 'VOUCHER_PASSWORD_NOT_SET'],
    ['500057', 'INSTITUTION_UNKNOWN'],
    ['500036', 'OUR_SIGNATURE_REFUSED'],
  ])('%s of the voucher platform means %s', (code, failureCode) => {
    expect(failureCodeOf('C', code)).toBe(failureCode)
  })

  it('that no table knows are plain refusals', () => {
    for (const code of ['999999', 'constructor', '__proto__', '']) expect(failureCodeOf('C', code)).toBe('CENTER_REFUSED')
  })

  it.each([
    ['A', ['0']],
    ['B', ['0']],
    ['C', ['0', '0000']],
  ] as const)('know success in the spelling of channel %s alone', (channel, spellings) => {
    const known = ['', '0', '00', '0000', '-0', '1'].filter((code) => isSuccess(channel, code))
    expect(known).toEqual(spellings)
  })

  it('neither do nor refuse by a success in the spelling of another channel', () => {
    for (const channel of ['A', 'B'] as const) expect(notDone(channel, '0000', '', [])).toMatchObject({ kind: 'unknown' })
  })

  it.each([
    ['A', '1012', 'INSURANCE_SUSPENDED'],
    ['A', '1022', 'PRESCRIPTION_USED'],
    ['A', '1026', 'REVIEW_MISSING'],
    ['A', '1029', 'OUTBOUND_MISSING'],
    ['A', '1033', 'TRACE_CODE_SOLD'],
    ['A', '1034', 'PRESCRIPTION_HELD_ELSEWHERE'],
    ['A', '1041', 'AMOUNTS_DIFFER'],
    ['A', '1043', 'SETTLEMENT_REVOKED'],
    ['A', '1045', 'UPLOAD_BUILT_UPON'],
    ['A', '1046', 'UPLOAD_DIFFERS'],
    ['A', '1052', 'UPLOAD_REPEATED'],
    ['B', '700111', 'PRESCRIPTION_TOKEN_DEAD'],
    ['B', '700113', 'PRESCRIPTION_HELD_ELSEWHERE'],
    ['B', '700123', 'PRESCRIPTION_WITHDRAWN'],
    ['B', '700133', 'PHARMACIST_VOUCHER_WRONG'],
    ['B', '700141', 'REVIEW_MISSING'],
    ['B', '700144', 'OUTBOUND_NONE'],
    ['B', '700145', 'OUTBOUND_SETTLED'],
    ['B', '700146', 'OUTBOUND_UNDO_DIFFERS'],
    ['B', '700152', 'TRACE_CODE_SOLD'],
  ] as const)('%s %s means %s', (channel, code, failureCode) => {
    expect(failureCodeOf(channel, code)).toBe(failureCode)
  })

  it('lead to a failure that has facts and a sentence, whatever the code', () => {
    const all = [
      ...Object.keys(voucherCodes).map((code) => ['C', code] as const),
      ...Object.keys(insuranceCodes).map((code) => ['A', code] as const),
      ...Object.keys(prescriptionCodes).map((code) => ['B', code] as const),
    ]
    for (const [channel, code] of all) {
      const failureCode = failureCodeOf(channel, code)
      expect(failureFacts[failureCode], code).toBeDefined()
      expect(failures[failureCode].what, code).not.toBe('')
      expect(failures[failureCode].next, code).not.toBe('')
    }
  })

  it('say that the money is untouched where a step around the settlement was refused', () => {
    for (const code of ['1034', '1045', '1046']) expect(failureFacts[failureCodeOf('A', code)].money, code).toBe('untouched')
    for (const code of ['700145', '700146']) expect(failureFacts[failureCodeOf('B', code)].money, code).toBe('untouched')
  })

  it('mean a different thing each, where the center has a code of its own for it', () => {
    const own = Object.keys(prescriptionCodes).filter((code) => /^7001[1-5]/.test(code))
    expect(new Set(own.map((code) => failureCodeOf('B', code))).size).toBe(own.length)
    const insurance = Object.keys(insuranceCodes).filter((code) => /^10[1-5]/.test(code) && Number(code) > 1011)
    expect(new Set(insurance.map((code) => failureCodeOf('A', code))).size).toBe(insurance.length)
  })
})
