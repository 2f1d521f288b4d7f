import type { PhotoFault } from '../../../../../shared/contract/cardPhoto.ts'
import { err, ok } from '../../../../../shared/domain/result.ts'
import type { Photo, PhotoDecoder } from '../../devices.ts'
import type { Bridge, BridgeFault } from '../../transports/bridge.ts'

const faults = Object.freeze({
  absent: 'silent',
  failed: 'undecoded',
  notOffered: 'noDecoder',
  refusedAddress: 'noDecoder',
} as const satisfies Record<BridgeFault, PhotoFault>)

/** Photos decoded by a vendor's service. What is no picture of the type that the service names counts as not decoded. */
export function decodePhotosBy(bridge: Pick<Bridge, 'photo'>): PhotoDecoder {
  return {
    async decode(block) {
      const answer = await bridge.photo(block)
      if (!answer.ok) return err(faults[answer.failure])
      if ('failure' in answer.value) return err('undecoded')
      const { type, picture } = answer.value
      const photo: Photo = { type, bytes: Buffer.from(picture, 'base64') }
      return isPhoto(photo) ? ok(photo) : err('undecoded')
    },
  }
}

/** A card's photo is 102 by 126 pixels: 38,862 bytes as a BMP of 24 bits. */
const MOST_BYTES = 131_072
const LONGEST_SIDE = 1024

const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
/** the length, the name and the checksum of the empty chunk that ends a PNG */
const PNG_END = Uint8Array.of(0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82)
const BMP_HEADERS = 54

/**
 * Whether bytes are a whole picture of their type and no larger than a photo can be: 128 KiB, 1,024 pixels a side. PNG: signature, its first chunk, its last one. BMP: without compression,
 * its size as it says and room for each of its pixels.
 */
export function isPhoto({ type, bytes }: Photo): boolean {
  if (bytes.length > MOST_BYTES) return false
  return type === 'image/png' ? isPng(Buffer.from(bytes)) : isBmp(Buffer.from(bytes))
}

function isPng(bytes: Buffer): boolean {
  if (bytes.length < 45 || !bytes.subarray(0, 8).equals(PNG_SIGNATURE) || !bytes.subarray(-12).equals(PNG_END)) return false
  const isHeaderFirst = bytes.readUInt32BE(8) === 13 && bytes.toString('latin1', 12, 16) === 'IHDR'
  return isHeaderFirst && isSide(bytes.readUInt32BE(16)) && isSide(bytes.readUInt32BE(20))
}

function isBmp(bytes: Buffer): boolean {
  if (bytes.length < BMP_HEADERS || bytes.toString('latin1', 0, 2) !== 'BM' || bytes.readUInt32LE(2) !== bytes.length)
    return false
  const [pixelsAt, headerBytes] = [bytes.readUInt32LE(10), bytes.readUInt32LE(14)]
  // rows from the top to the bottom have a height below zero
  const [width, height] = [bytes.readInt32LE(18), Math.abs(bytes.readInt32LE(22))]
  const [planes, bits, compression] = [bytes.readUInt16LE(26), bytes.readUInt16LE(28), bytes.readUInt32LE(30)]
  if (headerBytes < 40 || pixelsAt < 14 + headerBytes || planes !== 1 || compression !== 0) return false
  if (![1, 4, 8, 24, 32].includes(bits) || !isSide(width) || !isSide(height)) return false
  const rowBytes = Math.ceil((width * bits) / 32) * 4
  return pixelsAt + rowBytes * height <= bytes.length
}

function isSide(pixels: number): boolean {
  return pixels >= 1 && pixels <= LONGEST_SIDE
}
