import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createScannerProtocol, UNREADABLE_READING } from '../../../src/main/station/devices/drivers/scanner/protocol.ts'
import { manifests } from '../../../src/main/station/devices/manifests.ts'

const plain = { ...manifests.usbCom, maximumLength: 64 }
const framed = { ...manifests.framed, maximumLength: 64 }

const bytesOf = (text: string) => new TextEncoder().encode(text)
/** 处方 in GBK */
const GBK_PRESCRIPTION = Uint8Array.of(0xb4, 0xa6, 0xb7, 0xbd)

/** Cuts bytes at the given places. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end))
}

function readAll(chunks: readonly Uint8Array[], manifest: Parameters<typeof createScannerProtocol>[0] = plain): string[] {
  const protocol = createScannerProtocol(manifest)
  return chunks.flatMap((chunk) => protocol.push(chunk))
}

const code = fc.string({ unit: fc.constantFrom(...'0123456789AHYabc处方'), minLength: 1, maxLength: 20 })
const lineEnd = fc.constantFrom('\r', '\n', '\r\n', '\r\n\r\n')

describe('the protocol of a serial scanner', () => {
  it('gives the same readings however the bytes are cut and whatever ends the lines', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(code, lineEnd), { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 12 }), (lines, places) => {
        const bytes = bytesOf(lines.map(([text, end]) => text + end).join(''))
        expect(readAll(cut(bytes, places))).toEqual(lines.map(([text]) => text))
      }),
    )
  })

  it('takes a CRLF that arrives in two chunks for one end', () => {
    expect(readAll(['A\r', '\nB\r', '\n'].map(bytesOf))).toEqual(['A', 'B'])
  })

  it('ends a reading without a line end when the scanner falls silent, once', () => {
    const protocol = createScannerProtocol(plain)
    expect(protocol.push(bytesOf('12345'))).toEqual([])
    expect(protocol.isPending()).toBe(true)
    expect(protocol.silence()).toEqual(['12345'])
    expect(protocol.isPending()).toBe(false)
    expect(protocol.silence()).toEqual([])
  })

  it('reads UTF-8, and GBK where it is not UTF-8', () => {
    expect(readAll([bytesOf('处方'), bytesOf('\r'), GBK_PRESCRIPTION, bytesOf('\r')])).toEqual(['处方', '处方'])
  })

  it('reads bytes that are no text in either encoding as unreadable', () => {
    expect(readAll([Uint8Array.of(0x81, 0x20, 0x0d)])).toEqual([UNREADABLE_READING])
  })

  it('gives one unreadable reading for a runaway stream and is ready again after its end', () => {
    const protocol = createScannerProtocol(plain)
    expect(protocol.push(bytesOf('7'.repeat(64)))).toEqual([])
    expect(protocol.push(bytesOf('7'.repeat(1000)))).toEqual([UNREADABLE_READING])
    expect(protocol.push(bytesOf('7'.repeat(1000)))).toEqual([])
    expect(protocol.isPending()).toBe(true)
    expect(protocol.push(bytesOf('\rA\r'))).toEqual(['A'])
  })

  it('reads a text of exactly the longest length', () => {
    expect(readAll([bytesOf(`${'7'.repeat(64)}\r`)])).toEqual(['7'.repeat(64)])
  })

  it('takes frames and AIM identifiers away where the manifest says so', () => {
    expect(readAll([bytesOf('\u0002]Q3111\u0003\u0002]d2222\u0003\r\n')], framed)).toEqual(['111', '222'])
  })

  it('leaves frames and AIM identifiers alone where it does not', () => {
    expect(readAll([bytesOf('\u0002]Q3111\u0003\r')])).toEqual(['\u0002]Q3111\u0003'])
  })

  it('never throws at noise and reads the next code after it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(plain, framed),
        fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }),
        (manifest, noise) => {
          const protocol = createScannerProtocol(manifest)
          for (const chunk of noise) protocol.push(chunk)
          protocol.silence()
          expect(protocol.push(bytesOf('81234567890123456789\r'))).toEqual(['81234567890123456789'])
        },
      ),
    )
  })
})
