import type { Store } from '../store/store.ts'

/** The center's one writer: whatever is done at the same time elsewhere, messages are judged one after the other. */
export interface Books {
  /**
   * Takes a place in the row now, waits for `ready` and for everybody before, and calls what `ready` gave. What is ready at the same time is judged in one
   * transaction, each message in a part of its own. Resolves when that is on file; rejects when `ready` does, or when what it gave throws: then nothing of
   * this message is written.
   */
  enter<T>(ready: Promise<() => T>): Promise<T>
  /** writes what needs no place in the row, with the next that is judged; resolves when it is on file */
  note(write: () => void): Promise<void>
  /** resolves when nobody waits any more */
  rest(): Promise<void>
}

/** Somebody who waits for the books. `act` writes, and gives who is told of it when it is on file. */
interface Waiting {
  readonly act: () => () => void
  readonly fail: (reason: unknown) => void
}

/** An empty row before the books. */
export function createBooks(store: Pick<Store, 'atomically'>): Books {
  const begun = new Set<Promise<unknown>>()
  let due: Waiting[] = []
  let last: Promise<unknown> = Promise.resolve()

  /** Those who are due, in one transaction. */
  function write(): void {
    const all = due
    due = []
    try {
      const told = store.atomically(() => all.map(({ act }) => act()))
      for (const tell of told) tell()
    } catch (error) {
      for (const { fail } of all) fail(error)
    }
  }

  /** Puts a piece of writing with those who are due: all that becomes ready in one turn of the event loop goes on file together. */
  function put<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      if (due.length === 0) setImmediate(write)
      const act = (): (() => void) => {
        try {
          const made = store.atomically(work)
          return () => resolve(made)
        } catch (error) {
          return () => reject(error)
        }
      }
      due.push({ act, fail: reject })
    })
  }

  function following<T>(done: Promise<T>): Promise<T> {
    begun.add(done)
    done.finally(() => begun.delete(done)).catch(() => undefined)
    return done
  }

  return {
    enter: (ready) => {
      const turn = Promise.all([ready, last]).then(([judge]) => ({ onFile: put(judge) }))
      last = Promise.allSettled([last, turn])
      return following(turn.then(({ onFile }) => onFile))
    },
    note: (work) => following(put(work)),
    rest: async () => {
      while (begun.size > 0) await Promise.allSettled(begun)
    },
  }
}
