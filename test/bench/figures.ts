/** What a row is measured against: a limit of its ratio or of its value. */
export interface Aim {
  readonly of: 'ratio' | 'value'
  readonly is: '<=' | '>='
  readonly limit: number
}

/** One measure as the benchmark prints it. `baseline` was taken in the same run, `ratio` is value / baseline. */
export interface Row {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly baseline: number
  readonly ratio: number
  /** as `ratio <= 1.8`; a limit of the value is in the row's unit */
  readonly aim: string
  readonly met: boolean
}

/** The middle of the values, or the mean of the two in the middle. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const [low, high] = sorted.length % 2 === 1 ? [sorted[half], sorted[half]] : [sorted[half - 1], sorted[half]]
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2
}

/** The nearest-rank percentile: the least of the values that `percent` % of them do not exceed. NaN for none. */
export function percentile(values: readonly number[], percent: number): number {
  const rank = Math.max(1, Math.ceil((values.length * percent) / 100))
  return values.toSorted((a, b) => a - b)[rank - 1] ?? Number.NaN
}

/** Makes a row. The aim is judged by the rounded figures, so that a row never contradicts itself. */
export function row({
  name,
  value,
  unit,
  baseline,
  aim: { of, is, limit },
}: Pick<Row, 'name' | 'value' | 'unit' | 'baseline'> & { readonly aim: Aim }): Row {
  const figures = { value: rounded(value), baseline: rounded(baseline), ratio: rounded(value / baseline) }
  const met = is === '<=' ? figures[of] <= limit : figures[of] >= limit
  return { name, value: figures.value, unit, baseline: figures.baseline, ratio: figures.ratio, aim: `${of} ${is} ${limit}`, met }
}

function rounded(figure: number): number {
  return Math.round(figure * 100) / 100
}

/** How long a time several spans cover together; where they overlap it counts once. */
export function unionOf(spans: readonly { readonly from: number; readonly to: number }[]): number {
  let covered = 0
  let until = Number.NEGATIVE_INFINITY
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    covered += Math.max(0, to - Math.max(from, until))
    until = Math.max(until, to)
  }
  return covered
}
