import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LI_XIAOHUA, otherTypeBlock, type PlasticCard, textBlock } from '../../../scripts/counter/identityReaderPty.ts'
import { readTextBlock } from '../../../src/main/station/devices/drivers/identityReader/textBlock.ts'
import { nationCodeOf, nations } from '../../../src/shared/domain/nations.ts'

const TODAY = '2026-12-01'
const read = (changes: Partial<PlasticCard> = {}, today = TODAY) => readTextBlock(textBlock({ ...LI_XIAOHUA, ...changes }), today)
const refused = (failure: string) => ({ ok: false, failure })

describe('the text block of an identity card', () => {
  it('gives every field of the card', () => {
    expect(read()).toEqual({
      ok: true,
      value: {
        kind: 'identityCard',
        name: '李晓华',
        sex: 'female',
        nation: '01',
        bornOn: '1990-01-01',
        address: '测试省测试市示范区健康路 1 号',
        idNumber: '990101199001010027',
        authority: '测试市公安局示范分局',
        validFrom: '2020-01-01',
        validTo: '2040-01-01',
      },
    })
  })

  it('takes every nation of the code table and no other', () => {
    expect(Object.keys(nations)).toHaveLength(58)
    for (const code of Object.keys(nations)) expect(read({ nation: code })).toMatchObject({ value: { nation: code } })
    for (const code of ['00', '57', '96', '99', '1 ', '']) expect(read({ nation: code })).toEqual(refused('unreadable'))
  })

  it('knows nations by code and by name, with and without 族', () => {
    for (const [code, name] of Object.entries(nations)) {
      expect([code, name, `${name}族`].map(nationCodeOf)).toEqual([code, code, code])
    }
    expect(['', '族', '汉汉', '57', 'constructor'].map(nationCodeOf)).toEqual([null, null, null, null, null])
  })

  it('takes a card without end, and the latest address', () => {
    expect(read({ validTo: '长期' })).toMatchObject({ value: { validTo: null } })
    const moved = Buffer.from(textBlock(LI_XIAOHUA))
    moved.write('测试市新居路 2 号', 220, 'utf16le')
    expect(readTextBlock(moved, TODAY)).toMatchObject({ value: { address: '测试市新居路 2 号' } })
  })

  it.each([
    ['I', 'foreignerCard'],
    ['Y', 'foreignerCard'],
    ['J', 'residentCard'],
  ] as const)('refuses a card of type %s with a reason of its own', (letter, reason) => {
    expect(readTextBlock(otherTypeBlock(letter), TODAY)).toEqual(refused(reason))
  })

  it.each([
    ['the birth date', { born: '19900102' }],
    ['the sex', { sex: '1' }],
    ['the validity', { validFrom: '20400102' }],
    ['a validity before the birth', { validFrom: '19891231' }],
  ] as const)('refuses a card that contradicts itself by %s', (_, changes) => {
    expect(read(changes)).toEqual(refused('contradictory'))
  })

  it.each([
    ['a wrong check digit', { number: '990101199001010028' }],
    ['a number of 15 digits', { number: '990101900101002' }],
    ['no name', { name: '' }],
    ['no address', { address: '' }],
    ['no authority', { authority: '' }],
    ['a control character in the name', { name: '李\u0007华' }],
    ['a direction mark in the name', { name: '李\u202e华' }],
    ['half of a character', { name: '李\ud840' }],
    ['a day that no calendar has', { validTo: '20400230' }],
    ['a validity that is no date', { validTo: '不详' }],
    ['an unknown sex', { sex: '9' }],
  ] as const)('calls a card with %s unreadable', (_, changes) => {
    expect(read(changes as Partial<PlasticCard>)).toEqual(refused('unreadable'))
  })

  it('takes a card on its last day and refuses it on the next', () => {
    expect(read({}, '2040-01-01')).toMatchObject({ ok: true })
    expect(read({}, '2040-01-02')).toEqual(refused('expired'))
  })

  it('takes no block of another size', () => {
    for (const size of [0, 255, 257]) expect(readTextBlock(new Uint8Array(size), TODAY)).toEqual(refused('unreadable'))
  })

  it('never throws at noise, and every card that it accepts is whole', () => {
    const whole = textBlock(LI_XIAOHUA)
    const damaged = fc
      .array(fc.tuple(fc.nat({ max: 255 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 })
      .map((places) => {
        const block = Uint8Array.from(whole)
        for (const [at, byte] of places) block[at] = byte
        return block
      })
    const seen = new Set<string>()
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ minLength: 256, maxLength: 256 })), (block) => {
        const card = readTextBlock(block, TODAY)
        seen.add(card.ok ? 'card' : card.failure)
        if (!card.ok) return
        expect(card.value.idNumber).toBe(LI_XIAOHUA.number)
        expect(card.value).toMatchObject({ sex: 'female', bornOn: '1990-01-01' })
        expect(Object.hasOwn(nations, card.value.nation)).toBe(true)
      }),
      { numRuns: 8000, seed: 7 },
    )
    expect([...seen]).toEqual(expect.arrayContaining(['card', 'contradictory', 'unreadable']))
  })
})
