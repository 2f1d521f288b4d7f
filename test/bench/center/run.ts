import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { BareOrder, BareReport } from './bare.ts'
import type { LoadOrder, LoadReport } from './load.ts'
import { copyProvince, SCENARIO, SEED } from './province.ts'

const REPOSITORY = join(import.meta.dirname, '..', '..', '..')
/** of a second, as /proc tells processor time */
const TICKS = 100

const Announcement = z.looseObject({
  url: z.string(),
  adminUrl: z.string(),
  adminToken: z.string(),
  connection: z.looseObject({ platformPublicKey: z.string() }),
})

/** What a load came to, and the processor time that the center took for it. */
export interface Measured extends LoadReport {
  /** seconds */
  readonly centerCpu: number
}

/** Starts a center as its command line does, over a copy of a province, and puts one load on it. */
export async function measure(
  province: string,
  order: Pick<LoadOrder, 'warmUp' | 'verifyEvery' | 'seconds' | 'loop'>,
): Promise<Measured> {
  const folder = copyProvince(province, Date.now())
  const center = start(['server-mock/cli.ts', '--port', '0', '--data', folder, '--seed', SEED, '--scenario', SCENARIO])
  try {
    const { url, adminUrl, adminToken, connection } = Announcement.parse(JSON.parse(await center.line()))
    const { platformPublicKey } = connection
    const load = start([
      'test/bench/center/load.ts',
      JSON.stringify({ ...order, url, adminUrl, adminToken, platformPublicKey, folder } satisfies LoadOrder),
    ])
    await load.line()
    const before = cpuOf(center.pid)
    const report: LoadReport = JSON.parse(await load.line())
    return { ...report, centerCpu: cpuOf(center.pid) - before }
  } finally {
    await center.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What two processes do in a second that compute nothing but the primitives of both sides, on the two cores at the same time. */
export async function measureBare(order: BareOrder): Promise<BareReport> {
  const both = [0, 1].map(() => start(['test/bench/center/bare.ts', JSON.stringify(order)]))
  const reports: readonly BareReport[] = await Promise.all(both.map(async (process) => JSON.parse(await process.line())))
  return {
    perSecond: reports.reduce((sum, { perSecond }) => sum + perSecond, 0),
    bothMs: reports.reduce((sum, { bothMs }) => sum + bothMs, 0) / reports.length,
    centerMs: reports.reduce((sum, { centerMs }) => sum + centerMs, 0) / reports.length,
  }
}

interface Started {
  readonly pid: number
  /** its next line; rejects when it ended before */
  line(): Promise<string>
  stop(): Promise<void>
}

function start(args: readonly string[]): Started {
  const child = spawn(process.execPath, [...args], { cwd: REPOSITORY, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    pid: child.pid ?? 0,
    line: async () => {
      const { done, value } = await lines.next()
      if (done === true) throw new Error(`${args[0]} ended before it was done`)
      return String(value)
    },
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Seconds of processor time that a process and its threads have had (proc(5), fields 14 and 15). */
function cpuOf(pid: number): number {
  const [, afterName = ''] = /\) (.*)$/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8').trim()) ?? []
  const fields = afterName.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}
