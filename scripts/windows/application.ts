import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { findElectronRuntime } from '../bootstrap/electron-runtime.mjs'
import { fromRoot } from '../bootstrap/paths.mjs'
import { isReadableToWindows, openToAll } from './user.ts'

/** Something that can be launched: the executable, and what stands first on its command line. */
export interface Application {
  readonly executable: string
  readonly args: readonly string[]
}

const Lockfile = z.object({
  packages: z.record(z.string(), z.object({ dev: z.boolean().default(false), optional: z.boolean().default(false) })),
})

/**
 * The built application (`npm run build`) in the Electron runtime. When the windows' user cannot read the project's folder, a copy of
 * what it needs is made where he can, once per run of this program.
 */
export function builtApplication(): Application {
  staged ??= isReadableToWindows(fromRoot('out/main/index.js')) ? fromRoot('.') : stage()
  return inRuntime(staged)
}
let staged: string | undefined

/** A copy of the built application of one's own, in `folder`, to be changed before it is launched. Gone when this program ends. */
export function copiedApplication(): Application & { readonly folder: string } {
  const folder = stage()
  return { ...inRuntime(folder), folder }
}

function inRuntime(folder: string): Application {
  const runtime = findElectronRuntime()
  if (runtime === undefined) throw new Error('there is no Electron runtime: run `npm run bootstrap`')
  return { executable: runtime.executable, args: [folder] }
}

/** The package that `npm run package` made, or a copy of it where the windows' user can read it. */
export function packagedApplication(): Application {
  const packaged = fromRoot('dist/linux-unpacked')
  const [executable] = globSync('rxcounter*', { cwd: packaged })
  if (executable === undefined) throw new Error('there is no package: run `npm run package`')
  stagedPackage ??= isReadableToWindows(join(packaged, executable)) ? packaged : stagePackage(packaged)
  return { executable: join(stagedPackage, executable), args: [] }
}
let stagedPackage: string | undefined

function stagePackage(packaged: string): string {
  const folder = stagingFolder()
  cpSync(packaged, folder, { recursive: true })
  openToAll(folder)
  return folder
}

function stage(): string {
  const folder = stagingFolder()
  for (const part of ['package.json', 'out/main', 'out/preload', 'out/renderer', 'out/console', ...productionPackages()]) {
    // the sources of SQLite are most of that package and only needed to compile it
    cpSync(fromRoot(part), join(folder, part), { recursive: true, filter: (path) => !path.includes('better-sqlite3/deps') })
  }
  openToAll(folder)
  return folder
}

function stagingFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rxcounter-staged-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Folders of the packages that stay outside the bundle, with all that they need, as the lockfile has them. */
function productionPackages(): readonly string[] {
  const { packages } = Lockfile.parse(JSON.parse(readFileSync(fromRoot('package-lock.json'), 'utf8')))
  return Object.entries(packages).flatMap(([path, { dev, optional }]) => (path === '' || dev || optional ? [] : [path]))
}
