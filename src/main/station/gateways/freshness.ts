const REMEMBERED = 1_000

/** Knows the answers that were already read. */
export interface Freshness {
  /** whether this answer, named by what makes it the one it is, comes for the first time */
  isNew(mark: string): boolean
}

/**
 * No envelope ties an answer to its request, so an earlier answer, genuine in itself, could be given again: another patient's
 * prescriptions. Remembers the last 1,000 answers of this run.
 */
export function createFreshness(): Freshness {
  const seen = new Set<string>()
  return {
    isNew(mark) {
      if (seen.has(mark)) return false
      seen.add(mark)
      const [oldest] = seen
      if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest)
      return true
    },
  }
}

/** Between servers of one center, in whole seconds [inferred]. */
const TOLERANCE_MS = 10_000
/** As far as a center lets a clock be off, for all we know (700004) [inferred]. */
const UNKNOWN_CLOCK_MS = 10 * 60_000

/** Knows how far the center's clock is from ours. */
export interface AnswerTimes {
  /** whether an answer that the center signed at `centerTime` may be that to what was asked at `askedAt` (our clock); both epoch ms */
  mayAnswer(askedAt: number, centerTime: number): boolean
}

/**
 * An answer is never older than its question [inferred]. This finds the answers of an earlier run, which no mark remembers. Every genuine answer
 * tells how far the center's clock is ahead of ours at least, and nobody can sign one of a later time. After an answer that is too old, which may be
 * a clock that was put right as well, only our own clock counts, roughly, until the next one.
 */
export function createAnswerTimes(clock: () => number): AnswerTimes {
  let aheadAtLeast: number | null = null
  return {
    mayAnswer(askedAt, centerTime) {
      const isTooOld = centerTime - askedAt < (aheadAtLeast === null ? -UNKNOWN_CLOCK_MS : aheadAtLeast - TOLERANCE_MS)
      const ahead = centerTime - clock()
      aheadAtLeast = isTooOld ? null : Math.max(aheadAtLeast ?? ahead, ahead)
      return !isTooOld
    },
  }
}
