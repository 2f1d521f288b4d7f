import { afterEach, describe, expect, it } from 'vitest'
import {
  clearText,
  type Example,
  heldElsewhere,
  payers,
  readExamples,
  recording,
  standIns,
} from '../../scripts/counter/examples.ts'
import { tapCenter } from '../../scripts/counter/wiretap.ts'
import { createCenterClock } from '../../server-mock/clock.ts'
import { createMockCenter, type MockCenter } from '../../server-mock/server.ts'
import { profiles } from '../../src/shared/profiles/index.ts'
import { type InterfaceNumber, interfaceTables } from '../../src/shared/wire/index.ts'
import { isYes } from '../integration/server-mock/generated/flow.ts'
import { createPharmacy, type Pharmacy } from '../integration/server-mock/pharmacy.ts'

type Json = Record<string, unknown>
type PrescriptionNumber = Parameters<Pharmacy['prescription']>[0]

interface RecordedCenter {
  readonly center: MockCenter
  /** sends the recorded request, signed afresh and with the center's own file in place of the stand-ins; gives the answer as it would be recorded */
  send(example: Example): Promise<string>
}

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

/** A center as it was at the recording. */
async function openCenter(province: string, scenario: string): Promise<RecordedCenter> {
  const clock = createCenterClock(() => recording.at)
  const center = await createMockCenter({ port: 0, seed: recording.seed, scenario, province, clock })
  const tap = await tapCenter(center.connection)
  open.push(async () => {
    tap.close()
    await center.close()
  })
  const pharmacy = createPharmacy({ ...center, url: tap.connection.insuranceUrl })
  let file: Json = {}

  async function post({ number, title, request }: Example): Promise<void> {
    const message: Json = JSON.parse(request)
    if (isOfPrescriptions(number)) {
      const { timestamp, data } = message
      const { data: given } = await pharmacy.prescription(number, withFile(Object(data), file), { timestamp })
      if (number === '7204') file = Object(given)
    } else if (number === 'ec.query') {
      show(center, title, payers[scenario])
      await pharmacy.query('', () => message)
    } else await pharmacy.insurance(number, Object(message.input), {}, ({ cainfo }) => ({ ...message, cainfo }))
  }

  return {
    center,
    async send(example) {
      await post(example)
      return clearText(tap.exchanges.at(-1)?.answer ?? '', center.connection)
    },
  }
}

function isOfPrescriptions(number: InterfaceNumber): number is PrescriptionNumber {
  return interfaceTables[number].channel === 'B'
}

/** The data of a request with every stand-in replaced by what the center gave. */
function withFile(data: Json, file: Json): Json {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, value === standIns[name] ? file[name] : value]))
}

/** Somebody's phone shows the code that the next message carries: the same seed shows the same ones in the same order. */
function show(center: MockCenter, title: string, payer: string | undefined): void {
  const [patient = ''] = center.people
  if (title === 'ec.query-pharmacist') center.showPharmacistVoucher(center.pharmacists[0]?.name ?? '')
  else center.showVoucher(title === 'ec.query-pay' ? (payer ?? patient) : patient)
}

async function authorizeElsewhere(center: MockCenter): Promise<void> {
  const other = createPharmacy(center, center.connections.get(heldElsewhere.by))
  expect(isYes(await other.authorize(await other.tokenOf(center.people[0] ?? '')))).toBe(true)
}

describe.each(Object.keys(profiles))('the center of %s, asked as recorded', (profile) => {
  const { sale, refusals } = readExamples(profile)

  it('answers a sale and its return word for word as recorded', async () => {
    const recorded = await openCenter(profile, recording.scenario)
    for (const example of sale) expect(await recorded.send(example), example.title).toBe(example.response)
  })

  it.each(refusals)('refuses word for word as recorded: $title', async (refusal) => {
    const { number, title, response } = refusal
    const scenario = title.slice(number.length + 1)
    const recorded = await openCenter(profile, scenario)
    const before = sale.slice(
      0,
      sale.findIndex((example) => example.number === number),
    )
    for (const example of before) expect(isYes(JSON.parse(await recorded.send(example))), example.title).toBe(true)
    if (scenario === heldElsewhere.scenario) await authorizeElsewhere(recorded.center)
    expect(await recorded.send(refusal)).toBe(response)
  })
})
