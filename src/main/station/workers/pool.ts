import { err, type Result } from '../../../shared/domain/result.ts'
import type { JobInput, JobName, JobOutput, Jobs } from './jobs.ts'
import { startThread, type Thread } from './thread.ts'

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

/** The station's worker thread: started when it is first needed, and again when it has died. `died` is told what it died of. */
export function createWorker(died: (error: unknown) => void, entry = ENTRY): StationWorker {
  let thread: Thread<Jobs> | null = null
  let isClosed = false

  function start(): Thread<Jobs> {
    const started = startThread<Jobs>({
      entry,
      limits: LIMITS,
      died,
      over() {
        if (thread === started) thread = null
      },
    })
    return started
  }

  return {
    run: async (name, input) => {
      if (isClosed) return err('lost')
      thread ??= start()
      return thread.ask(name, input)
    },
    close: async () => {
      isClosed = true
      await thread?.end()
    },
  }
}
