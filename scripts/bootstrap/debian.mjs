// System packages: what the windows, the virtual devices, the compiler and the cross-checks of the tests need.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { BootstrapError, runSlowly, say } from './report.mjs'

const PACKAGES = [
  // a display that is not there, and what Chromium links against
  'xvfb',
  'xauth',
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libxshmfence1',
  'fonts-noto-cjk',
  // the key store that the sealed columns hang on
  'dbus',
  'gnome-keyring',
  'libsecret-1-0',
  // pseudo-terminals and simulated HID nodes for the scanners, a second opinion on SM2/SM3/SM4, the user that root's windows run as
  'socat',
  'umockdev',
  'openssl',
  'util-linux',
  // unpacking the runtime, compiling the SQLite addon
  'unzip',
  'python3',
  'make',
  'g++',
]

/** What the rest works without, each with what does not work before it is there. */
const OPTIONAL = [
  {
    // the header files to compile for, and the service with a virtual reader that the tests put cards into
    names: ['libpcsclite-dev', 'pcscd', 'vsmartcard-vpcd'],
    purpose: 'card readers over PC/SC and their tests',
  },
  // a print service that the tests start for themselves
  { names: ['cups-daemon', 'cups-client'], purpose: 'the tests of system printers' },
]

/**
 * Installs the missing Debian packages when that is possible (root on Debian). Elsewhere it throws one sentence that
 * names what is missing; of what the rest works without it only says so. On systems without dpkg it checks nothing.
 */
export function installDebianPackages() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return
  const installed = installedPackages()
  const missing = PACKAGES.filter((name) => !installed.has(name))
  const missingOptional = OPTIONAL.filter(({ names }) => !names.every((name) => installed.has(name)))
  if (missing.length + missingOptional.length === 0) return
  if (process.getuid() !== 0 && missing.length === 0) return missingOptional.forEach(sayMissing)
  if (process.getuid() !== 0) {
    throw new BootstrapError(
      `these Debian packages are missing, please have them installed: apt-get install ${missing.join(' ')}`,
    )
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  runSlowly('reading the Debian package lists', 'apt-get', ['update', '-q'], { env })
  const install = (names) =>
    runSlowly(
      `installing ${names.length} Debian packages`,
      'apt-get',
      ['install', '-q', '-y', '--no-install-recommends', ...names],
      { env },
    )
  if (missing.length > 0) install(missing)
  for (const each of missingOptional) {
    try {
      install(each.names)
    } catch {
      sayMissing(each)
    }
  }
}

function sayMissing({ names, purpose }) {
  say(`${purpose} will not work before these are installed: apt-get install ${names.join(' ')}`)
}

function installedPackages() {
  const all = [...PACKAGES, ...OPTIONAL.flatMap(({ names }) => names)]
  const { stdout } = spawnSync('dpkg-query', ['--status', ...all], { encoding: 'utf8' })
  const stanzas = (stdout ?? '').split('\n\n').filter((stanza) => stanza.includes('\nStatus: install ok installed\n'))
  return new Set(stanzas.map((stanza) => /^Package: (.+)$/m.exec(stanza)?.[1]))
}
