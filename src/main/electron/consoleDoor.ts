import type { Input, WebContents } from 'electron'
import { APP_HOST, APP_SCHEME } from './origin.ts'

/** The counter's link 培训中心 leads here. No page: a new window for it becomes the consoles' window. */
export const CONSOLE_DOOR = `${APP_SCHEME}://${APP_HOST}/training-center`

/** Opens the consoles when Ctrl+Shift+P is pressed in a window, before its page sees it. */
export function listenForConsole(contents: Pick<WebContents, 'on'>, openConsole: () => void): void {
  contents.on('before-input-event', (event, input) => {
    if (!isConsoleKey(input)) return
    event.preventDefault()
    openConsole()
  })
}

function isConsoleKey({ type, control, shift, alt, meta, key }: Input): boolean {
  return type === 'keyDown' && control && shift && !alt && !meta && key.toLowerCase() === 'p'
}
