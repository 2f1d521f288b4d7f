import type { Input, WebContents } from 'electron'
import { APP_HOST, APP_SCHEME } from './origin.ts'

/** The counter's link 培训中心 leads here. No page: a new window for it becomes the consoles' window. */
export const CONSOLE_DOOR = `${APP_SCHEME}://${APP_HOST}/training-center`

/** What the shell does itself when a key is pressed with Ctrl and Shift in a window, before its page sees it. */
export function listenForKeys(contents: Pick<WebContents, 'on'>, keys: ReadonlyMap<string, () => void>): void {
  contents.on('before-input-event', (event, input) => {
    const run = isShellKey(input) ? keys.get(input.key.toLowerCase()) : undefined
    if (run === undefined) return
    event.preventDefault()
    run()
  })
}

function isShellKey({ type, control, shift, alt, meta }: Input): boolean {
  return type === 'keyDown' && control && shift && !alt && !meta
}
