// Measures the mock center under load: signed and encrypted messages of whole dispenses from a second process on the same cores, against what the bare primitives of both
// sides allow. A transaction is one message with its answer; a dispense has eight, seven of them signed. `--json` prints the rows of test/bench/figures.ts; `--small` is a
// quick run that proves nothing. Exit code 1 when an answer was wrong or nothing could be measured, whatever the figures say.
import { type Aim, percentile, type Row, row } from '../figures.ts'
import { STEPS } from './dispense.ts'
import { provinceOf } from './province.ts'
import { type Measured, measure, measureBare } from './run.ts'

const isSmall = process.argv.includes('--small')
const sizes = isSmall
  ? { waiting: 120, codes: [1_000, 10_000], seconds: 4, warmUp: 30, alone: 30 }
  : { waiting: 1_000, codes: [1_000, 10_000, 100_000, 1_000_000], seconds: 15, warmUp: 120, alone: 150 }
const COUNTERS = 64
/** bytes under the two signatures that 7205 checks: the file of a prescription, and the first fields of 7103 */
const FILES = [41_000, 600]
const SHARE_OF_REACHED = 0.7
/** N 9.3.3.1.4: of a large institution's channel application */
const WANTED_PER_SECOND = 500
const NOTHING_LOST = 99.9

function tell(text: string): void {
  process.stderr.write(`bench:center: ${text}\n`)
}

function perSecond({ latencies, seconds }: Measured): number {
  return latencies.length / seconds
}

/** ms of the center's processor time for one transaction. */
function costOf({ centerCpu, latencies }: Measured): number {
  return (centerCpu * 1_000) / latencies.length
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

const aims = {
  throughput: { of: 'ratio', is: '>=', limit: 0.6 },
  latency: { of: 'value', is: '<=', limit: 500 },
  mean: { of: 'value', is: '<=', limit: 1_000 },
  success: { of: 'value', is: '>=', limit: NOTHING_LOST },
  wrong: { of: 'value', is: '<=', limit: 0 },
  flat: { of: 'ratio', is: '<=', limit: 1.2 },
  work: { of: 'ratio', is: '<=', limit: 1.67 },
  cores: { of: 'ratio', is: '<=', limit: 1.67 },
} as const satisfies Record<string, Aim>

/** The whole of it, one measure after the other, so that none is a load on another. */
async function measureCenter(): Promise<readonly Row[]> {
  const provinces = sizes.codes.map((soldCodes) => {
    tell(`a province with ${soldCodes} sold codes …`)
    return { soldCodes, folder: provinceOf({ waiting: sizes.waiting, soldCodes }) }
  })
  const largest = provinces.at(-1)?.folder ?? ''
  const { seconds, warmUp } = sizes
  const closed = { kind: 'closed', counters: COUNTERS } as const

  tell('closed loop, one answer in twenty checked …')
  const reached = await measure(largest, { seconds, warmUp, verifyEvery: 20, loop: closed })
  tell(`${perSecond(reached).toFixed(0)}/s; every answer checked …`)
  const checked = await measure(largest, { seconds, warmUp, verifyEvery: 1, loop: closed })
  tell(`${perSecond(checked).toFixed(0)}/s; bare primitives …`)
  const bareOrder = { work: reached.work, files: FILES, seconds: Math.min(8, seconds) }
  const bare = await measureBare({ ...bareOrder, checkedShare: 1 / 20 })
  const bareChecked = await measureBare({ ...bareOrder, checkedShare: 1 })
  const dispensesPerSecond = (SHARE_OF_REACHED * reached.dispenses) / reached.seconds
  tell(`${(bare.perSecond * STEPS.length).toFixed(0)}/s; open loop with ${dispensesPerSecond.toFixed(1)} dispenses a second …`)
  const loop = { kind: 'open', perSecond: dispensesPerSecond } as const
  const open = await measure(largest, { seconds, warmUp, verifyEvery: 20, loop })

  const costs: { readonly soldCodes: number; readonly cost: number }[] = []
  for (const { soldCodes, folder } of provinces) {
    tell(`one counter, ${soldCodes} sold codes …`)
    const alone = await measure(folder, { seconds, warmUp: sizes.alone, verifyEvery: 20, loop: { kind: 'closed', counters: 1 } })
    costs.push({ soldCodes, cost: costOf(alone) })
  }

  const all = [reached, checked, open]
  for (const fault of new Set(all.flatMap(({ faults }) => faults))) tell(fault)
  const answered = all.reduce((sum, { latencies }) => sum + latencies.length, 0)
  const faults = all.reduce((sum, report) => sum + report.faults.length, 0)
  const wrong = all.reduce((sum, report) => sum + report.wrong, 0)
  const workOf = ({ centerCpu, cpu, latencies }: Measured): number => ((centerCpu + cpu) * 1_000) / latencies.length
  const bareMs = 1_000 / (bare.perSecond * STEPS.length)
  const [base] = costs
  return [
    row({
      name: 'throughput, 1 answer in 20 checked',
      value: perSecond(reached),
      unit: 'transactions/s',
      baseline: bare.perSecond * STEPS.length,
      aim: aims.throughput,
    }),
    row({
      name: 'throughput, every answer checked',
      value: perSecond(checked),
      unit: 'transactions/s',
      baseline: bareChecked.perSecond * STEPS.length,
      aim: aims.throughput,
    }),
    row({
      name: 'processor time of both sides',
      value: workOf(reached),
      unit: 'ms/transaction',
      baseline: bare.bothMs / STEPS.length,
      aim: aims.work,
    }),
    row({
      name: 'p99 at 70 % of that',
      value: percentile(open.latencies, 99),
      unit: 'ms',
      baseline: bareMs,
      aim: aims.latency,
    }),
    row({ name: 'mean at 70 % of that', value: mean(open.latencies), unit: 'ms', baseline: bareMs, aim: aims.mean }),
    row({ name: 'success', value: (100 * answered) / (answered + faults), unit: '%', baseline: 100, aim: aims.success }),
    row({ name: 'wrong answers', value: wrong, unit: 'of all', baseline: answered, aim: aims.wrong }),
    ...costs.slice(1).map(({ soldCodes, cost }) =>
      row({
        name: `cost with ${soldCodes} sold codes`,
        value: cost,
        unit: 'ms of a core',
        baseline: base?.cost ?? Number.NaN,
        aim: aims.flat,
      }),
    ),
    row({
      name: `cores of the center for ${WANTED_PER_SECOND} transactions/s`,
      value: (WANTED_PER_SECOND * costOf(reached)) / 1_000,
      unit: 'cores',
      baseline: (WANTED_PER_SECOND * bare.centerMs) / STEPS.length / 1_000,
      aim: aims.cores,
    }),
  ]
}

const rows = await measureCenter()
process.stdout.write(
  process.argv.includes('--json')
    ? `${JSON.stringify(rows, null, 2)}\n`
    : rows
        .map(({ name, value, unit, baseline, ratio, met }) => `${name}: ${value} ${unit} (${baseline}, ${ratio}) ${met}\n`)
        .join(''),
)
process.exitCode = rows.some(({ name, met }) => name === 'wrong answers' && !met) ? 1 : 0
