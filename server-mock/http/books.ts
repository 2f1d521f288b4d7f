import type { Store } from '../store/store.ts'

/** The center's one writer: whatever is done at the same time elsewhere, messages are judged one after the other. */
export interface Books {
  /**
   * Takes a place in the row now, waits for `ready` and for everybody before, and calls what `ready` gave in one transaction. Rejects when `ready` does, or
   * when what it gave throws; then nothing is written.
   */
  enter<T>(ready: Promise<() => T>): Promise<T>
  /** resolves when the row is empty */
  rest(): Promise<void>
}

/** An empty row before the books. */
export function createBooks(store: Pick<Store, 'atomically'>): Books {
  let last: Promise<unknown> = Promise.resolve()
  return {
    enter: (ready) => {
      const before = last
      const turn = Promise.all([ready, before]).then(([judge]) => store.atomically(judge))
      last = Promise.allSettled([before, turn])
      return turn
    },
    rest: async () => {
      await last
    },
  }
}
