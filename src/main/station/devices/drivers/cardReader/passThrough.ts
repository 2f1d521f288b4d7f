import { err, ok } from '../../../../../shared/domain/result.ts'
import { shanghaiDate } from '../../../../../shared/domain/shanghaiTime.ts'
import { pause } from '../../timers.ts'
import type { Transmit } from '../../transports/cardLink.ts'
import type { Link, OpenLink } from '../../transports/link.ts'
import { beginConnection } from '../connection.ts'
import { createFrameDecoder, encodeFrame, type FrameShape } from '../frames.ts'
import { type CardReaderPorts, readPatiently } from './driver.ts'

/**
 * How a reader on a line passes APDUs. Makers differ: a frame's body is the command, a number and its data, an answer's body the command and the number
 * again, a status and its data. [inferred], like every value below; a maker's own is another object of this shape.
 */
export interface PassThroughShape {
  readonly frames: FrameShape
  readonly commands: { readonly status: number; readonly power: number; readonly apdu: number }
  readonly answers: { readonly done: number; readonly noCard: number }
}

export const commonPassThrough: PassThroughShape = Object.freeze({
  // the longest answer of a card is 256 bytes and two of status
  frames: { header: Uint8Array.of(0xaa, 0x55), shortest: 3, longest: 3 + 258 },
  commands: { status: 0x30, power: 0x31, apdu: 0x32 },
  answers: { done: 0x00, noCard: 0x01 },
})

export interface PassThroughConnection extends CardReaderPorts {
  readonly open: OpenLink
  readonly shape: PassThroughShape
}

const LOOK_MS = 300
/** How long an answer may take [inferred]. */
const PATIENCE_MS = 1500
const ATTEMPTS = 3

interface Answer {
  readonly status: number
  readonly data: Uint8Array
}

/**
 * One connection of a reader that passes APDUs over a line, from opening to its end. It is asked whether a card is in it; no answer to that, three times, and it
 * counts as silent. Resolves when the link is closed again, with whether a reader was there.
 */
export async function servePassThroughReader(connection: PassThroughConnection): Promise<boolean> {
  const { timers, clock, onCard, onFailure, shape } = connection
  const { commands, answers } = shape
  const { report, over, end, serve } = beginConnection(connection)
  const decoder = createFrameDecoder(shape.frames)
  let heard = (_body: Uint8Array) => {}
  let number = 0

  const opened = await connection.open({
    onBytes(chunk) {
      for (const event of decoder.push(chunk)) if (event.kind === 'frame') heard(event.body)
    },
    onLost: over,
  })
  return serve(opened, attend)

  async function attend(link: Link): Promise<boolean> {
    let isThere = false
    let isTaken = false
    for (let silences = 0; silences < ATTEMPTS && !end.aborted; ) {
      const answer = await ask(link, commands.status)
      if (answer === null) {
        silences++
        continue
      }
      silences = 0
      if (!isThere) report('ready')
      isThere = true
      const isPresent = answer.status === answers.done
      if (isPresent && !isTaken) await take(link)
      isTaken = isPresent
      await pause(timers, LOOK_MS, end)
    }
    over('noAnswer')
    return isThere
  }

  async function take(link: Link): Promise<void> {
    const transmit: Transmit = async (apdu) => {
      const answer = await ask(link, commands.apdu, apdu)
      if (end.aborted) return err('lost')
      if (answer === null) return err('silent')
      if (answer.status === answers.noCard) return err('removed')
      return answer.status === answers.done ? ok(answer.data) : err('silent')
    }
    const power = await ask(link, commands.power)
    const read =
      power?.status === answers.done
        ? await readPatiently(transmit, shanghaiDate(clock()))
        : err({ reason: power?.status === answers.noCard ? ('removedTooEarly' as const) : ('unreadable' as const), status: null })
    if (end.aborted) return
    if (read.ok) onCard(read.value)
    else onFailure(read.failure)
  }

  /** null: no answer in time, or the connection ended. An answer that comes too late has another number. */
  async function ask(link: Link, command: number, data: Uint8Array = new Uint8Array()): Promise<Answer | null> {
    const answered = new AbortController()
    const mine = number++ & 0xff
    let answer: Answer | null = null
    decoder.reset()
    heard = (body) => {
      const [repeated, numbered, status] = body
      if (repeated !== command || numbered !== mine || status === undefined) return
      answer = { status, data: body.slice(3) }
      answered.abort()
    }
    void link.write(encodeFrame(shape.frames, Uint8Array.of(command, mine, ...data))).then((isSent) => {
      if (!isSent) answered.abort()
    })
    await pause(timers, PATIENCE_MS, AbortSignal.any([answered.signal, end]))
    heard = () => {}
    return answer
  }
}
