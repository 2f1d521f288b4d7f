import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Area, areas } from '../../../server-mock/changes.ts'
import { followChanges, type Link, RETRY_DELAYS, SILENCE_MS } from '../../../server-mock/console/api/changes.ts'

interface Stream {
  readonly say: (text: string) => void
  readonly end: () => void
  readonly signal: AbortSignal
}

/** A center whose streams the test holds in its hands. */
function follow(answer: (attempt: number) => 'stream' | 'away' | number = () => 'stream') {
  const streams: Stream[] = []
  const links: Link[] = []
  const changed: Area[][] = []
  let attempts = 0
  const stop = followChanges({
    open: async (signal) => {
      attempts += 1
      const kind = answer(attempts)
      if (kind === 'away') throw new TypeError('fetch failed')
      if (kind !== 'stream') return { ok: false, status: kind, body: null }
      const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
        start: (controller) => {
          signal.addEventListener('abort', () => controller.error(new DOMException('aborted', 'AbortError')))
          streams.push({
            signal,
            say: (text) => controller.enqueue(new TextEncoder().encode(text)),
            end: () => controller.close(),
          })
        },
      })
      return { ok: true, status: 200, body }
    },
    onLink: (link) => links.push(link),
    onChanged: (areas) => changed.push([...areas]),
  })
  return { streams, links, changed, stop, attempts: () => attempts }
}

const line = (...changed: readonly string[]): string => `${JSON.stringify({ changed })}\n`

describe('following the changes', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('tells each line, however it was cut on its way', async () => {
    const { streams, links, changed, stop } = follow()
    await vi.advanceTimersByTimeAsync(0)
    const text = line(...areas) + line('clock')
    streams[0]?.say(text.slice(0, 20))
    streams[0]?.say(`${text.slice(20)}\n\n`)
    await vi.advanceTimersByTimeAsync(0)
    expect(changed).toEqual([[...areas], ['clock']])
    expect(links).toEqual(['connecting', 'connected'])
    stop()
  })

  it('takes the stream up again, later each time, until it is there', async () => {
    const { links, stop, attempts } = follow((attempt) => (attempt <= RETRY_DELAYS.length + 2 ? 'away' : 'stream'))
    for (const delay of [...RETRY_DELAYS, RETRY_DELAYS.at(-1) ?? 0, RETRY_DELAYS.at(-1) ?? 0]) {
      await vi.advanceTimersByTimeAsync(delay - 1)
      const before = attempts()
      await vi.advanceTimersByTimeAsync(1)
      expect(attempts()).toBe(before + 1)
    }
    expect(links.at(-1)).toBe('connected')
    expect(new Set(links.slice(1, -1))).toEqual(new Set(['away']))
    stop()
  })

  it('is away when the center ends, and when it says nothing at all any more', async () => {
    const { streams, links, stop } = follow()
    await vi.advanceTimersByTimeAsync(0)
    streams[0]?.end()
    await vi.advanceTimersByTimeAsync(RETRY_DELAYS[0])
    expect(links).toEqual(['connecting', 'connected', 'away', 'connected'])
    await vi.advanceTimersByTimeAsync(SILENCE_MS - 1_000)
    streams[1]?.say('\n')
    await vi.advanceTimersByTimeAsync(SILENCE_MS - 1_000)
    expect(links.at(-1)).toBe('connected')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(links.at(-1)).toBe('away')
    stop()
  })

  it('asks no more once the token is refused, or the page is gone', async () => {
    const refused = follow(() => 401)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(refused.links).toEqual(['connecting', 'refused'])
    expect(refused.attempts()).toBe(1)

    const left = follow()
    await vi.advanceTimersByTimeAsync(0)
    left.stop()
    expect(left.streams[0]?.signal.aborted).toBe(true)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(left.attempts()).toBe(1)
    expect(left.links).toEqual(['connecting', 'connected'])
  })
})
