import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { plug, pullOut } from './pty.ts'

/** DLE EOT 2: a printer is asked why it is offline. */
const QUESTION = Uint8Array.of(0x10, 0x04, 0x02)

/** A pseudo-terminal that plays a receipt printer. */
export interface PrinterPty {
  /** what the settings name as the printer's port; the same after `plugBack` */
  readonly printerPort: string
  /** all that came to be printed, without the questions for its status */
  printed(): Uint8Array
  /** what it answers when it is asked for its status; null: nothing, like a printer that cannot. At first null. */
  answers(status: number | null): void
  /** takes nothing any more, like a printer without paper that cannot say so */
  jam(): void
  /** takes again what comes */
  unjam(): void
  unplug(): Promise<void>
  plugBack(): Promise<void>
  close(): Promise<void>
}

/** Starts a pseudo-terminal (Debian package socat) whose port lies in `folder`, open to every user. It ends with the process that started it. */
export async function openPrinterPty(folder: string): Promise<PrinterPty> {
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
  const printerPort = join(folder, 'printer')
  let received = Buffer.alloc(0)
  let status: number | null = null

  const plugPrinter = async () => {
    const socat = await plug(printerPort)
    socat.stdout.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk])
      for (;;) {
        const at = received.indexOf(QUESTION)
        if (at < 0) return
        received = Buffer.concat([received.subarray(0, at), received.subarray(at + QUESTION.length)])
        if (status !== null) socat.stdin.write(Uint8Array.of(status))
      }
    })
    return socat
  }
  let socat = await plugPrinter()
  const unplug = () => pullOut(socat)
  return {
    printerPort,
    printed: () => Uint8Array.from(received),
    answers: (answer) => {
      status = answer
    },
    jam: () => void socat.kill('SIGSTOP'),
    unjam: () => void socat.kill('SIGCONT'),
    unplug,
    async plugBack() {
      await unplug()
      socat = await plugPrinter()
    },
    close: unplug,
  }
}
