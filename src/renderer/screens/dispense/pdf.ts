/// <reference types="vite/client" />
import { GlobalWorkerOptions, getDocument, type PDFDocumentLoadingTask, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import { LocalFiles } from './cMaps.ts'

GlobalWorkerOptions.workerSrc = workerUrl

/** kept as long as the page lives: starting one takes as long as drawing a page */
let worker: PDFWorker | null = null

/** No prescription and no paper of ours has more; one that does would fill the memory with canvases. */
const MOST_PAGES = 40
/** In pixels of the canvas: what every graphics card can hold. */
const LONGEST_SIDE = 8_192
const LARGEST_AREA = 16_777_216

/** Begins to read a PDF. It fetches nothing from anywhere, and the page's policy refuses WebAssembly, so the library works without. */
export function readPdf(bytes: Uint8Array): PDFDocumentLoadingTask {
  worker ??= new PDFWorker()
  return getDocument({ data: bytes, worker, useWasm: false, disableWorkerRendering: true, BinaryDataFactory: LocalFiles })
}

/**
 * Draws a PDF page by page, each as wide as `width` CSS pixels and sharp on this screen, or smaller when a page is so large that no canvas could hold it. Gives
 * every page as soon as it is drawn; throws for a file that is none, or that has too many pages. Takes the bytes: they cannot be read afterwards.
 */
export async function* drawPdf(bytes: Uint8Array, width: number): AsyncGenerator<HTMLCanvasElement, void> {
  const task = readPdf(bytes)
  try {
    const file = await task.promise
    if (file.numPages > MOST_PAGES) throw new Error(`the file has ${file.numPages} pages`)
    for (let number = 1; number <= file.numPages; number++) {
      const page = await file.getPage(number)
      const viewport = page.getViewport({ scale: scaleOf(page.getViewport({ scale: 1 }), width * window.devicePixelRatio) })
      const canvas = document.createElement('canvas')
      canvas.width = Math.max(1, Math.floor(viewport.width))
      canvas.height = Math.max(1, Math.floor(viewport.height))
      await page.render({ canvas, viewport }).promise
      yield canvas
    }
  } finally {
    await task.destroy()
  }
}

/** By how much a page is enlarged to be `width` pixels wide, or as wide as a canvas can be. */
export function scaleOf(page: { readonly width: number; readonly height: number }, width: number): number {
  return Math.min(
    width / page.width,
    LONGEST_SIDE / Math.max(page.width, page.height),
    Math.sqrt(LARGEST_AREA / (page.width * page.height)),
  )
}
