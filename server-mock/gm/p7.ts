import { createHash } from 'node:crypto'
import { IssuerAndSerialNumber } from '@peculiar/asn1-cms'
import { AsnConvert, AsnObjectIdentifierConverter } from '@peculiar/asn1-schema'
import { Certificate, Time } from '@peculiar/asn1-x509'
import { createMemory } from '../memory.ts'
import { type Der, derIn, derOf, derOfSignature, rawOfSignature } from './der.ts'
import { OID } from './oids.ts'
import { sm2Verify } from './sm2.ts'
import { sm3 } from './sm3.ts'

const [SEQUENCE, SET, OCTET_STRING, TAGGED_0] = [0x30, 0x31, 0x04, 0xa0]
const VERSION_1 = Buffer.of(0x02, 1, 1)

/** Whoever can sign: a certificate and the key that belongs to it. */
export interface Signer {
  readonly certificate: Certificate
  /** SM3withSM2, raw r‖s */
  sign(message: Uint8Array): Uint8Array
}

/** What a verified P7 says of its making. */
export interface VerifiedP7 {
  readonly certificate: Certificate
  /** epoch ms; null where the signature carries no attributes */
  readonly signedAt: number | null
}

/**
 * A detached SignedData (GB/T 35275-2017 8) over `content`, in DER, the signer's certificate inside. With `signedAt` (epoch ms) the signature is over the
 * attributes content type, digest and time; with null over the content itself.
 */
export function signP7(content: Uint8Array, signer: Signer, signedAt: number | null): Uint8Array {
  const attributes = signedAt === null ? null : attributesOf(content, signedAt)
  return assemble(signer.certificate, attributes, signer.sign(signedBytes(content, attributes)))
}

const KEPT_CHECKS = 64
const checks = createMemory<VerifiedP7 | null>(KEPT_CHECKS)

/** Checks a detached P7, spelt as `signP7` spells it, over `content`. Null when it is anything else or does not fit. */
export function verifyP7(p7: Uint8Array, content: Uint8Array): VerifiedP7 | null {
  return checks.recall(nameOf(p7, content), () => check(p7, content))
}

/** What `verifyP7` found, in plain data that one thread can give another. */
export interface CheckedP7 {
  readonly name: string
  readonly found: { readonly certificate: Uint8Array; readonly signedAt: number | null } | null
}

/** `verifyP7` for another thread. */
export function checkP7(p7: Uint8Array, content: Uint8Array): CheckedP7 {
  const verified = verifyP7(p7, content)
  const found = verified && { certificate: spellingOf(verified.certificate).whole, signedAt: verified.signedAt }
  return { name: nameOf(p7, content), found }
}

/** Takes over what another thread found: this one need not check the same again. */
export function rememberP7({ name, found }: CheckedP7): void {
  checks.remember(name, found && { certificate: certificateOf(found.certificate), signedAt: found.signedAt })
}

const certificates = createMemory<Certificate>(KEPT_CHECKS)

/** The same object for the same bytes: what is known of a certificate is kept by its object. Throws when they are none. */
function certificateOf(der: Uint8Array): Certificate {
  return certificates.recall(Buffer.from(der).toString('base64'), () => AsnConvert.parse(der, Certificate))
}

/** The same name for the same check only: nobody else sees it, so it is made by what is quickest. */
function nameOf(p7: Uint8Array, content: Uint8Array): string {
  return [p7, content].map((bytes) => createHash('sha256').update(bytes).digest('base64')).join(' ')
}

function check(p7: Uint8Array, content: Uint8Array): VerifiedP7 | null {
  try {
    return verify(p7, content)
  } catch {
    // what is no DER, no certificate or no time
    return null
  }
}

// nothing is said of the form of what is read here: what is not spelt as `assemble` spells it is not the same bytes
function verify(p7: Uint8Array, content: Uint8Array): VerifiedP7 | null {
  const signedData = childrenOf(childrenOf(derIn(p7)[0])[1])[0]
  const [, , , certificates, signers] = childrenOf(signedData)
  const signer = childrenOf(childrenOf(signers)[0])
  const signature = rawOfSignature(signer.at(-1)?.content ?? new Uint8Array())
  if (certificates === undefined || signature === null) return null
  const certificate = certificateOf(certificates.content)
  const signedAt = signedAtOf(childrenOf(signer.find(({ tag }) => tag === TAGGED_0)))
  const attributes = signedAt === null ? null : attributesOf(content, signedAt)
  if (Buffer.compare(assemble(certificate, attributes, signature), p7) !== 0) return null
  const publicKey = new Uint8Array(certificate.tbsCertificate.subjectPublicKeyInfo.subjectPublicKey)
  return sm2Verify(publicKey, signedBytes(content, attributes), signature) ? { certificate, signedAt } : null
}

