import { GlobalWorkerOptions, getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

GlobalWorkerOptions.workerSrc = workerUrl

/**
 * Draws a PDF page by page, each as wide as `width` CSS pixels and sharp on this screen. Throws for a file that is none. The center's files bring their font; nothing is
 * fetched, and the page's policy refuses WebAssembly, so the library works without.
 */
export async function* drawPdf(base64: string, width: number): AsyncGenerator<HTMLCanvasElement, void> {
  const data = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  const task = getDocument({ data, useWasm: false })
  try {
    const file = await task.promise
    for (let number = 1; number <= file.numPages; number++) {
      const page = await file.getPage(number)
      const scale = (width * window.devicePixelRatio) / page.getViewport({ scale: 1 }).width
      const viewport = page.getViewport({ scale })
      const canvas = document.createElement('canvas')
      canvas.width = Math.floor(viewport.width)
      canvas.height = Math.floor(viewport.height)
      await page.render({ canvas, viewport }).promise
      yield canvas
    }
  } finally {
    await task.destroy()
  }
}
