import { describe, expect, it } from 'vitest'
import { opensslVerifiesPdf } from '../../../scripts/counter/opensslP7.ts'
import type { CenterContext } from '../../../server-mock/context.ts'
import { signedFileOf, verifyFile } from '../../../server-mock/prescription/file/file.ts'
import { recordOf } from '../../../server-mock/prescription/file/record.ts'
import { signPrescription } from '../../../server-mock/prescription/file/sign.ts'
import type { SignedFile } from '../../../server-mock/store/files.ts'
import { centerWith } from '../../unit/server-mock/fileParts.ts'

const center = centerWith([
  { lines: [{ drug: '苯磺酸氨氯地平片', quantity: 2 }] },
  { lines: [{ drug: '缬沙坦胶囊', quantity: 1 }] },
  { flaw: 'fileTampered', lines: [{ drug: '苯磺酸氨氯地平片', quantity: 2 }] },
  { flaw: 'dataDiffers', lines: [{ drug: '苯磺酸氨氯地平片', quantity: 9 }] },
])
const [genuine = '', another = '', tampered = '', differing = ''] = center.numbers

function claimOf({ pdf, signDigest, certSn }: SignedFile) {
  return { rxFile: Buffer.from(pdf).toString('base64'), signDigest, signCertSn: certSn }
}

function verdictOf(context: CenterContext, hiRxno: string, changes: Partial<ReturnType<typeof claimOf>> = {}): string | null {
  return verifyFile(context, hiRxno, { ...claimOf(signedFileOf(context, hiRxno)), ...changes })
}

describe('the file of a prescription', () => {
  it('is made once and kept, and is the same after everything was forgotten', () => {
    const first = signedFileOf(center.context, genuine)
    expect(center.context.store.files.find(genuine)).toEqual(first)
    expect(signedFileOf(center.context, genuine)).toEqual(first)
    center.fill()
    expect(center.context.store.files.find(genuine)).toBeUndefined()
    expect(signedFileOf(center.context, genuine)).toEqual(first)
  })

  it('is genuine for 7205, and for openssl', () => {
    expect(verdictOf(center.context, genuine)).toBeNull()
    expect(opensslVerifiesPdf(signedFileOf(center.context, genuine).pdf)).toBe(true)
  })

  it('is named as altered where one digit was changed after the signature', () => {
    expect(verdictOf(center.context, tampered)).toBe('处方原件在签名之后被改动：P7 验签不通过')
    expect(opensslVerifiesPdf(signedFileOf(center.context, tampered).pdf)).toBe(false)
  })

  it("is named as differing where the center's data are not what was signed, though its signature is right", () => {
    expect(verdictOf(center.context, differing)).toBe('处方中心的处方数据与医疗机构所签原件的数据不一致')
    expect(opensslVerifiesPdf(signedFileOf(center.context, differing).pdf)).toBe(true)
  })

  it('of no prescription does not exist', () => {
    expect(() => signedFileOf(center.context, '0'.repeat(30))).toThrow()
  })
})

describe('7205 refuses', () => {
  const { context } = center
  const other = claimOf(signedFileOf(context, another))

  it('another file than the one that it gave', () => {
    const pdf = Uint8Array.from(signedFileOf(context, genuine).pdf)
    pdf[1000] = (pdf[1000] ?? 0) ^ 1
    for (const rxFile of ['', 'no Base64', other.rxFile, Buffer.from(pdf).toString('base64')])
      expect(verdictOf(context, genuine, { rxFile })).toBe('处方原件与处方中心下发的不一致')
  })

  it('the signature of another prescription', () => {
    for (const signDigest of ['', 'no Base64', other.signDigest])
      expect(verdictOf(context, genuine, { signDigest })).toBe('处方数据与签名时的不一致：signDigest 的 P7 验签不通过')
  })

  it('another certificate', () => {
    expect(verdictOf(context, genuine, { signCertSn: '00' })).toContain('签名证书序列号')
  })

  it("another center's certificate, where every signature is right", () => {
    const { context, numbers } = centerWith([{}])
    const [hiRxno = ''] = numbers
    const foreign = centerWith([{}], 'another seed').context.random
    const seed = 'this seed but for the key of the CA'
    const random = { seed, for: (label: string) => (label === 'training CA key' ? foreign : context.random).for(label) }
    context.store.files.keep(hiRxno, signPrescription({ random }, recordOf(context, hiRxno)))
    expect(verdictOf(context, hiRxno)).toBe('签名证书不是本中心根证书签发，或不在有效期内')
  })

  it("another hospital's certificate, where every signature is right", () => {
    const { context, numbers } = centerWith([{}])
    const [hiRxno = ''] = numbers
    const record = recordOf(context, hiRxno)
    const { pdf, certSn } = signPrescription(context, { ...record, hospital: 'H99010100002' })
    context.store.files.keep(hiRxno, { ...signPrescription(context, record), pdf, certSn })
    expect(verdictOf(context, hiRxno)).toBe('签名证书不是开方医疗机构的证书')
  })

  it('a certificate that has run out', () => {
    center.clock.set(Date.parse('2049-07-01T00:00:00Z'))
    expect(verdictOf(context, genuine)).toBe('签名证书不是本中心根证书签发，或不在有效期内')
    center.clock.reset()
    expect(verdictOf(context, genuine)).toBeNull()
  })
})
