import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createAdminClient } from '../../../server-mock/admin/client.ts'
import { CenterAnnouncement } from '../../../src/shared/contract/host.ts'

const CLI = fileURLToPath(new URL('../../../server-mock/cli.ts', import.meta.url))
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mock-center-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const started: ChildProcess[] = []
function start(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(child)
  return child
}
// after a failed test a center would go on running; a center that has ended does not mind
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})
async function firstLine(child: ChildProcess): Promise<CenterAnnouncement> {
  if (child.stdout === null) throw new Error('no output')
  for await (const line of createInterface({ input: child.stdout })) return CenterAnnouncement.parse(JSON.parse(line))
  throw new Error('it ended without a word')
}
async function ended(child: ChildProcess): Promise<{ status: unknown; complaint: string }> {
  const complaint: Buffer[] = []
  child.stderr?.on('data', (chunk: Buffer) => complaint.push(chunk))
  const [status] = await once(child, 'close')
  return { status, complaint: Buffer.concat(complaint).toString() }
}

describe('the command line', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('says one line when ready, serves, and ends cleanly on %s', async (signal) => {
    const announceFile = join(folder, `${signal}.json`)
    const child = start('--seed', 's', '--data', join(folder, signal), '--announce-file', announceFile)
    const announced = await firstLine(child)
    expect(CenterAnnouncement.parse(JSON.parse(readFileSync(announceFile, 'utf8')))).toEqual(announced)
    expect(statSync(announceFile).mode & 0o777).toBe(0o600)
    const admin = createAdminClient(announced.adminUrl, announced.adminToken)
    expect(await admin.people()).not.toHaveLength(0)
    child.kill(signal)
    expect(await ended(child)).toEqual({ status: 0, complaint: '' })
    expect(existsSync(announceFile)).toBe(false)
  })

  it.each([
    [['--host', '0.0.0.0'], 2, 'host'],
    [['extra'], 2, 'extra'],
    [['--port', 'x'], 1, 'PORT_INVALID'],
    [['--scenario', 'x'], 1, 'SCENARIO_UNKNOWN'],
  ])('ends with a reason after %j', async (args, status, reason) => {
    expect(await ended(start(...args))).toMatchObject({ status, complaint: expect.stringContaining(reason) })
  })
})
