import { isDeepStrictEqual } from 'node:util'
import type { Person } from '../../../shared/contract/counter.ts'
import { type Failure, failure, failureFacts } from '../../../shared/contract/failures.ts'
import { CenterConnection, type Mode } from '../../../shared/contract/host.ts'
import type { ChannelTest, ConnectionInput, ConnectionView } from '../../../shared/contract/shop.ts'
import { identityCheckCharacter } from '../../../shared/domain/identityNumber.ts'
import { isLoopback } from '../../../shared/domain/loopback.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import { shanghaiDate } from '../../../shared/domain/shanghaiTime.ts'
import { profileNamed, profiles } from '../../../shared/profiles/index.ts'
import type { Gateways } from '../gateways/gateways.ts'
import type { Outcome } from '../gateways/outcome.ts'
import type { CalledInterface } from '../gateways/policies.ts'
import type { Store } from '../store/store.ts'
import type { CenterHealth } from './centerHealth.ts'

const CONNECTION = 'connection'

/** The form of each piece; the names are those of `ConnectionInput`. */
const FORMS = {
  institutionCode: /^[0-9A-Za-z]{12}$/,
  institutionName: /./,
  institutionArea: /^\d{6}$/,
  appId: /^[!-~]{32}$/,
  terminalId: /^[0-9A-Za-z]{20}$/,
} as const
const ADDRESSES = ['voucherUrl', 'insuranceUrl', 'prescriptionUrl'] as const
/** Asked and never answered: where it can be asked again, or reversed, is the center that it went to, for the institution that it was of. */
const STANDING: readonly string[] = [
  '2102',
  '2102A',
  '2103',
  '2601',
  '3505',
  '3506',
  '3507',
  '7207',
  '7208',
] satisfies CalledInterface[]
const APP_SECRET = /^[!-~]{32}$/

// what nobody holds, so that asking about it changes nothing: a QR of zeros, a token of this program's own, a person of an area that does not exist
const NO_QR = '0'.repeat(28)
const NO_TOKEN = 'RXCOUNTER-CONNECTION-TEST'
const NOBODY = { name: '连接测试', idNumber: `99010119000101000${identityCheckCharacter('99010119000101000')}` }

export interface ConnectionPorts {
  readonly mode: Mode
  readonly store: Store
  readonly clock: () => number
  readonly health: CenterHealth
  /** what is in use */
  readonly current: () => CenterConnection | null
  readonly gateways: () => Gateways | null
  /** reads a key in any of its spellings into the one of `CenterConnection`; null when it is none */
  readonly keys: { readonly toPrivateKey: (text: string) => string | null; readonly toPublicKey: (text: string) => string | null }
  /** works with this connection from now on */
  readonly use: (connection: CenterConnection) => Promise<void>
}

/** The way to the center: typed in real mode and kept sealed, given by the mock center in training. Secrets go in and never come out. */
export interface ConnectionKeeping {
  /** what was saved in real mode; null when nothing was */
  saved(): CenterConnection | null
  view(): ConnectionView
  /**
   * Keeps and uses a whole connection; a secret that is null stays as it was. SETTING_FIXED in training; CONNECTION_INCOMPLETE,
   * CONNECTION_ADDRESS_WRONG and CONNECTION_KEY_WRONG name the first field, PROFILE_UNKNOWN. CASE_UNANSWERED while something is at the center or was never
   * answered: then only secrets and keys may change.
   */
  save(input: ConnectionInput, manager: Person): Promise<Result<void, Failure>>
  /** asks every channel something whose refusal changes nothing, past the journal; CENTER_UNREACHABLE without a connection */
  test(operator: Person): Promise<Result<ChannelTest[], Failure>>
}

