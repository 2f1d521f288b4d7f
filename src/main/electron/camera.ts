import type { IpcMain, WebContents } from 'electron'
import { CAMERA_CHANNEL } from './cameraChannel.ts'
import { isAppUrl } from './origin.ts'
import type { Exceptions } from './permissions.ts'

/**
 * The camera, for the counter's own page and only while its scan screen is open. The page says so over its preload: the sender of that message is known to the shell, so
 * no other page can say it, and what was said ends with the page that said it. Pictures alone: a microphone is refused always, alone or beside the camera.
 */
export function createCameraRule(
  ipcMain: Pick<IpcMain, 'handle'>,
  onRefused: () => void,
): Pick<Exceptions, 'mayAsk' | 'mayHave'> {
  const open = new Set<WebContents>()
  const watched = new WeakSet<WebContents>()

  function watch(page: WebContents): void {
    if (watched.has(page)) return
    watched.add(page)
    const close = (): void => void open.delete(page)
    page.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) close()
    })
    page.on('render-process-gone', close)
    page.on('destroyed', close)
  }

  ipcMain.handle(CAMERA_CHANNEL, (event, isOpen: unknown) => {
    const page = event.sender
    if (event.senderFrame !== page.mainFrame || !isAppUrl(page.mainFrame.url)) {
      onRefused()
      return false
    }
    watch(page)
    if (isOpen === true) open.add(page)
    else open.delete(page)
    return open.has(page)
  })

  return {
    mayAsk: (permission, page, { isMainFrame, requestingUrl, mediaTypes = [] }) =>
      permission === 'media' &&
      open.has(page) &&
      isMainFrame &&
      isAppUrl(requestingUrl) &&
      mediaTypes.length > 0 &&
      mediaTypes.every((type) => type === 'video'),
    mayHave: (permission, origin, page, { isMainFrame, mediaType }) =>
      permission === 'media' && page !== null && open.has(page) && isMainFrame && isAppUrl(origin) && mediaType === 'video',
  }
}
