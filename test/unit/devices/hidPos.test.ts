import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHidPosProtocol } from '../../../src/main/station/devices/drivers/scanner/hidPos.ts'
import { UNREADABLE_READING } from '../../../src/main/station/devices/drivers/scanner/protocol.ts'
import { anyCode, GS1_EXAMPLE } from './codes.ts'

const SIZE = 64
const bytesOf = (text: string) => new TextEncoder().encode(text)

/** A report that describes itself: id, length, AIM identifier, data, and whether the next one goes on. */
function described(data: Uint8Array, goesOn: boolean, aim = ']Q3'): Uint8Array {
  const report = new Uint8Array(SIZE)
  report.set([2, data.length, ...bytesOf(aim), ...data])
  report[SIZE - 1] = goesOn ? 1 : 0
  return report
}
function inDescribed(text: string): Uint8Array[] {
  const bytes = bytesOf(text)
  const count = Math.ceil(bytes.length / 56)
  return Array.from({ length: count }, (_, index) => described(bytes.subarray(index * 56, index * 56 + 56), index < count - 1))
}
/** Reports of data alone, as the recording on the bench has them. */
function inPadded(text: string, size = SIZE): Uint8Array[] {
  const bytes = bytesOf(text)
  return Array.from({ length: Math.ceil(bytes.length / (size - 1)) }, (_, index) => {
    const report = new Uint8Array(size)
    report.set([2, ...bytes.subarray(index * (size - 1), (index + 1) * (size - 1))])
    return report
  })
}
const readingsOf = (reports: readonly Uint8Array[]) => {
  const protocol = createHidPosProtocol()
  return [...reports.flatMap((report) => protocol.push(report)), ...protocol.silence()]
}

describe('a HID POS scanner', () => {
  it('gives the code of every report, whichever form it has', () => {
    const text = fc.oneof(anyCode, fc.string({ minLength: 1, maxLength: 400, unit: 'grapheme-ascii' }))
    fc.assert(
      fc.property(text, fc.constantFrom(inDescribed, inPadded), (code, inReports) => {
        // what begins like a report that describes itself is taken for one
        fc.pre(inReports !== inPadded || code[1] !== ']')
        expect(readingsOf([...inReports(code), ...inReports('81068880030113220431')])).toEqual([code, '81068880030113220431'])
      }),
    )
  })

  it('keeps the separators of GS1 and drops the symbology identifier', () => {
    expect(readingsOf([described(bytesOf(GS1_EXAMPLE), false, ']d2')])).toEqual([GS1_EXAMPLE])
  })

  it('reads Chinese text', () => {
    expect(readingsOf(inDescribed('处方柜台'.repeat(10)))).toEqual(['处方柜台'.repeat(10)])
  })

  it('is not ready with a code before its last report, and calls one unreadable whose rest never comes', () => {
    const protocol = createHidPosProtocol()
    const [first = new Uint8Array(), second = new Uint8Array()] = inDescribed('7'.repeat(60))
    expect(protocol.push(first)).toEqual([])
    expect(protocol.isPending()).toBe(true)
    expect(protocol.silence()).toEqual([UNREADABLE_READING])
    expect(protocol.isPending()).toBe(false)
    expect(protocol.push(first)).toEqual([])
    expect(protocol.push(second)).toEqual(['7'.repeat(60)])
  })

  it('ends a reading that fills its reports by silence', () => {
    const protocol = createHidPosProtocol()
    for (const report of inPadded('7'.repeat(126))) expect(protocol.push(report)).toEqual([])
    expect(protocol.silence()).toEqual(['7'.repeat(126)])
  })

  it('says nothing to reports of other kinds and to empty ones', () => {
    expect(readingsOf([Uint8Array.of(1, 56, 57), Uint8Array.of(), new Uint8Array(SIZE).fill(2, 0, 1)])).toEqual([])
  })

  it('calls a report unreadable whose length is wrong, and a stream that does not end, and reads the next code', () => {
    const short = described(bytesOf('81068880030113220431'), false).subarray(0, 12)
    expect(readingsOf([short, ...inDescribed('6901234567892')])).toEqual([UNREADABLE_READING, '6901234567892'])
    const stream = Array.from({ length: 400 }, (_, index) => described(new Uint8Array(56).fill(0x37), index < 399))
    expect(readingsOf([...stream, ...inDescribed('6901234567892')])).toEqual([UNREADABLE_READING, '6901234567892'])
  })

  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 20 }), (reports) => {
        const started = reports.map((report) => Uint8Array.from([2, ...report]))
        for (const reading of readingsOf(started)) expect(reading).not.toBe('')
      }),
    )
  })
})
