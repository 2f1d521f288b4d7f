/** Runs one piece of work after the other, in the order in which they are asked for; one that fails keeps nobody waiting. */
export function createTurn(): {
  readonly take: <T>(work: () => Promise<T>) => Promise<T>
  readonly idle: () => Promise<unknown>
} {
  let last: Promise<unknown> = Promise.resolve()
  return {
    take: (work) => {
      const mine = last.then(work)
      last = mine.catch(() => {})
      return mine
    },
    idle: () => last,
  }
}