function childrenOf(der: Der | undefined): readonly Der[] {
  return der === undefined ? [] : derIn(der.content)
}

/** The DER of a structure. */
export function bytesOf(structure: object): Uint8Array {
  return new Uint8Array(AsnConvert.serialize(structure))
}

function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  return derOf(SEQUENCE, Buffer.concat(parts))
}

function oid(identifier: string): Uint8Array {
  return new Uint8Array(AsnObjectIdentifierConverter.toASN(identifier).toBER())
}

const ALGORITHM = { sm3: sequence(oid(OID.sm3)), sm2Signature: sequence(oid(OID.sm2Signature)) }
const DATA = oid(OID.data)
const SIGNED_DATA = oid(OID.signedData)
const ATTRIBUTE = { contentType: oid(OID.contentType), digest: oid(OID.messageDigest), time: oid(OID.signingTime) }

/** The signed attributes, one after the other in the order of a DER SET. */
function attributesOf(content: Uint8Array, signedAt: number): Uint8Array {
  const attribute = (type: Uint8Array, value: Uint8Array) => sequence(type, derOf(SET, value))
  const attributes = [
    attribute(ATTRIBUTE.contentType, DATA),
    attribute(ATTRIBUTE.digest, derOf(OCTET_STRING, sm3(content))),
    attribute(ATTRIBUTE.time, bytesOf(new Time(new Date(signedAt)))),
  ]
  return Buffer.concat(attributes.toSorted(Buffer.compare))
}

/** What the signature is over: the attributes as a DER SET, not under the tag that they have in the SignerInfo, or the content itself. */
function signedBytes(content: Uint8Array, attributes: Uint8Array | null): Uint8Array {
  return attributes === null ? content : derOf(SET, attributes)
}

/** How a certificate is spelt in a P7: whole, and as the one who signed. */
interface Spelling {
  readonly whole: Uint8Array
  readonly issuerAndSerial: Uint8Array
}

const spellings = new WeakMap<Certificate, Spelling>()

function spellingOf(certificate: Certificate): Spelling {
  const { issuer, serialNumber } = certificate.tbsCertificate
  const spelling = spellings.get(certificate) ?? {
    whole: bytesOf(certificate),
    issuerAndSerial: bytesOf(new IssuerAndSerialNumber({ issuer, serialNumber })),
  }
  spellings.set(certificate, spelling)
  return spelling
}

/** The one spelling of a P7 (DER). By hand: the schema library takes four times as long for it as the signature that is inside. */
function assemble(certificate: Certificate, attributes: Uint8Array | null, signature: Uint8Array): Uint8Array {
  const { whole, issuerAndSerial } = spellingOf(certificate)
  const signer = sequence(
    VERSION_1,
    issuerAndSerial,
    ALGORITHM.sm3,
    attributes === null ? new Uint8Array() : derOf(TAGGED_0, attributes),
    ALGORITHM.sm2Signature,
    derOf(OCTET_STRING, derOfSignature(signature)),
  )
  const signedData = sequence(VERSION_1, derOf(SET, ALGORITHM.sm3), sequence(DATA), derOf(TAGGED_0, whole), derOf(SET, signer))
  return sequence(SIGNED_DATA, derOf(TAGGED_0, signedData))
}

/** The time in the attributes; null where they say none. */
function signedAtOf(attributes: readonly Der[]): number | null {
  for (const attribute of attributes) {
    const [type, values] = childrenOf(attribute)
    const isTime = type !== undefined && Buffer.compare(type.whole, ATTRIBUTE.time) === 0
    const time = isTime ? childrenOf(values)[0] : undefined
    if (time !== undefined) return AsnConvert.parse(time.whole, Time).getTime().getTime()
  }
  return null
}
