import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { plug, pullOut } from '../../scripts/counter/pty.ts'
import { makeFolder } from './scannerAtWork.ts'

/** A pseudo-terminal behind which a device of the test's own stands. */
export interface LinePty {
  /** what the settings name; the same after `plugBack` */
  readonly port: string
  send(bytes: string | Uint8Array): void
  unplug(): Promise<void>
  plugBack(): Promise<void>
}

/** Starts a device that is told what comes, in pieces as they come, and answers with `send`; it is gone when the test is over. */
export async function useLine(
  heard: (chunk: Buffer, send: (bytes: string | Uint8Array) => void) => void = () => {},
): Promise<LinePty> {
  const port = join(await makeFolder(), 'device')
  const start = async () => {
    const socat = await plug(port)
    socat.stdout.on('data', (chunk: Buffer) => heard(chunk, (bytes) => void socat.stdin.write(bytes)))
    return socat
  }
  let socat = await start()
  const unplug = () => pullOut(socat)
  onTestFinished(unplug)
  return {
    port,
    send: (bytes) => void socat.stdin.write(bytes),
    unplug,
    async plugBack() {
      await unplug()
      socat = await start()
    },
  }
}
