import { ContentInfo, SignedData, type SignerInfo } from '@peculiar/asn1-cms'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderPrescription } from '../../../server-mock/prescription/file/pdf.ts'
import { readPdfSignature, signPdf } from '../../../server-mock/prescription/file/pdfSignature.ts'
import { rawSignatureOf } from '../../../src/main/station/gateways/gm/der.ts'
import { checkSignedFile } from '../../../src/main/station/gateways/gm/signedFile.ts'
import { hospital, record, recordDigest, signedRecord } from '../server-mock/fileParts.ts'

const withAttributes = signedRecord(true)
const withoutAttributes = signedRecord(false)
const unsigned = renderPrescription(record, recordDigest)

function p7Of(pdf: Uint8Array): Uint8Array {
  const part = readPdfSignature(pdf)
  if (part === null) throw new Error('the file of the test must be signed')
  return part.p7
}

/** The same file with another P7 in it. */
function withP7(p7: Uint8Array): Uint8Array {
  return signPdf(unsigned, new Date(record.prescribedAt + 300_000), () => p7)
}

/** The same file with something about its P7 spelt differently. */
function respelt(pdf: Uint8Array, change: (signedData: SignedData) => void, contentType?: string): Uint8Array {
  const contentInfo = AsnConvert.parse(p7Of(pdf), ContentInfo)
  const signedData = AsnConvert.parse(contentInfo.content, SignedData)
  change(signedData)
  const content = AsnConvert.serialize(signedData)
  return withP7(
    new Uint8Array(AsnConvert.serialize(new ContentInfo({ contentType: contentType ?? contentInfo.contentType, content }))),
  )
}

function flipped(pdf: Uint8Array, at: number, bits: number): Uint8Array {
  const changed = Uint8Array.from(pdf)
  changed[at] = (changed[at] ?? 0) ^ bits
  return changed
}

function ofSigner(change: (signer: SignerInfo) => void): (signedData: SignedData) => void {
  return ({ signerInfos }) => signerInfos.forEach(change)
}

const toRawSignature = ofSigner((signer) => {
  signer.signature = new OctetString(rawSignatureOf(new Uint8Array(signer.signature.buffer)) ?? new Uint8Array())
})

describe('a file as its hospital signed it', () => {
  it('is genuine, and names hospital, certificate and time', () => {
    expect(checkSignedFile(withAttributes)).toEqual({
      kind: 'genuine',
      signer: {
        institutionName: hospital.name,
        institutionCode: hospital.code,
        serial: expect.stringMatching(/^[0-9A-F]{32}$/),
        notBefore: Date.parse('2022-01-01T00:00:00Z'),
        notAfter: Date.parse('2049-06-30T00:00:00Z'),
      },
      signedAt: record.prescribedAt + 300_000,
    })
  })

  it('is genuine without attributes, and then of no known time', () => {
    expect(checkSignedFile(withoutAttributes)).toMatchObject({ kind: 'genuine', signedAt: null })
  })

  describe.each([
    ['with attributes', withAttributes],
    ['without attributes', withoutAttributes],
  ])('%s, is genuine where the product', (_name, pdf) => {
    it('writes the names of PKCS#7', () => {
      const inPkcs7 = (signedData: SignedData) => {
        signedData.encapContentInfo.eContentType = '1.2.840.113549.1.7.1'
      }
      expect(checkSignedFile(respelt(pdf, inPkcs7, '1.2.840.113549.1.7.2'))).toMatchObject({ kind: 'genuine' })
    })

    it('writes the signature raw', () => {
      expect(checkSignedFile(respelt(pdf, toRawSignature))).toMatchObject({ kind: 'genuine' })
    })

    it('names SM3withSM2 where the standard wants SM3 and SM2', () => {
      const named = ofSigner((signer) => {
        signer.digestAlgorithm.algorithm = '1.2.156.10197.1.501'
        signer.signatureAlgorithm.algorithm = '1.2.156.10197.1.501'
      })
      expect(checkSignedFile(respelt(pdf, named))).toMatchObject({ kind: 'genuine' })
    })
  })
})

