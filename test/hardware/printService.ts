import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

/** A print service of the test's own (Debian packages cups-daemon and cups-client), whose printers lay what they print into a folder. */
export interface PrintService {
  /** the socket by which whoever prints finds it: CUPS_SERVER */
  readonly server: string
  addPrinter(name: string): Promise<void>
  removePrinter(name: string): Promise<void>
  /** what a printer printed, as PDF, oldest first */
  printed(name: string): readonly Uint8Array[]
  close(): Promise<void>
}

const START_PATIENCE_MS = 15_000
const DAEMON = '/usr/sbin/cupsd'
const run = promisify(execFile)

// the fifth place of what it is called with is the job, the seventh its file; a sheet is there whole or not at all
const BACKEND = `#!/bin/sh
out="$(dirname "$0")/../../printed/\${DEVICE_URI#folder:/}"
cat "\${6:--}" > "$out/.new" && mv "$out/.new" "$out/$(printf %06d "$1").pdf"
`

const SETTINGS = `LogLevel warn
Browsing Off
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
`

/** Starts the service with all that it keeps in `folder`, which it needs for itself. It prints nothing but PDF, as it came. */
export async function startPrintService(folder: string): Promise<PrintService> {
  if (!existsSync(DAEMON)) throw new Error(`tests of system printers need ${DAEMON}: apt-get install cups-daemon cups-client`)
  const server = join(folder, 'socket')
  for (const name of ['settings', 'spool', 'cache', 'state', 'programs/backend', 'printed'])
    await mkdir(join(folder, name), { recursive: true, mode: 0o755 })
  await writeFile(join(folder, 'programs/backend/folder'), BACKEND, { mode: 0o755 })
  // what starts a backend
  await symlink('/usr/lib/cups/daemon', join(folder, 'programs/daemon'))
  await writeFile(join(folder, 'settings/cupsd.conf'), `Listen ${server}\n${SETTINGS}`)
  const places = [
    ['ServerRoot', 'settings'],
    ['RequestRoot', 'spool'],
    ['CacheDir', 'cache'],
    ['StateDir', 'state'],
    ['ServerBin', 'programs'],
    ['AccessLog', 'access.log'],
    ['ErrorLog', 'error.log'],
    ['PageLog', 'page.log'],
  ] as const
  await writeFile(
    join(folder, 'settings/cups-files.conf'),
    places.map(([what, where]) => `${what} ${join(folder, where)}\n`).join(''),
  )
  const service = spawn(
    DAEMON,
    ['-f', '-c', join(folder, 'settings/cupsd.conf'), '-s', join(folder, 'settings/cups-files.conf')],
    { stdio: 'ignore' },
  )
  for (const giveUpAt = Date.now() + START_PATIENCE_MS; !(await answers(server)); await wait(20)) {
    if (service.exitCode === null && Date.now() < giveUpAt) continue
    await end(service)
    throw new Error(`the print service does not start: ${logOf(folder)}`)
  }
  return {
    server,
    addPrinter: async (name) => {
      const place = join(folder, 'printed', name)
      await mkdir(place, { recursive: true })
      // the service prints as a user of its own
      await chmod(place, 0o777)
      await run('lpadmin', ['-h', server, '-p', name, '-E', '-v', `folder:/${name}`])
    },
    removePrinter: async (name) => void (await run('lpadmin', ['-h', server, '-x', name])),
    printed: (name) =>
      readdirSync(join(folder, 'printed', name))
        .filter((file) => file.endsWith('.pdf'))
        .sort()
        .map((file) => readFileSync(join(folder, 'printed', name, file))),
    close: () => end(service),
  }
}

async function answers(server: string): Promise<boolean> {
  return run('lpstat', ['-h', server, '-r']).then(
    ({ stdout }) => stdout.includes('is running'),
    () => false,
  )
}

async function end(service: ChildProcess): Promise<void> {
  if (service.exitCode !== null || service.signalCode !== null) return
  const gone = once(service, 'exit')
  service.kill('SIGTERM')
  await gone
}

function logOf(folder: string): string {
  const log = join(folder, 'error.log')
  return existsSync(log) ? readFileSync(log, 'utf8').slice(-2000) : 'it wrote no log'
}
