import { randomBytes } from 'node:crypto'
import { type WeierstrassPoint, weierstrass } from '@noble/curves/abstract/weierstrass.js'
import { createMemory } from '../memory.ts'
import { sm3 } from './sm3.ts'

const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n

/** The curve sm2p256v1 (GM/T 0003.5). */
const Point = weierstrass<bigint>({
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  n: ORDER,
  h: 1n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
})
type Point = WeierstrassPoint<bigint>
/** Bits of the windows in the tables of multiples: the base point is in every signature and every check, a key only in those of its owner. */
const BASE_WINDOW = 8
const KEY_WINDOW = 6
Point.BASE.precompute(BASE_WINDOW)
/** A table of a key takes as long as eight checks without one. */
const CHECKS_BEFORE_TABLE = 8
const KEPT_KEYS = 64

const CURVE_PARAMETERS = Buffer.from(
  [Point.CURVE().a, Point.CURVE().b, Point.CURVE().Gx, Point.CURVE().Gy].map(hexOf).join(''),
  'hex',
)
/** 默认用户标识 of GM/T 0009; its bit length stands before it in Z. */
const DEFAULT_ID = Buffer.from('1234567812345678')

export interface KeyPair {
  /** 32 bytes, the bare scalar */
  readonly privateKey: Uint8Array
  /** 65 bytes: 04‖X‖Y */
  readonly publicKey: Uint8Array
}

function hexOf(number: bigint): string {
  return number.toString(16).padStart(64, '0')
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`)
}

function modulo(number: bigint): bigint {
  const rest = number % ORDER
  return rest < 0n ? rest + ORDER : rest
}

function inverse(number: bigint): bigint {
  return Point.Fn.inv(modulo(number))
}

/** Z of GM/T 0003.2 5.5: what stands before every message of a key. */
function prefixOf(publicKey: Uint8Array): Uint8Array {
  const idBits = Buffer.from([(DEFAULT_ID.length * 8) >> 8, (DEFAULT_ID.length * 8) & 0xff])
  return sm3(Buffer.concat([idBits, DEFAULT_ID, CURVE_PARAMETERS, publicKey.subarray(1)]))
}

function digestOf(message: Uint8Array, prefix: Uint8Array): bigint {
  return numberOf(sm3(Buffer.concat([prefix, message])))
}

/** Whether bytes are a public key: 65 bytes 04‖X‖Y of a point on the curve. */
export function isPublicKey(bytes: Uint8Array): boolean {
  if (bytes.length !== 65 || bytes[0] !== 4) return false
  try {
    Point.fromBytes(bytes)
    return true
  } catch {
    return false
  }
}

/** A private key or a nonce in 1…n-2 made from `entropy` (40 bytes or more, so that the reduction leaves no bias worth naming). */
export function scalarFrom(entropy: Uint8Array): bigint {
  return (numberOf(entropy) % (ORDER - 2n)) + 1n
}

/** The key pair of a scalar made from `entropy` (see `scalarFrom`). */
export function keyPairFrom(entropy: Uint8Array): KeyPair {
  const scalar = scalarFrom(entropy)
  return { privateKey: Buffer.from(hexOf(scalar), 'hex'), publicKey: Point.BASE.multiply(scalar).toBytes(false) }
}

/** The 65-byte public key of a 32-byte private key. */
export function publicKeyOf(privateKey: Uint8Array): Uint8Array {
  return Point.BASE.multiply(numberOf(privateKey)).toBytes(false)
}

function randomNonce(): bigint {
  return scalarFrom(randomBytes(40))
}

interface SigningKey {
  readonly d: bigint
  /** of 1 + d */
  readonly inverse: bigint
  readonly prefix: Uint8Array
}

const signingKeys = createMemory<SigningKey>(KEPT_KEYS)

function signingKeyOf(privateKey: Uint8Array): SigningKey {
  return signingKeys.recall(Buffer.from(privateKey).toString('base64'), () => {
    const d = numberOf(privateKey)
    return { d, inverse: inverse(1n + d), prefix: prefixOf(publicKeyOf(privateKey)) }
  })
}

/**
 * SM3withSM2 with the default identity: the raw signature r‖s of 64 bytes. `nonce` is the k of GM/T 0003.2 6.1, in 1…n-1: given by
 * the standard's own test vector, and where the same message must get the same bytes.
 */
export function sm2Sign(privateKey: Uint8Array, message: Uint8Array, nonce: () => bigint = randomNonce): Uint8Array {
  const { d, inverse, prefix } = signingKeyOf(privateKey)
  const digest = digestOf(message, prefix)
  for (;;) {
    const k = nonce()
    const r = modulo(digest + Point.BASE.multiply(k).toAffine().x)
    const s = modulo(inverse * (k - r * d))
    if (r !== 0n && r + k !== ORDER && s !== 0n) return Buffer.from(hexOf(r) + hexOf(s), 'hex')
  }
}

/** Whether `signature` (raw r‖s, 64 bytes, both in 1…n-1) is that of `message` under `publicKey` (65 bytes, a point of the curve). */
export function sm2Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64) return false
  const [r, s] = [numberOf(signature.subarray(0, 32)), numberOf(signature.subarray(32))]
  const inRange = (number: bigint): boolean => number > 0n && number < ORDER
  if (!inRange(r) || !inRange(s)) return false
  const key = verifyingKeyOf(publicKey)
  const t = modulo(r + s)
  if (key === null || t === 0n) return false
  const point = Point.BASE.multiplyUnsafe(s).add(key.point.multiplyUnsafe(t))
  return !point.is0() && modulo(digestOf(message, key.prefix) + point.toAffine().x) === r
}

interface VerifyingKey {
  readonly point: Point
  readonly prefix: Uint8Array
  checks: number
}

const verifyingKeys = createMemory<VerifyingKey | null>(KEPT_KEYS)

/** Null where the bytes are no key. */
function verifyingKeyOf(publicKey: Uint8Array): VerifyingKey | null {
  if (publicKey.length !== 65) return null
  const key = verifyingKeys.recall(Buffer.from(publicKey).toString('base64'), () => {
    const point = pointOf(publicKey)
    return point && { point, prefix: prefixOf(publicKey), checks: 0 }
  })
  if (key !== null && ++key.checks === CHECKS_BEFORE_TABLE) key.point.precompute(KEY_WINDOW)
  return key
}

function pointOf(bytes: Uint8Array): Point | null {
  try {
    return Point.fromBytes(bytes)
  } catch {
    return null
  }
}
