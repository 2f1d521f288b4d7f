import type { BrowserWindowConstructorOptions, WebContents, WebContentsPrintOptions } from 'electron'
import { securityHeaders } from './csp.ts'
import { APP_HOST, APP_SCHEME } from './origin.ts'
import { untrusted } from './pageTrust.ts'

/** Of the session that papers are printed in; nothing of it is kept on disk. */
export const PRINT_PARTITION = 'printing'

/** A printer of the operating system. */
export interface Printing {
  /** their names, as the system knows them */
  list(): Promise<readonly string[]>
  /** whether the system took the paper for this printer; it may still wait there, which nobody tells */
  print(pdf: Uint8Array, printerName: string): Promise<boolean>
}

/** A window that nobody sees. */
export interface HiddenWindow {
  readonly webContents: Pick<WebContents, 'getPrintersAsync' | 'print' | 'on'>
  loadURL(url: string): Promise<void>
  destroy(): void
}

/** How it is made: its page gets no bridge and is trusted with nothing. */
export function printWindowOptions(): BrowserWindowConstructorOptions {
  return {
    show: false,
    webPreferences: {
      partition: PRINT_PARTITION,
      ...untrusted(true),
    },
  }
}

const PAGE_URL = `${APP_SCHEME}://${APP_HOST}/print.html`
const PAPER_PATH = '/paper.pdf'
/** Drawing takes a second; a printer's driver may ask its printer first. */
const PATIENCE_MS = 30_000
const DRAWN = /^RxCounter (\d+)x(\d+)$/

/**
 * Prints papers through the drivers of the operating system. Each is drawn by a page of our own in a hidden window, which is printed without a dialogue and without margins on
 * paper of the paper's own size; one after the other. `handle` serves what that page asks for, beside the files of the application.
 */
export function createPrinting({
  openWindow,
  serveFile,
  log,
}: {
  readonly openWindow: () => HiddenWindow
  readonly serveFile: (request: Request) => Promise<Response>
  readonly log: { warn(details: object, message: string): void }
}): Printing & { readonly handle: (request: Request) => Promise<Response> } {
  let paper: Uint8Array | null = null
  let turn: Promise<unknown> = Promise.resolve()

  async function withWindow<T>(use: (window: HiddenWindow) => Promise<T>): Promise<T> {
    const window = openWindow()
    try {
      return await use(window)
    } finally {
      window.destroy()
    }
  }

  const attempt = (window: HiddenWindow, printerName: string): Promise<string | null> =>
    new Promise((resolve) => {
      const lateness = setTimeout(() => resolve('no answer'), PATIENCE_MS)
      const end = (reason: string | null): void => {
        clearTimeout(lateness)
        resolve(reason)
      }
      window.webContents.on('render-process-gone', () => end('page gone'))
      window.webContents.on('page-title-updated', (_event, title) => {
        const [, width, height] = DRAWN.exec(title) ?? []
        if (title === 'failed') end('not drawn')
        if (width === undefined || height === undefined) return
        const options: WebContentsPrintOptions = {
          silent: true,
          deviceName: printerName,
          margins: { marginType: 'none' },
          pageSize: { width: Number(width), height: Number(height) },
        }
        window.webContents.print(options, (isTaken, reason) => end(isTaken ? null : reason))
      })
      window.loadURL(PAGE_URL).catch(() => end('not loaded'))
    })

  async function printNow(pdf: Uint8Array, printerName: string): Promise<boolean> {
    paper = pdf
    try {
      const reason = await withWindow((window) => attempt(window, printerName))
      if (reason !== null) log.warn({ reason }, 'not printed')
      return reason === null
    } finally {
      paper = null
    }
  }

  return {
    list: () => withWindow(async ({ webContents }) => (await webContents.getPrintersAsync()).map(({ name }) => name)),
    print: (pdf, printerName) => {
      const mine = turn.then(() => printNow(pdf, printerName))
      turn = mine.catch(() => {})
      return mine
    },
    handle: async (request) => {
      if (new URL(request.url).pathname !== PAPER_PATH) return serveFile(request)
      const headers = { ...securityHeaders(''), 'content-type': 'application/pdf', 'cache-control': 'no-store' }
      return paper === null ? new Response(null, { status: 404, headers }) : new Response(new Uint8Array(paper), { headers })
    },
  }
}
