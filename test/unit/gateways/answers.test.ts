import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failureCodeOf, isSuccess, notDone, withoutPersonalData } from '../../../src/main/station/gateways/center-codes.ts'
import { createFreshness } from '../../../src/main/station/gateways/freshness.ts'
import { policies } from '../../../src/main/station/gateways/policies.ts'
import { fromCompactTime, fromWireTime, toCompactTime } from '../../../src/main/station/gateways/times.ts'
import { insuranceCodes, interfaceTables, prescriptionCodes, voucherCodes } from '../../../src/shared/wire/index.ts'

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
    const plain = /^5000(04|09|14|15|2[4-9]|32|37|38|39|4[2-8]|50|52|53|59|63)$/
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
    ['500057', 'INSTITUTION_UNKNOWN'],
    ['500036', 'OUR_SIGNATURE_REFUSED'],
  ])('%s of the voucher platform means %s', (code, failureCode) => {
    expect(failureCodeOf('C', code)).toBe(failureCode)
  })

  it('that no table knows are plain refusals', () => {
    for (const code of ['999999', 'constructor', '__proto__', '']) expect(failureCodeOf('C', code)).toBe('CENTER_REFUSED')
  })

  it('know success in its three spellings', () => {
    expect(['0', '0000'].every(isSuccess)).toBe(true)
    expect(['', '00', '-0', '1'].some(isSuccess)).toBe(false)
  })
})

describe('an answer that says no', () => {
  it('is a refusal with the center’s own words', () => {
    expect(notDone('C', '500001', '该电子凭证不存在', [])).toEqual({
      kind: 'refused',
      failure: { code: 'VOUCHER_NOT_ACTIVATED', center: { code: '500001', message: '该电子凭证不存在' } },
    })
  })

  it.each([
    ['C', '-1'],
    ['C', '-3'],
    ['B', '-3'],
    ['A', '1011'],
  ] as const)('leaves the outcome open when the center itself broke down (%s %s)', (channel, code) => {
    expect(notDone(channel, code, '', []).kind).toBe('unknown')
  })
})

describe('the words of a center', () => {
  it('lose the values of the request and whatever looks like a number of a person or a token', () => {
    const token = 'Zx9'.repeat(20)
    const said = `张三（990101199001010014，手机13900000000）令牌${token}与张三不符: data.mdtrt_cert_no 错误FF1C0806`
    expect(withoutPersonalData(said, ['张三', token])).toBe('＊（＊，手机＊）令牌＊与＊不符: data.mdtrt_cert_no 错误FF1C0806')
    expect(withoutPersonalData(`卡号 ${token}`, [])).toBe('卡号 ＊')
  })

  it('are cut, and quickly even when they are long', () => {
    expect(withoutPersonalData('错'.repeat(1_000_000), ['错误'])).toHaveLength(200)
    expect(withoutPersonalData('a'.repeat(5_000_000), ['b']).length).toBeLessThanOrEqual(200)
  })

  it('never contain a value of the request', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string({ minLength: 1, unit: fc.constantFrom('王', '明', '0', 'x') }),
        fc.string(),
        (before, known, after) => {
          expect(withoutPersonalData(before + known + after, [known])).not.toContain(known)
        },
      ),
    )
  })
})

describe('the policies', () => {
  it('cover every interface, and never repeat a QR', () => {
    expect(Object.keys(policies).sort()).toEqual(Object.keys(interfaceTables).sort())
    expect(policies['ec.query']).toEqual({ kind: 'exchange', outcomeBy: 'newCredential', repeatAfterMs: [] })
  })

  it('repeat only what clears its outcome up by repeating', () => {
    for (const { outcomeBy, repeatAfterMs } of Object.values(policies))
      expect(repeatAfterMs.length > 0).toBe(outcomeBy === 'repeating')
  })
})

describe('times on the wire', () => {
  it('are those of Shanghai', () => {
    expect(fromWireTime('2026-11-21 08:00:00')).toBe(Date.UTC(2026, 10, 21))
    expect(toCompactTime(Date.UTC(2026, 10, 21, 16))).toBe('20261122000000')
    expect(fromCompactTime('20261122000000')).toBe(Date.UTC(2026, 10, 21, 16))
    expect(fromCompactTime('20261122000000123')).toBe(Date.UTC(2026, 10, 21, 16) + 123)
  })

  it.each(['', '2026112200000', '20261322000000', '20260230000000', '2026112200000000', 'x0261122000000'])(
    'are not %j',
    (text) => {
      expect(fromCompactTime(text)).toBeNull()
    },
  )

  it('come back as they went', () => {
    const anyTime = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) / 1000 }).map((seconds) => seconds * 1000)
    fc.assert(
      fc.property(anyTime, (time) => {
        expect(fromCompactTime(toCompactTime(time))).toBe(time)
      }),
    )
  })
})

describe('the memory of answers', () => {
  it('knows an answer that comes again, and forgets the oldest after 1,000', () => {
    const freshness = createFreshness()
    expect([freshness.isNew('first'), freshness.isNew('first')]).toEqual([true, false])
    for (let n = 0; n < 999; n++) freshness.isNew(String(n))
    expect(freshness.isNew('first')).toBe(false)
    freshness.isNew('one more')
    expect(freshness.isNew('first')).toBe(true)
  })
})
