import type { IpcMain, MessageChannelMain, WebContents } from 'electron'
import type { Audience } from '../../shared/contract/host.ts'
import { isAppUrl } from './origin.ts'
import { PORT_CHANNEL } from './portChannel.ts'
import type { StationHost } from './station.ts'

/**
 * Gives a page its port to the station: when its preload asks, and again when the station was started anew. Only the top frame of the exact origin gets one.
 * The port is the sender's identity from then on, so a window's older port is closed by the station when the next one arrives, and by
 * the page's own end when it goes away.
 */
export function connectPages({
  ipcMain,
  createChannel,
  station,
  audienceOf,
  onRefused,
}: {
  readonly ipcMain: Pick<IpcMain, 'on'>
  readonly createChannel: () => MessageChannelMain
  readonly station: Pick<StationHost, 'isReady' | 'attach' | 'onReady'>
  /** whom a page is before: decided by the window that the shell made, by nothing that the page says */
  readonly audienceOf: (page: WebContents) => Audience
  readonly onRefused: () => void
}): void {
  const pages = new Set<WebContents>()

  const connect = (page: WebContents): void => {
    const { port1, port2 } = createChannel()
    station.attach(`window-${page.id}`, audienceOf(page), port1)
    page.mainFrame.postMessage(PORT_CHANNEL, null, [port2])
  }

  ipcMain.on(PORT_CHANNEL, (event) => {
    const page = event.sender
    if (event.senderFrame !== page.mainFrame || !isAppUrl(page.mainFrame.url)) return onRefused()
    if (!pages.has(page)) page.once('destroyed', () => pages.delete(page))
    pages.add(page)
    if (station.isReady) connect(page)
  })
  station.onReady(() => {
    for (const page of pages) connect(page)
  })
}
