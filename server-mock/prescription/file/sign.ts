import type { CenterContext } from '../../context.ts'
import { signP7 } from '../../gm/p7.ts'
import type { SignedFile } from '../../store/files.ts'
import { institutionSigner, serialOf, subjectText } from './ca.ts'
import { renderPrescription } from './pdf.ts'
import { readPdfSignature, signPdf } from './pdfSignature.ts'
import { checkedAt, dataDigestOf, originalValueOf, type PrescriptionRecord } from './record.ts'

interface SigningOptions {
  /** what the file shows, where that is not what was signed: the signature of the one is then put into the other */
  readonly printed?: PrescriptionRecord
  /** whether the signatures have authenticated attributes; both forms are in use */
  readonly attributes?: boolean
}

/** 7102: the signed file of a prescription and the signature over its data, both by the hospital's certificate. */
export function signPrescription(
  context: CenterContext,
  record: PrescriptionRecord,
  { printed = record, attributes = true }: SigningOptions = {},
): SignedFile {
  const subject = { code: record.hospital, name: record.hospitalName }
  const signer = institutionSigner(context.random, subject)
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
