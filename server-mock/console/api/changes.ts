import { ChangedAreas } from '../../admin/contract.ts'
import type { Area } from '../../changes.ts'

/** `away`: the center does not answer, and is tried again; `refused`: it does not know the token, and is left alone. */
export type Link = 'connecting' | 'connected' | 'away' | 'refused'

/** Real milliseconds: how long to wait before the next attempt, the last one again and again. */
export const RETRY_DELAYS = [300, 1_000, 2_000, 5_000] as const
/** The center gives a sign of life every 5 s. */
export const SILENCE_MS = 15_000

export interface ChangesPorts {
  /** asks for the stream */
  readonly open: (signal: AbortSignal) => Promise<Pick<Response, 'ok' | 'status' | 'body'>>
  readonly onLink: (link: Link) => void
  readonly onChanged: (changed: ReadonlySet<Area>) => void
}

/** Follows the center's stream of changes, and takes it up again whenever it breaks off, until the answer is called. */
export function followChanges({ open, onLink, onChanged }: ChangesPorts): () => void {
  const over = new AbortController()
  let attempts = 0

  async function attempt(): Promise<void> {
    const stalled = new AbortController()
    const abort = (): void => stalled.abort()
    over.signal.addEventListener('abort', abort)
    let silence = setTimeout(abort, SILENCE_MS)
    try {
      const response = await open(stalled.signal)
      if (response.status === 401) {
        over.abort()
        onLink('refused')
        return
      }
      if (!response.ok || response.body === null) return
      onLink('connected')
      attempts = 0
      for await (const line of lines(response.body)) {
        clearTimeout(silence)
        silence = setTimeout(abort, SILENCE_MS)
        if (line === '') continue
        const { changed } = ChangedAreas.parse(JSON.parse(line))
        onChanged(new Set(changed))
      }
    } finally {
      clearTimeout(silence)
      over.signal.removeEventListener('abort', abort)
    }
  }

  async function follow(): Promise<void> {
    while (!over.signal.aborted) {
      // whatever broke it off, the way on is the same: say so, wait, ask again
      await attempt().catch(() => undefined)
      if (over.signal.aborted) return
      onLink('away')
      await pause(RETRY_DELAYS[Math.min(attempts, RETRY_DELAYS.length - 1)] ?? 0, over.signal)
      attempts += 1
    }
  }

  onLink('connecting')
  void follow()
  return () => over.abort()
}

async function* lines(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string, void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const parts = (rest + value).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
