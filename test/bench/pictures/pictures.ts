// Measures how many of a set of generated pictures are read: `--json` prints the rows of test/bench/figures.ts, without it they come as JSON lines; `--count=4` takes so many pictures of each trial and
// symbology. The baseline is the plainest way to read them: one look at the picture as it is. The pictures are made by seed, so a rate is the same on every computer.

import { BUDGET, readPicture } from '../../../src/main/station/workers/pictures/readPicture.ts'
import { row } from '../figures.ts'
import { takePicture, textOf } from './makePicture.ts'
import { pictureSet, type Trial, trials } from './set.ts'

/** The least that must be read of each trial, in percent. */
const LEAST: Readonly<Record<Trial, number>> = {
  easy: 100,
  rotated: 95,
  blurred: 25,
  noisy: 90,
  tilted: 90,
  lowContrast: 95,
  glare: 90,
  small: 75,
  inverted: 90,
  several: 80,
  hard: 60,
}
const COUNT = Number(process.argv.find((word) => word.startsWith('--count='))?.slice('--count='.length) ?? 2)

interface Tally {
  expected: number
  read: number
  plain: number
  wrong: number
}

const tallies = new Map<Trial, Tally>(trials.map((trial) => [trial, { expected: 0, read: 0, plain: 0, wrong: 0 }]))
const times: number[] = []
for (const { trial, shot, choices } of pictureSet(COUNT)) {
  const tally = tallies.get(trial)
  if (tally === undefined) throw new Error(`${trial} is no trial`)
  const plane = takePicture(shot, choices)
  const expected = shot.labels.map(textOf)
  const plain = await readPicture(plane, plane.width * plane.height)
  const before = process.cpuUsage()
  const found = await readPicture(plane, BUDGET.picture)
  times.push(process.cpuUsage(before).user / 1_000)
  tally.expected += expected.length
  tally.read += found.filter(({ text }) => expected.includes(text)).length
  tally.plain += plain.filter(({ text }) => expected.includes(text)).length
  tally.wrong += found.filter(({ text }) => !expected.includes(text)).length
}

const wrong = [...tallies.values()].reduce((sum, tally) => sum + tally.wrong, 0)
const rows = [
  ...trials.map((trial) => {
    const { expected = 0, read = 0, plain = 0 } = tallies.get(trial) ?? {}
    const [value, baseline] = [(read * 100) / expected, (plain * 100) / expected]
    return row({ name: `pictures ${trial}`, value, unit: '%', baseline, aim: { of: 'value', is: '>=', limit: LEAST[trial] } })
  }),
  row({ name: 'pictures misread', value: wrong, unit: 'codes', baseline: 1, aim: { of: 'value', is: '<=', limit: 0 } }),
  row({
    name: 'pictures time (processor, mean)',
    value: times.reduce((sum, time) => sum + time, 0) / times.length,
    unit: 'ms',
    baseline: Math.max(...times),
    aim: { of: 'value', is: '<=', limit: 1_500 },
  }),
]
process.stdout.write(
  process.argv.includes('--json')
    ? `${JSON.stringify(rows, null, 2)}\n`
    : `${rows.map((one) => JSON.stringify(one)).join('\n')}\n`,
)
