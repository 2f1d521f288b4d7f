/** What goes out instead of the answer. */
type Sending = 'answer' | 'nothing' | 'error' | 'half' | 'earlier' | 'twice' | 'page'

interface FaultEffect {
  /** whether the center does what it was asked to */
  readonly processed: boolean
  readonly sends: Sending
  readonly wrongSignature?: true
}

/** Every kind of fault. A new one is a line here, and a `Sending` where none of these does it. */
export const faultEffects = Object.freeze({
  delay: { processed: true, sends: 'answer' },
  dropBefore: { processed: false, sends: 'nothing' },
  dropAfter: { processed: true, sends: 'nothing' },
  http500: { processed: false, sends: 'error' },
  halfBody: { processed: true, sends: 'half' },
  wrongSignature: { processed: true, sends: 'answer', wrongSignature: true },
  duplicateAnswer: { processed: true, sends: 'twice' },
  staleAnswer: { processed: true, sends: 'earlier' },
  notJson: { processed: true, sends: 'page' },
} as const satisfies Record<string, FaultEffect>)

export type FaultKind = keyof typeof faultEffects

/** A fault that is played on the next `times` messages of an interface. */
interface Fault {
  readonly kind: FaultKind
  /** 1 when left out */
  readonly times?: number
  /** how long the center waits first, in real milliseconds; 0 when left out */
  readonly delayMs?: number
}

/** A fault as it is played on one message. */
export interface PlayedFault extends FaultEffect {
  readonly kind: FaultKind
  readonly delayMs: number
  /** the last answer of the interface before this message; null while there is none */
  readonly earlierAnswer: string | null
}

export interface Faults {
  /** puts a fault at the end of the interface's queue */
  add(interfaceNumber: string, fault: Fault): void
  /**
   * The fault for a message of the interface, taken from the head of its queue. A stale answer waits, and nothing is played, while there is
   * no earlier answer.
   */
  next(interfaceNumber: string): PlayedFault | null
  /** keeps the answer for a stale answer later */
  answered(interfaceNumber: string, body: string): void
  /** forgets faults and answers */
  clear(): void
}

/** Empty queues of faults, one per interface. */
export function createFaults(): Faults {
  const queues = new Map<string, { readonly fault: Fault; left: number }[]>()
  const lastAnswers = new Map<string, string>()

  return {
    add: (interfaceNumber, fault) => {
      const queue = queues.get(interfaceNumber) ?? []
      queue.push({ fault, left: fault.times ?? 1 })
      queues.set(interfaceNumber, queue)
    },
    next: (interfaceNumber) => {
      const queue = queues.get(interfaceNumber)
      const head = queue?.[0]
      const earlierAnswer = lastAnswers.get(interfaceNumber) ?? null
      if (queue === undefined || head === undefined) return null
      const { kind, delayMs = 0 } = head.fault
      if (kind === 'staleAnswer' && earlierAnswer === null) return null
      head.left--
      if (head.left <= 0) queue.shift()
      return { kind, delayMs, earlierAnswer, ...faultEffects[kind] }
    },
    answered: (interfaceNumber, body) => {
      lastAnswers.set(interfaceNumber, body)
    },
    clear: () => {
      queues.clear()
      lastAnswers.clear()
    },
  }
}
