import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cell, createSealer, type LookUpKind } from '../../../src/main/station/store/sealer.ts'
import { masterKey, otherKey } from './ports.ts'
import { inventedIdNumber } from './support.ts'

const random = (size: number) => randomBytes(size)
const sealer = createSealer({ masterKey, random })
const anyText = fc.string({ unit: 'grapheme' })
const anyCell: fc.Arbitrary<Cell> = fc.record({ table: anyText, column: anyText, row: anyText })
const cell: Cell = { table: 'visits', column: 'name', row: '01J' }

describe('a sealed cell', () => {
  it('opens to the text that was sealed, in its own place', () => {
    fc.assert(
      fc.property(anyCell, anyText, (place, text) => {
        expect(sealer.open(place, sealer.seal(place, text))).toEqual({ ok: true, value: text })
      }),
    )
  })

  it('opens in no other row, column or table, however the names are cut', () => {
    fc.assert(
      fc.property(anyCell, anyText, fc.constantFrom('table', 'column', 'row'), anyText, (place, text, part, name) => {
        fc.pre(place[part] !== name)
        expect(sealer.open({ ...place, [part]: name }, sealer.seal(place, text))).toEqual({ ok: false, failure: 'notGenuine' })
      }),
    )
    const sealed = sealer.seal({ table: 'ab', column: 'c', row: 'd' }, '王小明')
    expect(sealer.open({ table: 'a', column: 'bc', row: 'd' }, sealed)).toEqual({ ok: false, failure: 'notGenuine' })
    expect(sealer.open({ table: 'ab', column: 'c","d', row: '' }, sealed)).toEqual({ ok: false, failure: 'notGenuine' })
  })

  it('is refused with any single bit flipped', () => {
    const sealed = sealer.seal(cell, '王小明')
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const flipped = Uint8Array.from(sealed, (byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
      expect(sealer.open(cell, flipped).ok).toBe(false)
    }
  })

  it('is refused when it was cut, lengthened or made up', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => !sealer.open(cell, bytes).ok))
    const sealed = sealer.seal(cell, '王小明')
    for (let length = 0; length < sealed.length; length++) expect(sealer.open(cell, sealed.subarray(0, length)).ok).toBe(false)
    expect(sealer.open(cell, Uint8Array.of(...sealed, 0)).ok).toBe(false)
  })

  it('is refused under another master key', () => {
    const other = createSealer({ masterKey: otherKey, random })
    expect(other.open(cell, sealer.seal(cell, '王小明'))).toEqual({ ok: false, failure: 'notGenuine' })
  })

  it('names a cipher or key version that this program does not have', () => {
    const sealed = Buffer.from(sealer.seal(cell, '王小明'))
    expect(sealed[0]).toBe(0x11)
    sealed[0] = 0x21
    expect(sealer.open(cell, sealed)).toEqual({ ok: false, failure: 'unknownCipher' })
  })

  it('hides that two cells hold the same text', () => {
    expect(sealer.seal(cell, '王小明')).not.toEqual(sealer.seal(cell, '王小明'))
    expect(Buffer.from(sealer.seal(cell, '王小明')).includes('王')).toBe(false)
  })
})

describe('the keyed look-up index', () => {
  const index = (kind: LookUpKind, value: string) => Buffer.from(sealer.lookUpIndex(kind, value)).toString('hex')

  it('takes spellings of one name and one number for the same', () => {
    expect(index('name', ' 买买提 · 艾力 ')).toBe(index('name', '买买提•艾力'))
    expect(index('name', '买买提．艾力')).toBe(index('name', '买买提·艾力'))
    expect(index('name', 'Ｗang Min')).toBe(index('name', 'WANGMIN'))
    expect(index('idNumber', '99010119670312041x')).toBe(index('idNumber', '９９０１０１ 19670312 041X'))
  })

  it('tells other values, other kinds and other keys apart', () => {
    expect(index('name', '王小明')).not.toBe(index('name', '王小名'))
    expect(index('lastFour', '0412')).not.toBe(index('idNumber', '0412'))
    const other = createSealer({ masterKey: otherKey, random })
    const number = inventedIdNumber()
    expect(Buffer.from(other.lookUpIndex('idNumber', number)).toString('hex')).not.toBe(index('idNumber', number))
  })
})

it('takes a master key of 32 bytes and no other', () => {
  expect(() => createSealer({ masterKey: masterKey.subarray(1), random })).toThrow('32 bytes')
})
