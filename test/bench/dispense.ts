import { ordinary } from '../../server-mock/scenarios/ordinary.ts'
import type { PersonSketch, Scenario } from '../../server-mock/scenarios/scenario.ts'
import { bareCryptographyMs } from './envelope.ts'
import { median, type Row, row } from './figures.ts'
import { type Dispensed, openHeadlessCounter } from './headlessCounter.ts'

/** as many as the training shelf has boxes for, each with two; the first only warms up */
const NAMES = ['王秀兰', '李建国', '张丽华', '刘志强', '陈美玲', '杨国庆'] as const
const IDLE_MS = 1_000

/**
 * Whole dispenses of a prescription of one drug, two boxes, from the patient's voucher to the goods in the hands, without a window: what they take of our own,
 * how many transactions, and for how long at most the station's thread computes at a stretch.
 */
export async function measureDispense(): Promise<readonly Row[]> {
  const sales = await dispenseAll()
  const medianOf = (figure: keyof Dispensed) => median(sales.dispensed.map((sale) => sale[figure]))
  const messages = medianOf('messages')
  const cryptography = messages * bareCryptographyMs()
  return [
    row({
      name: 'whole dispense, without the center and the person',
      unit: 'ms',
      value: medianOf('ms'),
      // what signing, sealing, opening and checking so many messages takes alone
      baseline: cryptography,
      aim: { of: 'value', is: '<=', limit: 1_000 },
    }),
    row({
      name: 'synced transactions in a whole dispense',
      unit: 'commits',
      value: Math.max(...sales.dispensed.map(({ commits }) => commits)),
      // what nobody can do without: each message on the disk before it leaves and when it is answered, and each box
      baseline: 2 * messages + medianOf('boxes'),
      aim: { of: 'value', is: '<=', limit: 30 },
    }),
    row({
      name: "longest stretch of computing on the station's thread in a whole dispense",
      unit: 'ms',
      value: median(sales.dispensed.map(({ longest }) => longest)),
      // the same thread at rest
      baseline: sales.idle,
      aim: { of: 'value', is: '<=', limit: 20 },
    }),
  ]
}

async function dispenseAll(): Promise<{ readonly dispensed: readonly Dispensed[]; readonly idle: number }> {
  const counter = await openHeadlessCounter(scenario())
  try {
    const dispensed: Dispensed[] = []
    for (const person of NAMES) {
      const sale = await counter.dispense(person)
      dispensed.push(sale)
      process.stderr.write(`bench: dispense: ${wordsOf(sale)}\n`)
    }
    return { dispensed: dispensed.slice(1), idle: await counter.idle(IDLE_MS) }
  } finally {
    await counter.close()
  }
}

function wordsOf({ ms, messages, boxes, commits, longest }: Dispensed): string {
  return `${Math.round(ms)} ms of our own, ${messages} messages, ${boxes} boxes, ${commits} commits, longest stretch ${longest.toFixed(1)} ms`
}

/** The single-drug scenario with a queue of patients. */
function scenario(): Scenario {
  const [single] = ordinary
  const { prescriptions } = single.people[0] as PersonSketch
  return { ...single, name: 'bench', people: NAMES.map((name) => ({ name, ...(prescriptions && { prescriptions }) })) }
}
