import { randomUUID } from 'node:crypto'
import type { HostMessage, StationMessage } from '../../shared/contract/host.ts'

export type PrinterAnswer = Extract<HostMessage, { kind: 'printers' | 'printed' }>

/** The printers of the operating system, which only the host can reach. */
export interface SystemPrinters {
  /** their names; null where the system or the host does not tell */
  list(): Promise<readonly string[] | null>
  /** whether the system took the paper for this printer */
  print(pdf: Uint8Array, printer: string): Promise<boolean>
  /** what the host answered */
  answered(message: PrinterAnswer): void
}

/** The host has a patience of its own, and always answers within it; a plain Node host never does. */
const PATIENCE_MS = 90_000
const LIST_PATIENCE_MS = 5_000

/** Asks the host by messages. */
export function createSystemPrinters(say: (message: StationMessage) => void): SystemPrinters {
  const waiting = new Map<string, (answer: PrinterAnswer | null) => void>()

  function ask(message: Extract<StationMessage, { id: string }>, patience: number) {
    return new Promise<PrinterAnswer | null>((resolve) => {
      const lateness = setTimeout(() => end(null), patience)
      // a question to a host that never answers keeps no process alive
      lateness.unref()
      const end = (answer: PrinterAnswer | null): void => {
        clearTimeout(lateness)
        waiting.delete(message.id)
        resolve(answer)
      }
      waiting.set(message.id, end)
      say(message)
    })
  }

  return {
    list: async () => {
      const answer = await ask({ kind: 'listPrinters', id: randomUUID() }, LIST_PATIENCE_MS)
      return answer?.kind === 'printers' ? answer.names : null
    },
    print: async (pdf, printer) => {
      const message = { kind: 'printPdf', id: randomUUID(), pdf: Buffer.from(pdf).toString('base64'), printer } as const
      const answer = await ask(message, PATIENCE_MS)
      return answer?.kind === 'printed' && answer.isTaken
    },
    answered: (message) => waiting.get(message.id)?.(message),
  }
}
