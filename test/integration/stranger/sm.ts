import { execFileSync, spawnSync } from 'node:child_process'
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** 默认用户标识 of GM/T 0009, for every signature of the page. */
const IDENTITY = '1234567812345678'
const DISTID = ['-sigopt', `distid:${IDENTITY}`]
/** a, b, x and y of the base point of sm2p256v1 (GM/T 0003.5), which stand in Z. */
const CURVE = [
  'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc',
  '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93',
  '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7',
  'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
].join('')
/** DER around the bare scalar (SEC 1), and around the 65 bytes of a public key (SubjectPublicKeyInfo), both on sm2p256v1. */
const PRIVATE_HEAD = '30310201010420'
const PRIVATE_TAIL = 'a00a06082a811ccf5501822d'
const PUBLIC_HEAD = '3059301306072a8648ce3d020106082a811ccf5501822d034200'

/** SM4-ECB with PKCS#7 padding. */
export function sm4Encrypt(key: string, clear: string): Uint8Array {
  const cipher = createCipheriv('sm4-ecb', key, null)
  return Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()])
}

/** The text that was encrypted; throws when the padding is wrong, as with another key. */
export function sm4Decrypt(key: string, encrypted: Uint8Array): string {
  const decipher = createDecipheriv('sm4-ecb', key, null)
  return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString('utf8')
}

/** SM3 as lower-case hex. */
export function sm3(...parts: readonly Uint8Array[]): string {
  return createHash('sm3').update(Buffer.concat(parts)).digest('hex')
}

/** Z of GM/T 0003.2 5.5: the bits of the identity, the identity, the curve, the key (Base64 of 65 bytes). */
export function zOf(publicKey: string): string {
  const bits = Buffer.from([(IDENTITY.length * 8) >> 8, (IDENTITY.length * 8) & 0xff])
  const point = Buffer.from(publicKey, 'base64').subarray(1)
  return sm3(bits, Buffer.from(IDENTITY), Buffer.from(CURVE, 'hex'), point)
}

function derInteger(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0)
  const trimmed = Buffer.from(bytes.subarray(first === -1 ? bytes.length - 1 : first))
  const value = (trimmed[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), trimmed]) : trimmed
  return Buffer.concat([Buffer.from([2, value.length]), value])
}

function toDer(raw: Uint8Array): Uint8Array {
  const body = Buffer.concat([derInteger(raw.subarray(0, 32)), derInteger(raw.subarray(32))])
  return Buffer.concat([Buffer.from([0x30, body.length]), body])
}

function fromDer(der: Uint8Array): Uint8Array {
  const lengthOfR = der[3] ?? 0
  const part = (start: number, length: number): Uint8Array => {
    const value = Buffer.from(der.subarray(start, start + length))
    return Buffer.concat([Buffer.alloc(32), value]).subarray(-32)
  }
  return Buffer.concat([part(4, lengthOfR), part(6 + lengthOfR, der[5 + lengthOfR] ?? 0)])
}

function pem(title: string, hex: string): string {
  return `-----BEGIN ${title}-----\n${Buffer.from(hex, 'hex').toString('base64')}\n-----END ${title}-----\n`
}

/** SM2 by the openssl command, with the keys as the center announces them. */
export interface Signer {
  /** r‖s of 64 bytes, Base64 */
  sign(text: string): string
  /** whether a signature (Base64 of r‖s) is that of the text under this public key (Base64 of 65 bytes), by the text itself and by SM3(Z‖text) */
  verifies(publicKey: string, text: string, signature: string): boolean
  /** Base64 of the 65 bytes that belong to the private key */
  publicKey(): string
  /** removes the key from the disk */
  close(): void
}

export function createSigner(privateKey: string): Signer {
  const folder = mkdtempSync(join(tmpdir(), 'stranger-'))
  const write = (name: string, content: string | Uint8Array): string => {
    const file = join(folder, name)
    writeFileSync(file, content, { mode: 0o600 })
    return file
  }
  const scalar = Buffer.from(privateKey, 'base64').toString('hex')
  const key = write('private.pem', pem('EC PRIVATE KEY', `${PRIVATE_HEAD}${scalar}${PRIVATE_TAIL}`))
  return {
    sign: (text) =>
      Buffer.from(fromDer(execFileSync('openssl', ['dgst', '-sm3', '-sign', key, ...DISTID], { input: text }))).toString(
        'base64',
      ),
    verifies: (publicKey, text, signature) => {
      const raw = Buffer.from(signature, 'base64')
      if (raw.length !== 64) return false
      const point = Buffer.from(publicKey, 'base64').toString('hex')
      const other = write('public.pem', pem('PUBLIC KEY', `${PUBLIC_HEAD}${point}`))
      const der = write('signature.der', toDer(raw))
      const digest = Buffer.from(sm3(Buffer.from(zOf(publicKey), 'hex'), Buffer.from(text)), 'hex')
      const byText = spawnSync('openssl', ['dgst', '-sm3', '-verify', other, ...DISTID, '-signature', der], { input: text })
      const byDigest = spawnSync('openssl', [
        'pkeyutl',
        '-verify',
        '-pubin',
        '-inkey',
        other,
        '-sigfile',
        der,
        '-in',
        write('e', digest),
      ])
      if (byText.status !== byDigest.status) throw new Error(`openssl disagrees with itself: ${byDigest.stderr}`)
      return byText.status === 0
    },
    publicKey: () => execFileSync('openssl', ['pkey', '-in', key, '-pubout', '-outform', 'DER']).subarray(-65).toString('base64'),
    close: () => rmSync(folder, { recursive: true }),
  }
}
