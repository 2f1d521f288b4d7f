import type { CenterContext } from '../../context.ts'
import { type Signer, signP7 } from '../../gm/p7.ts'
import type { SignedFile } from '../../store/files.ts'
import { institutionSigner, type Subject, serialOf, subjectOf, subjectText } from './ca.ts'
import { renderPrescription } from './pdf.ts'
import { readPdfSignature, signPdf } from './pdfSignature.ts'
import { checkedAt, dataDigestOf, originalValueOf, type PrescriptionRecord } from './record.ts'

interface SigningOptions {
  /** what the file shows, where that is not what was signed: the signature of the one is then put into the other */
  readonly printed?: PrescriptionRecord
  /** whether the signatures have authenticated attributes; both forms are in use */
  readonly attributes?: boolean
  /** whether the hospital's certificate has run out */
  readonly hasExpired?: boolean
}

/** 7102: a file that a hospital made, and the signature over the data, both by the hospital's certificate and of now. `file` is signable. */
export function signValueAndFile(
  { random, clock }: CenterContext,
  { code, name }: Subject,
  { value, file }: { readonly value: Uint8Array; readonly file: Uint8Array },
): SignedFile {
  return signWith(institutionSigner(random, { code, name }), clock.now(), { value, file })
}

/** The same by whoever holds the certificate: a hospital that signs itself. `at` in epoch ms. */
export function signWith(
  signer: Signer,
  at: number,
  { value, file }: { readonly value: Uint8Array; readonly file: Uint8Array },
): SignedFile {
  return {
    pdf: signPdf(file, new Date(at), (covered) => signP7(covered, signer, at)),
    signDigest: Buffer.from(signP7(value, signer, at)).toString('base64'),
    certSn: serialOf(signer.certificate),
    certDn: subjectOf(signer.certificate),
  }
}

/** The signed file of a prescription of a scenario and the signature over its data, both by the hospital's certificate. */
export function signPrescription(
  context: Pick<CenterContext, 'random'>,
  record: PrescriptionRecord,
  { printed = record, attributes = true, hasExpired = false }: SigningOptions = {},
): SignedFile {
  const subject = { code: record.hospital, name: record.hospitalName }
  const signer = institutionSigner(context.random, subject, hasExpired)
  const signedAt = checkedAt(record)
  const p7Of = (content: Uint8Array) => signP7(content, signer, attributes ? signedAt : null)
  const fileOf = (shown: PrescriptionRecord, sign: (covered: Uint8Array) => Uint8Array) =>
    signPdf(renderPrescription(shown, dataDigestOf(record)), new Date(signedAt), sign)

  const genuine = fileOf(record, p7Of)
  const stolen = readPdfSignature(genuine)?.p7 ?? new Uint8Array()
  return {
    pdf: printed === record ? genuine : fileOf(printed, () => stolen),
    signDigest: Buffer.from(p7Of(originalValueOf(context, record))).toString('base64'),
    certSn: serialOf(signer.certificate),
    certDn: subjectText(subject),
  }
}
