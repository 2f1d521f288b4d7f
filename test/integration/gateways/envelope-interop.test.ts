import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEnvelope } from '../../../src/main/station/gateways/gm/envelope.ts'
import { readSigningKey, readVerifyingKey } from '../../../src/main/station/gateways/gm/sm.ts'
import { readJsonObject } from '../../../src/main/station/gateways/json.ts'
import { app, connectionTo, openedBy, sealed } from './center.ts'

function value<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!result.ok) throw new Error('the key of the test must be readable')
  return result.value
}
const { privateKey, platformPublicKey } = connectionTo('http://127.0.0.1')
const envelope = createEnvelope({
  appId: app.appId,
  appSecret: app.appSecret,
  signing: value(readSigningKey(privateKey)),
  platform: value(readVerifyingKey(platformPublicKey)),
})

// Any text, but not the lone halves of surrogate pairs: they have no UTF-8.
const anyText = fc.string({ unit: 'grapheme', maxLength: 12 })
const anyName = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((name) => name !== '__proto__')
const anyNumber = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
const { node: anyObject } = fc.letrec<{ node: Record<string, unknown>; leaf: unknown }>((tie) => ({
  leaf: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    anyText,
    anyNumber,
    fc.boolean(),
    fc.constant(null),
    fc.constant(''),
    tie('node'),
    fc.array(tie('leaf'), { maxLength: 3 }),
  ),
  node: fc.dictionary(anyName, tie('leaf'), { maxKeys: 5 }),
}))
const messages = { numRuns: 1_000 }

describe('the envelope of the counter and that of the platform', () => {
  it('understand 1,000 random requests', () => {
    fc.assert(
      fc.property(anyObject, (data) => {
        expect(openedBy(envelope.seal(data, 1_795_219_200_000))).toEqual({ ok: true, data: JSON.parse(JSON.stringify(data)) })
      }),
      messages,
    )
  })

  it('understand 1,000 random answers', () => {
    fc.assert(
      fc.property(anyObject, fc.integer({ min: 0, max: 999_999 }), anyText, (data, code, message) => {
        const opened = envelope.open(sealed({ code, message, data }))
        expect(opened).toMatchObject({ kind: 'signed', code: String(code), message })
        expect(opened.kind === 'signed' && opened.data).toEqual(readJsonObject(JSON.stringify(data)))
      }),
      messages,
    )
  })

  it('agree on amounts that are written with zeros at their end', () => {
    const request = envelope.seal({ amt: '12.50', list: [{ pric: '0.100000' }] }, 1)
    expect(openedBy(request)).toMatchObject({ ok: true, data: { amt: '12.50' } })
  })

  it('both refuse a request with any flipped bit in the bytes of encData or signData', () => {
    const fields = JSON.parse(envelope.seal({ mdtrtCertNo: '令牌' }, 1))
    for (const [field, spelling] of [
      ['encData', 'hex'],
      ['signData', 'base64'],
    ] as const) {
      const bytes = Buffer.from(fields[field], spelling)
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const copy = Buffer.from(bytes)
        copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(openedBy(JSON.stringify({ ...fields, [field]: copy.toString(spelling) })).ok).toBe(false)
      }
    }
  })
})
