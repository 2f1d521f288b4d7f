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
