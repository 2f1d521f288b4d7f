import { failure } from '../../../shared/contract/failures.ts'
import type { HttpTransport } from './http.ts'
import type { Outcome } from './outcome.ts'

/** After a center said that it is busy without saying for how long. */
const PAUSE_MS = 5_000
/** A header that asks for more would close the counter; then the center is asked again, and may say so again. */
const LONGEST_PAUSE_MS = 5 * 60_000

/** The way to one channel of the center, which rests while the center has asked for a pause. */
export interface Line extends Pick<HttpTransport, 'post'> {
  /** passes the outcome of a call on; when it says that the center is busy, the channel rests */
  watch<T>(outcome: Outcome<T>): Outcome<T>
}

/**
 * A transport for one channel that respects throttling: after status 429, status 503 with Retry-After, or a refusal CENTER_BUSY, nothing is
 * sent before that time (`neverSent` CENTER_BUSY with `retryAt`).
 */
export function createLine(transport: HttpTransport, clock: () => number): Line {
  let restingUntil = 0

  function rest(ms: number): void {
    restingUntil = clock() + Math.min(ms, LONGEST_PAUSE_MS)
  }

  return {
    async post(url, body, patience) {
      const left = restingUntil - clock()
      // a clock that was put back must not make a long rest of a short one
      if (left > 0 && left <= LONGEST_PAUSE_MS) {
        return { kind: 'neverSent', failure: failure('CENTER_BUSY', { retryAt: restingUntil }) }
      }
      const answer = await transport.post(url, body, patience)
      if (answer.kind === 'answer') return answer
      const pause = pauseAskedFor(answer.retryAfter, clock()) ?? (answer.failure.code === 'CENTER_BUSY' ? PAUSE_MS : null)
      if (pause !== null) rest(pause)
      return answer
    },

    watch(outcome) {
      if (outcome.kind === 'refused' && outcome.failure.code === 'CENTER_BUSY') rest(PAUSE_MS)
      return outcome
    },
  }
}

/** Milliseconds of a Retry-After header (RFC 9110 10.2.3: seconds, or an HTTP date); null for none and for what is neither. */
function pauseAskedFor(header: string | undefined, now: number): number | null {
  if (header === undefined) return null
  if (/^\d+$/.test(header)) return Number(header) * 1_000
  const at = /[a-z]/i.test(header) ? Date.parse(header) : Number.NaN
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}
