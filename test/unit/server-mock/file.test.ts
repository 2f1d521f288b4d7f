import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Certificate } from '@peculiar/asn1-x509'
import fc from 'fast-check'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, describe, expect, it } from 'vitest'
import { opensslVerifiesP7, opensslVerifiesPdf } from '../../../scripts/counter/opensslP7.ts'
import { derOfSignature, rawOfSignature } from '../../../server-mock/gm/der.ts'
import { bytesOf, signP7, verifyP7 } from '../../../server-mock/gm/p7.ts'
import { institutionSigner, isIssuedByRoot, rootCertificate } from '../../../server-mock/prescription/file/ca.ts'
import { renderPrescription } from '../../../server-mock/prescription/file/pdf.ts'
import { readInfoEntry, readPdfSignature } from '../../../server-mock/prescription/file/pdfSignature.ts'
import { dataDigestOf, originalValueOf, type PrescriptionRecord } from '../../../server-mock/prescription/file/record.ts'
import { signPrescription } from '../../../server-mock/prescription/file/sign.ts'
import { createRandom } from '../../../server-mock/random.ts'
import { centerWith, fiveDrugs, hospital, NOW, record } from './fileParts.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxcounter-file-'))
afterAll(() => rmSync(folder, { recursive: true }))

const random = createRandom('files')
const signer = institutionSigner(random, hospital)

async function pagesOf(pdf: Uint8Array): Promise<readonly string[]> {
  const task = getDocument({ data: Uint8Array.from(pdf), verbosity: 0 })
  const document = await task.promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''))
  }
  await task.destroy()
  return pages
}

describe('the training CA', () => {
  const pem = (name: string, certificate: Certificate): string => {
    const file = join(folder, name)
    const base64 = Buffer.from(bytesOf(certificate))
      .toString('base64')
      .replace(/.{64}(?=.)/g, '$&\n')
    writeFileSync(file, `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`)
    return file
  }
  const openssl = (...parts: readonly string[]) =>
    execFileSync('openssl', parts, { stdio: ['ignore', 'pipe', 'pipe'] }).toString()
  const verify = (root: Certificate) => () =>
    openssl(
      'verify',
      '-x509_strict',
      '-vfyopt',
      'distid:1234567812345678',
      '-CAfile',
      pem('root', root),
      pem('hospital', signer.certificate),
    )

  it("gives certificates that openssl verifies, and no other center's", () => {
    expect(verify(rootCertificate(random))()).toContain('OK')
    expect(verify(rootCertificate(createRandom('other')))).toThrow()
  })

  it('names the hospital, SM2 and SM3 where openssl reads them', () => {
    const text = openssl('x509', '-in', pem('hospital', signer.certificate), '-noout', '-text', '-nameopt', 'utf8')
    for (const part of [
      'C=CN',
      `O=${hospital.name}`,
      `serialNumber=${hospital.code}`,
      'CN=RxCounter 培训用根证书',
      'ASN1 OID: SM2',
      'SM2-with-SM3',
      'CA:FALSE',
    ])
      expect(text).toContain(part)
  })

  it('is the same for the same seed and another for another', () => {
    const again = institutionSigner(createRandom('files'), hospital).certificate
    expect(Buffer.from(bytesOf(again)).equals(bytesOf(signer.certificate))).toBe(true)
    expect(isIssuedByRoot(random, again, NOW)).toBe(true)
    expect(isIssuedByRoot(createRandom('other'), again, NOW)).toBe(false)
  })

  it('knows a certificate that is not valid yet, or no longer', () => {
    expect(isIssuedByRoot(random, signer.certificate, Date.parse('2021-12-31T23:59:59Z'))).toBe(false)
    expect(isIssuedByRoot(random, signer.certificate, Date.parse('2049-06-30T00:00:01Z'))).toBe(false)
  })
})

describe('a signature in DER', () => {
  const raw = fc
    .uint8Array({ minLength: 64, maxLength: 64 })
    .filter((bytes) => bytes.subarray(0, 32).some(Boolean) && bytes.subarray(32).some(Boolean))

  it('reads back, and in no other spelling', () => {
    fc.assert(
      fc.property(raw, fc.nat(), fc.integer({ min: 1, max: 255 }), (signature, at, flip) => {
        const der = derOfSignature(signature)
        expect(Buffer.from(rawOfSignature(der) ?? []).equals(signature)).toBe(true)
        expect(rawOfSignature(Buffer.concat([der, Buffer.of(0)]))).toBeNull()
        const other = Uint8Array.from(der)
        other[at % der.length] = (other[at % der.length] ?? 0) ^ flip
        const read = rawOfSignature(other)
        if (read !== null) expect(Buffer.from(derOfSignature(read)).equals(other)).toBe(true)
      }),
    )
  })
})

