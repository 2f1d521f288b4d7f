/// <reference types="vite/client" />
import { GlobalWorkerOptions, getDocument, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

GlobalWorkerOptions.workerSrc = workerUrl

/** kept for the next file: starting one takes as long as drawing a page */
let worker: PDFWorker | null = null

/**
 * Opens a PDF and draws each page as wide as `width` CSS pixels, sharp on this screen. Gives the pages as canvases; throws for a file that is none. The page's
 * policy refuses WebAssembly, so the library works without; it fetches nothing.
 */
export async function drawPdf(bytes: Uint8Array, width: number): Promise<readonly HTMLCanvasElement[]> {
  worker ??= new PDFWorker()
  const task = getDocument({ data: bytes, worker, useWasm: false, disableWorkerRendering: true })
  try {
    const file = await task.promise
    const pages: HTMLCanvasElement[] = []
    for (let number = 1; number <= file.numPages; number++) {
      const page = await file.getPage(number)
      const viewport = page.getViewport({ scale: (width / page.getViewport({ scale: 1 }).width) * window.devicePixelRatio })
      const canvas = document.createElement('canvas')
      canvas.width = Math.floor(viewport.width)
      canvas.height = Math.floor(viewport.height)
      await page.render({ canvas, viewport }).promise
      pages.push(canvas)
    }
    return pages
  } finally {
    await task.destroy()
  }
}
