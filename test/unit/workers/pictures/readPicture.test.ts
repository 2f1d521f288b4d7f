import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../server-mock/random.ts'
import { asIs, type Plane, scaled, stretched, turned } from '../../../../src/main/station/workers/pictures/plane.ts'
import { BUDGET, readPicture, readPictureGiven } from '../../../../src/main/station/workers/pictures/readPicture.ts'
import { type Shot, type Symbology, symbologies, takePicture, textOf } from '../../../bench/pictures/makePicture.ts'
import { someText } from '../../../bench/pictures/set.ts'

const choicesFor = (label: string) => createRandom('must be read').for(label)

/** Takes a picture of one code, changed by `change`, and gives what was read of it beside what it holds. */
async function readOne(symbology: Symbology, change: Partial<Shot> & { readonly degrees?: number } = {}) {
  const choices = choicesFor(`${symbology} ${JSON.stringify(change)}`)
  const { degrees = 0, ...shot } = change
  const label = {
    symbology,
    text: someText(symbology, choices),
    size: symbology === 'gs1-128' ? 2.4 : 3,
    degrees,
    x: 0.5,
    y: 0.5,
  }
  const plane = takePicture({ width: 720, height: 720, noise: 2, labels: [label], ...shot }, choices)
  const found = await readPicture(plane)
  return { texts: found.map(({ text }) => text), text: textOf(label), found, plane }
}

describe('what every picture must give', () => {
  it.each(symbologies)('%s, upright and turned', async (symbology) => {
    for (const degrees of [0, 90, 135, 250]) {
      const { texts, text } = await readOne(symbology, { degrees })
      expect(texts, `${degrees} degrees`).toEqual([text])
    }
  })

  it.each(symbologies)('%s, white on black, faint, and in a glare', async (symbology) => {
    for (const change of [{ isInverted: true }, { ink: 120, paper: 150 }, { glare: 0.8 }]) {
      const { texts, text } = await readOne(symbology, change)
      expect(texts, JSON.stringify(change)).toEqual([text])
    }
  })

  it('is no EAN where the bars of a Code 128 begin like one', async () => {
    const label = { symbology: 'code128', text: '81550434617288326538', size: 3, degrees: 90, x: 0.5, y: 0.5 } as const
    const found = await readPicture(takePicture({ width: 720, height: 720, labels: [label] }, choicesFor('ean')))
    expect(found).toMatchObject([{ text: label.text, format: 'Code128' }])
  })

  it('keeps FNC1 between the fields of GS1 as the byte 1D, and drops the one in front', async () => {
    const choices = choicesFor('fnc1')
    for (const symbology of ['gs1datamatrix', 'gs1-128'] as const) {
      const label = { symbology, text: '(01)06901234567892(10)L17(21)A1B2', size: 2, degrees: 0, x: 0.5, y: 0.5 }
      const [found] = await readPicture(takePicture({ width: 800, height: 400, labels: [label] }, choices))
      expect(found?.text).toBe('010690123456789210L17\u001d21A1B2')
    }
  })

  it.each([15, 30, 60, 110])('gives linear codes of any length that lie side by side at %d degrees', async (degrees) => {
    const choices = choicesFor('leaning')
    const angle = (degrees * Math.PI) / 180
    const labels = (['ean13', 'gs1-128', 'code128'] as const).map((symbology, index) => ({
      ...{ symbology, text: someText(symbology, choices), size: 2, degrees },
      ...{ x: 0.5 - 0.2 * (index - 1) * Math.sin(angle), y: 0.5 + 0.2 * (index - 1) * Math.cos(angle) },
    }))
    const found = await readPicture(takePicture({ width: 1_000, height: 1_000, labels, noise: 3, blur: 0.5 }, choices))
    expect(found.map(({ text }) => text).toSorted()).toEqual(labels.map(textOf).toSorted())
  })

  it.each([10, 12, 33, 57, 80])('gives a long linear code that lies alone at %d degrees', async (degrees) => {
    const { texts, text } = await readOne('gs1-128', { degrees, width: 1_000, height: 1_000, noise: 3, blur: 0.7 })
    expect(texts).toEqual([text])
  })

  it('gives every code of a picture, where it lies', async () => {
    const choices = choicesFor('several')
    const labels = symbologies.map((symbology, index) => ({
      symbology,
      text: someText(symbology, choices),
      size: 2,
      degrees: index,
      x: 0.2 + 0.3 * (index % 3),
      y: index < 3 ? 0.25 : 0.75,
    }))
    const found = await readPicture(takePicture({ width: 1_500, height: 700, labels, noise: 2 }, choices))
    expect(found.map(({ text }) => text).toSorted()).toEqual(labels.map(textOf).toSorted())
    for (const label of labels) {
      const { corners = [] } = found.find(({ text }) => text === textOf(label)) ?? {}
      const middle = corners.reduce((sum, { x, y }) => ({ x: sum.x + x / 4, y: sum.y + y / 4 }), { x: 0, y: 0 })
      expect(Math.hypot(middle.x - label.x * 1_500, middle.y - label.y * 700), label.symbology).toBeLessThan(40)
    }
  })
})

