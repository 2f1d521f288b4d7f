// Records what counter and center say to each other, under each profile: a whole sale and its return, and each refusal. The contract tests of both sides live
// on these files, and after a change of a table or a rule their diff shows what changed on the wire.
// node scripts/record-examples.ts
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCenterClock } from '../server-mock/clock.ts'
import { refusals } from '../server-mock/scenarios/refusals.ts'
import type { Gateways } from '../src/main/station/gateways/gateways.ts'
import { createGateways } from '../src/main/station/gateways/index.ts'
import { profiles } from '../src/shared/profiles/index.ts'
import { type InterfaceNumber, interfaceTables } from '../src/shared/wire/index.ts'
import { DispenseStopped, dispense } from './counter/dispense.ts'
import {
  clearText,
  type Example,
  type Examples,
  examplesFolder,
  fileNames,
  heldElsewhere,
  numberNamed,
  payers,
  recording,
} from './counter/examples.ts'
import { openHeadless, TIMEOUTS } from './counter/headless.ts'
import type { TappedExchange } from './counter/wiretap.ts'

/** What each exchange of a sale is for; an interface that is called several times has several. */
const purposes: Partial<Record<InterfaceNumber, readonly string[]>> = {
  '9001': ['sign-in'],
  'ec.query': ['fetch', 'pharmacist', 'pay'],
  '1101': ['person'],
  '7201': ['authorize'],
  '7204': ['download'],
  '7205': ['verify'],
  '7206': ['review'],
  '2101A': ['presettle'],
  '7207': ['outbound'],
  '3505': ['sale'],
  '2102A': ['settle'],
  '2103': ['revoke'],
  '7208': ['outbound-undo'],
  '3506': ['sale-return'],
  '9002': ['sign-out'],
}

type Counter = Awaited<ReturnType<typeof openHeadless>>
type Exchange = Omit<Example, 'title'>

for (const profile of Object.keys(profiles)) await write(profile, await record(profile))

async function record(profile: string): Promise<Examples> {
  const sale = await sell(profile, recording.scenario)
  if (sale.stopped) throw new Error(`the sale under ${profile} stops`)
  const refused: Example[] = []
  for (const { name } of refusals) {
    const { exchanges, stopped } = await sell(profile, name)
    const last = exchanges.at(-1)
    // not everything can befall a sale in every province: a withdrawal after 7207 needs a 7207
    if (stopped && last !== undefined) refused.push({ ...last, title: `${last.number}-${name}` })
  }
  return { sale: named(sale.exchanges), refusals: refused }
}

async function sell(
  profile: string,
  scenario: string,
): Promise<{ readonly exchanges: readonly Exchange[]; readonly stopped: boolean }> {
  const clock = createCenterClock(() => recording.at)
  const counter = await openHeadless(profile, { scenario, seed: recording.seed, clock, address: recording.address })
  const { center, tap } = counter
  const cleared = () => tap.exchanges.map((exchange) => clearExchange(exchange, center.connection))
  const gateways = scenario === heldElsewhere.scenario ? afterAnotherShop(counter) : counter.gateways
  try {
    const payerName = payers[scenario] ?? counter.patientName
    await dispense({ ...counter, gateways, payerName }, { andReturn: true })
    return { exchanges: cleared(), stopped: false }
  } catch (error) {
    if (error instanceof DispenseStopped) return { exchanges: cleared(), stopped: true }
    throw error
  } finally {
    await counter.close()
  }
}

function clearExchange({ path, request, answer }: TappedExchange, app: Counter['center']['connection']): Exchange {
  const { infno, transType } = JSON.parse(request)
  const byPath = Object.values(interfaceTables).find((table) => table.channel === 'B' && table.path === path)
  return {
    number: numberNamed(byPath?.number ?? infno ?? transType),
    request: clearText(request, app),
    response: clearText(answer, app),
  }
}

function named(exchanges: readonly Exchange[]): readonly Example[] {
  return exchanges.map((exchange, index) => {
    const { number } = exchange
    const before = exchanges.slice(0, index).filter((earlier) => earlier.number === number).length
    const purpose = purposes[number]?.[before]
    if (purpose === undefined) throw new Error(`${number} has no name for its call number ${before + 1}`)
    return { ...exchange, title: `${number}-${purpose}` }
  })
}

/** The counter's gateways, but right before its 7201 the patient authorizes the other pharmacy. */
function afterAnotherShop({ center, gateways, patientName, clock }: Counter): Gateways {
  const { prescriptionCenter } = gateways
  const connection = center.connections.get(heldElsewhere.by)
  if (connection === undefined) throw new Error('the scenario has no other pharmacy')
  const other = createGateways(connection, { clock, nextSequence: () => 1, timeouts: TIMEOUTS, address: recording.address })
  return {
    ...gateways,
    prescriptionCenter: {
      ...prescriptionCenter,
      async authorize(request) {
        const qr = center.showVoucher(patientName).qr
        const voucher = await other.voucherPlatform.decode({ qr, businessType: '02122', operator: request.operator })
        if (voucher.kind !== 'acknowledged') throw new Error(voucher.failure.code)
        const held = await other.prescriptionCenter.authorize({ ...request, voucherToken: voucher.value.token })
        if (held.kind !== 'acknowledged') throw new Error(held.failure.code)
        await other.close()
        return prescriptionCenter.authorize(request)
      },
    },
  }
}

async function write(profile: string, { sale, refusals }: Examples): Promise<void> {
  const folder = examplesFolder(profile)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const example of [...sale, ...refusals]) {
    const [request, response] = fileNames(example)
    await writeFile(join(folder, request), example.request)
    await writeFile(join(folder, response), example.response)
  }
  const titles = (examples: readonly Example[]) => examples.map(({ title }) => title)
  await writeFile(join(folder, 'order.json'), `${JSON.stringify({ sale: titles(sale), refusals: titles(refusals) }, null, 2)}\n`)
}
