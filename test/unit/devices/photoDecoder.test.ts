import fc from 'fast-check'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Photo } from '../../../src/main/station/devices/devices.ts'
import { decodePhotosBy, isPhoto } from '../../../src/main/station/devices/drivers/identityReader/photo.ts'
import { createBridge } from '../../../src/main/station/devices/transports/bridge.ts'
import { bmpOf, type PhotoBridge, pictured, pngOf, startPhotoBridge } from '../../hardware/photoBridge.ts'

const BLOCK = Uint8Array.from({ length: 1024 }, (_, index) => (index * 7) & 0xff)
const BMP = bmpOf(BLOCK)
const PNG = pngOf(BLOCK)

const photo = (bytes: Uint8Array, type: Photo['type']): Photo => ({ type, bytes })

/** A copy with some of its bytes set. */
function changed(bytes: Uint8Array, at: number, ...values: readonly number[]): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy.set(values, at)
  return copy
}

describe('a decoded photo', () => {
  it('is a whole BMP or PNG of the type that it says', () => {
    expect([photo(BMP, 'image/bmp'), photo(PNG, 'image/png')].map(isPhoto)).toEqual([true, true])
    expect([photo(BMP, 'image/png'), photo(PNG, 'image/bmp')].map(isPhoto)).toEqual([false, false])
  })

  it.each([
    ['no pixels wide', changed(BMP, 18, 0, 0, 0, 0), 'image/bmp'],
    ['2,048 pixels wide', changed(BMP, 18, 0, 8, 0, 0), 'image/bmp'],
    ['higher than its bytes', changed(BMP, 22, 33, 0, 0, 0), 'image/bmp'],
    ['compressed', changed(BMP, 30, 1), 'image/bmp'],
    ['of two planes', changed(BMP, 26, 2), 'image/bmp'],
    ['of 5 bits a pixel', changed(BMP, 28, 5), 'image/bmp'],
    ['with its pixels in its head', changed(BMP, 10, 20), 'image/bmp'],
    ['with a short head', changed(BMP, 14, 12), 'image/bmp'],
    ['of another size than it says', changed(BMP, 2, 0), 'image/bmp'],
    ['no pixels wide', changed(PNG, 16, 0, 0, 0, 0), 'image/png'],
    ['2,048 pixels high', changed(PNG, 20, 0, 0, 8, 0), 'image/png'],
    ['without its first chunk', changed(PNG, 12, 0x49, 0x44), 'image/png'],
    ['too large', Buffer.concat([PNG.subarray(0, -12), Buffer.alloc(131_072), PNG.subarray(-12)]), 'image/png'],
  ] as const)('is not one %s', (_, bytes, type) => {
    expect(isPhoto(photo(bytes, type))).toBe(false)
  })

  it('is not one that was cut anywhere, nor any other bytes', () => {
    fc.assert(
      fc.property(fc.constantFrom(photo(BMP, 'image/bmp'), photo(PNG, 'image/png')), fc.nat(), ({ type, bytes }, length) => {
        expect(isPhoto(photo(bytes.subarray(0, length % bytes.length), type))).toBe(false)
      }),
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('image/bmp', 'image/png'), (bytes, type) => {
        expect(isPhoto(photo(bytes, type))).toBe(false)
      }),
    )
  })
})

describe('photos decoded by a vendor’s service', () => {
  let bridge: PhotoBridge
  beforeEach(async () => {
    bridge = await startPhotoBridge()
    onTestFinished(bridge.close)
  })

  const decode = (signal = new AbortController().signal) => decodePhotosBy(createBridge(bridge.url, signal)).decode(BLOCK)
  const answers = (answer: unknown) => {
    bridge.answer = (_, response) => response.end(JSON.stringify(answer))
  }

  it('come as the service made them of the whole block', async () => {
    expect(await decode()).toEqual({ ok: true, value: photo(BMP, 'image/bmp') })
    answers(pictured('image/png', PNG))
    expect(await decode()).toEqual({ ok: true, value: photo(PNG, 'image/png') })
    expect(bridge.blocks.map((block) => Buffer.from(block).equals(BLOCK))).toEqual([true, true])
  })

  it.each([
    ['a picture of another type', pictured('image/jpeg', PNG)],
    ['a picture of another type than it says', pictured('image/bmp', PNG)],
    ['half a picture', pictured('image/bmp', BMP.subarray(0, 999))],
    ['a picture in no base64', { type: 'image/bmp', picture: '*' }],
    ['an endless picture', pictured('image/png', Buffer.alloc(500_000))],
    ['a field too many', { ...pictured('image/png', PNG), more: 1 }],
    ['that it could not', { failure: 'undecodable' }],
  ])('are not decoded when it answers %s', async (_, answer) => {
    answers(answer)
    expect(await decode()).toEqual({ ok: false, failure: 'undecoded' })
  })

  it('are never taken from an answer that is none, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), fc.constantFrom(200, 201, 400, 500), async (body, status) => {
        bridge.answer = (_, response) => response.writeHead(status).end(body)
        expect(await decode()).toEqual({ ok: false, failure: 'undecoded' })
      }),
      { numRuns: 50 },
    )
  })

  it('are taken whole or not at all when the answer is cut or a byte of it is another', async () => {
    const whole = JSON.stringify(pictured('image/bmp', BMP))
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.option(fc.string({ minLength: 1, maxLength: 1 })), async (at, other) => {
        bridge.answer = (_, response) =>
          response.end(other === null ? whole.slice(0, at) : whole.slice(0, at) + other + whole.slice(at + 1))
        const decoded = await decode()
        if (decoded.ok) expect(isPhoto(decoded.value)).toBe(true)
        else expect(decoded.failure).toBe('undecoded')
      }),
      { numRuns: 50 },
    )
  })

  it('need a service that offers it', async () => {
    bridge.answer = (_, response) => response.writeHead(404).end('no such thing')
    expect(await decode()).toEqual({ ok: false, failure: 'noDecoder' })
  })

  it('wait for a service that says nothing no longer than the station runs, and for one that is gone not at all', async () => {
    const asked = new Promise<void>((resolve) => {
      bridge.answer = () => resolve()
    })
    const stopper = new AbortController()
    const decoding = decode(stopper.signal)
    await asked
    stopper.abort()
    expect(await decoding).toEqual({ ok: false, failure: 'silent' })
    await bridge.close()
    expect(await decode()).toEqual({ ok: false, failure: 'silent' })
  })

  it('never leave this computer, by an address or by a redirection', async () => {
    const { signal } = new AbortController()
    const fetched = vi.spyOn(globalThis, 'fetch')
    onTestFinished(() => fetched.mockRestore())
    for (const address of ['http://192.168.1.9:9610', 'http://127.0.0.1.example.com', 'https://127.0.0.1', 'file:///x']) {
      expect(await decodePhotosBy(createBridge(address, signal)).decode(BLOCK)).toEqual({ ok: false, failure: 'noDecoder' })
    }
    expect(fetched).not.toHaveBeenCalled()
    const target = await startPhotoBridge()
    onTestFinished(target.close)
    bridge.answer = (_, response) => response.writeHead(307, { location: `${target.url}/v1/photo` }).end()
    expect(await decode()).toEqual({ ok: false, failure: 'silent' })
    expect(target.blocks).toEqual([])
  })
})
