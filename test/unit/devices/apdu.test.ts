import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCard, readTlv } from '../../../src/main/station/devices/drivers/cardReader/apdu.ts'
import { readPatiently } from '../../../src/main/station/devices/drivers/cardReader/driver.ts'
import { CARD, chipAnswers, chipOf, transmitTo } from '../../hardware/plasticChip.ts'

const TODAY = '2026-12-01'
const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))
const read = (changes: Parameters<typeof chipOf>[0] = {}) => readCard(transmitTo(chipAnswers(chipOf(changes))))
const failed = (reason: string, status: string | null = null) => ({ ok: false, failure: { reason, status } })
/** the commands that a whole reading takes */
async function turnsOfReading(): Promise<number> {
  let turns = 0
  const answer = chipAnswers(chipOf())
  await readCard(
    transmitTo((apdu) => {
      turns++
      return answer(apdu)
    }),
  )
  return turns
}

describe('a social-security card', () => {
  it('gives its public files', async () => {
    expect(await read()).toEqual({ ok: true, value: CARD })
  })

  it('gives a long name with its extension, also when a character is cut between the two', async () => {
    const long = Buffer.from('C0EE', 'hex')
    expect(await read({ 9: long, 78: hex('CFFEBBAA') })).toMatchObject({ value: { name: '李晓华' } })
    expect(await read({ 9: hex('C0EECF'), 78: hex('FEBBAA2020') })).toMatchObject({ value: { name: '李晓华' } })
  })

  it('has no end where it says none, and no area where its code is none', async () => {
    expect(await read({ 6: hex('00000000') })).toMatchObject({ value: { validTo: null } })
    expect(await read({ 6: null })).toMatchObject({ value: { validTo: null } })
    expect(await read({ 1: hex('00'.repeat(16)) })).toMatchObject({ value: { issuingArea: null } })
  })

  it.each([
    ['6A82', 'unknownCard'],
    ['6283', 'locked'],
    ['6A81', 'locked'],
    ['6982', 'refused'],
    ['6D00', 'unreadable'],
  ] as const)('that answers %s to its name is said to be %s', async (status, reason) => {
    expect(await readCard(transmitTo(() => hex(status)))).toEqual(failed(reason, status))
  })

  it.each([
    ['6A82', 'unreadable'],
    ['6A83', 'unreadable'],
    ['6982', 'refused'],
    ['6283', 'locked'],
    ['6F00', 'unreadable'],
  ] as const)('that answers %s to its first record is said to be %s', async (status, reason) => {
    const answer = chipAnswers(chipOf())
    const failing = transmitTo((apdu) => (apdu[1] === 0xb2 ? hex(status) : answer(apdu)))
    expect(await readCard(failing)).toEqual(failed(reason, status))
  })

  it.each([
    ['another birth date', { 13: hex('19900102') }],
    ['another sex', { 10: Buffer.from('1') }],
  ] as const)('with %s than its number contradicts itself', async (_, changes) => {
    expect(await read(changes)).toEqual(failed('contradictory'))
  })

  it.each([
    ['no identification code', { 1: null }],
    ['half an identification code', { 1: hex('9901') }],
    ['no card number', { 7: null }],
    ['a number with a wrong check digit', { 8: Buffer.from('990101199001010028') }],
    ['no name', { 9: new Uint8Array(30) }],
    ['a name that is no GBK', { 9: hex('FFFF') }],
    ['a birth date that is none', { 13: hex('19901301') }],
  ] as const)('with %s is unreadable', async (_, changes) => {
    expect(await read(changes)).toEqual(failed('unreadable'))
  })

  it('is asked for the rest of an answer, and again with the length that it wants', async () => {
    const answer = chipAnswers(chipOf())
    let rest = new Uint8Array()
    const t0 = transmitTo((apdu) => {
      if (apdu[1] === 0xc0) return rest
      if (apdu[1] === 0xb2) {
        const full = answer(Uint8Array.of(...apdu.subarray(0, 4), 0))
        if (full.length > 2 && apdu[4] === 0) return Uint8Array.of(0x6c, full.length - 2)
        rest = Uint8Array.from(full.subarray(1))
        return full.length > 2 ? Uint8Array.of(full[0] ?? 0, 0x61, full.length - 3) : full
      }
      return answer(apdu)
    })
    expect(await readCard(t0)).toEqual({ ok: true, value: CARD })
  })

  it('that wants to be asked for ever is given up', async () => {
    expect(await readCard(transmitTo(() => hex('6100')))).toEqual(failed('unreadable'))
    expect(await readCard(transmitTo(() => hex('6C00')))).toEqual(failed('unreadable', '6C00'))
    const endless = transmitTo((apdu) => (apdu[1] === 0xb2 ? hex('9000') : hex('9000')))
    expect(await readCard(endless)).toEqual(failed('unreadable'))
  })

  it('may be taken out at any moment', async () => {
    const turns = await turnsOfReading()
    for (let last = 0; last < turns; last++) {
      const answer = chipAnswers(chipOf())
      const removed = transmitTo((apdu, turn) => (turn >= last ? 'removed' : answer(apdu)))
      expect(await readPatiently(removed, TODAY)).toEqual(failed('removedTooEarly'))
    }
  })

  it('is good on its last day and expired on the day after, which no second reading changes', async () => {
    let commands = 0
    const answer = chipAnswers(chipOf({ 6: hex('20261201') }))
    const chip = transmitTo((apdu) => {
      commands++
      return answer(apdu)
    })
    expect(await readPatiently(chip, '2026-12-01')).toMatchObject({ ok: true, value: { validTo: '2026-12-01' } })
    const once = commands
    expect(await readPatiently(chip, '2026-12-02')).toEqual(failed('expired'))
    expect(commands).toBe(2 * once)
    const endless = transmitTo(chipAnswers(chipOf({ 6: hex('00000000') })))
    expect(await readPatiently(endless, '2099-12-31')).toMatchObject({ ok: true })
  })

  it('is read a second time when it stammered, and no third', async () => {
    const turns = await turnsOfReading()
    for (let once = 0; once < turns; once++) {
      const answer = chipAnswers(chipOf())
      const stammering = transmitTo((apdu, turn) => (turn === once ? 'silent' : answer(apdu)))
      expect(await readPatiently(stammering, TODAY)).toEqual({ ok: true, value: CARD })
    }
    const asked: number[] = []
    await readPatiently(
      transmitTo((_, turn) => {
        asked.push(turn)
        return 'silent'
      }),
      TODAY,
    )
    expect(asked).toHaveLength(2)
  })

  it('gives nothing wrong and no crash, whatever single answer is spoilt', async () => {
    const seen = new Set<string>()
    const turns = await turnsOfReading()
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: turns - 1 }), fc.uint8Array({ maxLength: 40 }), async (spoilt, bytes) => {
        const answer = chipAnswers(chipOf())
        const result = await readCard(transmitTo((apdu, turn) => (turn === spoilt ? bytes : answer(apdu))))
        seen.add(result.ok ? 'card' : result.failure.reason)
        // what lies on no record of its own (institution, dates of issue, sex) may be missing; what is read is right
        if (result.ok) expect({ ...result.value, validTo: CARD.validTo }).toEqual(CARD)
      }),
      { numRuns: 3000, seed: 7 },
    )
    expect([...seen]).toEqual(expect.arrayContaining(['unreadable']))
  })

  it('has records that end where they say, each tag once', () => {
    expect(readTlv(hex('0102AABB0701 41'.replace(' ', '')))).toEqual(
      new Map([
        [1, hex('AABB')],
        [7, hex('41')],
      ]),
    )
    for (const wrong of ['01', '0102AA', '0181', '0101AA0101AA']) expect(readTlv(hex(wrong))).toBeNull()
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (record) => {
        const fields = readTlv(record)
        const bytes = [...(fields ?? [])].flatMap(([tag, value]) => [tag, value.length, ...value])
        expect(bytes).toEqual(fields ? [...record] : [])
      }),
      { seed: 7, numRuns: 3000 },
    )
  })
})
