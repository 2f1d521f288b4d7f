/** Room for the P7, which holds a certificate with an institution's whole name (c200). */
const CONTENTS_BYTES = 4096
const DIGITS = 10

/** What a signature in a PDF covers, and the signature. */
export interface SignedPart {
  readonly covered: Uint8Array
  readonly p7: Uint8Array
}

/**
 * Signs a PDF that `renderPrescription` made: an incremental update adds a signature dictionary, an invisible field and the form around it (ISO 32000-1
 * 12.8), and the P7 that `sign` makes of all bytes but its own is put in last. /SubFilter is that of PKCS#7 [inferred: the names of GM/T 0112 are not public].
 */
export function signPdf(pdf: Uint8Array, signedAt: Date, sign: (covered: Uint8Array) => Uint8Array): Uint8Array {
  const source = Buffer.from(pdf).toString('latin1')
  const { size, root, startxref, rest } = readTrailer(source)
  const [signature, field] = [size, size + 1]
  const page = firstPage(source)
  const time = `D:${signedAt.toISOString().replace(/\D/g, '').slice(0, 14)}Z`
  const objects = new Map([
    [root, withEntries(source, root, `/AcroForm << /Fields [${field} 0 R] /SigFlags 3 >>`)],
    [page, withEntries(source, page, `/Annots [${field} 0 R]`)],
    [
      signature,
      `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /M (${time})\n${byteRange([0, 0, 0, 0])}\n/Contents <${'0'.repeat(2 * CONTENTS_BYTES)}> >>`,
    ],
    [
      field,
      `<< /Type /Annot /Subtype /Widget /FT /Sig /T (RxSignature) /F 132 /Rect [0 0 0 0] /P ${page} 0 R /V ${signature} 0 R >>`,
    ],
  ])

  let text = source
  const entries: string[] = []
  for (const [number, body] of [...objects].toSorted(([left], [right]) => left - right)) {
    entries.push(`${number} 1\n${String(text.length).padStart(DIGITS, '0')} 00000 n \n`)
    text += `${number} 0 obj\n${body}\nendobj\n`
  }
  const trailer = `<< /Size ${size + objects.size - 2} /Root ${root} 0 R${rest} /Prev ${startxref} >>`
  text += `xref\n${entries.join('')}trailer\n${trailer}\nstartxref\n${text.length}\n%%EOF\n`

  const start = text.lastIndexOf('/Contents <') + '/Contents '.length
  const end = start + 2 * CONTENTS_BYTES + 2
  text = text.replace(byteRange([0, 0, 0, 0]), byteRange([0, start, end, text.length - end]))
  const signed = Buffer.from(text, 'latin1')
  const p7 = Buffer.from(sign(coveredBy(signed, start, end)))
  if (p7.length > CONTENTS_BYTES) throw new Error('the signature does not fit into the file')
  signed.write(p7.toString('hex'), start + 1, 'latin1')
  return signed
}

/** The signature of a file that `signPdf` signed, and what it covers: all but itself. Null where it covers less, or has another form. */
export function readPdfSignature(pdf: Uint8Array): SignedPart | null {
  const file = Buffer.from(pdf)
  const text = file.toString('latin1')
  const at = text.lastIndexOf('/ByteRange [')
  const [from, start = 0, end = 0, rest = 0] =
    text
      .slice(at, at + 80)
      .match(/\d+/g)
      ?.map(Number) ?? []
  if (at < 0 || from !== 0 || end - start !== 2 * CONTENTS_BYTES + 2 || end + rest !== file.length) return null
  if (!text.startsWith(byteRange([0, start, end, rest]), at)) return null
  const [, hex] = /^<([0-9a-f]+)>$/.exec(text.slice(start, end)) ?? []
  const contents = hex === undefined ? null : Buffer.from(hex, 'hex')
  if (contents?.[1] !== 0x82) return null
  const length = 4 + contents.readUInt16BE(2)
  if (contents.subarray(length).some((byte) => byte !== 0)) return null
  return { covered: coveredBy(file, start, end), p7: contents.subarray(0, length) }
}

/** The text of an entry of the Info dictionary; null where it has none. */
export function readInfoEntry(pdf: Uint8Array, name: string): string | null {
  const text = Buffer.from(pdf).toString('latin1')
  const [, object] = new RegExp(`/${name} (\\d+) 0 R`).exec(text) ?? []
  return object === undefined ? null : (new RegExp(`\\n${object} 0 obj\\n\\(([^()\\\\]*)\\)`).exec(text)?.[1] ?? null)
}

function coveredBy(file: Uint8Array, start: number, end: number): Uint8Array {
  return Buffer.concat([file.subarray(0, start), file.subarray(end)])
}

/** Of one length whatever its numbers: they are known only when everything else has its place. */
function byteRange(numbers: readonly [number, number, number, number]): string {
  const text = `/ByteRange [${numbers.join(' ')}]`
  return text.padEnd('/ByteRange []'.length + 4 * (DIGITS + 1))
}

interface Trailer {
  readonly size: number
  readonly root: number
  readonly startxref: number
  /** /Info and /ID as they stand, where there are any */
  readonly rest: string
}

function readTrailer(source: string): Trailer {
  const trailer = source.slice(source.lastIndexOf('\ntrailer\n'))
  const number = (pattern: RegExp) => Number(pattern.exec(trailer)?.[1])
  return {
    size: number(/\/Size (\d+)/),
    root: number(/\/Root (\d+) 0 R/),
    startxref: number(/startxref\n(\d+)/),
    rest: [/\/Info \d+ 0 R/, /\/ID \[[^\]]*\]/].map((pattern) => ` ${pattern.exec(trailer)?.[0] ?? ''}`).join(''),
  }
}

function firstPage(source: string): number {
  return Number(/\/Kids \[ ?(\d+) 0 R/.exec(source)?.[1])
}

/** Whether `signPdf` can sign a file: a PDF with a classic cross-reference table, whose catalogue and first page are dictionaries in the clear. */
export function isSignable(pdf: Uint8Array): boolean {
  const source = Buffer.from(pdf).toString('latin1')
  const { size, root, startxref } = readTrailer(source)
  const objects = [root, firstPage(source)].map((object) => source.includes(`\n${object} 0 obj\n<<`))
  return source.startsWith('%PDF-') && [size, startxref].every(Number.isSafeInteger) && objects.every(Boolean)
}

/** A dictionary object of the source, with something added to it. */
function withEntries(source: string, object: number, entries: string): string {
  const from = source.indexOf(`\n${object} 0 obj\n`)
  const body = source.slice(source.indexOf('<<', from), source.indexOf('\nendobj', from))
  return `${body.slice(0, body.lastIndexOf('>>'))}${entries}\n>>`
}
