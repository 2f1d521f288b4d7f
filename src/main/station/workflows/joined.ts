/**
 * Does a long piece of work for everybody who asks for it: one at a time for each key, and whoever asks while it is under way shares the next one with all others who wait,
 * so that nobody gets an answer that began before the question.
 */
export function joined<T>(work: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const waiting = new Map<string, Promise<T>>()
  const last = new Map<string, Promise<unknown>>()
  return (key) => {
    const shared = waiting.get(key)
    if (shared !== undefined) return shared
    const next = (last.get(key) ?? Promise.resolve()).then(() => {
      waiting.delete(key)
      return work(key)
    })
    waiting.set(key, next)
    const ended = next
      .catch(() => undefined)
      .then(() => {
        if (last.get(key) === ended) last.delete(key)
      })
    last.set(key, ended)
    return next
  }
}
