import { Worker } from 'node:worker_threads'
import { doJob, type JobInput, type JobMessage, type JobName, type JobOutput, type JobReply } from './jobs.ts'

/** The sources run as they are; their bundle lies beside that of the center. */
const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './centerWorker.js', import.meta.url)
const LIMITS = { maxOldGenerationSizeMb: 512 }

/** Who does the cryptography of the messages. */
export interface Pool {
  /** Rejects with what the job threw, or with an error that says so when the worker died or the pool was closed. */
  run<N extends JobName>(name: N, input: JobInput<N>): Promise<JobOutput<N>>
  /** waits for what was begun and ends the threads */
  close(): Promise<void>
}

interface Asker {
  readonly resolve: (output: unknown) => void
  readonly reject: (reason: unknown) => void
}

/** One thread with those who wait for its answers. */
interface Thread {
  readonly worker: Worker
  readonly waiting: Map<number, Asker>
}

/**
 * `threads` worker threads: each is started when all before it are busy, and another one when it has died. With 0 the work is done by who asks for it: in a
 * test, whose center sees few messages, a thread costs more than it saves.
 */
export function createPool(threads: number, entry = ENTRY): Pool {
  const running = new Set<Thread>()
  const begun = new Set<Promise<unknown>>()
  let isClosed = false
  let lastId = 0

  function start(): Thread {
    const started: Thread = { worker: new Worker(entry, { resourceLimits: LIMITS }), waiting: new Map() }
    const { worker, waiting } = started
    let cause: unknown
    worker.on('message', (reply: JobReply) => {
      const asker = waiting.get(reply.id)
      waiting.delete(reply.id)
      if ('broke' in reply) asker?.reject(reply.broke)
      else asker?.resolve(reply.output)
    })
    worker.on('error', (error) => {
      cause = error
    })
    worker.on('exit', () => {
      running.delete(started)
      for (const { reject } of waiting.values()) reject(new Error('a worker of the center died', { cause }))
    })
    running.add(started)
    return started
  }

  function idlest(): Thread {
    const [first] = [...running].toSorted((left, right) => left.waiting.size - right.waiting.size)
    return first === undefined || (first.waiting.size > 0 && running.size < threads) ? start() : first
  }

  function ask<N extends JobName>(name: N, input: JobInput<N>): Promise<JobOutput<N>> {
    return new Promise((resolve, reject) => {
      const { worker, waiting } = idlest()
      const id = ++lastId
      // what the job gives is what its name says: both ends are this program
      waiting.set(id, { resolve: resolve as (output: unknown) => void, reject })
      worker.postMessage({ id, name, input } as JobMessage)
    })
  }

  return {
    run: <N extends JobName>(name: N, input: JobInput<N>): Promise<JobOutput<N>> => {
      if (isClosed) return Promise.reject(new Error('the center is closed'))
      if (threads === 0) return doJob(name, input)
      const asked = ask(name, input)
      begun.add(asked)
      return asked.finally(() => begun.delete(asked))
    },
    close: async () => {
      isClosed = true
      await Promise.allSettled(begun)
      await Promise.all([...running].map(({ worker }) => worker.terminate()))
    },
  }
}
