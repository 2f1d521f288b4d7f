import { AsnConvert, AsnObjectIdentifierConverter, OctetString } from '@peculiar/asn1-schema'
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  Extensions,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_keyUsage,
  id_ce_subjectKeyIdentifier,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509'
import { derOfSignature, rawOfSignature } from '../../gm/der.ts'
import { OID } from '../../gm/oids.ts'
import { bytesOf, type Signer } from '../../gm/p7.ts'
import { type KeyPair, keyPairFrom, scalarFrom, sm2Sign, sm2Verify } from '../../gm/sm2.ts'
import { sm3 } from '../../gm/sm3.ts'
import { createMemory, type Memory } from '../../memory.ts'
import type { Random } from '../../random.ts'

// 2049 is the last year that UTCTime can spell; some readers know no other spelling
const ROOT_VALIDITY = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2049-12-31T00:00:00Z') }
const EXPIRED_VALIDITY = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2021-12-31T00:00:00Z') }
const HOSPITAL_VALIDITY = { notBefore: new Date('2022-01-01T00:00:00Z'), notAfter: new Date('2049-06-30T00:00:00Z') }

const ATTRIBUTE = { commonName: '2.5.4.3', serialNumber: '2.5.4.5', country: '2.5.4.6', organization: '2.5.4.10' } as const

const ROOT_NAME = nameOf([
  [ATTRIBUTE.country, 'CN'],
  [ATTRIBUTE.commonName, 'RxCounter 培训用根证书'],
])

/** An institution as a certificate names it. */
export interface Subject {
  readonly code: string
  readonly name: string
}

/** The training CA's own certificate, the same for the same seed. Its key is as public as the seed: it vouches for nothing outside the training. */
export function rootCertificate(random: Random): Certificate {
  const keys = rootKeys(random)
  return issue(random, {
    label: 'root',
    subject: ROOT_NAME,
    validity: ROOT_VALIDITY,
    publicKey: keys.publicKey,
    extensions: [
      extension(id_ce_basicConstraints, new BasicConstraints({ cA: true, pathLenConstraint: 0 }), true),
      extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign), true),
    ],
  })
}

/** An institution's signing certificate, with its key; the one before it, which has run out, if that is wanted. */
export function institutionSigner(random: Random, subject: Subject, hasExpired = false): Signer {
  const label = hasExpired ? `${subject.code}/expired` : subject.code
  return caOf(random).signers.recall(`${label} ${subject.name}`, () => makeSigner(random, subject, label))
}

function makeSigner(random: Random, { code, name }: Subject, label: string): Signer {
  const keys = certificateKeys(random, code)
  const certificate = issue(random, {
    label,
    subject: nameOf([
      [ATTRIBUTE.country, 'CN'],
      [ATTRIBUTE.organization, name],
      [ATTRIBUTE.serialNumber, code],
    ]),
    validity: label === code ? HOSPITAL_VALIDITY : EXPIRED_VALIDITY,
    publicKey: keys.publicKey,
    extensions: [
      extension(id_ce_basicConstraints, new BasicConstraints(), true),
      extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation), true),
    ],
  })
  return { certificate, sign: (message) => sign(random, keys, message) }
}

/** The private key of an institution's certificate, 32 bytes. */
export function certificateKeyOf(random: Random, code: string): Uint8Array {
  return certificateKeys(random, code).privateKey
}

function certificateKeys(random: Random, code: string): KeyPair {
  return keyPairFrom(random.for(`certificate key/${code}`).bytes(40))
}

/** Whether the training CA gave this certificate, and it was good at `at` (epoch ms). */
export function isIssuedByRoot(random: Random, certificate: Certificate, at: number): boolean {
  const { notBefore, notAfter } = certificate.tbsCertificate.validity
  if (at < notBefore.getTime().getTime() || notAfter.getTime().getTime() < at) return false
  const { checked } = caOf(random)
  const isOurs = checked.get(certificate) ?? isSignedByRoot(random, certificate)
  checked.set(certificate, isOurs)
  return isOurs
}

function isSignedByRoot(random: Random, certificate: Certificate): boolean {
  const { issuer, signature: algorithm } = certificate.tbsCertificate
  const signature = rawOfSignature(new Uint8Array(certificate.signatureValue))
  const isSm2 = [algorithm, certificate.signatureAlgorithm].every((each) => each.isEqual(SM3_WITH_SM2))
  if (signature === null || !isSm2 || Buffer.compare(bytesOf(issuer), bytesOf(ROOT_NAME)) !== 0) return false
  return sm2Verify(rootKeys(random).publicKey, bytesOf(certificate.tbsCertificate), signature)
}

