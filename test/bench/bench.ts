// Measures the built application: start and memory against a bare window, scans, a whole dispense, the prescription's file, the envelope. `--json` prints the rows of test/bench/figures.ts,
// without it they come as a table; progress goes to stderr. Names of measures (`npm run bench -- boxes file`) leave the others out. Exit code 1 when something could not be measured, whatever the figures say.
import { build } from '../../scripts/build.ts'
import { type Display, openDisplay } from '../../scripts/windows/display.ts'
import { measureBoxes } from './boxes.ts'
import { measureDispense } from './dispense.ts'
import { measureEnvelope } from './envelope.ts'
import type { Row } from './figures.ts'
import { measureFile } from './file.ts'
import { measureScans } from './scan.ts'
import { measureStarts } from './start.ts'

const STDERR = 2

const measures: readonly {
  readonly name: string
  readonly measure: (display: Display) => readonly Row[] | Promise<readonly Row[]>
}[] = [
  { name: 'start', measure: measureStarts },
  { name: 'scans', measure: measureScans },
  { name: 'boxes', measure: measureBoxes },
  { name: 'dispense', measure: measureDispense },
  { name: 'file', measure: measureFile },
  { name: 'envelope', measure: measureEnvelope },
]

/** One after the other, so that none is a load on another. A measure that fails is told on stderr and leaves the others alone. */
async function measureAll(): Promise<{ readonly rows: readonly Row[]; readonly isWhole: boolean }> {
  const display = await openDisplay()
  const rows: Row[] = []
  let isWhole = true
  const chosen = process.argv.slice(2).filter((word) => !word.startsWith('--'))
  for (const { name, measure } of measures.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
    process.stderr.write(`bench: ${name} …\n`)
    try {
      rows.push(...(await measure(display)))
    } catch (error) {
      isWhole = false
      process.stderr.write(`bench: ${name}: not measured: ${error instanceof Error ? error.message : error}\n`)
    }
  }
  display.close()
  return { rows, isWhole }
}

function tableOf(rows: readonly Row[]): string {
  const lines = [
    ['', 'value', 'baseline', 'ratio', 'aim', 'met'],
    ...rows.map(({ name, value, unit, baseline, ratio, aim, met }) => [
      name,
      `${value} ${unit}`,
      `${baseline} ${unit}`,
      String(ratio),
      aim,
      met ? 'yes' : 'no',
    ]),
  ]
  const widthOf = (column: number): number => Math.max(...lines.map((line) => line[column]?.length ?? 0))
  const texts = lines.map((line) => line.map((cell, column) => cell.padEnd(widthOf(column))).join('  '))
  return texts.map((text) => `${text.trimEnd()}\n`).join('')
}

const isBuilt = build(STDERR)
if (isBuilt) {
  const { rows, isWhole } = await measureAll()
  process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(rows, null, 2)}\n` : tableOf(rows))
  process.exitCode = isWhole ? 0 : 1
} else process.exitCode = 1
