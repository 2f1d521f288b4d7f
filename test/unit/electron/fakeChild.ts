import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import type { ChildProcess } from '../../../src/main/electron/childProcess.ts'

/** A child process that never was: it keeps what it is told and does what the test says. */
export interface FakeChild extends ChildProcess {
  readonly told: unknown[]
  readonly ports: unknown[]
  readonly stdout: PassThrough
  says(message: unknown): void
  dies(): void
  readonly isKilled: boolean
}

/** One fake child. */
export function fakeChild(): FakeChild {
  const events = new EventEmitter()
  const told: unknown[] = []
  const ports: unknown[] = []
  let isKilled = false
  return {
    told,
    ports,
    stdout: new PassThrough(),
    postMessage: (message, transfer = []) => {
      told.push(message)
      ports.push(...transfer)
    },
    kill: () => {
      isKilled = true
      return events.emit('exit', 0)
    },
    on: events.on.bind(events),
    once: events.once.bind(events),
    says: (message) => {
      events.emit('message', message)
    },
    dies: () => {
      events.emit('exit', 1)
    },
    get isKilled() {
      return isKilled
    },
  }
}
