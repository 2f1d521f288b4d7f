import type { Switches } from '../../server-mock/provinces/switches.ts'
import { createMockCenter, type MockCenterOptions } from '../../server-mock/server.ts'
import { createGateways, type GatewayPorts } from '../../src/main/station/gateways/index.ts'
import { formatFen } from '../../src/shared/domain/money.ts'
import { profiles } from '../../src/shared/profiles/index.ts'
import { type DispenseStep, dispense, type Ports } from './dispense.ts'
import { opensslVerifiesPdf } from './opensslP7.ts'
import { checkSignatures } from './signatures.ts'
import { tapCenter } from './wiretap.ts'

/** What nobody needs for a sale by voucher and its return. */
export const apart: readonly string[] = Object.freeze([
  '2101',
  '2102',
  '2601',
  '5203',
  '3501',
  '3501A',
  '3502',
  '3503',
  '3503A',
  '3504',
  '3507',
  '35081',
  '35082',
  '1312',
  '1318',
  '1319',
  '3301',
  '3302',
  // of a patient who comes with a card
  'ec.pwdCheck',
])

export const TIMEOUTS = { connectMs: 5_000, headersMs: 20_000, bodyMs: 20_000 }

export interface HeadlessReport {
  readonly profile: string
  readonly scenario: string
  readonly steps: readonly DispenseStep[]
  readonly personPays: string
  readonly totalsAgree: boolean
  /** of the messages, both ways, as the openssl command finds them */
  readonly signatures: { readonly checked: number; readonly wrong: readonly string[] }
  /** whether it finds the one in the prescription's file right */
  readonly fileSignature: boolean
}

interface HeadlessOptions extends Pick<MockCenterOptions, 'clock' | 'dataFile'>, Pick<GatewayPorts, 'address'> {
  readonly scenario: string
  readonly seed: string
}

/** The real gateways, tapped, at a mock center of the province that is theirs alone. */
export async function openHeadless(province: string, { address, ...of }: HeadlessOptions) {
  const profile = Object.values(profiles).find(({ name }) => name === province)
  if (profile === undefined) throw new Error(`there is no profile ${province}`)
  const center = await createMockCenter({ port: 0, province, ...of })
  const tap = await tapCenter(center.connection)
  let sequence = 0
  const now = () => center.clock.now()
  const ports = { clock: now, nextSequence: () => ++sequence, timeouts: TIMEOUTS, ...(address === undefined ? {} : { address }) }
  const gateways = createGateways(tap.connection, ports, profile)
  return {
    center,
    tap,
    gateways,
    profile,
    clock: now,
    patientName: center.people[0] ?? '',
    close: async () => {
      await gateways.close()
      tap.close()
      await center.close()
    },
  }
}

/** Opens a mock center of the province, sells the first patient's first prescription through the real gateways, takes it back, and checks every signature. */
export async function runHeadless(
  province: string,
  {
    scenario,
    seed,
    switches = {},
    ...choices
  }: { readonly scenario: string; readonly seed: string; readonly switches?: Partial<Switches> } & Pick<
    Ports,
    'payerName' | 'which'
  >,
): Promise<HeadlessReport> {
  const counter = await openHeadless(province, { scenario, seed })
  counter.center.change(switches)
  try {
    const { steps, file, totalsAgree, personPays } = await dispense({ ...counter, ...choices }, { andReturn: true })
    const { tap, center } = counter
    const checked = checkSignatures(tap.exchanges, tap.connection, center.institutionKey)
    return {
      profile: province,
      scenario,
      steps,
      personPays: formatFen(personPays),
      totalsAgree,
      signatures: {
        checked: checked.length,
        wrong: checked.filter(({ right }) => !right).map(({ path, side }) => `${side} ${path}`),
      },
      fileSignature: opensslVerifiesPdf(file),
    }
  } finally {
    await counter.close()
  }
}
