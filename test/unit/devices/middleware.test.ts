import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { createLineCutter, decodeLine, LONGEST_LINE } from '../../../src/main/station/devices/drivers/cardReader/lines.ts'
import { readMiddlewareLine } from '../../../src/main/station/devices/drivers/cardReader/middleware.ts'
import { CARD } from '../../hardware/plasticChip.ts'

const TODAY = '2026-12-01'
const SOCIAL =
  '990101|990101199001010027|A12345678|99010112345678901234567890ABCDEF|李晓华|3B6D|2.00|20200101|20400101|000000000001|T1'
const IDENTITY = '李晓华|女|汉|19900101|测试市健康路 1 号|990101199001010027|2020.01.01|2040.01.01|测试市公安局'
const read = (line: string) => readMiddlewareLine(line, TODAY)
const IDENTITY_CARD = {
  kind: 'identityCard',
  name: '李晓华',
  sex: 'female',
  nation: '01',
  bornOn: '1990-01-01',
  address: '测试市健康路 1 号',
  idNumber: '990101199001010027',
  authority: '测试市公安局',
  validFrom: '2020-01-01',
  validTo: '2040-01-01',
}

describe('the line of a card middleware', () => {
  it.each(['', '|'])('gives both kinds of card (end %j)', (end) => {
    expect(read(SOCIAL + end)).toEqual({ ok: true, value: CARD })
    expect(read(IDENTITY + end)).toEqual({ ok: true, value: IDENTITY_CARD })
  })

  it('takes codes where others write words, and a card without end', () => {
    expect(read(IDENTITY.replace('女', '2').replace('|汉|', '|01|'))).toEqual({ ok: true, value: IDENTITY_CARD })
    expect(read(IDENTITY.replace('2040.01.01', '长期'))).toMatchObject({ value: { validTo: null } })
    expect(read(SOCIAL.replace('20400101', ''))).toMatchObject({ value: { validTo: null } })
    expect(read(SOCIAL.replace(/^990101/, ''))).toMatchObject({ value: { issuingArea: null } })
  })

  it('takes a social-security card on its last day', () => {
    expect(read(SOCIAL.replace('20400101', '20261201'))).toMatchObject({ value: { validTo: TODAY } })
  })

  it.each([
    ['too few fields', SOCIAL.split('|').slice(0, 10).join('|'), 'unreadable'],
    ['too many fields', `${SOCIAL}|x|y`, 'unreadable'],
    ['a short identification code', SOCIAL.replace('ABCDEF|', 'ABCD|'), 'unreadable'],
    ['a wrong check digit', SOCIAL.replace('0027', '0028'), 'unreadable'],
    ['an unknown nation', IDENTITY.replace('|汉|', '|火星|'), 'unreadable'],
    ['another sex', IDENTITY.replace('女', '男'), 'contradictory'],
    ['another birth date', IDENTITY.replace('19900101|测', '19900102|测'), 'contradictory'],
    ['an end that is over', IDENTITY.replace('2040.01.01', '2025.01.01'), 'expired'],
    ['a social-security card whose last day is over', SOCIAL.replace('20400101', '20261130'), 'expired'],
    ['a control character', IDENTITY.replace('李', '李\u0000'), 'unreadable'],
    ['nothing', '', 'unreadable'],
  ] as const)('with %s is refused', (_, line, reason) => {
    expect(read(line)).toEqual({ ok: false, failure: reason })
  })

  it('is read in UTF-8 and in GBK, however it is cut', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('utf8', 'gbk'),
        fc.constantFrom('\r', '\n', '\r\n'),
        fc.array(fc.nat({ max: 200 })),
        (coding, end, places) => {
          const bytes = iconv.encode(`${SOCIAL}${end}${IDENTITY}${end}`, coding)
          const cutter = createLineCutter()
          const at = [0, ...places.map((place) => place % bytes.length).sort((a, b) => a - b), bytes.length]
          const lines = at.slice(1).flatMap((stop, index) => cutter.push(bytes.subarray(at[index], stop)))
          expect(lines.map((line) => read(decodeLine(line ?? new Uint8Array())))).toEqual([
            { ok: true, value: CARD },
            { ok: true, value: IDENTITY_CARD },
          ])
        },
      ),
    )
  })

  it('never grows beyond the longest, and the next one is read', () => {
    const cutter = createLineCutter()
    for (let count = 0; count < 10; count++) {
      expect(cutter.push(new Uint8Array(1000).fill(0x41))).toEqual([])
      expect(cutter.held()).toBeLessThanOrEqual(LONGEST_LINE)
    }
    const [runaway, next] = cutter.push(Buffer.from(`\r${SOCIAL}\r`))
    expect(runaway).toBeNull()
    expect(read(decodeLine(next ?? new Uint8Array()))).toEqual({ ok: true, value: CARD })
  })

  it('never throws at noise, and what it accepts is whole: every outcome reached', () => {
    const seen = new Set<string>()
    const fields = fc
      .constantFrom(SOCIAL, IDENTITY)
      .chain((line) =>
        fc
          .array(
            fc.tuple(
              fc.nat({ max: 10 }),
              fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('1', '男', '20200101', '19900102', '长期')),
            ),
            { maxLength: 2 },
          )
          .map((changes) =>
            changes
              .reduce((parts, [at, text]) => parts.map((part, index) => (index === at ? text : part)), line.split('|'))
              .join('|'),
          ),
      )
    fc.assert(
      fc.property(fc.oneof(fields, fc.string({ unit: 'grapheme', maxLength: 300 })), (line) => {
        const card = read(line)
        seen.add(card.ok ? card.value.kind : card.failure)
        if (card.ok) expect(card.value.idNumber).toBe(CARD.idNumber)
      }),
      { numRuns: 8000, seed: 7 },
    )
    expect([...seen].sort()).toEqual(['contradictory', 'expired', 'identityCard', 'socialSecurityCard', 'unreadable'])
  })
})
