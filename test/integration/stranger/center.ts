import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { isJson, type Json, readJson } from './envelope.ts'

const PROJECT = fileURLToPath(new URL('../../..', import.meta.url))

export interface RunningCenter {
  /** the line that it prints */
  readonly announced: Json
  /** asks it to end and gives its exit status */
  stop(): Promise<unknown>
}

/** Starts the center with the command of the page and waits for its line. */
export async function startCenter(...args: readonly string[]): Promise<RunningCenter> {
  const child = spawn(process.execPath, ['server-mock/cli.ts', ...args], { cwd: PROJECT, stdio: ['ignore', 'pipe', 'inherit'] })
  // whatever ends this program ends the center
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  const ended = once(child, 'exit').then(([status]: unknown[]) => status)
  const announced = await Promise.race([firstLine(child), ended.then((status) => `it ended with ${status}`)])
  if (!isJson(announced)) throw new Error(announced)
  return {
    announced,
    stop: async () => {
      process.off('exit', kill)
      child.kill('SIGTERM')
      return ended
    },
  }
}

async function firstLine(child: ChildProcess): Promise<Json | string> {
  if (child.stdout === null) return 'no output'
  for await (const line of createInterface({ input: child.stdout })) return readJson(line)
  return 'no line'
}
