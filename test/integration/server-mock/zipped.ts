import { crc32, inflateRawSync } from 'node:zlib'

/** Base64 of a ZIP container with one stored text, written from its specification and with nothing of the center. */
export function zipped(name: string, text: string): string {
  const content = Buffer.from(text)
  const title = Buffer.from(name)
  const number = (value: number, bytes: number): Buffer => {
    const field = Buffer.alloc(bytes)
    field.writeUIntLE(value, 0, bytes)
    return field
  }
  const fields = (list: readonly (readonly [value: number, bytes: number])[]): Buffer =>
    Buffer.concat(list.map(([value, bytes]) => number(value, bytes)))
  const size = content.length
  const shared = [
    [10, 2],
    [0, 2],
    [0, 2],
    [0, 2],
    [0x21, 2],
    [crc32(content), 4],
    [size, 4],
    [size, 4],
    [title.length, 2],
    [0, 2],
  ] as const
  const local = Buffer.concat([fields([[0x04034b50, 4], ...shared]), title, content])
  const central = Buffer.concat([fields([[0x02014b50, 4], [10, 2], ...shared, [0, 2], [0, 2], [0, 2], [0, 4], [0, 4]]), title])
  const end = fields([
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [1, 2],
    [1, 2],
    [central.length, 4],
    [local.length, 4],
    [0, 2],
  ])
  return Buffer.concat([local, central, end]).toString('base64')
}

/** The text of a container that holds one deflated file whose sizes stand in its local header. */
export function unzipped(base64: string): string {
  const bytes = Buffer.from(base64, 'base64')
  const start = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28)
  return inflateRawSync(bytes.subarray(start, start + bytes.readUInt32LE(18))).toString('utf8')
}
