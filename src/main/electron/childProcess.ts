import type { MessagePortMain } from 'electron'

/** As much of Electron's UtilityProcess as the shell uses. */
export interface ChildProcess {
  readonly stdout: NodeJS.ReadableStream | null
  postMessage(message: unknown, transfer?: MessagePortMain[]): void
  kill(): boolean
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  once(event: 'exit', listener: (code: number) => void): unknown
}

/** Starts one of the programs that the shell looks after, with its arguments. */
export type Fork = (...args: readonly string[]) => ChildProcess

export interface Restarts {
  /** ms to wait before the next start, or null when it has died too often to go on */
  next(): number | null
}

/**
 * When a child that died is started again: after each of `delays` in turn, and from the first one again when it has lived for
 * `forgivenAfter` ms. `now` gives ms.
 */
export function createRestarts(delays: readonly number[], forgivenAfter: number, now: () => number): Restarts {
  let deaths = 0
  let last = Number.NEGATIVE_INFINITY
  return {
    next: () => {
      if (now() - last > forgivenAfter) deaths = 0
      last = now()
      const delay = delays[deaths]
      deaths += 1
      return delay ?? null
    },
  }
}

/** Resolves when `child` has exited; kills it when `patience` ms have passed. */
export function exitOf(child: ChildProcess, patience: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill(), patience)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
