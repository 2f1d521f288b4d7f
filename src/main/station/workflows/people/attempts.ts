const FAILURES_BEFORE_LOCK = 5
const LOCK_MS = 5 * 60 * 1000

/** Until when (epoch ms) nothing more is tried after this many failures in a row; null: try on. */
export function lockedUntil(failedAttempts: number, now: number): number | null {
  return failedAttempts >= FAILURES_BEFORE_LOCK ? now + LOCK_MS : null
}

/** One attempt at a time for each key, such as an account: the lock would not hold against many at once. */
export function createTurns(): <T>(key: string, attempt: () => Promise<T>) => Promise<T> {
  const turns = new Map<string, Promise<unknown>>()
  return (key, attempt) => {
    const mine = (turns.get(key) ?? Promise.resolve()).then(attempt, attempt)
    const done = mine.catch(() => undefined).finally(() => turns.get(key) === done && turns.delete(key))
    turns.set(key, done)
    return mine
  }
}
