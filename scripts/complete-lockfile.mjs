// After `npm install` has changed package-lock.json: adds the optional platform packages that the registry in use did not serve.
// npm leaves them out, and `npm ci` then refuses the lockfile as out of step. The added entries carry the platform, so that npm
// passes over them everywhere but there. No dependencies; run with `node scripts/complete-lockfile.mjs`.
import { readFileSync, writeFileSync } from 'node:fs'
import { fromRoot } from './bootstrap/paths.mjs'

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openbsd', 'netbsd', 'openharmony', 'sunos', 'win32']
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

/** What a package's name says of its platform: `@biomejs/cli-linux-x64-musl` → linux, x64, musl. */
function platformOf(name) {
  const words = name
    .replace(/^@[^/]+\//, '')
    .replace('linuxmusl', 'linux-musl')
    .split(/[-.]/)
  const processor = words.find((word) => PROCESSORS.includes(word))
  return {
    ...(processor && { cpu: [processor] }),
    ...(words.some((word) => word === 'musl') && { libc: ['musl'] }),
    ...(words.some((word) => word === 'gnu') && words.includes('linux') && { libc: ['glibc'] }),
    os: SYSTEMS.filter((system) => words.includes(system)),
  }
}

const file = fromRoot('package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))
const added = []
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const known = [`${path}/node_modules/${name}`, `node_modules/${name}`].some(
      (place) => place.replace(/^\//, '') in lock.packages,
    )
    const { os, ...rest } = platformOf(name)
    if (known || os.length === 0) continue
    if (!/^\d/.test(version)) throw new Error(`${name}: ${version} is a range; its exact version must be looked up by hand`)
    lock.packages[`node_modules/${name}`] = { version, ...rest, ...(entry.dev && { dev: true }), optional: true, os }
    added.push(`${name}@${version}`)
  }
}
const sorted = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`)
process.stdout.write(added.length === 0 ? 'nothing was missing\n' : `added: ${added.join(', ')}\n`)
