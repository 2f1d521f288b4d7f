// The page that the shell prints: Chromium prints a PDF of its own viewer too, but never says what became of it (seen with Electron 33), of a page it does.
import { readPdf, scaleOf } from '../screens/dispense/pdf.ts'

const DOTS_PER_INCH = 300
const POINTS_PER_INCH = 72
const MICRONS_PER_POINT = 25_400 / POINTS_PER_INCH

/** Draws every page of the paper in its own size. Gives the size of the sheet that holds the largest, in microns. */
async function draw(): Promise<{ readonly width: number; readonly height: number }> {
  const answer = await fetch('./paper.pdf')
  const task = readPdf(new Uint8Array(await answer.arrayBuffer()))
  const file = await task.promise
  let [width, height] = [0, 0]
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number)
    const points = page.getViewport({ scale: 1 })
    const viewport = page.getViewport({ scale: scaleOf(points, (points.width * DOTS_PER_INCH) / POINTS_PER_INCH) })
    const canvas = document.createElement('canvas')
    canvas.width = Math.floor(viewport.width)
    canvas.height = Math.floor(viewport.height)
    canvas.style.width = `${points.width}pt`
    // a hair less, so that rounding makes no page of its own
    canvas.style.height = `${points.height - 0.5}pt`
    await page.render({ canvas, viewport, intent: 'print' }).promise
    document.body.append(canvas)
    width = Math.max(width, points.width)
    height = Math.max(height, points.height)
  }
  await task.destroy()
  return { width: Math.round(width * MICRONS_PER_POINT), height: Math.round(height * MICRONS_PER_POINT) }
}

// the title is all that the shell hears of this page, and what the printer's queue calls the paper
draw().then(
  ({ width, height }) => {
    document.title = `RxCounter ${width}x${height}`
  },
  () => {
    document.title = 'failed'
  },
)
