import { type Attribute, ContentInfo, SignedData, type SignerInfo } from '@peculiar/asn1-cms'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { type Certificate, Time } from '@peculiar/asn1-x509'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import { derSet, rawSignatureOf } from './der.ts'
import { sm3, verifyOnce } from './sm.ts'

// GB/T 35275-2017 7, and the PKCS#7 names that some products write instead
const SIGNED_DATA = ['1.2.156.10197.6.1.4.2.2', '1.2.840.113549.1.7.2']
const DATA = ['1.2.156.10197.6.1.4.2.1', '1.2.840.113549.1.7.1']
// some products name the signature where the standard wants the digest, or the curve where it wants the signature
const DIGESTS = ['1.2.156.10197.1.401', '1.2.156.10197.1.501']
const SIGNATURES = ['1.2.156.10197.1.301.1', '1.2.156.10197.1.301', '1.2.156.10197.1.501']
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
const COMMON_NAME = '2.5.4.3'
const SERIAL_NUMBER = '2.5.4.5'
const ORGANIZATION = '2.5.4.10'
const SIGNING_TIME = '1.2.840.113549.1.9.5'

const MAX_NODES = 4_000

export type SignedDataFault =
  | 'SIGNATURE_MALFORMED'
  | 'ALGORITHM_UNKNOWN'
  | 'CERTIFICATE_MISSING'
  | 'CONTENT_DIFFERS'
  | 'SIGNATURE_DIFFERS'

/** The signer as its certificate names it. That alone proves no name: the certificate's own signature is not looked at. */
export interface FileSigner {
  /** organization, or common name; null where the certificate has neither */
  readonly institutionName: string | null
  /** serialNumber of the subject [inferred: where the certificates of institutions carry the code is not public] */
  readonly institutionCode: string | null
  /** of the certificate, upper-case hex */
  readonly serial: string
  /** epoch ms */
  readonly notBefore: number
  /** epoch ms */
  readonly notAfter: number
}

/** Who signed, and when. */
export interface VerifiedSignature {
  readonly signer: FileSigner
  /** epoch ms, by the signer's clock; null where the signature does not say */
  readonly signedAt: number | null
}

/**
 * Checks a detached SignedData of one signer, SM2 with SM3, over `content`: with or without authenticated attributes, its signature in DER or raw.
 * Whether the certificate can be trusted is another question.
 */
export function verifySignedData(p7: Uint8Array, content: Uint8Array): Result<VerifiedSignature, SignedDataFault> {
  try {
    return verify(parse(p7), content)
  } catch {
    // the library reports what it cannot read by throwing
    return err('SIGNATURE_MALFORMED')
  }
}

function parse(p7: Uint8Array): SignedData {
  const berOptions = { maxNodes: MAX_NODES }
  const { contentType, content } = AsnConvert.parse(p7, ContentInfo, { berOptions })
  const signedData = AsnConvert.parse(content, SignedData, { berOptions })
  const { eContentType, eContent } = signedData.encapContentInfo
  if (!SIGNED_DATA.includes(contentType) || !DATA.includes(eContentType) || eContent !== undefined)
    throw new Error('not detached')
  return signedData
}

function verify({ signerInfos, certificates }: SignedData, content: Uint8Array): Result<VerifiedSignature, SignedDataFault> {
  const [signer, ...others] = signerInfos
  if (signer === undefined || others.length > 0) return err('SIGNATURE_MALFORMED')
  const { digestAlgorithm, signatureAlgorithm, signedAttrs } = signer
  if (!DIGESTS.includes(digestAlgorithm.algorithm) || !SIGNATURES.includes(signatureAlgorithm.algorithm))
    return err('ALGORITHM_UNKNOWN')
  const certificate = (certificates ?? []).flatMap((choice) => choice.certificate ?? []).find((each) => isOf(each, signer))
  if (certificate === undefined) return err('CERTIFICATE_MISSING')
  const publicKey = new Uint8Array(certificate.tbsCertificate.subjectPublicKeyInfo.subjectPublicKey)
  if (signedAttrs !== undefined && !isDigestOf(signedAttrs, content)) return err('CONTENT_DIFFERS')

  // what is signed is a SET; in the SignerInfo it stands under the tag [0]. Made of what was parsed: nothing is believed that is not signed.
  const signed =
    signedAttrs === undefined ? content : derSet(signedAttrs.map((each) => new Uint8Array(AsnConvert.serialize(each))))
  const signature = new Uint8Array(signer.signature.buffer)
  const spellings = [rawSignatureOf(signature), signature].filter((raw) => raw !== null)
  if (!spellings.some((raw) => verifyOnce(publicKey, signed, raw))) return err('SIGNATURE_DIFFERS')
  return ok({ signer: signerOf(certificate), signedAt: signedAttrs === undefined ? null : signedAtOf(signedAttrs) })
}

function isOf({ tbsCertificate }: Certificate, { sid }: SignerInfo): boolean {
  const named = sid.issuerAndSerialNumber
  if (named === undefined) return false
  const isSame = (left: ArrayBuffer, right: ArrayBuffer) => Buffer.compare(new Uint8Array(left), new Uint8Array(right)) === 0
  return (
    isSame(named.serialNumber, tbsCertificate.serialNumber) &&
    isSame(AsnConvert.serialize(named.issuer), AsnConvert.serialize(tbsCertificate.issuer))
  )
}

function signerOf({ tbsCertificate }: Certificate): FileSigner {
  const { subject, serialNumber, validity } = tbsCertificate
  const attributes = subject.flatMap((relative) => [...relative])
  const textOf = (wanted: string) => attributes.find(({ type }) => type === wanted)?.value.toString() ?? null
  return {
    institutionName: textOf(ORGANIZATION) ?? textOf(COMMON_NAME),
    institutionCode: textOf(SERIAL_NUMBER),
    serial: Buffer.from(serialNumber).toString('hex').toUpperCase(),
    notBefore: validity.notBefore.getTime().getTime(),
    notAfter: validity.notAfter.getTime().getTime(),
  }
}

/** The only value of an attribute; null when there is none or more than one. */
function onlyValue(attributes: readonly Attribute[], type: string): ArrayBuffer | null {
  const values = attributes.filter(({ attrType }) => attrType === type).flatMap(({ attrValues }) => attrValues)
  return values.length === 1 ? (values[0] ?? null) : null
}

function isDigestOf(attributes: readonly Attribute[], content: Uint8Array): boolean {
  const value = onlyValue(attributes, MESSAGE_DIGEST)
  if (value === null) return false
  return Buffer.compare(new Uint8Array(AsnConvert.parse(value, OctetString).buffer), sm3(content)) === 0
}

function signedAtOf(attributes: readonly Attribute[]): number | null {
  const value = onlyValue(attributes, SIGNING_TIME)
  const time = value === null ? Number.NaN : AsnConvert.parse(value, Time).getTime().getTime()
  return Number.isNaN(time) ? null : time
}
