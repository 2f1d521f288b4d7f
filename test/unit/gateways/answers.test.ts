import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { notDone, withoutPersonalData } from '../../../src/main/station/gateways/center-codes.ts'
import { createAnswerTimes, createFreshness } from '../../../src/main/station/gateways/freshness.ts'
import { fromCompactTime, fromWireTime, toCompactTime } from '../../../src/main/station/gateways/times.ts'

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
  it('are left out where they could name the other shop that holds a prescription', () => {
    const said = notDone('B', '700113', '处方已授权康民药房', [])
    expect(said).toEqual({
      kind: 'refused',
      failure: { code: 'PRESCRIPTION_HELD_ELSEWHERE', center: { code: '700113', message: '' } },
    })
  })

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

describe('the time of an answer', () => {
  const minute = 60_000
  const start = Date.UTC(2026, 10, 21)

  /** Whether each answer may be one to what was asked, when the center signed it so long after (before) the question and took a second. */
  function told(answers: readonly { readonly at: number; readonly age: number }[]): readonly boolean[] {
    let now = start
    const times = createAnswerTimes(() => now)
    return answers.map(({ at, age }) => {
      const askedAt = start + at
      now = askedAt + 1_000
      return times.mayAnswer(askedAt, askedAt + age)
    })
  }

  it('is not before the question, by the clock of the center as it is known from its answers', () => {
    expect(
      told([
        { at: 0, age: 1_000 },
        { at: minute, age: -9_000 },
        { at: 2 * minute, age: -11_000 },
      ]),
    ).toEqual([true, true, false])
    const fiveBehind = [
      { at: 0, age: -5 * minute },
      { at: minute, age: -5 * minute },
      { at: 2 * minute, age: -6 * minute },
    ]
    expect(told(fiveBehind)).toEqual([true, true, false])
    const anHourAhead = [
      { at: 0, age: 60 * minute },
      { at: minute, age: 60 * minute },
      { at: 2 * minute, age: 0 },
    ]
    expect(told(anHourAhead)).toEqual([true, true, false])
  })

  it('is roughly that of our own clock as long as no answer came, so that a new run does not take one of an earlier', () => {
    expect(told([{ at: 0, age: -9 * minute }])).toEqual([true])
    expect(told([{ at: 0, age: -11 * minute }])).toEqual([false])
  })

  it('is judged anew after a clock was put right', () => {
    const putForward = [
      { at: 0, age: 0 },
      { at: minute, age: -3 * minute },
      { at: 2 * minute, age: -3 * minute },
    ]
    expect(told(putForward)).toEqual([true, false, true])
    const putBack = [
      { at: 0, age: 0 },
      { at: minute, age: 3 * minute },
      { at: 2 * minute, age: 0 },
    ]
    expect(told(putBack)).toEqual([true, true, false])
  })

  it('of a genuine answer always fits, however long the way and wherever the clocks', () => {
    const call = fc.record({ pause: fc.nat(minute), there: fc.nat(minute), back: fc.nat(minute) })
    fc.assert(
      fc.property(fc.integer({ min: -9 * minute, max: 600 * minute }), fc.array(call), (ahead, calls) => {
        let now = start
        const times = createAnswerTimes(() => now)
        for (const { pause, there, back } of calls) {
          const askedAt = now + pause
          const signedAt = askedAt + there + ahead
          now = askedAt + there + back
          expect(times.mayAnswer(askedAt, signedAt)).toBe(true)
        }
      }),
    )
  })
})
