import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle, WebContents } from 'electron'
import { CUSTOMER_URL, isAppUrl } from './origin.ts'
import { untrusted } from './pageTrust.ts'

/** The screen that faces the customer, as far as it matters here. */
export interface Screens {
  /** the part of the screen beside the counter's own; null while the computer has one screen */
  second(): Rectangle | null
  onChanged(listener: () => void): void
}

/** The window before the customer: one, or none. */
export interface CustomerWindow {
  /** whether this page is the customer's: what it may ask of the station hangs on that */
  isPage(page: WebContents): boolean
  /** opens it, or closes it when it is open */
  toggle(): void
  close(): void
}

/** How the window is made: trusted with as little as the counter's, and never in the way of a scan. */
export function customerWindowOptions({
  preload,
  isPackaged,
}: {
  readonly preload: string
  readonly isPackaged: boolean
}): BrowserWindowConstructorOptions {
  return {
    title: '顾客屏 · RxCounter 处方柜台',
    width: 1024,
    height: 720,
    minWidth: 640,
    minHeight: 480,
    show: false,
    backgroundColor: '#e9edf2',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      ...untrusted(isPackaged),
    },
  }
}

/**
 * Keeps one window for the customer. It opens by itself on a second screen, whenever one is there, and goes with it; on a computer with one screen it is opened by hand. It
 * never takes the focus from the counter. `create` makes it, hidden.
 */
export function createCustomerWindow({
  create,
  screens,
  onError,
}: {
  readonly create: () => BrowserWindow
  readonly screens: Screens
  readonly onError: (event: string, details: object) => void
}): CustomerWindow {
  let window: BrowserWindow | null = null
  /** opened by the screen, and so closed with it */
  let isOnSecond = false
  /** closed by hand while the second screen was there: not opened again behind the person's back */
  let isUnwanted = false

  const open = (): void => {
    const made = create()
    window = made
    made.removeMenu()
    const place = screens.second()
    isOnSecond = place !== null
    if (place !== null) {
      made.setBounds(place)
      made.setFullScreen(true)
    }
    made.once('ready-to-show', () => made.showInactive())
    made.on('page-title-updated', (event) => event.preventDefault())
    made.on('closed', () => {
      if (window === made) window = null
    })
    const load = (): void => {
      made.loadURL(CUSTOMER_URL).catch((error: unknown) => onError('customer page not loaded', { err: error }))
    }
    made.webContents.on('render-process-gone', (_event, { reason }) => {
      onError('customer renderer gone', { reason })
      made.destroy()
    })
    made.webContents.on('did-navigate', (_event, address) => {
      if (isAppUrl(address) && new URL(address).pathname === new URL(CUSTOMER_URL).pathname) return
      onError('window left the customer page', {})
      load()
    })
    load()
  }
  const close = (): void => {
    window?.destroy()
    window = null
  }
  const follow = (): void => {
    const isThere = screens.second() !== null
    if (!isThere) isUnwanted = false
    if (isThere && window === null && !isUnwanted) open()
    if (!isThere && window !== null && isOnSecond) close()
  }
  screens.onChanged(follow)
  follow()

  return {
    isPage: (page) => window !== null && !window.isDestroyed() && window.webContents === page,
    toggle: () => {
      isUnwanted = window !== null
      if (window === null) open()
      else close()
    },
    close,
  }
}
