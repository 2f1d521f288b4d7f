import type { Certificate } from '@peculiar/asn1-x509'
import type { CenterContext } from '../../context.ts'
import { strictBase64 } from '../../gm/envelope.ts'
import { verifyP7 } from '../../gm/p7.ts'
import type { SignedFile } from '../../store/files.ts'
import { codeOf, isIssuedByRoot, serialOf } from './ca.ts'
import { readInfoEntry, readPdfSignature } from './pdfSignature.ts'
import { dataDigestOf, originalValueOf, type PrescriptionRecord, recordOf } from './record.ts'
import { signPrescription } from './sign.ts'

/** What 7205 asks about: rxFile and signDigest in Base64, as 7204 gave them. */
interface FileClaim {
  readonly rxFile: string
  readonly signDigest: string
  readonly signCertSn: string
}

/** The signed file of a prescription, made at its first download and kept. Throws when there is no such prescription. */
export function signedFileOf(context: CenterContext, hiRxno: string): SignedFile {
  const { files, prescriptions } = context.store
  const kept = files.find(hiRxno)
  if (kept !== undefined) return kept
  const record = recordOf(context, hiRxno)
  const flaw = prescriptions.find(hiRxno)?.flaw
  const file =
    flaw === 'fileTampered'
      ? signPrescription(context, record, { printed: misquoted(record) })
      : signPrescription(context, flaw === 'dataDiffers' ? misquoted(record) : record)
  files.keep(hiRxno, file)
  return file
}

/**
 * 7205: null when the file and the data of a prescription are what its hospital signed; otherwise the sentence that says what is wrong. Throws when there
 * is no such prescription.
 */
export function verifyFile(context: CenterContext, hiRxno: string, claim: FileClaim): string | null {
  const kept = signedFileOf(context, hiRxno)
  const record = recordOf(context, hiRxno)
  const file = strictBase64(claim.rxFile)
  if (file === null || Buffer.compare(file, kept.pdf) !== 0) return '处方原件与处方中心下发的不一致'
  const signedPart = readPdfSignature(file)
  if (signedPart === null) return '处方原件没有覆盖全文的电子签名'
  const signature = verifyP7(signedPart.p7, signedPart.covered)
  if (signature === null) return '处方原件在签名之后被改动：P7 验签不通过'
  const digest = strictBase64(claim.signDigest)
  const dataSignature = digest && verifyP7(digest, originalValueOf(context, record))
  if (dataSignature === null) return '处方数据与签名时的不一致：signDigest 的 P7 验签不通过'
  for (const { certificate } of [signature, dataSignature]) {
    const fault = findCertificateFault(context, certificate, record, claim.signCertSn)
    if (fault !== null) return fault
  }
  if (readInfoEntry(file, 'RxDataDigest') !== dataDigestOf(record)) return '处方中心的处方数据与医疗机构所签原件的数据不一致'
  return null
}

function findCertificateFault(
  { random, clock }: CenterContext,
  certificate: Certificate,
  { hospital }: PrescriptionRecord,
  serial: string,
): string | null {
  if (!isIssuedByRoot(random, certificate, clock.now())) return '签名证书不是本中心根证书签发，或不在有效期内'
  if (codeOf(certificate) !== hospital) return '签名证书不是开方医疗机构的证书'
  return serialOf(certificate) === serial ? null : '签名证书序列号与处方原件的签名证书不一致'
}

/** The same prescription with one digit of its first quantity changed. */
function misquoted(record: PrescriptionRecord): PrescriptionRecord {
  const [first, ...rest] = record.lines
  if (first === undefined) return record
  const quantity = first.quantity + (first.quantity % 100_000 < 90_000 ? 10_000 : -10_000)
  return { ...record, lines: [{ ...first, quantity }, ...rest] }
}
