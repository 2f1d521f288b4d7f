import { openssl, opensslSaysYes, verifySignature } from './openssl.ts'

const SET = 0x31

interface Element {
  readonly depth: number
  readonly kind: string
  /** with its tag and length */
  readonly bytes: Buffer
  readonly content: Buffer
}

/**
 * The second opinion of the `openssl` command on a signed prescription: whether the SM2 signature in the PDF's P7 is one of all its other bytes, under the key
 * of the certificate beside it. No code of ours but the cutting.
 */
export function opensslVerifiesPdf(pdf: Uint8Array): boolean {
  const file = Buffer.from(pdf)
  const [, start, end, rest] = /\/ByteRange \[0 (\d+) (\d+) (\d+)\]/.exec(file.toString('latin1'))?.map(Number) ?? []
  if (start === undefined || end === undefined || rest === undefined || end + rest !== file.length) return false
  const contents = Buffer.from(file.toString('latin1', start + 1, end - 1), 'hex')
  return opensslVerifiesP7(contents, Buffer.concat([file.subarray(0, start), file.subarray(end)]))
}

/** The same of a detached P7 (zeros may follow it) over `content`. */
export function opensslVerifiesP7(p7: Uint8Array, content: Uint8Array): boolean {
  return opensslSaysYes((put) => {
    const elements = elementsOf(Buffer.from(p7), put('p7', p7))
    const [certificate] = elements.filter(({ depth, kind }) => depth === 4 && kind === 'SEQUENCE').slice(1)
    const signature = elements.findLast(({ depth, kind }) => depth === 5 && kind === 'OCTET STRING')
    const attributes = elements.findLast(({ depth, kind }) => depth === 5 && kind === 'cont [ 0 ]')
    if (certificate === undefined || signature === undefined) return false
    const contentFile = put('content', content)
    if (attributes !== undefined) {
      const digest = openssl('dgst', '-sm3', '-binary', contentFile)
      const inside = elements.filter(({ kind, content: value }) => kind === 'OCTET STRING' && value.equals(digest))
      if (inside.length !== 1) return false
    }
    const signed =
      attributes === undefined ? contentFile : put('attributes', Buffer.concat([Buffer.of(SET), attributes.bytes.subarray(1)]))
    const key = put('key', openssl('x509', '-inform', 'der', '-in', put('certificate', certificate.bytes), '-noout', '-pubkey'))
    verifySignature(key, put('signature', signature.content), signed)
    return true
  })
}

/** The lines of `openssl asn1parse`, in the order of the bytes. */
function elementsOf(der: Buffer, file: string): readonly Element[] {
  const lines = openssl('asn1parse', '-inform', 'der', '-in', file).toString().split('\n')
  return lines.flatMap((line) => {
    const [, offset, depth, head, length, kind] =
      /^ *(\d+):d=(\d+) +hl=(\d+) l= *(\d+) (?:prim|cons): (.+?) *(?::.*|\[HEX DUMP\].*)?$/.exec(line) ?? []
    if (kind === undefined) return []
    const [from, headLength, contentLength] = [Number(offset), Number(head), Number(length)]
    const bytes = der.subarray(from, from + headLength + contentLength)
    return [{ depth: Number(depth), kind: kind.trim(), bytes, content: bytes.subarray(headLength) }]
  })
}