describe.each([
  ['with attributes', NOW],
  ['without attributes', null],
])('a P7 %s', (_name, signedAt) => {
  const content = Buffer.from('处方内容')
  const p7 = signP7(content, signer, signedAt)

  it('is verified by openssl and by us over its content, and over no other', () => {
    expect(opensslVerifiesP7(p7, content)).toBe(true)
    expect(opensslVerifiesP7(p7, Buffer.from('处方内客'))).toBe(false)
    expect(verifyP7(p7, content)?.signedAt).toBe(signedAt)
    expect(verifyP7(p7, Buffer.from('处方内客'))).toBeNull()
  })

  it('bears the names of GB/T 35275 and SM3, and no content', () => {
    const file = join(folder, 'p7')
    writeFileSync(file, p7)
    const text = execFileSync('openssl', ['asn1parse', '-inform', 'der', '-in', file]).toString()
    for (const oid of ['1.2.156.10197.6.1.4.2.2', '1.2.156.10197.6.1.4.2.1', '1.2.156.10197.1.301.1', ':sm3'])
      expect(text).toContain(oid)
    expect(Buffer.from(p7).includes(content)).toBe(false)
  })

  it('is refused when any of its bytes is another', () => {
    fc.assert(
      fc.property(fc.nat({ max: p7.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Uint8Array.from(p7)
        changed[at] = (changed[at] ?? 0) ^ flip
        const verified = verifyP7(changed, content)
        // the certificate is part of it, not of what its signature covers: its own signature answers for it
        if (verified !== null) expect(isIssuedByRoot(random, verified.certificate, NOW)).toBe(false)
      }),
      { numRuns: 120 },
    )
  })
})

describe('the prescription as a PDF', () => {
  const render = (changes: Partial<PrescriptionRecord> = {}) => renderPrescription({ ...record, ...changes }, 'ab'.repeat(32))

  it('says in extractable text what the prescription says', async () => {
    const [page = '', ...others] = await pagesOf(render())
    expect(others).toEqual([])
    const words = [
      record.hiRxno,
      '王秀兰',
      '女',
      '73岁',
      '心血管内科',
      '高血压病2级',
      '职工医保',
      '2026年11月19日',
      '林志远',
      '唐雅琴',
      '3天',
    ]
    for (const word of [...words, hospital.name]) expect(page).toContain(word)
    for (const { name, quantity, unit } of fiveDrugs) {
      expect(page).toContain(name)
      expect(page).toContain(`×${quantity / 10_000}${unit}`)
    }
  })

  it('takes a second page for a sixth drug, with its head and 培训 on each', async () => {
    const pages = await pagesOf(render({ lines: [...fiveDrugs, ...fiveDrugs.slice(0, 1)] }))
    expect(pages).toHaveLength(2)
    for (const page of pages)
      for (const word of ['培', '训', '不得据此调配', record.hiRxno, '林志远']) expect(page).toContain(word)
    expect(pages[0]).toContain('第 1 页，共 2 页')
    expect(pages[1]).toContain('6. 苯磺酸氨氯地平片')
  })

  it('wraps names of any length and loses nothing of them', async () => {
    const long = { ...record.lines[0], ...fiveDrugs[0], name: `复方${'甘草酸苷氯化钠'.repeat(8)}注射液` } as const
    const lines = fiveDrugs.map((each) => ({ ...each, ...long }))
    const hospitalName = `${'九江路第一人民医院'.repeat(3)}东院区`
    const text = (await pagesOf(render({ lines, hospitalName }))).join('')
    expect(text.split(long.name)).toHaveLength(lines.length + 1)
    expect(text).toContain(hospitalName)
  })

  it('is the same bytes for the same prescription', () => {
    expect(Buffer.compare(render(), render())).toBe(0)
    expect(Buffer.compare(render(), render({ patient: '王秀芝' }))).not.toBe(0)
  })
})

describe('a signed prescription', () => {
  const { context } = centerWith([])

  it.each([true, false])('is verified by openssl as a whole, attributes: %s', (attributes) => {
    const { pdf, signDigest } = signPrescription(context, record, { attributes })
    expect(opensslVerifiesPdf(pdf)).toBe(true)
    expect(opensslVerifiesP7(Buffer.from(signDigest, 'base64'), originalValueOf(context, record))).toBe(true)
    const changed = Uint8Array.from(pdf)
    changed[200] = (changed[200] ?? 0) ^ 1
    expect(opensslVerifiesPdf(changed)).toBe(false)
    expect(opensslVerifiesPdf(Buffer.concat([pdf, Buffer.from('\n')]))).toBe(false)
  })

  it('can still be read, by a reader that knows no such signature', async () => {
    const [page] = await pagesOf(signPrescription(context, record).pdf)
    expect(page).toContain('苯磺酸氨氯地平片')
  })

  it('covers everything but the hexadecimal digits of the signature itself', () => {
    const { pdf } = signPrescription(context, record)
    const part = readPdfSignature(pdf)
    expect(part && part.covered.length + 2 * 4096 + 2).toBe(pdf.length)
    expect(readPdfSignature(Buffer.concat([pdf, Buffer.from('%')]))).toBeNull()
  })

  it('carries the SM3 of its data', () => {
    const digest = readInfoEntry(signPrescription(context, record).pdf, 'RxDataDigest')
    expect(digest).toBe(dataDigestOf(record))
    expect(digest).not.toBe(dataDigestOf({ ...record, validDays: 4 }))
    expect(readInfoEntry(signPrescription(context, record).pdf, 'RxOther')).toBeNull()
  })

  it('signs the first twenty fields of 7103, in the order of their names', () => {
    const fields: unknown = JSON.parse(Buffer.from(originalValueOf(context, record)).toString())
    const names = Object.keys(fields ?? {})
    expect(names).toHaveLength(20)
    expect(names).toEqual(names.toSorted())
    expect(fields).toMatchObject({
      hiRxno: record.hiRxno,
      certno: record.identityNumber,
      pharChkTime: '2026-11-19 09:05:00',
      pharPracCertNo: '',
    })
  })

  it('fits the fields of 7204 with the longest names that the tables allow', () => {
    const file = signPrescription(context, {
      ...record,
      hospitalName: '医'.repeat(200),
      patient: '王'.repeat(40),
      doctor: '林'.repeat(50),
    })
    expect(file.signDigest.length).toBeLessThanOrEqual(4_000)
    expect(file.certSn.length).toBeLessThanOrEqual(64)
    expect(file.certDn.length).toBeLessThanOrEqual(500)
    expect(opensslVerifiesPdf(file.pdf)).toBe(true)
  })
})
