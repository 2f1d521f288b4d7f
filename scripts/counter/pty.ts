import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'

/** A pseudo-terminal that plays a serial scanner. */
export interface Pty {
  /** what the settings name as the scanner's port; the same after `plugBack` */
  readonly scannerPort: string
  /** sends a code as a scanner does, with CR at its end */
  scan(text: string): void
  write(bytes: string | Uint8Array): void
  /** ends the pseudo-terminal: whoever has it open sees a hang-up, and the port is gone */
  unplug(): Promise<void>
  plugBack(): Promise<void>
  close(): Promise<void>
}

/**
 * Starts a pseudo-terminal (Debian package socat) whose port lies in `folder`. Folder and terminal are open to every user, because the
 * window may run as another one than the test. It ends with the process that started it.
 */
export async function openPty(folder: string): Promise<Pty> {
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
  const scannerPort = join(folder, 'scanner')
  const plugScanner = async () => {
    const plugged = await plug(scannerPort)
    // nobody sends anything to a scanner
    plugged.stdout.resume()
    return plugged
  }
  let socat = await plugScanner()

  const write = (bytes: string | Uint8Array) => {
    socat.stdin.write(bytes)
  }
  const unplug = () => pullOut(socat)
  return {
    scannerPort,
    scan: (text) => write(`${text}\r`),
    write,
    unplug,
    async plugBack() {
      await unplug()
      socat = await plugScanner()
    },
    close: unplug,
  }
}

/** A pseudo-terminal whose port is `link`: what is written to the process comes out of the port, and what is written to the port out of the process. */
export async function plug(link: string): Promise<ChildProcessWithoutNullStreams> {
  // its standard input is the hand that holds the code in front of the scanner; when this process dies it ends, and socat with it
  const socat = spawn('socat', ['-d', '-d', 'STDIO', `PTY,raw,echo=0,link=${link},mode=666`], { stdio: 'pipe' })
  // what is written to a pulled-out device is lost
  socat.stdin.on('error', () => {})
  let said = ''
  await new Promise<void>((resolve, reject) => {
    socat.once('error', reject)
    socat.once('exit', () => reject(new Error(`socat ended: ${said}`)))
    socat.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.includes('starting data transfer loop')) resolve()
    })
  })
  return socat
}

/** Ends a pseudo-terminal. */
export async function pullOut(socat: ChildProcessWithoutNullStreams): Promise<void> {
  if (socat.exitCode !== null || socat.signalCode !== null) return
  const gone = once(socat, 'exit')
  socat.kill('SIGTERM')
  // one that was stopped would not hear it
  socat.kill('SIGCONT')
  await gone
}
