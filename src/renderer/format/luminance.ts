import type { PictureGiven } from '../../shared/contract/pictures.ts'
import { base64Of } from './base64.ts'

/** What is sent is at most so large: enough for a page of codes, and a third of what the station would take. */
const MOST_PIXELS = 2_000_000
const LEAST_SIDE = 16

/** A picture as the station reads it, or null for one that is too small to hold a code. What is transparent counts as paper. */
export async function luminanceOf(
  source: CanvasImageSource,
  size: { readonly width: number; readonly height: number },
  from: PictureGiven['from'],
): Promise<PictureGiven | null> {
  const factor = Math.min(1, Math.sqrt(MOST_PIXELS / (size.width * size.height)))
  const [width, height] = [Math.floor(size.width * factor), Math.floor(size.height * factor)]
  if (width < LEAST_SIDE || height < LEAST_SIDE) return null
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (context === null) return null
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(source, 0, 0, width, height)
  const { data } = context.getImageData(0, 0, width, height)
  const light = new Uint8Array(width * height)
  // ITU-R BT.601, in whole numbers
  for (let at = 0; at < light.length; at++) {
    light[at] = (306 * (data[4 * at] ?? 0) + 601 * (data[4 * at + 1] ?? 0) + 117 * (data[4 * at + 2] ?? 0) + 512) >> 10
  }
  return { from, width, height, luminance: await base64Of(new Blob([light])) }
}
