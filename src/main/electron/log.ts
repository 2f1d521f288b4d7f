import { mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'

const SIZE_AT_MOST = 5 * 1024 * 1024

/**
 * The shell's log: <dataFolder>/logs/shell.log as JSON lines, the file before it beside it. It takes events and codes, never what a person
 * entered, an address of a page, a key or a token.
 */
export function createLog(dataFolder: string): Logger {
  const folder = join(dataFolder, 'logs')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'shell.log')
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > SIZE_AT_MOST) renameSync(file, join(folder, 'shell.1.log'))
  return pino(
    { base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: file, sync: true }),
  )
}
