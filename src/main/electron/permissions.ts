import type {
  DownloadItem,
  MediaAccessPermissionRequest,
  PermissionCheckHandlerHandlerDetails,
  Session,
  WebContents,
} from 'electron'

/** The session of a window, as far as it is locked. */
export type LockedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setBluetoothPairingHandler'
  | 'webRequest'
  | 'on'
>

/** Who asks, and for a camera or microphone which of the two. */
type Asked = Pick<MediaAccessPermissionRequest, 'isMainFrame' | 'requestingUrl' | 'mediaTypes'>

/** What the pages of one session may do all the same. */
export interface Exceptions {
  readonly mayAsk: (permission: string, contents: WebContents, details: Asked) => boolean
  readonly mayHave: (
    permission: string,
    origin: string,
    contents: WebContents | null,
    details: Pick<PermissionCheckHandlerHandlerDetails, 'isMainFrame' | 'mediaType'>,
  ) => boolean
  readonly maySave: (item: DownloadItem) => boolean
  readonly mayReach: (url: string) => boolean
}

const no = (): boolean => false
const none: Exceptions = { mayAsk: no, mayHave: no, maySave: no, mayReach: no }

/**
 * Refuses every permission a page can ask for (camera, notifications, devices …), every download, and every request to the network, but for the exceptions. What
 * the counter's window shows comes from app:// alone, and what it needs it asks of the station.
 */
export function denyEverything(session: LockedSession, except: Partial<Exceptions> = {}): void {
  const { mayAsk, mayHave, maySave, mayReach } = { ...none, ...except }
  session.setPermissionRequestHandler((contents, permission, callback, details) =>
    callback(mayAsk(permission, contents, details)),
  )
  session.setPermissionCheckHandler((contents, permission, origin, details) => mayHave(permission, origin, contents, details))
  session.setDevicePermissionHandler(no)
  session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }))
  session.on('will-download', (event, item) => {
    if (!maySave(item)) event.preventDefault()
  })
  const outside = ['http', 'https', 'ws', 'wss', 'ftp', 'file'].map((scheme) => `${scheme}://*/*`)
  session.webRequest.onBeforeRequest({ urls: outside }, ({ url }, callback) => callback({ cancel: !mayReach(url) }))
}