describe('what costs time', () => {
  it('is bounded by what is looked at, however empty a picture is', async () => {
    const plane: Plane = { width: 400, height: 300, pixels: new Uint8ClampedArray(120_000).fill(128) }
    const looked = async (budget: number): Promise<number> => {
      let pixels = 0
      await readPicture(plane, budget, async ({ width, height }) => {
        pixels += width * height
        return []
      })
      return pixels
    }
    expect(await looked(0)).toBe(0)
    expect(await looked(120_000)).toBe(120_000)
    for (const budget of [240_000, 500_000, 1_000_000]) expect(await looked(budget)).toBeLessThanOrEqual(1.2 * budget)
    // whatever it may cost, the looks come to an end
    expect(await looked(Number.MAX_SAFE_INTEGER)).toBeLessThan(120_000 * 24)
  })

  it('never crashes or reads a code out of noise', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 16, max: 96 }),
        fc.integer({ min: 16, max: 96 }),
        fc.string({ minLength: 1, maxLength: 8 }),
        async (width, height, seed) => {
          const pixels = new Uint8ClampedArray(
            createRandom(seed)
              .for('noise')
              .bytes(width * height),
          )
          expect(await readPicture({ width, height, pixels }, BUDGET.camera)).toEqual([])
        },
      ),
      { numRuns: 25, seed: 7 },
    )
  })

  it('stays flat in memory over many pictures', async () => {
    const { plane } = await readOne('qrcode', { width: 240, height: 240 })
    for (let index = 0; index < 5; index++) await readPicture(plane)
    const before = process.memoryUsage().arrayBuffers
    for (let index = 0; index < 40; index++) await readPicture(plane)
    // one picture with all that is made of it is half a megabyte
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000)
  })
})

describe('bytes from a page', () => {
  it('that are not as many as the pixels are no picture', async () => {
    const luminance = (length: number): string => Buffer.alloc(length, 255).toString('base64')
    const size = { from: 'camera', width: 20, height: 20 } as const
    expect(await readPictureGiven({ ...size, luminance: luminance(400) })).toEqual([])
    for (const wrong of [luminance(399), luminance(401), '!'.repeat(536), '']) {
      expect(await readPictureGiven({ ...size, luminance: wrong })).toBeNull()
    }
  })
})

describe('a plane', () => {
  it('that is turned or scaled knows where its places were', () => {
    const plane: Plane = { width: 120, height: 80, pixels: new Uint8ClampedArray(9_600).fill(255) }
    plane.pixels[30 * 120 + 50] = 0
    const darkest = ({ width, pixels }: Plane) => {
      const at = pixels.indexOf(Math.min(...pixels))
      return { x: at % width, y: Math.floor(at / width) }
    }
    for (const derived of [
      asIs(plane),
      turned(plane, 30),
      turned(plane, 90),
      turned(plane, 200),
      scaled(plane, 2),
      stretched(plane),
    ]) {
      const { x, y } = derived.back(darkest(derived.plane))
      expect(Math.hypot(x - 50, y - 30)).toBeLessThan(2)
    }
  })
})
