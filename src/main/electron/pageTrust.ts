import type { WebPreferences } from 'electron'

/** What every page of this program is trusted with: nothing. Developer tools are for whoever runs it from its sources. */
export function untrusted(isPackaged: boolean) {
  return {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    devTools: !isPackaged,
    // its dictionaries would be downloaded
    spellcheck: false,
  } as const satisfies WebPreferences
}