describe('a file that is not', () => {
  it.each([
    ['nothing', new Uint8Array(), { kind: 'unreadable', reason: 'NOT_A_PDF' }],
    ['no PDF', Buffer.from('/ByteRange [0 1 2 3]'), { kind: 'unreadable', reason: 'NOT_A_PDF' }],
    ['a PDF without a signature', unsigned, { kind: 'unsigned', reason: 'NO_SIGNATURE' }],
    ['only a beginning', withAttributes.subarray(0, -1), { kind: 'altered', reason: 'NOT_WHOLE_FILE' }],
    ['something added', Buffer.concat([withAttributes, Buffer.from('\n')]), { kind: 'altered', reason: 'NOT_WHOLE_FILE' }],
    [
      'the first bytes left out',
      Buffer.from('%PDF-1.7 /ByteRange [5 9 30 10]'.padEnd(40)),
      { kind: 'altered', reason: 'NOT_WHOLE_FILE' },
    ],
    ['a broken byte range', Buffer.from('%PDF-1.7 /ByteRange [0 1 2'), { kind: 'unreadable', reason: 'BYTE_RANGE_MALFORMED' }],
    ['an empty hole', Buffer.from('%PDF-1.7 /ByteRange [0 33 33 0]   '), { kind: 'unreadable', reason: 'BYTE_RANGE_MALFORMED' }],
  ])('says so: %s', (_name, bytes, verdict) => {
    expect(checkSignedFile(bytes)).toEqual(verdict)
  })

  it('is altered where another file has its signature', () => {
    const other = renderPrescription({ ...record, validDays: 9 }, recordDigest)
    for (const pdf of [withAttributes, withoutAttributes])
      expect(checkSignedFile(signPdf(other, new Date(0), () => p7Of(pdf)))).toMatchObject({ kind: 'altered' })
  })

  it.each<readonly [string, string, (signedData: SignedData) => void]>([
    ['no certificate', 'CERTIFICATE_MISSING', ({ certificates }) => certificates?.splice(0)],
    [
      'a signer whose certificate is another',
      'CERTIFICATE_MISSING',
      ofSigner(({ sid }) => {
        if (sid.issuerAndSerialNumber !== undefined) sid.issuerAndSerialNumber.serialNumber = Uint8Array.of(1).buffer
      }),
    ],
    ['two signers', 'SIGNATURE_MALFORMED', ({ signerInfos }) => signerInfos.push(...signerInfos)],
    ['no signer', 'SIGNATURE_MALFORMED', ({ signerInfos }) => signerInfos.splice(0)],
    [
      'another digest',
      'ALGORITHM_UNKNOWN',
      ofSigner((signer) => {
        signer.digestAlgorithm.algorithm = '2.16.840.1.101.3.4.2.1'
      }),
    ],
  ])('is unreadable where the signature has %s', (_name, reason, change) => {
    expect(checkSignedFile(respelt(withAttributes, change))).toEqual({ kind: 'unreadable', reason })
  })

  it.each<readonly [string, (signer: SignerInfo) => void]>([
    ['in another order', ({ signedAttrs }) => signedAttrs?.reverse()],
    ['one fewer', ({ signedAttrs }) => signedAttrs?.pop()],
    ['each twice', ({ signedAttrs }) => signedAttrs?.push(...signedAttrs)],
    [
      'none',
      (signer) => {
        delete signer.signedAttrs
      },
    ],
  ])('is altered where the attributes are not those that were signed: %s', (_name, change) => {
    expect(checkSignedFile(respelt(withAttributes, ofSigner(change)))).toMatchObject({ kind: 'altered' })
  })
})

describe('hostile bytes', () => {
  const hexAt = Buffer.from(withAttributes).indexOf('/Contents <') + '/Contents <'.length
  const isCovered = (at: number) => at < hexAt || at >= hexAt + 2 * 4096

  it('are never genuine where any covered byte is another: every 97th of a real file', () => {
    for (const pdf of [withAttributes, withoutAttributes]) {
      for (let at = 0; at < pdf.length; at += 97) {
        const verdict = checkSignedFile(flipped(pdf, at, 1 << (at % 8)))
        if (isCovered(at)) expect(verdict.kind, `byte ${at}`).not.toBe('genuine')
      }
    }
  })

  it('are never genuine where any covered byte is another, nor where the end is missing: any byte, any bits', () => {
    fc.assert(
      fc.property(fc.nat({ max: withAttributes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const verdict = checkSignedFile(flipped(withAttributes, at, bits))
        if (isCovered(at)) expect(verdict.kind).not.toBe('genuine')
        expect(checkSignedFile(withAttributes.subarray(0, at)).kind).not.toBe('genuine')
      }),
      { numRuns: 500 },
    )
  })

  it('in the signature say nothing false of the signed time', () => {
    const genuine = checkSignedFile(withAttributes)
    fc.assert(
      fc.property(fc.nat({ max: 2 * p7Of(withAttributes).length - 1 }), fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const verdict = checkSignedFile(flipped(withAttributes, hexAt + at, bits))
        if (verdict.kind === 'genuine' && genuine.kind === 'genuine') expect(verdict.signedAt).toBe(genuine.signedAt)
      }),
      { numRuns: 500 },
    )
  })

  it('of any kind get an answer', () => {
    const pieces = fc.constantFrom(
      '%PDF-1.7\n',
      '/ByteRange [0 9 40 3]',
      '/ByteRange [',
      '/Contents <',
      '3080',
      '30820400',
      '00',
      '>',
      '0',
      ']',
      ' ',
    )
    const ofPieces = fc.array(pieces, { maxLength: 60 }).map((parts) => Buffer.from(`%PDF-1.7${parts.join('')}`))
    const inPlace = fc
      .uint8Array({ minLength: 1, maxLength: 600 })
      .map((bytes) => withP7(Uint8Array.of(0x30, 0x82, bytes.length >> 8, bytes.length & 0xff, ...bytes)))
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), ofPieces, inPlace), (bytes) => {
        expect(checkSignedFile(bytes).kind).not.toBe('genuine')
      }),
      { numRuns: 300 },
    )
  })

  it('that nest without end get an answer', () => {
    const nested = Buffer.alloc(4000, Buffer.of(0x30, 0x80))
    expect(checkSignedFile(withP7(Buffer.concat([Buffer.of(0x30, 0x82, 0x0f, 0xa0), nested])))).toEqual({
      kind: 'unreadable',
      reason: 'SIGNATURE_MALFORMED',
    })
  })
})