/** The institution's code in a certificate; empty where it has none. */
export function codeOf(certificate: Certificate): string {
  const attributes = certificate.tbsCertificate.subject.flatMap((relative) => [...relative])
  return attributes.find(({ type }) => type === ATTRIBUTE.serialNumber)?.value.toString() ?? ''
}

/** signCertDn of a certificate that this CA gave. */
export function subjectOf(certificate: Certificate): string {
  const attributes = certificate.tbsCertificate.subject.flatMap((relative) => [...relative])
  const name = attributes.find(({ type }) => type === ATTRIBUTE.organization)?.value.toString() ?? ''
  return subjectText({ name, code: codeOf(certificate) })
}

/** signCertSn: the serial number in upper-case hex. */
export function serialOf(certificate: Certificate): string {
  return Buffer.from(certificate.tbsCertificate.serialNumber).toString('hex').toUpperCase()
}

/** signCertDn: the subject as text. */
export function subjectText({ name, code }: Subject): string {
  return `C=CN, O=${name}, SERIALNUMBER=${code}`
}

function nameOf(parts: readonly (readonly [type: string, text: string])[]): Name {
  const isPrintable = (text: string) => /^[A-Za-z0-9 ]+$/.test(text)
  return new Name(
    parts.map(([type, text]) => {
      const value = new AttributeValue(isPrintable(text) ? { printableString: text } : { utf8String: text })
      return new RelativeDistinguishedName([new AttributeTypeAndValue({ type, value })])
    }),
  )
}

function extension(extnID: string, value: object, critical = false): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) })
}

const KEPT_CERTIFICATES = 256

/** What the training CA of a seed has done before: all of it would come out the same again. */
interface Ca {
  readonly keys: KeyPair
  readonly signers: Memory<Signer>
  /** whether a certificate is one of this CA */
  readonly checked: WeakMap<Certificate, boolean>
}

const KEPT_CAS = 4
const cas = createMemory<Ca>(KEPT_CAS)

function caOf(random: Random): Ca {
  return cas.recall(random.seed, () => ({
    keys: keyPairFrom(random.for('training CA key').bytes(40)),
    signers: createMemory<Signer>(KEPT_CERTIFICATES),
    checked: new WeakMap(),
  }))
}

function rootKeys(random: Random): KeyPair {
  return caOf(random).keys
}

/** The nonce comes from the seed and the message, so that the same file is the same bytes, and no two messages share one. */
function sign(random: Random, { privateKey }: KeyPair, message: Uint8Array): Uint8Array {
  const digest = Buffer.from(sm3(Buffer.concat([privateKey, message]))).toString('hex')
  const choices = random.for(`signature nonce/${digest}`)
  return sm2Sign(privateKey, message, () => scalarFrom(choices.bytes(40)))
}

interface Request {
  readonly label: string
  readonly subject: Name
  readonly validity: { readonly notBefore: Date; readonly notAfter: Date }
  readonly publicKey: Uint8Array
  readonly extensions: readonly Extension[]
}

function issue(random: Random, { label, subject, validity, publicKey, extensions }: Request): Certificate {
  const root = rootKeys(random)
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialFor(random, label),
    signature: SM3_WITH_SM2,
    issuer: ROOT_NAME,
    validity: new Validity(validity),
    subject,
    subjectPublicKeyInfo: new SubjectPublicKeyInfo({
      algorithm: new AlgorithmIdentifier({ algorithm: OID.ecPublicKey, parameters: SM2_CURVE }),
      subjectPublicKey: arrayBufferOf(publicKey),
    }),
    extensions: new Extensions([
      ...extensions,
      extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(keyIdentifier(publicKey))),
      extension(
        id_ce_authorityKeyIdentifier,
        new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(keyIdentifier(root.publicKey)) }),
      ),
    ]),
  })
  const signatureValue = arrayBufferOf(derOfSignature(sign(random, root, bytesOf(tbsCertificate))))
  return new Certificate({ tbsCertificate, signatureAlgorithm: SM3_WITH_SM2, signatureValue })
}

const SM3_WITH_SM2 = new AlgorithmIdentifier({ algorithm: OID.sm3WithSm2 })
const SM2_CURVE: ArrayBuffer = AsnObjectIdentifierConverter.toASN(OID.sm2Curve).toBER()

/** 16 bytes that are a positive INTEGER without a padding byte. */
function serialFor(random: Random, label: string): ArrayBuffer {
  const [first = 0, ...rest] = random.for(`certificate serial/${label}`).bytes(16)
  return arrayBufferOf(Uint8Array.of((first & 0x3f) | 0x40, ...rest))
}

function keyIdentifier(publicKey: Uint8Array): ArrayBuffer {
  return arrayBufferOf(sm3(publicKey).subarray(0, 20))
}

function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer
}
