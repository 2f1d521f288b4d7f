import { type MessagePort, Worker } from 'node:worker_threads'
import { err, ok, type Result } from '../../../shared/domain/result.ts'

/** What a thread does, by name: each takes one thing and gives plain data. */
type Jobs<J> = { readonly [N in keyof J]: (input: never) => unknown }
export type Input<J extends Jobs<J>, N extends keyof J> = Parameters<J[N]>[0]
export type Output<J extends Jobs<J>, N extends keyof J> = Awaited<ReturnType<J[N]>>

interface Message {
  readonly id: number
  readonly name: string
  readonly input: unknown
}

/** What a thread answers: what the job gave, or the bug that it broke on. */
type Reply = { readonly id: number } & ({ readonly output: unknown } | { readonly broke: unknown })

/** A thread from its start to its end. */
export interface Thread<J extends Jobs<J>> {
  /** Has a job done there. `lost`: the thread ended before it answered. Throws what the job threw. */
  ask<N extends keyof J & string>(name: N, input: Input<J, N>): Promise<Result<Output<J, N>, 'lost'>>
  /** whether something has no answer yet */
  isAsked(): boolean
  /** what it has not done is lost */
  end(): Promise<void>
  /** from now on it keeps no program from ending */
  unref(): void
}

export interface ThreadStart {
  readonly entry: URL
  readonly limits?: { readonly maxOldGenerationSizeMb: number }
  /** told what it died of */
  died(error: unknown): void
  /** it is over, whatever it was that ended it */
  over(): void
}

/** Starts a thread whose file calls `answerAll` with the jobs of that type. */
export function startThread<J extends Jobs<J>>({ entry, limits, died, over }: ThreadStart): Thread<J> {
  const worker = new Worker(entry, { resourceLimits: limits })
  const waiting = new Map<
    number,
    { readonly resolve: (reply: Result<unknown, 'lost'>) => void; readonly reject: (bug: unknown) => void }
  >()
  let lastId = 0
  let isOver = false
  worker.on('message', (reply: Reply) => {
    const asker = waiting.get(reply.id)
    waiting.delete(reply.id)
    if ('broke' in reply) asker?.reject(reply.broke)
    else asker?.resolve(ok(reply.output))
  })
  worker.on('error', died)
  worker.on('exit', () => {
    isOver = true
    over()
    for (const { resolve } of waiting.values()) resolve(err('lost'))
    waiting.clear()
  })
  return {
    ask: <N extends keyof J & string>(name: N, input: Input<J, N>) =>
      new Promise<Result<Output<J, N>, 'lost'>>((resolve, reject) => {
        if (isOver) return resolve(err('lost'))
        const id = ++lastId
        // what the job gives is what its name says: both ends are this program
        waiting.set(id, { resolve: resolve as (reply: Result<unknown, 'lost'>) => void, reject })
        worker.postMessage({ id, name, input } satisfies Message)
      }),
    isAsked: () => waiting.size > 0,
    end: async () => void (await worker.terminate()),
    unref: () => worker.unref(),
  }
}

/** Does in this thread what whoever started it asks, each answered by its number. */
export function answerAll(starter: MessagePort | null, jobs: Readonly<Record<string, (input: never) => unknown>>): void {
  if (starter === null) throw new Error('a thread of the station needs a station')
  starter.on('message', async (message: Message) => starter.postMessage(await replyTo(message, jobs)))
}

async function replyTo({ id, name, input }: Message, jobs: Readonly<Record<string, (input: never) => unknown>>): Promise<Reply> {
  try {
    // a message brings the input of the job that it names
    return { id, output: await jobs[name]?.(input as never) }
  } catch (error) {
    return { id, broke: error }
  }
}
