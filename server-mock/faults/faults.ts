import type { Choices, Random } from '../random.ts'
import { EVERY_INTERFACE, type FaultEffect, type FaultKind, faultEffects, unplayable } from './kinds.ts'

/** A fault as it is ordered: for the next `times` messages, or, with a probability or a rate, until it is removed. */
export interface Fault {
  readonly kind: FaultKind
  /** 1 when left out */
  readonly times?: number
  /** 0…1: it stands, and is played on this share of the messages, which the seed chooses */
  readonly probability?: number
  /** of `throttle`: it stands, and is played on what comes beyond so many messages of a client in one real second */
  readonly perSecond?: number
  /** how long the center waits first, in real milliseconds; of `longTail` the median. 0 when left out */
  readonly delayMs?: number
  /** of `clockSkew`: by how much the time in the answer is ahead, milliseconds */
  readonly skewMs?: number
}

/** A fault that is to be played still. */
export interface StandingFault extends Fault {
  readonly id: number
  /** a number, or * for all */
  readonly interface: string
  /** how often it will be played; null when it stands until it is removed */
  readonly left: number | null
  /** on how many messages it was played */
  readonly played: number
}

/** A fault as it is played on one message. */
export interface PlayedFault extends FaultEffect {
  readonly kind: FaultKind
  readonly delayMs: number
  readonly skewMs: number
  /** the last answer of the interface before this message; null while there is none */
  readonly earlierAnswer: Uint8Array | null
}

/** A message that may meet a fault. */
export interface Approaching {
  readonly interface: string
  readonly channel: string
  readonly client: string
  /** real time, epoch ms */
  readonly at: number
}

export interface Faults {
  /** puts a fault behind those of its interface; gives its number */
  add(interfaceNumber: string, fault: Fault): number
  /** in the order in which they were added */
  list(): readonly StandingFault[]
  /** false when there is none of this number */
  remove(id: number): boolean
  /**
   * The fault for a message: the first of those for its interface, then of those for all, that can be played on it and whose turn it is. A stale answer waits
   * while there is no earlier answer.
   */
  next(message: Approaching): PlayedFault | null
  /** keeps the answer for a stale answer later */
  answered(interfaceNumber: string, body: Uint8Array): void
  /** forgets faults and answers */
  clear(): void
}

/** What is kept of a fault besides what it is. */
interface Entry {
  readonly id: number
  readonly interface: string
  readonly fault: Fault
  readonly choices: Choices
  /** how many messages of a client came in the real second that began at `since` */
  readonly rates: Map<string, { since: number; count: number }>
  left: number | null
  played: number
}

/** How heavy the tail is: half of the answers take less than the median, one in a hundred more than 13 times as long. */
const TAIL = 1.5
const LONGEST_TAIL = 60
const SECOND_MS = 1_000
const CHANCES = 1_000_000

/** No faults yet. What chance decides is decided by the seed: by the number of the fault and how many messages it has seen. */
export function createFaults(random: Random): Faults {
  let entries: readonly Entry[] = []
  let lastId = 0
  const lastAnswers = new Map<string, Uint8Array>()

  function isDue(entry: Entry, message: Approaching): boolean {
    const { kind, probability, perSecond } = entry.fault
    if (unplayable(kind, message.interface, message.channel) !== null) return false
    if (kind === 'staleAnswer' && !lastAnswers.has(message.interface)) return false
    if (perSecond !== undefined) return isTooFast(entry, perSecond, message)
    return probability === undefined || entry.choices.integer(CHANCES) < probability * CHANCES
  }

  function play(entry: Entry, message: Approaching): PlayedFault {
    const { kind, delayMs = 0, skewMs = 0 } = entry.fault
    entry.played++
    if (entry.left !== null) entry.left--
    if (entry.left === 0) entries = entries.filter((each) => each !== entry)
    return {
      kind,
      delayMs: kind === 'longTail' ? tail(delayMs, entry.choices) : delayMs,
      skewMs,
      earlierAnswer: lastAnswers.get(message.interface) ?? null,
      ...faultEffects[kind],
    }
  }

  return {
    add: (interfaceNumber, fault) => {
      const id = ++lastId
      const stands = fault.probability !== undefined || fault.perSecond !== undefined
      const left = stands ? null : (fault.times ?? 1)
      const choices = random.for(`fault/${id}`)
      entries = [...entries, { id, interface: interfaceNumber, fault, choices, rates: new Map(), left, played: 0 }]
      return id
    },
    list: () =>
      entries.map(({ id, interface: number, fault, left, played }) => ({ ...fault, id, interface: number, left, played })),
    remove: (id) => {
      const before = entries.length
      entries = entries.filter((entry) => entry.id !== id)
      return entries.length < before
    },
    next: (message) => {
      const of = (number: string): readonly Entry[] => entries.filter((entry) => entry.interface === number)
      const due = [...of(message.interface), ...of(EVERY_INTERFACE)].find((entry) => isDue(entry, message))
      return due === undefined ? null : play(due, message)
    },
    answered: (interfaceNumber, body) => {
      lastAnswers.set(interfaceNumber, body)
    },
    clear: () => {
      entries = []
      lastId = 0
      lastAnswers.clear()
    },
  }
}

function isTooFast({ rates }: Entry, perSecond: number, { client, at }: Approaching): boolean {
  const rate = rates.get(client)
  const isNew = rate === undefined || at - rate.since >= SECOND_MS
  const now = isNew ? { since: at, count: 1 } : { since: rate.since, count: rate.count + 1 }
  rates.set(client, now)
  return now.count > perSecond
}

/** A Pareto distribution with this median, cut off where nobody would wait any more. */
function tail(median: number, choices: Choices): number {
  const rest = (choices.integer(CHANCES) + 1) / CHANCES
  return Math.round(median * Math.min(LONGEST_TAIL, (2 * rest) ** (-1 / TAIL)))
}
