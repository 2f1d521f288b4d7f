import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

/** A ZIP container with one file in it (PKWARE APPNOTE 4.3): 3202 wants nothing more. */
export interface ZippedFile {
  readonly name: string
  readonly content: Uint8Array
}

/** So that a small file cannot unpack to a huge one, bytes. */
const MAX_CONTENT = 8 * 1_048_576

const LOCAL_HEADER = 0x0403_4b50
const CENTRAL_HEADER = 0x0201_4b50
const END = 0x0605_4b50
const LOCAL_SIZE = 30
const CENTRAL_SIZE = 46
const END_SIZE = 22
const VERSION = 20
const DEFLATED = 8
const UTF8_NAME = 0x0800
const ENCRYPTED = 0x0001
/** 1980-01-01, the first day that the container knows: the bytes depend on name and content alone */
const FIRST_DAY = 0x0021

/** Packs one file. */
export function zip({ name, content }: ZippedFile): Uint8Array {
  const nameBytes = Buffer.from(name)
  const packed = deflateRawSync(content)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(VERSION, 0)
  common.writeUInt16LE(UTF8_NAME, 2)
  common.writeUInt16LE(DEFLATED, 4)
  common.writeUInt16LE(FIRST_DAY, 8)
  common.writeUInt32LE(crc32(content), 10)
  common.writeUInt32LE(packed.length, 14)
  common.writeUInt32LE(content.length, 18)
  common.writeUInt16LE(nameBytes.length, 22)

  const local = Buffer.concat([word(LOCAL_HEADER), common, nameBytes, packed])
  // made by, then the same fields as the local header, then six that stay zero: comment, disk, attributes, offset
  const central = Buffer.concat([word(CENTRAL_HEADER), half(VERSION), common, Buffer.alloc(14), nameBytes])
  const end = Buffer.alloc(END_SIZE)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, central, end])
}

/** The one file of a container, stored or deflated, checked by its CRC; null for anything else: no container, none or several files, encrypted, too large. */
export function unzip(bytes: Uint8Array): ZippedFile | null {
  const archive = Buffer.from(bytes)
  const end = archive.lastIndexOf(word(END))
  if (end < 0 || end + END_SIZE > archive.length || archive.readUInt16LE(end + 10) !== 1) return null
  const central = archive.readUInt32LE(end + 16)
  if (central + CENTRAL_SIZE > end || archive.readUInt32LE(central) !== CENTRAL_HEADER) return null
  const method = archive.readUInt16LE(central + 10)
  const [packedSize, size] = [archive.readUInt32LE(central + 20), archive.readUInt32LE(central + 24)]
  const local = archive.readUInt32LE(central + 42)
  const isReadable =
    (archive.readUInt16LE(central + 8) & ENCRYPTED) === 0 &&
    size <= MAX_CONTENT &&
    local + LOCAL_SIZE <= central &&
    archive.readUInt32LE(local) === LOCAL_HEADER
  if (!isReadable) return null

  // the local header may carry more than the central one does, so that only it says where the content begins
  const start = local + LOCAL_SIZE + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
  if (start + packedSize > central) return null
  const content = unpack(method, archive.subarray(start, start + packedSize), size)
  if (content === null || content.length !== size || crc32(content) !== archive.readUInt32LE(central + 16)) return null
  const nameAt = central + CENTRAL_SIZE
  return { name: archive.toString('utf8', nameAt, nameAt + archive.readUInt16LE(central + 28)), content }
}

function unpack(method: number, packed: Buffer, size: number): Buffer | null {
  if (method === 0) return packed
  if (method !== DEFLATED) return null
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) })
  } catch {
    return null
  }
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function half(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}
