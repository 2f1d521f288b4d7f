import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { z } from 'zod'

/** What pdf.js draws on under Node. */
const Factory = z.custom<{
  create(width: number, height: number): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D }
}>()

/** A page in grey, the first unless another is named, at so many dots to the inch. */
export async function drawn(pdf: Uint8Array, dots: number, number = 1) {
  const task = getDocument({ data: Uint8Array.from(pdf), verbosity: 0 })
  const file = await task.promise
  const page = await file.getPage(number)
  const viewport = page.getViewport({ scale: dots / 72 })
  const [width, height] = [Math.floor(viewport.width), Math.floor(viewport.height)]
  const { canvas, context } = Factory.parse(file.canvasFactory).create(width, height)
  await page.render({ canvas, canvasContext: context, viewport }).promise
  const { data } = context.getImageData(0, 0, width, height)
  await task.destroy()
  return { width, height, pixels: Uint8ClampedArray.from({ length: width * height }, (_, at) => data[4 * at] ?? 0) }
}
