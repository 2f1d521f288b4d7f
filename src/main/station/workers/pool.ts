import { Worker } from 'node:worker_threads'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import type { JobInput, JobMessage, JobName, JobOutput, JobReply } from './jobs.ts'

/** The sources run as they are; their bundle lies beside that of the station. */
const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url)
/** A file that asks for more is none that a hospital made: it ends the worker, not the station. */
const LIMITS = { maxOldGenerationSizeMb: 512 }

export interface StationWorker {
  /** Does a job away from the station's thread. `lost`: the worker died of it, or of another, or was closed. Throws what the job threw. */
  run<N extends JobName>(name: N, input: JobInput<N>): Promise<Result<JobOutput<N>, 'lost'>>
  /** ends the thread; what it has not done is lost */
  close(): Promise<void>
}

/** One thread with what waits for its answers. */
interface Thread {
  readonly worker: Worker
  readonly waiting: Map<
    number,
    { readonly resolve: (reply: Result<unknown, 'lost'>) => void; readonly reject: (bug: unknown) => void }
  >
}

/** The station's worker thread: started when it is first needed, and again when it has died. `died` is told what it died of. */
export function createWorker(died: (error: unknown) => void, entry = ENTRY): StationWorker {
  let thread: Thread | null = null
  let isClosed = false
  let lastId = 0

  function start(): Thread {
    const started: Thread = { worker: new Worker(entry, { resourceLimits: LIMITS }), waiting: new Map() }
    const { worker, waiting } = started
    worker.on('message', (reply: JobReply) => {
      const asker = waiting.get(reply.id)
      waiting.delete(reply.id)
      if ('broke' in reply) asker?.reject(reply.broke)
      else asker?.resolve(ok(reply.output))
    })
    worker.on('error', died)
    worker.on('exit', () => {
      if (thread === started) thread = null
      for (const { resolve } of waiting.values()) resolve(err('lost'))
    })
    return started
  }

  return {
    run: <N extends JobName>(name: N, input: JobInput<N>) =>
      new Promise<Result<JobOutput<N>, 'lost'>>((resolve, reject) => {
        if (isClosed) return resolve(err('lost'))
        thread ??= start()
        const id = ++lastId
        // what the job gives is what its name says: both ends are this program
        thread.waiting.set(id, { resolve: resolve as (reply: Result<unknown, 'lost'>) => void, reject })
        thread.worker.postMessage({ id, name, input } as JobMessage)
      }),
    close: async () => {
      isClosed = true
      await thread?.worker.terminate()
    },
  }
}
