import { AsnConvert, AsnProp, AsnPropTypes, OctetString } from '@peculiar/asn1-schema'
import { AlgorithmIdentifier, SubjectPublicKeyInfo } from '@peculiar/asn1-x509'
import { isPublicKey, readSigningKey, strictBase64, strictHex } from './sm.ts'

/** OBJECT IDENTIFIER 1.2.156.10197.1.301, the curve SM2 */
const SM2_CURVE = '06082a811ccf5501822d'
const SCALAR = 32

/** ECPrivateKey (RFC 5915); what follows the scalar is not needed. */
class EcPrivateKey {
  version = 1
  privateKey = new OctetString()
  parameters?: ArrayBuffer
  publicKey?: ArrayBuffer
}
AsnProp({ type: AsnPropTypes.Integer })(EcPrivateKey.prototype, 'version')
AsnProp({ type: OctetString })(EcPrivateKey.prototype, 'privateKey')
AsnProp({ type: AsnPropTypes.Any, context: 0, optional: true })(EcPrivateKey.prototype, 'parameters')
AsnProp({ type: AsnPropTypes.BitString, context: 1, optional: true })(EcPrivateKey.prototype, 'publicKey')

/** PrivateKeyInfo (PKCS#8, RFC 5208). */
class PrivateKeyInfo {
  version = 0
  algorithm = new AlgorithmIdentifier()
  privateKey = new OctetString()
  attributes?: ArrayBuffer
}
AsnProp({ type: AsnPropTypes.Integer })(PrivateKeyInfo.prototype, 'version')
AsnProp({ type: AlgorithmIdentifier })(PrivateKeyInfo.prototype, 'algorithm')
AsnProp({ type: OctetString })(PrivateKeyInfo.prototype, 'privateKey')
AsnProp({ type: AsnPropTypes.Any, context: 0, implicit: true, optional: true })(PrivateKeyInfo.prototype, 'attributes')

/**
 * The SM2 private key that somebody was handed, as `CenterConnection` has it: Base64 of the bare scalar, 32 bytes. Takes Base64, hexadecimal and PEM, of the
 * scalar (also with the zero that Java puts first), of PKCS#8 and of SEC1. Null for anything else: another curve, a scalar outside 1 … n-2, a public key
 * beside it that is not its own, a key under a password.
 */
export function toPrivateKey(text: string): string | null {
  const bytes = bytesOf(text, ['PRIVATE KEY', 'EC PRIVATE KEY', 'SM2 PRIVATE KEY'])
  if (bytes === null) return null
  const key = bareScalar(bytes) ?? orNull(() => fromPkcs8(bytes)) ?? orNull(() => fromSec1(bytes))
  if (key === null || key.scalar.length !== SCALAR) return null
  const base64 = Buffer.from(key.scalar).toString('base64')
  const signing = readSigningKey(base64)
  if (!signing.ok || (key.publicKey && Buffer.compare(key.publicKey, signing.value.publicKey) !== 0)) return null
  return base64
}

/**
 * The SM2 public key that somebody was handed, as `CenterConnection` has it: Base64 of 65 bytes. Takes Base64, hexadecimal and PEM, of the point (65 bytes, or 64
 * without the leading 04) and of SubjectPublicKeyInfo. Null for anything else, a point off the curve included.
 */
export function toPublicKey(text: string): string | null {
  const bytes = bytesOf(text, ['PUBLIC KEY'])
  if (bytes === null) return null
  const point = bytes.length === 64 ? Buffer.concat([Buffer.of(4), bytes]) : bytes.length === 65 ? bytes : pointOf(bytes)
  return point !== null && isPublicKey(point) ? Buffer.from(point).toString('base64') : null
}

interface FoundKey {
  readonly scalar: Uint8Array
  readonly publicKey: Uint8Array | null
}

function bytesOf(text: string, labels: readonly string[]): Uint8Array | null {
  if (text.includes('-----BEGIN')) {
    const blocks = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([\sA-Za-z0-9+/=]+)-----END \1-----/g)]
    const block = blocks.find(([, label = '']) => labels.includes(label))
    return block?.[2] === undefined ? null : strictBase64(block[2].replaceAll(/\s/g, ''))
  }
  const plain = text.replaceAll(/[\s:]/g, '')
  return plain === '' ? null : (strictHex(plain) ?? strictBase64(plain))
}

function bareScalar(bytes: Uint8Array): FoundKey | null {
  if (bytes.length === SCALAR) return { scalar: bytes, publicKey: null }
  return bytes.length === SCALAR + 1 && bytes[0] === 0 ? { scalar: bytes.subarray(1), publicKey: null } : null
}

function fromPkcs8(der: Uint8Array): FoundKey | null {
  const { algorithm, privateKey } = AsnConvert.parse(der, PrivateKeyInfo)
  return isSm2(algorithm.parameters) ? fromSec1(new Uint8Array(privateKey.buffer)) : null
}

function fromSec1(der: Uint8Array): FoundKey | null {
  const { privateKey, parameters, publicKey } = AsnConvert.parse(der, EcPrivateKey)
  if (parameters !== undefined && !isSm2(parameters)) return null
  return { scalar: new Uint8Array(privateKey.buffer), publicKey: publicKey ? new Uint8Array(publicKey) : null }
}

function pointOf(der: Uint8Array): Uint8Array | null {
  const info = orNull(() => AsnConvert.parse(der, SubjectPublicKeyInfo))
  return info && isSm2(info.algorithm.parameters) ? new Uint8Array(info.subjectPublicKey) : null
}

function isSm2(parameters: ArrayBuffer | null | undefined): boolean {
  return parameters != null && Buffer.from(parameters).toString('hex') === SM2_CURVE
}

function orNull<T>(parse: () => T): T | null {
  try {
    return parse()
  } catch {
    // the library reports what it cannot read by throwing
    return null
  }
}
