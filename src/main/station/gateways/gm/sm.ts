import { sm2 as sm2Library, sm3 as sm3Library, sm4 as sm4Library } from 'sm-crypto-v2'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'

// The one module around sm-crypto-v2: bytes in, bytes out. The library signs without Z unless told `hash: true`, throws on keys
// of 33 or 64 bytes, checks neither the range of a signature nor the length of a cipher text, and takes a padding of 0 or 17
// bytes for one.

const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
const BLOCK = 16
const SIGNATURE = 64

/** Signs with SM3withSM2 under the default ID. The key itself stays inside. */
export interface SigningKey {
  /** the public key that belongs to it, 65 bytes */
  readonly publicKey: Uint8Array
  /** raw r‖s, 64 bytes */
  sign(message: Uint8Array): Uint8Array
}

/** Checks SM3withSM2 signatures under the default ID. */
export interface VerifyingKey {
  /** whether `signature` (raw r‖s) is one of `message`; false for whatever is no signature */
  verify(message: Uint8Array, signature: Uint8Array): boolean
}

/** Reads standard Base64 in its one canonical spelling, padding included; null for anything else. */
export function strictBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

/** Reads hexadecimal in either case; null for anything else. */
export function strictHex(text: string): Uint8Array | null {
  return /^[0-9A-Fa-f]*$/.test(text) && text.length % 2 === 0 ? Buffer.from(text, 'hex') : null
}

/**
 * The SM2 private key in Base64: the bare scalar, 32 bytes, or fewer without its leading zeros, or 33 with the zero that Java
 * puts first. Fails on a scalar outside 1 … n-2.
 */
export function readSigningKey(base64: string): Result<SigningKey, 'CENTER_KEYS_UNREADABLE'> {
  const scalar = scalarOf(strictBase64(base64))
  if (scalar === null) return err('CENTER_KEYS_UNREADABLE')
  const publicKey = sm2Library.getPublicKeyFromPrivateKey(scalar)
  return ok({
    publicKey: Buffer.from(publicKey, 'hex'),
    sign: (message) => Buffer.from(sm2Library.doSignature(message, scalar, { hash: true, publicKey }), 'hex'),
  })
}

function scalarOf(bytes: Uint8Array | null): string | null {
  if (bytes === null || bytes.length === 0 || bytes.length > 33) return null
  const value = BigInt(`0x${toHex(bytes)}`)
  return value >= 1n && value <= ORDER - 2n ? value.toString(16).padStart(64, '0') : null
}

/** The key that was read last: whoever connects again, or tries a connection before it is kept, does it with the same. */
let lastRead: { readonly hex: string; readonly key: VerifyingKey } | null = null

/**
 * The SM2 public key in Base64: 65 bytes (04‖X‖Y) or 64 (X‖Y). Fails on a point that is not on the curve. Its multiples are
 * computed once, here, which takes 0.1 s; the same key read again has them already.
 */
export function readVerifyingKey(base64: string): Result<VerifyingKey, 'CENTER_KEYS_UNREADABLE'> {
  const bytes = strictBase64(base64)
  const hex = bytes?.length === 64 ? `04${toHex(bytes)}` : bytes?.length === 65 && bytes[0] === 4 ? toHex(bytes) : null
  if (hex === null) return err('CENTER_KEYS_UNREADABLE')
  if (lastRead?.hex === hex) return ok(lastRead.key)
  const point = orNull(() => sm2Library.precomputePublicKey(hex))
  if (point === null) return err('CENTER_KEYS_UNREADABLE')
  const key: VerifyingKey = {
    verify: (message, signature) =>
      isInRange(signature) &&
      orNull(() => sm2Library.doVerifySignature(message, toHex(signature), point, { hash: true })) === true,
  }
  lastRead = { hex, key }
  return ok(key)
}

/** Whether these are the 65 bytes (04‖X‖Y) of a point on the curve. */
export function isPublicKey(bytes: Uint8Array): boolean {
  return bytes.length === 65 && bytes[0] === 4 && orNull(() => sm2Library.verifyPublicKey(toHex(bytes))) === true
}

/**
 * Whether `signature` (raw r‖s) is one of `message` under a public key (65 bytes) that is met only here, in a certificate: nothing is computed beforehand,
 * which takes ten times as long as one check. False for whatever is no key or no signature.
 */
export function verifyOnce(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 65 || publicKey[0] !== 4 || !isInRange(signature)) return false
  return orNull(() => sm2Library.doVerifySignature(message, toHex(signature), toHex(publicKey), { hash: true })) === true
}

function isInRange(signature: Uint8Array): boolean {
  if (signature.length !== SIGNATURE) return false
  return [signature.subarray(0, 32), signature.subarray(32)].every((half) => {
    const value = BigInt(`0x${toHex(half)}`)
    return value >= 1n && value < ORDER
  })
}

/** The SM3 digest of `message`, 32 bytes. */
export function sm3(message: Uint8Array): Uint8Array {
  return Buffer.from(sm3Library(message), 'hex')
}

/** SM4-ECB with PKCS#7 padding. `key` is 16 bytes. */
export function sm4Encrypt(key: Uint8Array, clear: Uint8Array): Uint8Array {
  return sm4Library.encrypt(clear, key, { output: 'array' })
}

/** Undoes `sm4Encrypt`; null when `cipher` is no whole number of blocks or its padding is wrong. */
export function sm4Decrypt(key: Uint8Array, cipher: Uint8Array): Uint8Array | null {
  if (cipher.length === 0 || cipher.length % BLOCK !== 0) return null
  const clear = orNull(() => sm4Library.decrypt(cipher, key, { output: 'array' }))
  if (clear === null) return null
  const padding = cipher.length - clear.length
  return padding >= 1 && padding <= BLOCK ? clear : null
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}

function orNull<T>(compute: () => T): T | null {
  try {
    return compute()
  } catch {
    return null
  }
}
