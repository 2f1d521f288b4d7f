import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unzip, zip } from '../../../server-mock/insurance/zip.ts'

const bytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64')
/** made by Python's zipfile: deflated, with a Chinese name */
const DEFLATED = bytes(
  'UEsDBBQAAAgIAFFlfV3yEjGhFAAAAC0AAAAKAAAA5a+56LSmLnR4dDM24PQ15Aww5DQ00jMw4DLGywUAUEsBAhQDFAAACAgAUWV9XfISMaEUAAAALQAAAAoAAAAAAAAAAAAAAIABAAAAAOWvuei0pi50eHRQSwUGAAAAAAEAAQA4AAAAPAAAAAAA',
)
/** made by Python's zipfile into a stream: stored, sizes behind the content */
const STREAMED = bytes(
  'UEsDBBQACAAAAFFlfV0AAAAAAAAAAAAAAAAFAAAAYS50eHRhYmNQSwcIwkEkNQMAAAADAAAAUEsBAhQDFAAIAAAAUWV9XcJBJDUDAAAAAwAAAAUAAAAAAAAAAAAAAIABAAAAAGEudHh0UEsFBgAAAAABAAEAMwAAADYAAAAAAA==',
)

describe('the ZIP container', () => {
  it('gives back what was packed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.uint8Array({ maxLength: 500 }), (name, content) => {
        const found = unzip(zip({ name: name, content }))
        expect(found?.name).toBe(name)
        expect(Buffer.from(found?.content ?? [])).toEqual(Buffer.from(content))
      }),
    )
  })

  it('reads what other programs packed', () => {
    expect(unzip(DEFLATED)?.name).toBe('对账.txt')
    expect(Buffer.from(unzip(DEFLATED)?.content ?? []).toString()).toBe('30\tM1\tP1\t12.00\n'.repeat(3))
    expect(Buffer.from(unzip(STREAMED)?.content ?? []).toString()).toBe('abc')
  })

  it('takes no container that was cut off or in which a byte of the content is another, and never throws', () => {
    const packed = Buffer.from(zip({ name: 'a.txt', content: Buffer.from('30\tM1\tP1\t12.00\n') }))
    for (let end = 0; end < packed.length; end++) expect(unzip(packed.subarray(0, end))).toBeNull()
    for (const [at, byte] of packed.entries()) {
      const changed = Buffer.from(packed)
      changed[at] = byte ^ 0x55
      const found = unzip(changed)
      if (found !== null) expect(Buffer.from(found.content).toString()).toBe('30\tM1\tP1\t12.00\n')
    }
  })

  it('takes neither several files nor an encrypted one nor one that unpacks beyond what it says', () => {
    const changed = (offset: number, value: number): Uint8Array => {
      const copy = Buffer.from(zip({ name: 'a', content: Buffer.alloc(1_000) }))
      copy[copy.length - 22 + offset] = value
      return copy
    }
    expect(unzip(changed(10, 2))).toBeNull()
    // the central header stands 47 bytes before the end: flags, then the size
    expect(unzip(changed(-47 + 8, 1))).toBeNull()
    expect(unzip(changed(-47 + 24, 1))).toBeNull()
    expect(unzip(changed(-47 + 27, 0x7f))).toBeNull()
  })
})
