import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { derSignature, openssl, opensslVerifies } from '../../../scripts/counter/openssl.ts'
import { toPrivateKey, toPublicKey } from '../../../src/main/station/gateways/gm/keys.ts'
import { readSigningKey } from '../../../src/main/station/gateways/gm/sm.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxcounter-keys-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** One generated key in all the forms that the openssl command writes. */
function keyOf(curve: string) {
  const at = (name: string) => join(folder, `${curve}.${name}`)
  openssl('ecparam', '-name', curve, '-genkey', '-noout', '-out', at('sec1'))
  openssl('pkcs8', '-topk8', '-nocrypt', '-in', at('sec1'), '-out', at('pkcs8'))
  openssl('ecparam', '-name', curve, '-genkey', '-out', at('other'))
  const der = (...parts: readonly string[]) => openssl(...parts, '-outform', 'DER')
  const pem = (name: string) => readFileSync(at(name), 'utf8')
  const sec1 = der('ec', '-in', at('sec1'))
  const spki = der('ec', '-in', at('sec1'), '-pubout')
  return {
    // SEQUENCE { INTEGER 1, OCTET STRING (32) …
    scalar: sec1.subarray(7, 39),
    point: spki.subarray(-65),
    privateForms: {
      'SEC1 PEM': openssl('ec', '-in', at('sec1')).toString(),
      'SEC1 DER': sec1.toString('base64'),
      'SEC1 PEM without the public key': openssl('ec', '-in', at('sec1'), '-no_public').toString(),
      'PKCS#8 PEM': pem('pkcs8'),
      'PKCS#8 DER': der('pkcs8', '-topk8', '-nocrypt', '-in', at('sec1')).toString('base64'),
      'PKCS#8 DER in hexadecimal': der('pkcs8', '-topk8', '-nocrypt', '-in', at('sec1')).toString('hex'),
    },
    publicForms: {
      'SubjectPublicKeyInfo PEM': openssl('ec', '-in', at('sec1'), '-pubout').toString(),
      'SubjectPublicKeyInfo DER': spki.toString('base64'),
      'SubjectPublicKeyInfo in hexadecimal': spki.toString('hex'),
    },
    underPassword: openssl('pkcs8', '-topk8', '-passout', 'pass:warm', '-in', at('sec1')).toString(),
    withParameters: pem('other'),
  }
}

const sm2 = keyOf('SM2')
const p256 = keyOf('prime256v1')
const scalar = sm2.scalar.toString('base64')
const point = sm2.point.toString('base64')

describe('a private key', () => {
  it.each(Object.entries(sm2.privateForms))('is read from %s as the openssl command wrote it', (_form, text) => {
    expect(toPrivateKey(text)).toBe(scalar)
  })

  it.each([
    ['Base64', scalar],
    ['hexadecimal', sm2.scalar.toString('hex')],
    ['hexadecimal in capitals', sm2.scalar.toString('hex').toUpperCase()],
    ['hexadecimal with colons', sm2.scalar.toString('hex').replace(/..(?=.)/g, '$&:')],
    ['Base64 on two lines', `${scalar.slice(0, 20)}\n${scalar.slice(20)}\r\n`],
    ['Base64 with the zero that Java puts first', Buffer.concat([Buffer.of(0), sm2.scalar]).toString('base64')],
  ])('is read as the bare scalar in %s', (_form, text) => {
    expect(toPrivateKey(text)).toBe(scalar)
  })

  it('is the one whose signatures the openssl command takes under the public key it wrote', () => {
    const signing = readSigningKey(toPrivateKey(sm2.privateForms['PKCS#8 PEM']) ?? '')
    if (!signing.ok) throw new Error(signing.failure)
    const message = Buffer.from('连接测试')
    expect(opensslVerifies(sm2.point, message, derSignature(signing.value.sign(message)))).toBe(true)
  })

  it('is read from the file that has the parameters of the curve before it', () => {
    expect(toPrivateKey(sm2.withParameters)).toMatch(/^[\w+/]{43}=$/)
  })

  it.each([
    ...Object.entries(p256.privateForms),
    ['a key under a password', sm2.underPassword],
    ['a public key', sm2.publicForms['SubjectPublicKeyInfo PEM']],
    ['a bare point', point],
    ['nothing', ''],
    ['a scalar that was cut', scalar.slice(0, 40)],
    ['zero', Buffer.alloc(32).toString('base64')],
    ['more than the order of the curve', 'f'.repeat(64)],
    ['two keys at once', sm2.scalar.toString('hex').repeat(2)],
    ['a damaged one', sm2.privateForms['PKCS#8 DER'].replace(/^M/, 'N')],
    ['one that is not Base64', `${scalar.slice(0, -1)}*`],
  ])('is refused: %s', (_form, text) => {
    expect(toPrivateKey(text)).toBeNull()
  })

  it('does not come with the public key of another', () => {
    const der = Buffer.from(sm2.privateForms['SEC1 DER'], 'base64')
    der[der.length - 1] = (der.at(-1) ?? 0) ^ 1
    expect(toPrivateKey(der.toString('base64'))).toBeNull()
  })
})

describe('a public key', () => {
  it.each([
    ...Object.entries(sm2.publicForms),
    ['65 bytes in Base64', point],
    ['65 bytes in hexadecimal', sm2.point.toString('hex')],
    ['64 bytes in Base64', sm2.point.subarray(1).toString('base64')],
    ['64 bytes in hexadecimal', sm2.point.subarray(1).toString('hex')],
  ])('is read from %s', (_form, text) => {
    expect(toPublicKey(text)).toBe(point)
  })

  it.each([
    ...Object.entries(p256.publicForms),
    ['a point of another curve', p256.point.toString('base64')],
    ['a private key', sm2.privateForms['SEC1 PEM']],
    ['a bare scalar', scalar],
    ['nothing', ''],
    ['a point that was cut', point.slice(0, 80)],
  ])('is refused: %s', (_form, text) => {
    expect(toPublicKey(text)).toBeNull()
  })

  it('is off the curve when any bit is wrong', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 65 * 8 - 1 }), (bit) => {
        const wrong = Buffer.from(sm2.point)
        wrong[bit >> 3] = (wrong[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(toPublicKey(wrong.toString('base64'))).toBeNull()
      }),
    )
  })
})

it('whatever is typed is a key or none, and never breaks', () => {
  const pem = fc
    .tuple(fc.constantFrom('PRIVATE KEY', 'EC PRIVATE KEY', 'PUBLIC KEY', 'X'), fc.base64String())
    .map(([label, body]) => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----`)
  const bytes = fc.uint8Array({ maxLength: 160 }).map((each) => Buffer.from(each).toString('base64'))
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 200 }), pem, bytes), (text) => {
      for (const key of [toPrivateKey(text), toPublicKey(text)]) expect(key === null || /^[\w+/]+=$/.test(key)).toBe(true)
    }),
  )
})
