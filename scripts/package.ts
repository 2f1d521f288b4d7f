// Packs the built application for this system as a folder: dist/linux-unpacked. The installers (AppImage, deb, NSIS) are configured in
// electron-builder.yml, but making them downloads helpers: `electron-builder --linux` or `--win` where that is possible.
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { findElectronRuntime } from './bootstrap/electron-runtime.mjs'
import { fromRoot } from './bootstrap/paths.mjs'
import { build } from './build.ts'

function run(program: string, ...args: readonly string[]): void {
  const { status } = spawnSync(program, args, { cwd: fromRoot('.'), stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) process.exit(status ?? 1)
}

const runtime = findElectronRuntime()
if (runtime === undefined) throw new Error('there is no Electron runtime: run `npm run bootstrap`')

// the name by which the shell, too, tells a package that must never see a real patient
const name = runtime.kind === 'registry' ? 'rxcounter-testruntime' : 'rxcounter'
rmSync(fromRoot('dist'), { recursive: true, force: true })
if (!process.argv.includes('--built') || !existsSync(fromRoot('out/main/index.js'))) if (!build()) process.exit(1)
run(
  'electron-builder',
  '--linux',
  'dir',
  '--config',
  'electron-builder.yml',
  `-c.electronDist=${runtime.folder}`,
  `-c.electronVersion=${runtime.version}`,
  `-c.extraMetadata.name=${name}`,
  `-c.productName=${name}`,
  `-c.linux.executableName=${name}`,
)
