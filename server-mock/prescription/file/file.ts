import type { Certificate } from '@peculiar/asn1-x509'
import type { CenterContext } from '../../context.ts'
import { strictBase64 } from '../../gm/envelope.ts'
import { type CheckedP7, checkP7, verifyP7 } from '../../gm/p7.ts'
import { createMemory } from '../../memory.ts'
import { createRandom } from '../../random.ts'
import type { SignedFile } from '../../store/files.ts'
import type { Prescription } from '../../store/prescriptions.ts'
import { codeOf, isIssuedByRoot, serialOf, subjectOf } from './ca.ts'
import { readInfoEntry, readPdfSignature } from './pdfSignature.ts'
import { dataDigestOf, originalValueOf, type PrescriptionRecord, recordOf, signedValue } from './record.ts'
import { signPrescription } from './sign.ts'

/** What 7205 asks about: rxFile and signDigest in Base64, as 7204 gave them. */
interface FileClaim {
  readonly rxFile: string
  readonly signDigest: string
  readonly signCertSn: string
}

/** The signed file of a prescription, made at its first download and kept. Throws when there is no such prescription. */
export function signedFileOf(context: CenterContext, hiRxno: string): SignedFile {
  const { files } = context.store
  const kept = files.find(hiRxno)
  if (kept !== undefined) return kept
  const file = makeFile(toMake(context, hiRxno))
  files.keep(hiRxno, file)
  return file
}

/** From now on the file of a prescription is one whose certificate has run out; nothing happens when there is no such prescription. */
export function letCertificateExpire({ store }: CenterContext, hiRxno: string | null): void {
  if (hiRxno === null) return
  store.prescriptions.spoil(hiRxno, 'certificateExpired')
  store.files.forget(hiRxno)
}

/** All that a file is made of, in plain data. */
export interface ToMake {
  readonly seed: string
  readonly record: PrescriptionRecord
  readonly flaw: Prescription['flaw']
}

/** What the file of a prescription is made of. Throws when there is no such prescription. */
export function toMake(context: CenterContext, hiRxno: string): ToMake {
  const flaw = context.store.prescriptions.find(hiRxno)?.flaw ?? 'none'
  return { seed: context.random.seed, record: recordOf(context, hiRxno), flaw }
}

const KEPT_FILES = 16
const made = createMemory<SignedFile>(KEPT_FILES)

/** The signed file: the same for the same, and so made once. */
export function makeFile(parts: ToMake): SignedFile {
  return made.recall(fileName(parts), () => {
    const { record, flaw } = parts
    const context = { random: createRandom(parts.seed) }
    return flaw === 'fileTampered'
      ? signPrescription(context, record, { printed: misquoted(record) })
      : signPrescription(context, flaw === 'dataDiffers' ? misquoted(record) : record, {
          hasExpired: flaw === 'certificateExpired',
        })
  })
}

/** Takes over a file that another thread has made. */
export function rememberFile(parts: ToMake, file: SignedFile): void {
  made.remember(fileName(parts), file)
}

function fileName({ seed, record, flaw }: ToMake): string {
  return `${seed} ${flaw} ${dataDigestOf(record)}`
}

/** What `signDigest` signs: what the hospital uploaded, or what it would have. */
export function signedValueOf(context: CenterContext, record: PrescriptionRecord): Uint8Array {
  const signed = context.store.checks.find(record.hiRxno)?.signed
  return typeof signed === 'string' ? signedValue(JSON.parse(signed)) : originalValueOf(context, record)
}

/** The checks of signatures that `verifyFile` will need, for another thread; none where the file is none. `value` is what `signDigest` signs. */
export function checkSignatures({ rxFile, signDigest, value }: SignedClaim): readonly CheckedP7[] {
  const [file, digest] = [strictBase64(rxFile), strictBase64(signDigest)]
  const signedPart = file && readPdfSignature(file)
  if (!signedPart || digest === null) return []
  return [checkP7(signedPart.p7, signedPart.covered), checkP7(digest, value)]
}

interface SignedClaim extends Pick<FileClaim, 'rxFile' | 'signDigest'> {
  readonly value: Uint8Array
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
  const uploaded = context.store.checks.find(hiRxno)
  const read = readSignedFile(context, record.hospital, { ...claim, value: signedValueOf(context, record) })
  if (typeof read === 'string') return read
  if (read.certSn !== claim.signCertSn) return '签名证书序列号与处方原件的签名证书不一致'
  // a hospital that makes its files itself need not write into them what their data are
  const digest = readInfoEntry(file, 'RxDataDigest')
  const isSilent = digest === null && uploaded !== undefined
  return isSilent || digest === dataDigestOf(record) ? null : '处方中心的处方数据与医疗机构所签原件的数据不一致'
}

/**
 * A file and the signature over its data (`value`), both in Base64, as a hospital signed them with its certificate of the training CA; or the sentence that
 * says what is wrong.
 */
export function readSignedFile(
  context: CenterContext,
  hospital: string,
  claim: { readonly rxFile: string; readonly signDigest: string; readonly value: Uint8Array },
): SignedFile | string {
  const pdf = strictBase64(claim.rxFile)
  const signedPart = pdf && readPdfSignature(pdf)
  if (signedPart === null) return '处方原件没有覆盖全文的电子签名'
  const signature = verifyP7(signedPart.p7, signedPart.covered)
  if (signature === null) return '处方原件在签名之后被改动：P7 验签不通过'
  const digest = strictBase64(claim.signDigest)
  const dataSignature = digest && verifyP7(digest, claim.value)
  if (dataSignature === null) return '处方数据与签名时的不一致：signDigest 的 P7 验签不通过'
  for (const { certificate } of [signature, dataSignature]) {
    const fault = findCertificateFault(context, certificate, hospital)
    if (fault !== null) return fault
  }
  const { certificate } = dataSignature
  const certSn = serialOf(certificate)
  if (serialOf(signature.certificate) !== certSn) return '处方原件与处方数据的签名证书不一致'
  return { pdf: pdf ?? new Uint8Array(), signDigest: claim.signDigest, certSn, certDn: subjectOf(certificate) }
}

function findCertificateFault({ random, clock }: CenterContext, certificate: Certificate, hospital: string): string | null {
  if (!isIssuedByRoot(random, certificate, clock.now())) return '签名证书不是本中心根证书签发，或不在有效期内'
  return codeOf(certificate) === hospital ? null : '签名证书不是开方医疗机构的证书'
}

/** The same prescription with one digit of its first quantity changed. */
function misquoted(record: PrescriptionRecord): PrescriptionRecord {
  const [first, ...rest] = record.lines
  if (first === undefined) return record
  const quantity = first.quantity + (first.quantity % 100_000 < 90_000 ? 10_000 : -10_000)
  return { ...record, lines: [{ ...first, quantity }, ...rest] }
}
