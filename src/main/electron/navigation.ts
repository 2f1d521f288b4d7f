import type { WebContents } from 'electron'

export interface NavigationRules {
  readonly isAllowed: (url: string) => boolean
  /** addresses that are no pages: a new window for one opens something of the shell's instead */
  readonly doors?: ReadonlyMap<string, () => void>
  /** told the kind of attempt alone, since an address may carry anything */
  readonly onRefused: (attempt: string) => void
}

/** Keeps a page where it is: it may go only to addresses that are allowed, never into a frame, a new window or a webview. */
export function guardNavigation(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  { isAllowed, doors = new Map(), onRefused }: NavigationRules,
): void {
  contents.on('will-navigate', (event) => {
    if (isAllowed(event.url)) return
    event.preventDefault()
    onRefused('navigate')
  })
  contents.on('will-redirect', (event) => {
    if (event.isMainFrame && isAllowed(event.url)) return
    event.preventDefault()
    onRefused('redirect')
  })
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame) return
    event.preventDefault()
    onRefused('frame')
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
    onRefused('webview')
  })
  contents.setWindowOpenHandler(({ url }) => {
    const door = doors.get(url)
    if (door === undefined) onRefused('window')
    else door()
    return { action: 'deny' }
  })
}
