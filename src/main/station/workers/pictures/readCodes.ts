import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { Plane, Point } from './plane.ts'

/** The symbologies that are looked for: those of packs, of receipts, of phones. */
export const codeFormats = Object.freeze(['QRCode', 'DataMatrix', 'PDF417', 'Code128', 'EAN13', 'EAN8'] as const)
export type CodeFormat = (typeof codeFormats)[number]

/** One code in a plane. FNC1 between two fields of GS1 is the byte 1D; the one in front is left out, as the scanners leave it out. */
export interface FoundCode {
  readonly text: string
  readonly format: CodeFormat
  /** the four corners, in the order in which the code has them */
  readonly corners: readonly Point[]
}

let prepared: Promise<unknown> | null = null

/** The decoder's own file lies beside it in its package; nothing is fetched. */
function prepare(): Promise<unknown> {
  prepared ??= readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))).then((wasmBinary) =>
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasmBinary).buffer }, fireImmediately: true }),
  )
  return prepared
}

/** All codes that can be read in a plane as it lies, upright or on their heads or sides, black on white or white on black. */
export async function readCodes(
  { width, height, pixels }: Plane,
  binarizer: 'LocalAverage' | 'GlobalHistogram',
): Promise<readonly FoundCode[]> {
  await prepare()
  const data = new Uint8ClampedArray(pixels.length * 4)
  const words = new Uint32Array(data.buffer)
  for (let at = 0; at < pixels.length; at++) words[at] = 0xff000000 | ((pixels[at] ?? 0) * 0x010101)
  const image = { data, width, height, colorSpace: 'srgb' } as Parameters<typeof readBarcodes>[0]
  const read = (formats: readonly CodeFormat[]) =>
    readBarcodes(image, {
      formats: [...formats],
      tryHarder: true,
      tryRotate: true,
      tryInvert: true,
      tryDownscale: true,
      binarizer,
      maxNumberOfSymbols: 64,
      textMode: 'Plain',
      // a linear code's check digit lets one misreading in a hundred pass: lines of the picture must agree
      minLineCount: 5,
    })
  // apart, because the first bars of a Code 128 can be a whole EAN, and the decoder keeps the first that it finds at a place
  const results = [...(await read(codeFormats.filter((one) => !isEan(one)))), ...(await read(codeFormats.filter(isEan)))]
  return results.flatMap(({ isValid, text, symbology, format, position }) => {
    const known = codeFormats.find((one) => one === format || one === symbology)
    if (!isValid || known === undefined) return []
    const { topLeft, topRight, bottomRight, bottomLeft } = position
    return [{ text, format: known, corners: [topLeft, topRight, bottomRight, bottomLeft] }]
  })
}

/** Whether a code is an EAN, which has so little to check that the bars of other codes can look like one. */
export function isEan(format: CodeFormat): boolean {
  return format === 'EAN13' || format === 'EAN8'
}

/** Whether a code is bars, which are read along a line that crosses all of them. */
export function isLinear(format: CodeFormat): boolean {
  return format === 'Code128' || isEan(format)
}
