import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron'
import { untrusted } from './pageTrust.ts'
import { denyEverything, type LockedSession } from './permissions.ts'

/** Of the session that the consoles' window has to itself; nothing of it is kept on disk. */
export const CONSOLE_PARTITION = 'training-console'

/** The window of the training center's pages: one, or none. */
export interface ConsoleWindow {
  readonly address: string | null
  /** where the pages are now, with the token in the fragment; null while the center is away. A window that is open follows. */
  setAddress(consoleUrl: string | null): void
  /** opens the window, or brings it to the front; does nothing while the center is away */
  open(): void
  close(): void
}

/** Whether an address is one of the consoles' pages at `consoleUrl`: the center's own origin, and no other part of it. */
export function isConsoleUrl(address: string, consoleUrl: string | null): boolean {
  if (consoleUrl === null || !URL.canParse(address)) return false
  const { origin, pathname, username, password } = new URL(address)
  const { origin: own, pathname: base } = new URL(consoleUrl)
  return origin === own && pathname.startsWith(base) && username === '' && password === ''
}

/** How the window is made: its page gets no bridge and is trusted with nothing. */
export function consoleWindowOptions(isPackaged: boolean): BrowserWindowConstructorOptions {
  return {
    title: '培训中心 · RxCounter 培训',
    width: 1366,
    height: 820,
    minWidth: 480,
    minHeight: 560,
    show: false,
    backgroundColor: '#eef0f4',
    autoHideMenuBar: true,
    webPreferences: {
      partition: CONSOLE_PARTITION,
      ...untrusted(isPackaged),
    },
  }
}

/**
 * Locks the consoles' session: requests go to the center's own origin alone, the page may write to the clipboard when a person presses 复制 and gets no other permission, and what
 * it saves is what it made itself (a report). `address` gives where the consoles are now.
 */
export function lockConsoleSession(session: LockedSession, address: () => string | null): void {
  const originOf = (): string | null => {
    const url = address()
    return url === null ? null : new URL(url).origin
  }
  const isCopying = (permission: string): boolean => permission === 'clipboard-sanitized-write'
  denyEverything(session, {
    mayAsk: (permission, contents) => isCopying(permission) && isConsoleUrl(contents.getURL(), address()),
    mayHave: (permission, origin) => isCopying(permission) && isOrigin(origin, originOf()),
    maySave: (item) => item.getURL().startsWith(`blob:${originOf()}/`),
    mayReach: (url) => isOrigin(url, originOf()),
  })
}

function isOrigin(address: string, origin: string | null): boolean {
  return origin !== null && URL.canParse(address) && new URL(address).origin === origin
}

/** Keeps one window for the consoles. `create` makes it, hidden; `onError` is told events, never an address. */
export function createConsoleWindow(
  create: () => BrowserWindow,
  onError: (event: string, details: object) => void,
): ConsoleWindow {
  let address: string | null = null
  let window: BrowserWindow | null = null

  const load = (): void => {
    if (window === null || address === null) return
    window
      .loadURL(address)
      .catch((error: unknown) => onError('console not loaded', { code: error instanceof Error ? error.name : '' }))
  }

  const make = (): BrowserWindow => {
    const made = create()
    made.removeMenu()
    made.once('ready-to-show', () => made.show())
    // the title says 培训 whatever the page calls itself
    made.on('page-title-updated', (event) => event.preventDefault())
    made.on('closed', () => {
      window = null
    })
    made.webContents.on('render-process-gone', (_event, { reason }) => {
      onError('console gone', { reason })
      made.destroy()
    })
    // about:blank is the one address that Chromium goes to without asking anybody
    made.webContents.on('did-navigate', (_event, url) => {
      if (isConsoleUrl(url, address)) return
      onError('window left the console', {})
      load()
    })
    return made
  }

  return {
    get address() {
      return address
    },
    setAddress: (consoleUrl) => {
      const isMoved = consoleUrl !== null && consoleUrl !== address
      // while the center is away the page itself says so
      if (consoleUrl !== null) address = consoleUrl
      if (isMoved) load()
    },
    open: () => {
      if (address === null) return
      if (window === null) {
        window = make()
        load()
        return
      }
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    close: () => window?.destroy(),
  }
}
