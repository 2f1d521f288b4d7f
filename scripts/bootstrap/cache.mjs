// Where slow results are kept between clones: outside node_modules, readable by the user that windows run as.
import { accessSync, chmodSync, constants, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

const SYSTEM_CACHE = '/var/cache/rxcounter'

/** The folder this user writes to. Root's home is closed to the unprivileged user of the windows, hence /var/cache. */
function ownCache() {
  if (process.env.RXCOUNTER_CACHE) return process.env.RXCOUNTER_CACHE
  if (process.getuid?.() === 0) return SYSTEM_CACHE
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'rxcounter')
}

/**
 * The folder of one cached thing, by a name that changes with its content. `find` looks in this user's cache, then in
 * the system's. `make` fills a temporary folder which appears under its name only when `fill` has returned, so a half-made entry
 * is never seen.
 */
export function cacheEntry(name) {
  const own = join(ownCache(), name)
  return {
    find: () => [own, join(SYSTEM_CACHE, name)].find((folder) => isReadable(folder)),
    make: async (fill) => {
      mkdirSync(dirname(own), { recursive: true, mode: 0o755 })
      const scratch = mkdtempSync(`${own}.making-`)
      try {
        await fill(scratch)
        chmodSync(scratch, 0o755)
        if (existsSync(own)) rmSync(own, { recursive: true })
        renameSync(scratch, own)
      } finally {
        rmSync(scratch, { recursive: true, force: true })
      }
      return own
    },
  }
}

function isReadable(folder) {
  try {
    accessSync(folder, constants.R_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}