export function createConnectionKeeping(ports: ConnectionPorts): ConnectionKeeping {
  const { mode, store, clock, health, keys } = ports

  function saved(): CenterConnection | null {
    const sealed = store.settings.getSealed(CONNECTION)
    return sealed.ok ? CenterConnection.parse(JSON.parse(sealed.value)) : null
  }

  function current(): CenterConnection | null {
    return mode === 'training' ? ports.current() : saved()
  }

  function hasOpenEnds(): boolean {
    const isWaiting = store.cases.unclosed().some(({ machine }) => machine.underWay !== null || machine.unanswered !== null)
    return isWaiting || store.exchanges.listUnknown().some(({ interfaceNumber }) => STANDING.includes(interfaceNumber))
  }

  async function timed(channel: ChannelTest['channel'], call: () => Promise<Outcome<unknown>>): Promise<ChannelTest> {
    const begun = clock()
    const outcome = await health.watch(call())
    return { channel, ms: Math.max(0, clock() - begun), failure: whyNotFine(outcome) }
  }

  /** A real sign-in: its number takes the place of the one before, which the center may have forgotten for it. */
  async function signIn({ insurance }: Gateways, operator: Person): Promise<Outcome<unknown>> {
    const outcome = await insurance.signIn({ msgid: insurance.nextMessageId(), operator })
    if (outcome.kind === 'acknowledged') store.settings.setSignNo(shanghaiDate(clock()), operator.id, outcome.value.signNo)
    return outcome
  }

  return {
    saved,

    view: () => {
      const connection = current()
      return {
        voucherUrl: connection?.voucherUrl ?? '',
        insuranceUrl: connection?.insuranceUrl ?? '',
        prescriptionUrl: connection?.prescriptionUrl ?? '',
        institutionCode: connection?.institution.code ?? '',
        institutionName: connection?.institution.name ?? '',
        institutionArea: connection?.institution.area ?? '',
        appId: connection?.appId ?? '',
        terminalId: connection?.terminalId ?? '',
        profile: connection?.profile ?? '',
        isFixed: mode === 'training',
        hasAppSecret: connection !== null,
        hasPrivateKey: connection !== null,
        hasPlatformKey: connection !== null,
        profiles: Object.values(profiles).map(({ name }) => name),
      }
    },

    save: async (input, manager) => {
      if (mode === 'training') return err(failure('SETTING_FIXED'))
      const former = saved()
      const connection = toConnection(input, former, keys)
      if (!connection.ok) return connection
      if (former !== null && !isSameWay(former, connection.value) && hasOpenEnds()) return err(failure('CASE_UNANSWERED'))
      store.transaction(() => {
        store.settings.setSealed(CONNECTION, JSON.stringify(connection.value))
        store.audit.append({ accountId: manager.id, window: null, action: 'connection.changed', subject: null, detail: {} })
      })
      await ports.use(connection.value)
      return ok(undefined)
    },

    test: async (operator) => {
      const gateways = ports.gateways()
      const connection = ports.current()
      if (gateways === null || connection === null) return err(failure('CENTER_UNREACHABLE'))
      const { voucherPlatform, prescriptionCenter } = gateways
      const nobody = { ...NOBODY, voucherToken: NO_TOKEN, insuranceArea: connection.institution.area, operator }
      return ok(
        await Promise.all([
          timed('voucher', () => voucherPlatform.decode({ qr: NO_QR, businessType: '02122', operator })),
          timed('insurance', () => signIn(gateways, operator)),
          timed('prescription', () => prescriptionCenter.authorize(nobody)),
        ]),
      )
    },
  }
}

/** Whether two connections lead to the same center, as the same institution under the same profile, whatever proves who we are. */
function isSameWay(one: CenterConnection, other: CenterConnection): boolean {
  const { appSecret, privateKey, platformPublicKey } = one
  return isDeepStrictEqual(one, { ...other, appSecret, privateKey, platformPublicKey })
}

/** A refusal in matters of business shows that both sides know each other; one of our signature, of our institution, or for the time being does not. */
function whyNotFine(outcome: Outcome<unknown>): Failure | null {
  if (outcome.kind === 'acknowledged') return null
  const { code } = outcome.failure
  const isBusiness = outcome.kind === 'refused' && failureFacts[code].turn !== 'support' && code !== 'CENTER_BUSY'
  return isBusiness ? null : outcome.failure
}

function toConnection(
  input: ConnectionInput,
  former: CenterConnection | null,
  { toPrivateKey, toPublicKey }: ConnectionPorts['keys'],
): Result<CenterConnection, Failure> {
  const incomplete = (field: keyof ConnectionInput) => err(failure('CONNECTION_INCOMPLETE', { field }))
  const appSecret = input.appSecret ?? former?.appSecret ?? ''
  const wrongKey = (field: keyof ConnectionInput) => err(failure('CONNECTION_KEY_WRONG', { field }))

  for (const field of ADDRESSES) {
    if (input[field] === '') return incomplete(field)
    if (originOf(input[field]) === null) return err(failure('CONNECTION_ADDRESS_WRONG', { field }))
  }
  const lacking = (Object.keys(FORMS) as (keyof typeof FORMS)[]).find((field) => !FORMS[field].test(input[field]))
  if (lacking !== undefined) return incomplete(lacking)
  if (profileNamed(input.profile) === null) return err(failure('PROFILE_UNKNOWN', { field: 'profile' }))
  if (!APP_SECRET.test(appSecret)) return incomplete('appSecret')
  const privateKey = input.privateKey === null ? former?.privateKey : toPrivateKey(input.privateKey)
  const platformPublicKey = input.platformPublicKey === null ? former?.platformPublicKey : toPublicKey(input.platformPublicKey)
  if (privateKey === undefined || input.privateKey === '') return incomplete('privateKey')
  if (platformPublicKey === undefined || input.platformPublicKey === '') return incomplete('platformPublicKey')
  if (privateKey === null) return wrongKey('privateKey')
  if (platformPublicKey === null) return wrongKey('platformPublicKey')
  return ok({
    voucherUrl: originOf(input.voucherUrl) ?? '',
    insuranceUrl: originOf(input.insuranceUrl) ?? '',
    prescriptionUrl: originOf(input.prescriptionUrl) ?? '',
    institution: { code: input.institutionCode, name: input.institutionName, area: input.institutionArea },
    appId: input.appId,
    appSecret,
    privateKey,
    platformPublicKey,
    terminalId: input.terminalId,
    profile: input.profile,
  })
}

/** The origin that an address is, and nothing beside it; in clear only to this computer itself. Null for anything else. */
function originOf(address: string): string | null {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null
  const { href, origin, protocol } = new URL(address)
  return href === `${origin}/` && (protocol === 'https:' || isLoopback(origin)) ? origin : null
}
