import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { give, windowFolder } from './user.ts'

/** A screen for windows, and what their environment must say to reach it. */
export interface Display {
  readonly environment: Readonly<Record<string, string>>
  /** whether a person could see it */
  readonly isReal: boolean
  close(): void
  /** leaves a virtual display running when this program ends */
  keep(): void
}

/** The display that is there, else a virtual one of our own. Its authority file is readable to the windows' user. */
export async function openDisplay(): Promise<Display> {
  if (process.platform !== 'linux' || process.env.WAYLAND_DISPLAY)
    return { environment: {}, isReal: true, close: () => {}, keep: () => {} }
  const folder = windowFolder()
  const authority = join(folder, 'authority')
  return process.env.DISPLAY ? presentDisplay(process.env.DISPLAY, folder, authority) : virtualDisplay(folder, authority)
}

function presentDisplay(name: string, folder: string, authority: string): Display {
  const theirs = process.env.XAUTHORITY ?? join(homedir(), '.Xauthority')
  if (existsSync(theirs)) {
    copyFileSync(theirs, authority)
    give(authority)
  }
  const environment = { DISPLAY: name, ...(existsSync(authority) ? { XAUTHORITY: authority } : {}) }
  return { environment, isReal: true, close: () => rmSync(folder, { recursive: true, force: true }), keep: () => {} }
}

async function virtualDisplay(folder: string, authority: string): Promise<Display> {
  writeFileSync(authority, authorityOfAnyDisplay(randomBytes(16)), { mode: 0o600 })
  give(authority)
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-auth', authority], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached: true,
  })
  const kill = (): void => {
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', kill)
  const number = await displayNumber(server)
  return {
    environment: { DISPLAY: `:${number}`, XAUTHORITY: authority },
    isReal: false,
    close: () => {
      process.off('exit', kill)
      kill()
    },
    keep: () => {
      process.off('exit', kill)
      server.unref()
    },
  }
}

function displayNumber(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with exit code ${code}`)))
    const lines = createInterface({ input: server.stdio[3] as Readable })
    lines.once('line', (number) => {
      lines.close()
      resolve(number)
    })
  })
}

/** An Xauthority file with one cookie that is valid whatever number the display gets: family "wild", no address, no number. */
function authorityOfAnyDisplay(cookie: Buffer): Buffer {
  const counted = (content: Buffer): Buffer => Buffer.concat([Buffer.from([content.length >> 8, content.length & 0xff]), content])
  const nothing = Buffer.alloc(0)
  return Buffer.concat([Buffer.from([0xff, 0xff]), ...[nothing, nothing, Buffer.from('MIT-MAGIC-COOKIE-1'), cookie].map(counted)])
}
