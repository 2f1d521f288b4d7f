import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sm2 as otherSm2, sm3 as otherSm3, sm4 as otherSm4 } from 'sm-crypto-v2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyPairFrom, publicKeyOf, sm2Sign, sm2Verify } from '../../../server-mock/gm/sm2.ts'
import { sm3Native, sm3Pure } from '../../../server-mock/gm/sm3.ts'
import { sm4Native, sm4Pure } from '../../../server-mock/gm/sm4.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const bytes = (text: string): Buffer => Buffer.from(text, 'hex')
const anyBytes = (maxLength = 300) => fc.uint8Array({ maxLength })

const STANDARD_KEY = bytes('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8')
const STANDARD_PUBLIC =
  '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13'
const STANDARD_NONCE = 0x59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21n
const STANDARD_SIGNATURE =
  'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa'
const ORDER = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123'

describe.each([
  ['plain TypeScript', sm3Pure],
  ['node:crypto', sm3Native],
])('SM3 in %s', (_name, sm3) => {
  it.each([
    ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
    ['', '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b'],
  ])('gives the published digest of %j', (message, digest) => {
    expect(hex(sm3(Buffer.from(message)))).toBe(digest)
  })

  it('agrees with another library for any bytes', () => {
    fc.assert(fc.property(anyBytes(), (message) => hex(sm3(message)) === otherSm3(message)))
  })
})

describe.each([
  ['plain TypeScript', sm4Pure],
  ['node:crypto', sm4Native],
])('SM4 in %s', (_name, sm4) => {
  const key = bytes('0123456789abcdeffedcba9876543210')

  it('gives the published block', () => {
    expect(hex(sm4.encrypt(key, key)).slice(0, 32)).toBe('681edf34d206965e86b3e94f536e4246')
  })

  it('agrees with another library for any key and message, and decrypts its own', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), anyBytes(), (anyKey, message) => {
        const encrypted = sm4.encrypt(anyKey, message)
        expect(hex(encrypted)).toBe(hex(Buffer.from(otherSm4.encrypt(message, anyKey, { output: 'array' }))))
        expect(hex(sm4.decrypt(anyKey, encrypted) ?? Buffer.from('refused'))).toBe(hex(message))
      }),
    )
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['15 bytes', Buffer.alloc(15)],
    ['17 bytes', Buffer.alloc(17)],
    ['a block whose padding is wrong', Buffer.alloc(16)],
  ])('refuses to decrypt %s', (_what, encrypted) => {
    expect(sm4.decrypt(key, encrypted)).toBeNull()
  })
})

describe('SM4 many times over', () => {
  const key = bytes('0123456789abcdeffedcba9876543210')

  it('gives the published block after 1,000,000 encryptions', () => {
    let block: Uint8Array = key
    for (let round = 0; round < 1_000_000; round++) block = sm4Pure.encrypt(key, block).subarray(0, 16)
    expect(hex(block)).toBe('595298c7c6fd271f0402f804c33d3f66')
  })

  it('is the same in plain TypeScript and node:crypto after 10,000', () => {
    let [pure, native]: Uint8Array[] = [key, key]
    for (let round = 0; round < 10_000; round++) {
      pure = sm4Pure.encrypt(key, pure ?? key).subarray(0, 16)
      native = sm4Native.encrypt(key, native ?? key).subarray(0, 16)
    }
    expect(hex(pure ?? key)).toBe(hex(native ?? bytes('')))
  })
})

