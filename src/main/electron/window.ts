import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron'
import { createRestarts } from './childProcess.ts'
import { COUNTER_URL, isAppUrl } from './origin.ts'
import { untrusted } from './pageTrust.ts'
import { refusalUrl } from './refusal.ts'

/** A page that dies again within a minute is loaded again three times; then the sentence takes its place. */
const RELOAD_DELAYS = [0, 0, 0] as const
const FORGIVEN_AFTER = 60_000

export interface CounterWindow {
  /** brings it to the front, for a second start of the program */
  focus(): void
  /** shows why the program does not work, instead of the counter */
  refuse(code: string): void
}

/** How the counter's window is made: it trusts its page with nothing. */
export function windowOptions({
  preload,
  isPackaged,
}: {
  readonly preload: string
  readonly isPackaged: boolean
}): BrowserWindowConstructorOptions {
  return {
    title: 'RxCounter 处方柜台',
    width: 1366,
    height: 768,
    minWidth: 1366,
    minHeight: 768,
    show: false,
    backgroundColor: '#f5f7fa',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      ...untrusted(isPackaged),
    },
  }
}

/**
 * Opens the counter in `window`, shows it when it has something to show, and loads it again when its renderer process dies or the page has
 * blanked itself; a page that dies again and again gives way to a sentence. A refusal replaces the counter for good.
 */
export function openCounter(window: BrowserWindow, onError: (event: string, details: object) => void): CounterWindow {
  let url = COUNTER_URL
  const reloads = createRestarts(RELOAD_DELAYS, FORGIVEN_AFTER, Date.now)
  const load = (): void => {
    window.loadURL(url).catch((error: unknown) => onError('page not loaded', { err: error }))
  }
  window.once('ready-to-show', () => window.show())
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    onError('renderer gone', { reason })
    if (reason === 'clean-exit') return
    if (reloads.next() === null) {
      // nothing is left to show when even the sentence does not stay
      if (url !== COUNTER_URL) return
      url = refusalUrl('INTERNAL_ERROR')
    }
    load()
  })
  // about:blank is the one address that Chromium goes to without asking anybody
  window.webContents.on('did-navigate', (_event, address) => {
    if (isAppUrl(address)) return
    onError('window left the counter', {})
    load()
  })
  load()
  return {
    focus: () => {
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    refuse: (code) => {
      url = refusalUrl(code)
      load()
    },
  }
}
