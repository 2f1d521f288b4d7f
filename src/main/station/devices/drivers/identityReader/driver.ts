import type { DeviceView } from '../../../../../shared/contract/devices.ts'
import type { CardFailure, CardFailureReason, IdentityCard } from '../../../../../shared/domain/cards.ts'
import { shanghaiDate } from '../../../../../shared/domain/shanghaiTime.ts'
import { pause, type Timers } from '../../timers.ts'
import type { Link, OpenLink } from '../../transports/link.ts'
import { beginConnection } from '../connection.ts'
import { createFrameDecoder } from '../frames.ts'
import { askSam, readSamAnswer, type SamAnswer, type SamQuestion, samFrames } from './protocol.ts'
import { readTextBlock } from './textBlock.ts'

export interface IdentityReaderConnection {
  readonly open: OpenLink
  readonly timers: Timers
  /** epoch ms: a card's validity is judged by its day in Asia/Shanghai */
  readonly clock: () => number
  /** ends the connection; a card that is being read is dropped */
  readonly signal: AbortSignal
  onReason(reason: DeviceView['reason']): void
  /** once per card put down. `rawPhoto`: in a closed format that only vendors' libraries decode; null where the card has none */
  onCard(card: IdentityCard, rawPhoto: Uint8Array | null): void
  /** a card was there and gave no reading; once per card put down */
  onFailure(failure: CardFailure): void
}

/** How often a card is looked for. */
const FIND_MS = 300
/** How long an answer may take [inferred]. A card is read in about a second. */
const PATIENCE_MS: Readonly<Record<SamQuestion, number>> = Object.freeze({
  moduleNumber: 1000,
  findCard: 1000,
  selectCard: 1000,
  readTextAndPhoto: 3000,
})
/** How often a question is asked before the reader counts as silent, and a card before it counts as unreadable. */
const ATTEMPTS = 3
/** A card counts as taken away when it was not there so many times: some readers miss it now and then. */
const ABSENCES = 2

/**
 * One connection of an identity card reader from opening to its end: not opened, no answer to the question for its module number, pulled out, or
 * stopped by the signal. Each card put down gives one reading or one failure. Resolves when the link is closed again, with whether a reader was there.
 */
export async function serveIdentityReader(connection: IdentityReaderConnection): Promise<boolean> {
  const { timers, clock, onCard, onFailure } = connection
  const { report, over, end, serve } = beginConnection(connection)
  const decoder = createFrameDecoder(samFrames)
  let heard = (_body: Uint8Array | null) => {}

  const opened = await connection.open({
    onBytes(chunk) {
      for (const event of decoder.push(chunk)) heard(event.kind === 'frame' ? event.body : null)
    },
    onLost: over,
  })
  return serve(opened, attend)

  async function attend(link: Link): Promise<boolean> {
    if (!(await comeToTerms(link))) return false
    report('ready')
    let isTaken = false
    let absences = 0
    for (let strange = 0; strange < ATTEMPTS && !end.aborted; ) {
      const found = await ask(link, 'findCard')
      if (found === null || (found.kind !== 'found' && found.kind !== 'noCard')) {
        strange++
        if (!(await comeToTerms(link))) return true
        continue
      }
      strange = 0
      absences = found.kind === 'noCard' ? absences + 1 : 0
      if (absences >= ABSENCES) isTaken = false
      if (found.kind === 'found' && !isTaken) {
        isTaken = true
        const failure = await readCard(link)
        if (failure && !end.aborted) onFailure(failure)
      }
      await pause(timers, FIND_MS, end)
    }
    over('failed')
    return true
  }

  /** Reads the card that was found and hands it on; null when that is done, or else why not. */
  async function readCard(link: Link): Promise<CardFailure | null> {
    let failure: CardFailure = { reason: 'unreadable', status: null }
    for (let attempt = 0; attempt < ATTEMPTS && !end.aborted; attempt++) {
      const result = await tryCard(link, attempt > 0)
      if (result === null) return null
      failure = result
      if (failure.reason !== 'unreadable' && failure.reason !== 'refused') break
    }
    return failure
  }

  async function tryCard(link: Link, isAgain: boolean): Promise<CardFailure | null> {
    for (const question of isAgain ? (['findCard', 'selectCard'] as const) : (['selectCard'] as const)) {
      const answer = await ask(link, question)
      if (answer?.kind !== 'found' && answer?.kind !== 'selected') return failureOf(link, answer)
    }
    const read = await ask(link, 'readTextAndPhoto')
    if (read?.kind !== 'blocks') return failureOf(link, read)
    const card = readTextBlock(read.text, shanghaiDate(clock()))
    if (!card.ok) return { reason: card.failure, status: null }
    if (!end.aborted) onCard(card.value, read.photo)
    return null
  }

  async function failureOf(link: Link, answer: SamAnswer | null): Promise<CardFailure> {
    if (answer === null) await comeToTerms(link)
    return { reason: failureReasonOf(answer), status: answer !== null && 'status' in answer ? answer.status : null }
  }

  /**
   * Asks for the module number until its answer comes. A reader answers in order, so whatever was still on the way to an earlier question has passed then and
   * cannot be taken for the answer to the next one. Also how a reader that fell silent is noticed, and one told from another device.
   */
  async function comeToTerms(link: Link): Promise<boolean> {
    for (let attempt = 0; attempt < ATTEMPTS && !end.aborted; attempt++) {
      if ((await ask(link, 'moduleNumber')) !== null) return true
    }
    over('noAnswer')
    return false
  }

  /** The answer to a question; null when none came in time, a spoilt one came, or the connection ended. */
  async function ask(link: Link, question: SamQuestion): Promise<SamAnswer | null> {
    const answered = new AbortController()
    let answer: SamAnswer | null = null
    decoder.reset()
    heard = (body) => {
      const read = body && readSamAnswer(question, body)
      // after a spoilt frame only the module number is worth waiting for
      if (read === null && (body !== null || question === 'moduleNumber')) return
      if (question === 'moduleNumber' && read?.kind !== 'moduleNumber') return
      answer = read
      answered.abort()
    }
    const waiting = pause(timers, PATIENCE_MS[question], AbortSignal.any([answered.signal, end]))
    // a reader that takes nothing is as silent as one that says nothing
    void link.write(askSam(question)).then((isSent) => {
      if (!isSent) answered.abort()
    })
    await waiting
    heard = () => {}
    return answer
  }
}

function failureReasonOf(answer: SamAnswer | null): CardFailureReason {
  if (answer?.kind === 'noCard') return 'removedTooEarly'
  return answer?.kind === 'refused' ? 'refused' : 'unreadable'
}
