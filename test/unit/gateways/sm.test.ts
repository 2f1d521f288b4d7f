import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sm2 as oracleSm2, sm3 as oracleSm3, sm4 as oracleSm4 } from 'sm-crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  readSigningKey,
  readVerifyingKey,
  sm3,
  sm4Decrypt,
  sm4Encrypt,
  strictBase64,
  strictHex,
} from '../../../src/main/station/gateways/gm/sm.ts'

// GM/T 0003.5, the example of the standard
const d = '3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8'
const px = '09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020'
const py = 'CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13'
const orderHex = 'FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123'

const bytesOf = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const base64Of = (hex: string) => Buffer.from(hex, 'hex').toString('base64')
const text = (value: string) => new Uint8Array(Buffer.from(value))

function value<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!result.ok) throw new Error('the key of the test must be readable')
  return result.value
}

const signing = value(readSigningKey(base64Of(d)))
const verifying = value(readVerifyingKey(base64Of(`04${px}${py}`)))

describe('SM3', () => {
  it.each([
    ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
    ['', '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b'],
  ])('digests %j as GM/T 0004 does', (message, digest) => {
    expect(hexOf(sm3(text(message)))).toBe(digest)
  })

  it('agrees with another implementation on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(hexOf(sm3(bytes))).toBe(oracleSm3([...bytes]))
      }),
    )
  })
})

describe('SM4', () => {
  const key = bytesOf('0123456789abcdeffedcba9876543210')

  it('encrypts the block of GM/T 0002', () => {
    expect(hexOf(sm4Encrypt(key, key)).slice(0, 32)).toBe('681edf34d206965e86b3e94f536e4246')
  })

  it('encrypts that block a million times as GM/T 0002 does', () => {
    let block: Uint8Array = key
    for (let time = 0; time < 1_000_000; time++) block = sm4Encrypt(key, block).subarray(0, 16)
    expect(hexOf(block)).toBe('595298c7c6fd271f0402f804c33d3f66')
  })

  it('agrees with another implementation and undoes itself on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const cipher = sm4Encrypt(key, bytes)
        expect(hexOf(cipher)).toBe(oracleSm4.encrypt([...bytes], hexOf(key)))
        expect(sm4Decrypt(key, cipher)).toEqual(bytes)
      }),
    )
  })

  it.each([0, 1, 15, 17, 31])('refuses %d bytes of cipher text: no whole number of blocks', (length) => {
    expect(sm4Decrypt(key, new Uint8Array(length))).toBeNull()
  })

  it.each(['00', '11', '20', 'ff'])('refuses padding of 0x%s bytes', (last) => {
    const clear = new Uint8Array(32).fill(Number.parseInt(last, 16))
    // without padding of its own, so that the last block is the forged one
    const cipher = sm4Encrypt(key, clear).subarray(0, 32)
    expect(sm4Decrypt(key, cipher)).toBeNull()
  })
})

describe('SM2 signatures', () => {
  const message = text('message digest')
  const r = 'F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3'
  const s = 'B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA'

  it('verify the example of GM/T 0003.5', () => {
    expect(verifying.verify(message, bytesOf(r + s))).toBe(true)
  })

  it('belong to the public key of the private one', () => {
    expect(hexOf(signing.publicKey)).toBe(`04${px}${py}`.toLowerCase())
  })

  it('are verified by another implementation, and the other way round', () => {
    for (const words of ['', 'ascii', '处方柜台', '𠮷😀']) {
      const ours = signing.sign(text(words))
      expect(ours).toHaveLength(64)
      expect(oracleSm2.doVerifySignature(words, hexOf(ours), `04${px}${py}`, { hash: true })).toBe(true)
      const theirs = oracleSm2.doSignature(words, d, { hash: true, publicKey: `04${px}${py}` })
      expect(verifying.verify(text(words), bytesOf(theirs))).toBe(true)
    }
  })

  it('are refused for another message, another key and any flipped bit', () => {
    const other = value(
      readVerifyingKey(Buffer.from(value(readSigningKey(base64Of('02'.repeat(32)))).publicKey).toString('base64')),
    )
    expect(verifying.verify(text('message digesT'), bytesOf(r + s))).toBe(false)
    expect(other.verify(message, bytesOf(r + s))).toBe(false)
    for (let bit = 0; bit < 512; bit++) {
      const forged = bytesOf(r + s)
      forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(verifying.verify(message, forged)).toBe(false)
    }
  })

  it.each([
    ['r = 0', '00'.repeat(32) + s],
    ['s = 0', r + '00'.repeat(32)],
    ['s = n', r + orderHex],
    ['r and s = n', orderHex + orderHex],
    ['63 bytes', (r + s).slice(2)],
    ['65 bytes', `${r}${s}00`],
    ['s in 33 bytes', `${r}00${s}`],
    ['nothing', ''],
  ])('are refused when out of range: %s', (_name, hex) => {
    expect(verifying.verify(message, bytesOf(hex))).toBe(false)
  })
})

