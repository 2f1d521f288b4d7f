import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { MockCenterError } from './error.ts'
import { createMockCenter } from './server.ts'

const USAGE =
  'node server-mock/cli.ts [--port N] [--seed S] [--scenario NAME] [--province NAME] [--data DIR] [--announce-file FILE]'
const WRONG_USAGE = 2
const NOT_STARTED = 1

interface Settings {
  readonly port: number
  readonly seed: string
  readonly scenario: string | undefined
  readonly province: string
  readonly dataFolder: string | undefined
  readonly announceFile: string | undefined
}

function readSettings(): Settings {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: { port: text, seed: text, scenario: text, province: text, data: text, 'announce-file': text },
  })
  return {
    port: Number(values.port ?? '0'),
    seed: values.seed ?? 'training',
    scenario: values.scenario,
    province: values.province ?? 'national',
    dataFolder: values.data,
    announceFile: values['announce-file'],
  }
}

/** Written beside and renamed, so that whoever waits for the file never reads half of it; it holds keys, so only for its owner. */
function announce(file: string, line: string): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, line, { mode: 0o600, flag: 'wx' })
  renameSync(draft, file)
}

function fail(status: number, message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(status)
}

function settingsOrUsage(): Settings {
  try {
    return readSettings()
  } catch (error) {
    return fail(WRONG_USAGE, `${error instanceof Error ? error.message : 'wrong arguments'}\n${USAGE}`)
  }
}

async function run(): Promise<void> {
  const { port, seed, scenario, province, dataFolder, announceFile } = settingsOrUsage()
  if (dataFolder !== undefined) mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const center = await createMockCenter({
    port,
    seed,
    province,
    threads: Math.max(1, availableParallelism() - 1),
    ...(scenario === undefined ? {} : { scenario }),
    ...(dataFolder === undefined ? {} : { dataFile: join(dataFolder, 'center.sqlite') }),
  })

  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    if (announceFile !== undefined) rmSync(announceFile, { force: true })
    await center.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop())

  const { url, adminUrl, adminToken, consoleUrl, connection, shop } = center
  const line = `${JSON.stringify({ url, adminUrl, adminToken, consoleUrl, province, connection, shop })}\n`
  if (announceFile !== undefined) announce(announceFile, line)
  process.stdout.write(line)
}

await run().catch((error: unknown) => {
  if (error instanceof MockCenterError) fail(NOT_STARTED, `${error.code}: ${error.message}`)
  throw error
})
