import {
  Attribute,
  CertificateChoices,
  CertificateSet,
  ContentInfo,
  DigestAlgorithmIdentifiers,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedData,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
} from '@peculiar/asn1-cms'
import { AsnConvert, AsnObjectIdentifierConverter, OctetString } from '@peculiar/asn1-schema'
import { AlgorithmIdentifier, Certificate, Time } from '@peculiar/asn1-x509'
import { createMemory } from '../memory.ts'
import { derOf, derOfSignature, rawOfSignature } from './der.ts'
import { OID } from './oids.ts'
import { sm2Verify } from './sm2.ts'
import { sm3 } from './sm3.ts'

const SET = 0x31

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
  return assemble(signer.certificate, attributes, signer.sign(attributes === null ? content : setOf(attributes)))
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
  const found = verified && { certificate: bytesOf(verified.certificate), signedAt: verified.signedAt }
  return { name: nameOf(p7, content), found }
}

const certificates = createMemory<Certificate>(KEPT_CHECKS)

/** Takes over what another thread found: this one need not check the same again. */
export function rememberP7({ name, found }: CheckedP7): void {
  if (found === null) checks.remember(name, null)
  else {
    const der = Buffer.from(found.certificate)
    const certificate = certificates.recall(der.toString('base64'), () => AsnConvert.parse(der, Certificate))
    checks.remember(name, { certificate, signedAt: found.signedAt })
  }
}

/** The same name for the same check only. */
function nameOf(p7: Uint8Array, content: Uint8Array): string {
  return [p7, content].map((bytes) => Buffer.from(sm3(bytes)).toString('base64')).join(' ')
}

function check(p7: Uint8Array, content: Uint8Array): VerifiedP7 | null {
  try {
    return verify(p7, content)
  } catch {
    // the library throws on what it can neither read nor write again
    return null
  }
}

function verify(p7: Uint8Array, content: Uint8Array): VerifiedP7 | null {
  const signedData = AsnConvert.parse(AsnConvert.parse(p7, ContentInfo).content, SignedData)
  const signerInfo = signedData.signerInfos[0]
  const certificate = signedData.certificates?.[0]?.certificate
  const signature = signerInfo && rawOfSignature(new Uint8Array(signerInfo.signature.buffer))
  if (!certificate || !signature) return null
  const signedAt = signerInfo.signedAttrs === undefined ? null : signedAtOf(signerInfo.signedAttrs)
  const attributes = signedAt === null ? null : attributesOf(content, signedAt)
  if (Buffer.compare(assemble(certificate, attributes, signature), p7) !== 0) return null
  const publicKey = new Uint8Array(certificate.tbsCertificate.subjectPublicKeyInfo.subjectPublicKey)
  const isRight = sm2Verify(publicKey, attributes === null ? content : setOf(attributes), signature)
  return isRight ? { certificate, signedAt } : null
}

/** The DER of a structure. */
export function bytesOf(structure: object): Uint8Array {
  return new Uint8Array(AsnConvert.serialize(structure))
}

function attributesOf(content: Uint8Array, signedAt: number): readonly Attribute[] {
  const attribute = (attrType: string, value: ArrayBuffer) => new Attribute({ attrType, attrValues: [value] })
  const contentType: ArrayBuffer = AsnObjectIdentifierConverter.toASN(OID.data).toBER()
  return [
    attribute(OID.contentType, contentType),
    attribute(OID.messageDigest, AsnConvert.serialize(new OctetString(sm3(content)))),
    attribute(OID.signingTime, AsnConvert.serialize(new Time(new Date(signedAt)))),
  ].toSorted((left, right) => Buffer.compare(bytesOf(left), bytesOf(right)))
}

/** What the signature is over: the attributes as a DER SET, not under the tag that they have in the SignerInfo. */
function setOf(attributes: readonly Attribute[]): Uint8Array {
  return derOf(SET, Buffer.concat(attributes.map(bytesOf)))
}

function assemble(certificate: Certificate, attributes: readonly Attribute[] | null, signature: Uint8Array): Uint8Array {
  const { issuer, serialNumber } = certificate.tbsCertificate
  const signedData = new SignedData({
    version: 1,
    digestAlgorithms: new DigestAlgorithmIdentifiers([new AlgorithmIdentifier({ algorithm: OID.sm3 })]),
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates: new CertificateSet([new CertificateChoices({ certificate })]),
    signerInfos: new SignerInfos([
      new SignerInfo({
        version: 1,
        sid: new SignerIdentifier({ issuerAndSerialNumber: new IssuerAndSerialNumber({ issuer, serialNumber }) }),
        digestAlgorithm: new AlgorithmIdentifier({ algorithm: OID.sm3 }),
        ...(attributes === null ? {} : { signedAttrs: [...attributes] }),
        signatureAlgorithm: new AlgorithmIdentifier({ algorithm: OID.sm2Signature }),
        signature: new OctetString(derOfSignature(signature)),
      }),
    ]),
  })
  return bytesOf(new ContentInfo({ contentType: OID.signedData, content: AsnConvert.serialize(signedData) }))
}

/** The time in the attributes; null where they say none. */
function signedAtOf(attributes: readonly Attribute[]): number | null {
  const time = attributes.find(({ attrType }) => attrType === OID.signingTime)?.attrValues[0]
  return time === undefined ? null : AsnConvert.parse(time, Time).getTime().getTime()
}