describe('SM2 keys', () => {
  it('are read as Java writes them: 33 bytes with a leading zero, or without the leading zeros', () => {
    expect(value(readSigningKey(base64Of(`00${d}`))).publicKey).toEqual(signing.publicKey)
    expect(value(readSigningKey(base64Of('07'))).publicKey).toEqual(
      value(readSigningKey(base64Of(`${'00'.repeat(31)}07`))).publicKey,
    )
  })

  it('are read with and without the 04 of an uncompressed point', () => {
    const short = value(readVerifyingKey(base64Of(px + py)))
    expect(short.verify(text('x'), signing.sign(text('x')))).toBe(true)
  })

  it('are prepared once however often the same public one is read, and never mixed up with another', () => {
    const other = value(readSigningKey(base64Of('07')))
    const read = (publicKey: Uint8Array) => value(readVerifyingKey(Buffer.from(publicKey).toString('base64')))
    const key = read(signing.publicKey)
    expect(read(signing.publicKey)).toBe(key)
    expect(read(other.publicKey).verify(text('x'), signing.sign(text('x')))).toBe(false)
    expect(read(signing.publicKey).verify(text('x'), signing.sign(text('x')))).toBe(true)
  })

  it.each([
    ['nothing', ''],
    ['zero', '00'.repeat(32)],
    ['n - 1', `${orderHex.slice(0, -2)}22`],
    ['n', orderHex],
    ['33 bytes that are no zero first', `01${d}`],
    ['34 bytes', `0000${d}`],
  ])('are refused when private and %s', (_name, hex) => {
    expect(readSigningKey(base64Of(hex))).toEqual({ ok: false, failure: 'CENTER_KEYS_UNREADABLE' })
  })

  it.each([
    ['nothing', ''],
    ['compressed', `03${px}`],
    ['not on the curve', `04${px}${px}`],
    ['of another form', `06${px}${py}`],
    ['zero', '00'.repeat(64)],
  ])('are refused when public and %s', (_name, hex) => {
    expect(readVerifyingKey(base64Of(hex))).toEqual({ ok: false, failure: 'CENTER_KEYS_UNREADABLE' })
  })

  it.each([base64Of(d).replace('=', ''), ` ${base64Of(d)}`, `${base64Of(d)}\n`, d])('are refused in lax Base64', (lax) => {
    expect(readSigningKey(lax).ok).toBe(false)
  })
})

describe('strict spellings', () => {
  it('Base64 has exactly one spelling for each sequence of bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.string({ maxLength: 5 }), fc.nat(), (bytes, noise, at) => {
        const spelled = Buffer.from(bytes).toString('base64')
        expect(hexOf(strictBase64(spelled) ?? text('x'))).toBe(hexOf(bytes))
        const place = at % (spelled.length + 1)
        const lax = spelled.slice(0, place) + noise + spelled.slice(place)
        const read = strictBase64(lax)
        if (read !== null) expect(Buffer.from(read).toString('base64')).toBe(lax)
      }),
    )
    for (const lax of ['QQ', 'QR==', 'QQ==\n', 'Q Q==', 'QUE-', 'QQ==QQ==', 'QUFB=']) expect(strictBase64(lax)).toBeNull()
  })

  it('hexadecimal comes in whole bytes and either case', () => {
    expect(hexOf(strictHex('0aFF') ?? text(''))).toBe('0aff')
    for (const lax of ['0', '0g', '0x00', ' 00', '00\n']) expect(strictHex(lax)).toBeNull()
  })
})

describe('the openssl command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rxcounter-sm-'))
  const at = (name: string) => join(folder, name)
  const openssl = (...parts: readonly string[]) => execFileSync('openssl', parts, { stdio: ['ignore', 'pipe', 'pipe'] })
  const distid = ['-sigopt', 'distid:1234567812345678']

  beforeAll(() => {
    // SEC1 of the key, then PEM: openssl reads the same pair as we do
    const sec1 = Buffer.from(`30770201010420${d}a00a06082a811ccf5501822da14403420004${px}${py}`, 'hex')
    writeFileSync(at('key.pem'), `-----BEGIN EC PRIVATE KEY-----\n${sec1.toString('base64')}\n-----END EC PRIVATE KEY-----\n`)
    openssl('pkey', '-in', at('key.pem'), '-pubout', '-out', at('public.pem'))
    writeFileSync(at('message'), '处方柜台 message')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('verifies what we sign', () => {
    const signature = Buffer.from(signing.sign(readFileSync(at('message'))))
    writeFileSync(at('ours.der'), derOf(signature))
    const said = openssl('dgst', '-sm3', '-verify', at('public.pem'), ...distid, '-signature', at('ours.der'), at('message'))
    expect(said.toString()).toContain('Verified OK')
  })

  it('signs what we verify', () => {
    openssl('dgst', '-sm3', '-sign', at('key.pem'), ...distid, '-out', at('theirs.der'), at('message'))
    expect(verifying.verify(readFileSync(at('message')), rawOf(readFileSync(at('theirs.der'))))).toBe(true)
  })

  it('encrypts SM4 as we do', () => {
    openssl('enc', '-sm4-ecb', '-K', '00112233445566778899aabbccddeeff', '-in', at('message'), '-out', at('cipher'))
    const ours = sm4Encrypt(bytesOf('00112233445566778899aabbccddeeff'), readFileSync(at('message')))
    expect(hexOf(ours)).toBe(hexOf(readFileSync(at('cipher'))))
  })

  function derOf(raw: Buffer): Buffer {
    const integers = [raw.subarray(0, 32), raw.subarray(32)].map((half) => {
      const digits = Buffer.from(half.toString('hex').replace(/^(00)+/, ''), 'hex')
      const content = (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), digits]) : digits
      return Buffer.concat([Buffer.of(2, content.length), content])
    })
    const body = Buffer.concat(integers)
    return Buffer.concat([Buffer.of(0x30, body.length), body])
  }

  function rawOf(der: Buffer): Uint8Array {
    const first = der.subarray(4, 4 + (der[3] ?? 0))
    const second = der.subarray(4 + first.length + 2)
    return bytesOf([first, second].map((part) => part.toString('hex').replace(/^00/, '').padStart(64, '0')).join(''))
  }
})
