// The second process of the center's benchmark: pharmacies at a center, as its one argument says (JSON of a `LoadOrder`). Writes a line when it is warm and one with
// its `LoadReport` when it is done.
import { setTimeout as wait } from 'node:timers/promises'
import { type NotedWork, openCounter, openWire, type Work } from './counter.ts'
import { dispense, type OpenShop, openShop, packsOf, showVoucher, WrongAnswer } from './dispense.ts'
import { manifestOf } from './province.ts'
import { arrivals } from './schedule.ts'

export interface LoadOrder {
  readonly url: string
  readonly adminUrl: string
  readonly adminToken: string
  /** Base64 */
  readonly platformPublicKey: string
  /** the folder of the province */
  readonly folder: string
  /** dispenses that are not counted */
  readonly warmUp: number
  /** one answer in so many is checked */
  readonly verifyEvery: number
  readonly seconds: number
  /** closed: so many counters, each with the next dispense when one is done; open: so many dispenses begin each second, whatever becomes of them */
  readonly loop: { readonly kind: 'closed'; readonly counters: number } | { readonly kind: 'open'; readonly perSecond: number }
}

export interface LoadReport {
  readonly seconds: number
  readonly dispenses: number
  /** ms of each transaction: in a closed loop from its sending, in an open one from the time for which it was planned */
  readonly latencies: readonly number[]
  /** seconds of processor time that the pharmacies took */
  readonly cpu: number
  /** what went wrong, one line each */
  readonly faults: readonly string[]
  readonly wrong: number
  /** of one dispense */
  readonly work: Work
}

/** between two messages of one dispense in an open loop: a counter has its own work to do */
const GAP_MS = 250

async function run(order: LoadOrder): Promise<LoadReport> {
  const { pharmacies, people } = manifestOf(order.folder)
  const wire = openWire(order.url, 64)
  const admin = { path: new URL(order.adminUrl).pathname, token: order.adminToken }
  const work: NotedWork = { isWanted: false, signed: [], answered: [], encrypted: [], decrypted: [] }
  const { platformPublicKey, verifyEvery } = order
  const counters = pharmacies.map((pharmacy) => openCounter({ wire, pharmacy, platformPublicKey, verifyEvery, work }))
  const shops: OpenShop[] = []
  for (const counter of counters) shops.push(await openShop(wire, admin, counter))

  let next = 0
  const latencies: number[] = []
  const faults: string[] = []
  let wrong = 0
  let done = 0

  /** One dispense; its k-th message is due at the time that `dueAt` gives, null for as soon as possible. */
  async function one(dueAt: (step: number) => number | null): Promise<void> {
    const number = next++
    const [person, shop] = [people[number], shops[number % shops.length]]
    if (person === undefined || shop === undefined) throw new Error('nobody waits any more: the province is too small')
    let index = 0
    try {
      const qr = await showVoucher(wire, admin, person)
      await dispense({ wire, shop, person, qr, packs: packsOf(number) }, async (_name, send) => {
        const due = dueAt(index++)
        if (due !== null && due > performance.now()) await wait(due - performance.now())
        const from = due ?? performance.now()
        const answer = await send()
        latencies.push(performance.now() - from)
        return answer
      })
      done += 1
    } catch (error) {
      if (error instanceof WrongAnswer) wrong += 1
      faults.push(error instanceof Error ? error.message : String(error))
    }
  }

  const everywhere = () => next < people.length
  async function closed(count: number, isOver: () => boolean): Promise<void> {
    const counter = async (): Promise<void> => {
      while (!isOver() && everywhere()) await one(() => null)
    }
    await Promise.all(Array.from({ length: count }, counter))
  }

  await closed(8, () => next >= order.warmUp)
  if (faults.length > 0) throw new Error(faults[0])
  work.isWanted = true
  await one(() => null)
  work.isWanted = false
  latencies.length = 0
  done = 0

  process.stdout.write('warm\n')
  const [began, usedBefore] = [performance.now(), process.cpuUsage()]
  if (order.loop.kind === 'closed') {
    const until = began + order.seconds * 1_000
    await closed(order.loop.counters, () => performance.now() >= until)
  } else {
    const times = arrivals('open loop', order.loop.perSecond, order.seconds)
    await Promise.all(
      times.map(async (seconds) => {
        const start = began + seconds * 1_000
        await wait(Math.max(0, start - GAP_MS - performance.now()))
        await one((step) => start + step * GAP_MS)
      }),
    )
  }
  const seconds = (performance.now() - began) / 1_000
  const used = process.cpuUsage(usedBefore)
  await wire.close()
  return { seconds, cpu: (used.user + used.system) / 1e6, dispenses: done, latencies, faults, wrong, work }
}

const order: LoadOrder = JSON.parse(process.argv[2] ?? '{}')
const report = await run(order)
process.stdout.write(`${JSON.stringify(report)}\n`)