describe('SM2 signatures', () => {
  const message = Buffer.from('message digest')

  it('are the published one under the published nonce', () => {
    expect(hex(publicKeyOf(STANDARD_KEY))).toBe(STANDARD_PUBLIC)
    expect(hex(sm2Sign(STANDARD_KEY, message, () => STANDARD_NONCE))).toBe(STANDARD_SIGNATURE)
  })

  it('verify, and use a new nonce each time', () => {
    const first = sm2Sign(STANDARD_KEY, message)
    expect(sm2Verify(bytes(STANDARD_PUBLIC), message, first)).toBe(true)
    expect(hex(sm2Sign(STANDARD_KEY, message))).not.toBe(hex(first))
  })

  it.each([
    ['r is 0', '0'.repeat(64) + STANDARD_SIGNATURE.slice(64)],
    ['s is 0', STANDARD_SIGNATURE.slice(0, 64) + '0'.repeat(64)],
    ['r is the order', ORDER + STANDARD_SIGNATURE.slice(64)],
    ['s is the order', STANDARD_SIGNATURE.slice(0, 64) + ORDER],
    ['a byte is missing', STANDARD_SIGNATURE.slice(2)],
    ['a byte is too many', `${STANDARD_SIGNATURE}00`],
  ])('are refused when %s', (_what, signature) => {
    expect(sm2Verify(bytes(STANDARD_PUBLIC), message, bytes(signature))).toBe(false)
  })

  it('are refused with any bit flipped in signature or message', () => {
    const signature = bytes(STANDARD_SIGNATURE)
    const flip = (source: Uint8Array, bit: number): Uint8Array =>
      source.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
    fc.assert(
      fc.property(fc.nat(511), (bit) => !sm2Verify(bytes(STANDARD_PUBLIC), message, flip(signature, bit))),
      { numRuns: 50 },
    )
    fc.assert(
      fc.property(fc.nat(message.length * 8 - 1), (bit) => !sm2Verify(bytes(STANDARD_PUBLIC), flip(message, bit), signature)),
      { numRuns: 30 },
    )
  })

  it('are refused under a public key that is no point of the curve', () => {
    expect(sm2Verify(bytes(`${STANDARD_PUBLIC.slice(0, -2)}14`), message, bytes(STANDARD_SIGNATURE))).toBe(false)
    expect(sm2Verify(bytes(STANDARD_PUBLIC.slice(2)), message, bytes(STANDARD_SIGNATURE))).toBe(false)
  })

  it('go both ways with another library, for keys from any entropy', () => {
    const entropy = fc.uint8Array({ minLength: 40, maxLength: 40 })
    fc.assert(
      fc.property(entropy, anyBytes(), (seed, text) => {
        const { privateKey, publicKey } = keyPairFrom(seed)
        const theirs = bytes(otherSm2.doSignature(text, hex(privateKey), { hash: true, publicKey: hex(publicKey) }))
        expect(sm2Verify(publicKey, text, theirs)).toBe(true)
        expect(otherSm2.doVerifySignature(text, hex(sm2Sign(privateKey, text)), hex(publicKey), { hash: true })).toBe(true)
      }),
      { numRuns: 40 },
    )
  })
})

describe('the openssl command as a third opinion', () => {
  const { privateKey, publicKey } = keyPairFrom(Buffer.alloc(40, 7))
  const message = Buffer.from('处方流转授权 7201 – message 𠮷')
  let folder = ''
  const file = (name: string): string => join(folder, name)
  const openssl = (...args: string[]): Buffer => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] })

  function der(r: Uint8Array, s: Uint8Array): Buffer {
    const integer = (number: Uint8Array): Buffer => {
      const first = number.findIndex((byte) => byte !== 0)
      const trimmed = Buffer.from(number.subarray(first))
      const content = (trimmed[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), trimmed]) : trimmed
      return Buffer.concat([Buffer.from([2, content.length]), content])
    }
    const body = Buffer.concat([integer(r), integer(s)])
    return Buffer.concat([Buffer.from([0x30, body.length]), body])
  }

  function raw(signature: Buffer): Buffer {
    const numbers: Buffer[] = []
    for (let at = 2; at < signature.length; ) {
      const length = signature[at + 1] ?? 0
      numbers.push(
        Buffer.from(
          signature
            .subarray(at + 2, at + 2 + length)
            .toString('hex')
            .slice(-64)
            .padStart(64, '0'),
          'hex',
        ),
      )
      at += 2 + length
    }
    return Buffer.concat(numbers)
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'gm-openssl-'))
    writeFileSync(file('message'), message)
    const parameters = '06082a811ccf5501822d'
    writeFileSync(file('key.der'), bytes(`30770201010420${hex(privateKey)}a00a${parameters}a144034200${hex(publicKey)}`))
    writeFileSync(file('public.der'), bytes(`3059301306072a8648ce3d0201${parameters}034200${hex(publicKey)}`))
    openssl('ec', '-inform', 'DER', '-in', file('key.der'), '-out', file('key.pem'))
    openssl('ec', '-pubin', '-inform', 'DER', '-in', file('public.der'), '-out', file('public.pem'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('verifies our SM2 signature', () => {
    const signature = sm2Sign(privateKey, message)
    writeFileSync(file('ours'), der(signature.subarray(0, 32), signature.subarray(32)))
    const said = openssl(
      'dgst',
      '-sm3',
      '-verify',
      file('public.pem'),
      '-sigopt',
      'distid:1234567812345678',
      '-signature',
      file('ours'),
      file('message'),
    )
    expect(said.toString()).toContain('Verified OK')
  })

  it('makes an SM2 signature that we verify', () => {
    openssl(
      'dgst',
      '-sm3',
      '-sign',
      file('key.pem'),
      '-sigopt',
      'distid:1234567812345678',
      '-out',
      file('theirs'),
      file('message'),
    )
    const theirs = raw(execFileSync('cat', [file('theirs')]))
    expect(sm2Verify(publicKey, message, theirs)).toBe(true)
    expect(sm2Verify(publicKey, Buffer.from('another message'), theirs)).toBe(false)
  })

  it('has the same SM3 and SM4-ECB', () => {
    expect(openssl('dgst', '-sm3', '-r', file('message')).toString().slice(0, 64)).toBe(hex(sm3Pure(message)))
    const key = Buffer.from('49402A7451716C12')
    expect(hex(openssl('enc', '-sm4-ecb', '-K', hex(key), '-in', file('message')))).toBe(hex(sm4Pure.encrypt(key, message)))
  })
})
