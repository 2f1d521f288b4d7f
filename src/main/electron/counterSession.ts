import { existsSync, mkdirSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { APP_HOST, APP_SCHEME } from './origin.ts'
import { denyEverything, type Exceptions, type LockedSession } from './permissions.ts'

const XLSX = '.xlsx'

/**
 * Locks the session of the counter's window: its page gets nothing but the camera by a rule of its own, and that a table which it was given by the station goes into the folder `downloads` gives, under its
 * own name, or with a number where that is taken.
 */
export function lockCounterSession(
  session: LockedSession,
  downloads: () => string,
  camera: Pick<Exceptions, 'mayAsk' | 'mayHave'>,
): void {
  denyEverything(session, {
    ...camera,
    maySave: (item) => {
      const name = basename(item.getFilename())
      if (!item.getURL().startsWith(`blob:${APP_SCHEME}://${APP_HOST}/`) || extname(name) !== XLSX) return false
      item.setSavePath(freePath(downloads(), name))
      return true
    },
  })
}

function freePath(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true })
  const stem = basename(name, XLSX)
  for (let number = 1; ; number++) {
    const path = join(folder, number === 1 ? name : `${stem} (${number})${XLSX}`)
    if (!existsSync(path)) return path
  }
}
