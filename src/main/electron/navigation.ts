import type { WebContents } from 'electron'
import { isAppUrl } from './origin.ts'

/**
 * Keeps a page where it is: it may go only to addresses of app://counter, never into a frame, a new window or a webview. `onRefused` is
 * told the kind of attempt alone, since an address may carry anything.
 */
export function guardNavigation(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  onRefused: (attempt: string) => void,
): void {
  contents.on('will-navigate', (event) => {
    if (isAppUrl(event.url)) return
    event.preventDefault()
    onRefused('navigate')
  })
  contents.on('will-redirect', (event) => {
    if (event.isMainFrame && isAppUrl(event.url)) return
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
  contents.setWindowOpenHandler(() => {
    onRefused('window')
    return { action: 'deny' }
  })
}
