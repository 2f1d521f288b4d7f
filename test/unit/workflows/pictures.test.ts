import { describe, expect, it } from 'vitest'
import { createPictures, type ReadCode } from '../../../src/main/station/workflows/pictures.ts'
import type { PictureGiven } from '../../../src/shared/contract/pictures.ts'

const given: PictureGiven = { from: 'picture', width: 16, height: 16, luminance: Buffer.alloc(256).toString('base64') }
const at = (text: string, x: number, y: number): ReadCode => ({
  text,
  corners: [
    { x, y },
    { x: x + 20, y },
    { x: x + 20, y: y + 20 },
    { x, y: y + 20 },
  ],
})
const box = (number: number): string => String(81_230_000_000_000_000_000n + BigInt(number))
const voucher = '1234567890123456789012345678'

function atCounter(found: readonly ReadCode[] | null) {
  const taken: string[] = []
  let id = 0
  const window: { person: { readonly id: string } | null } = { person: { id: 'C01' } }
  const pictures = createPictures({
    read: async () => found,
    takeReading: (text, deviceId) => taken.push(`${deviceId} ${text}`),
    newId: () => `P${++id}`,
  })
  return { taken, window, pictures }
}

describe('a picture', () => {
  it('with one code is a scan, and shows the end of it alone', async () => {
    const { taken, window, pictures } = atCounter([at(voucher, 0, 0)])
    const seen = await pictures.look(window, { ...given, from: 'camera' })
    expect(seen).toMatchObject({ ok: true, value: { outcome: 'taken', codes: [{ kind: 'voucher', tail: '5678' }] } })
    expect(taken).toEqual([`camera ${voucher}`])
  })

  it('of several boxes takes them all, line by line', async () => {
    const { taken, window, pictures } = atCounter([at(box(4), 50, 103), at(box(2), 60, 4), at(box(3), 0, 100), at(box(1), 0, 9)])
    expect(await pictures.look(window, given)).toMatchObject({ ok: true, value: { outcome: 'taken' } })
    expect(taken).toEqual([1, 2, 3, 4].map((number) => `picture ${box(number)}`))
  })

  it('of other codes waits for the one that is meant', async () => {
    const { taken, window, pictures } = atCounter([at('6901234567892', 0, 100), at(box(1), 0, 0)])
    const seen = await pictures.look(window, given)
    expect(seen).toMatchObject({
      ok: true,
      value: { outcome: 'choose', codes: [{ kind: 'traceCode' }, { kind: 'productCode' }] },
    })
    expect(taken).toEqual([])
    expect(pictures.choose(window, 'P1', 2)).toMatchObject({ ok: false, failure: { code: 'PICTURE_GONE' } })
    expect(pictures.choose(window, 'P1', 0).ok).toBe(true)
    expect(taken).toEqual([`picture ${box(1)}`])
  })

  it('is over with the next one, and with the person who took it', async () => {
    const { taken, window, pictures } = atCounter([at('6901234567892', 0, 100), at(voucher, 0, 0)])
    await pictures.look(window, given)
    await pictures.look(window, given)
    expect(pictures.choose(window, 'P1', 0)).toMatchObject({ ok: false, failure: { code: 'PICTURE_GONE' } })
    const other = { person: { id: 'C01' } }
    expect(pictures.choose(other, 'P2', 0).ok).toBe(false)
    window.person = { id: 'C02' }
    expect(pictures.choose(window, 'P2', 0).ok).toBe(false)
    expect(taken).toEqual([])
  })

  it('gives nothing to somebody who came while it was read', async () => {
    const { taken, window, pictures } = atCounter([at(voucher, 0, 0)])
    const looking = pictures.look(window, given)
    window.person = null
    expect(await looking).toMatchObject({ ok: true, value: { outcome: 'none', codes: [] } })
    expect(taken).toEqual([])
  })

  it('without a code, or that is none, says so', async () => {
    const empty = atCounter([])
    expect(await empty.pictures.look(empty.window, given)).toMatchObject({ ok: true, value: { outcome: 'none' } })
    const broken = atCounter(null)
    expect(await broken.pictures.look(broken.window, given)).toMatchObject({ ok: false, failure: { code: 'PICTURE_UNREADABLE' } })
  })
})
