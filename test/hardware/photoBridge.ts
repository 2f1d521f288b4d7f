import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { crc32, deflateSync } from 'node:zlib'

/** A stand-in for a vendor's service that decodes the photos of identity cards. It listens on the loopback alone and has no reader. */
export interface PhotoBridge {
  readonly url: string
  /** the blocks that it was given */
  readonly blocks: readonly Uint8Array[]
  /** how it answers from now on; a photo as BMP when nothing else is said */
  answer: (block: Uint8Array, response: ServerResponse) => void
  close(): Promise<void>
}

/** A side of the pictures that the stand-in makes: one pixel for each byte of the block. */
export const PHOTO_SIDE = 32

export async function startPhotoBridge(): Promise<PhotoBridge> {
  const blocks: Uint8Array[] = []
  const server = createServer((request, response) => {
    if (request.url === '/v1/reader') return void response.end(JSON.stringify({ reader: 'ready', card: null }))
    if (request.url !== '/v1/photo' || request.method !== 'POST') return void response.writeHead(404).end()
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { photo } = JSON.parse(Buffer.concat(chunks).toString('utf8'))
      const block = Buffer.from(photo, 'base64')
      blocks.push(block)
      bridge.answer(block, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const bridge: PhotoBridge = {
    url: `http://127.0.0.1:${port}`,
    blocks,
    answer: (block, response) => response.end(JSON.stringify(pictured('image/bmp', bmpOf(block)))),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return bridge
}

/** The answer of a bridge that decoded a photo. */
export function pictured(type: string, bytes: Uint8Array) {
  return { type, picture: Buffer.from(bytes).toString('base64') }
}

/** 32 by 32 pixels of 24 bits, each as grey as a byte of the block. */
export function bmpOf(block: Uint8Array): Buffer {
  const head = Buffer.alloc(54)
  head.write('BM', 'latin1')
  head.writeUInt32LE(54 + block.length * 3, 2)
  head.writeUInt32LE(54, 10)
  head.writeUInt32LE(40, 14)
  head.writeInt32LE(PHOTO_SIDE, 18)
  head.writeInt32LE(block.length / PHOTO_SIDE, 22)
  head.writeUInt16LE(1, 26)
  head.writeUInt16LE(24, 28)
  return Buffer.concat([head, Buffer.from([...block].flatMap((grey) => [grey, grey, grey]))])
}

/** The same as PNG. */
export function pngOf(block: Uint8Array): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(PHOTO_SIDE, 0)
  header.writeUInt32BE(block.length / PHOTO_SIDE, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc(block.length + block.length / PHOTO_SIDE)
  for (let at = 0; at < block.length; at += PHOTO_SIDE) rows.set(block.subarray(at, at + PHOTO_SIDE), at + at / PHOTO_SIDE + 1)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  checksum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, checksum])
}
