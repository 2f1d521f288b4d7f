// Every test: builds the application, then runs vitest and Playwright, and closes with one line over both.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { relative } from 'node:path'
import { z } from 'zod'
import { build } from './build.ts'

const RESULTS = 'out/test'

const VitestReport = z.object({
  numPassedTests: z.number(),
  numTotalTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
})
const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
})

interface Count {
  readonly passed: number
  readonly failed: number
}

/** Runs a command to its end; true when it succeeded. */
function run(...[program = '', ...args]: string[]): boolean {
  return spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
}

/** Counts of a runner from its JSON report. A test that did not run is a failure, and so is a runner that left no report. */
function counted(succeeded: boolean, file: string, read: (report: unknown) => Count): Count {
  try {
    const count = read(JSON.parse(readFileSync(file, 'utf8')))
    return succeeded || count.failed > 0 ? count : { ...count, failed: 1 }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

function vitest(): Count {
  const file = `${RESULTS}/vitest.json`
  const succeeded = run('vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`)
  return counted(succeeded, file, (report) => {
    const { numPassedTests, numTotalTests, testResults } = VitestReport.parse(report)
    for (const { name, assertionResults } of testResults) {
      for (const { status, fullName, failureMessages } of assertionResults) {
        if (status !== 'passed') failures.push(`${relative('', name)} › ${fullName}: ${failureMessages?.[0] ?? status}`)
      }
    }
    return { passed: numPassedTests, failed: numTotalTests - numPassedTests }
  })
}

function playwright(): Count {
  const file = `${RESULTS}/playwright.json`
  process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = file
  const succeeded = run('playwright', 'test', '--reporter=list,json')
  return counted(succeeded, file, (report) => {
    const { stats } = PlaywrightReport.parse(report)
    if (stats.flaky > 0) process.stdout.write(`test: ${stats.flaky} passed only at the second attempt; see the list above\n`)
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected + stats.skipped }
  })
}

/** What is said again at the end, where nobody has to look for it. */
const failures: string[] = []

rmSync(RESULTS, { recursive: true, force: true })
mkdirSync(RESULTS, { recursive: true })
const built = build()
const counts = built ? [vitest(), playwright()] : [{ passed: 0, failed: 1 }]
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
for (const failure of failures) process.stdout.write(`test: failed: ${failure}\n`)
process.stdout.write(`${counts.reduce((sum, count) => sum + count.passed, 0)} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
