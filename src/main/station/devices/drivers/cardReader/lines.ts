import iconv from 'iconv-lite'
import { shanghaiDate } from '../../../../../shared/domain/shanghaiTime.ts'
import type { OpenLink } from '../../transports/link.ts'
import { beginConnection } from '../connection.ts'
import type { CardReaderPorts } from './driver.ts'
import { readMiddlewareLine } from './middleware.ts'

export interface LineReaderConnection extends CardReaderPorts {
  readonly open: OpenLink
}

/** Bytes of the longest line; more is no line and dropped up to its end. */
export const LONGEST_LINE = 2048
const CR = 0x0d
const LF = 0x0a

/** Cuts bytes into lines at CR and LF, empty ones not counted. A line that is too long is given as null. Holds one line at most. */
export function createLineCutter(): { push(chunk: Uint8Array): readonly (Uint8Array | null)[]; held(): number } {
  const bytes = new Uint8Array(LONGEST_LINE)
  let length = 0
  let isRunaway = false
  return {
    push(chunk) {
      const lines: (Uint8Array | null)[] = []
      for (const byte of chunk) {
        if (byte === CR || byte === LF) {
          if (length > 0) lines.push(isRunaway ? null : bytes.slice(0, length))
          length = 0
          isRunaway = false
        } else if (length < LONGEST_LINE) bytes[length++] = byte
        else isRunaway = true
      }
      return lines
    },
    held: () => length,
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** UTF-8 if the bytes are valid UTF-8, else GBK. */
export function decodeLine(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return iconv.decode(Buffer.from(bytes), 'gbk')
  }
}

/**
 * One connection of a reader whose middleware sends a line per card by itself. Resolves when the link is closed again, with whether it had been open. Silence
 * says nothing here: such a reader cannot be asked whether it is there.
 */
export async function serveLineReader(connection: LineReaderConnection): Promise<boolean> {
  const { clock, signal, onCard, onFailure } = connection
  const { report, over, ended, serve } = beginConnection(connection)
  const cutter = createLineCutter()

  const opened = await connection.open({
    onBytes(chunk) {
      if (signal.aborted) return
      for (const line of cutter.push(chunk)) {
        const card = readMiddlewareLine(line ? decodeLine(line) : '', shanghaiDate(clock()))
        if (card.ok) onCard(card.value)
        else onFailure({ reason: card.failure, status: null })
      }
    },
    onLost: over,
  })
  return serve(opened, async () => {
    report('ready')
    await ended
    return true
  })
}
