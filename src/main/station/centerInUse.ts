import { type Failure, failure } from '../../shared/contract/failures.ts'
import type { CenterConnection, CenterOffer, Mode, TrainingShop } from '../../shared/contract/host.ts'
import { isLoopback } from '../../shared/domain/loopback.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { type Profile, profileNamed } from '../../shared/profiles/index.ts'
import type { Gateways } from './gateways/gateways.ts'
import type { Timeouts } from './gateways/http.ts'
import { createGateways } from './gateways/index.ts'

/** How long a person waits for the center before being told that it is silent. */
const CENTER_TIMEOUTS: Timeouts = { connectMs: 3_000, headersMs: 10_000, bodyMs: 10_000 }

export interface CenterInUsePorts {
  readonly mode: Mode
  readonly clock: () => number
  /** the next number of a message */
  readonly nextSequence: () => number
  readonly onCenterTime: (centerTime: number) => void
}

/** The center that the station works with now, and the way there. */
export interface CenterInUse {
  connection(): CenterConnection | null
  /** what its province demands; null while there is none */
  profile(): Profile | null
  /** of the training shop */
  office(): TrainingShop['office'] | null
  /** made at first use, or soon after the start: preparing the keys takes 0.1 s, and the window would wait for it */
  gateways(): Gateways | null
  /** the way there, and what its province demands */
  way(): { readonly gateways: Gateways; readonly profile: Profile } | null
  /**
   * Another center comes in the place of the one before, null for none. CENTER_NOT_LOOPBACK for one of another computer in training; PROFILE_UNKNOWN. Then there is none.
   * `left` closes what was under way at the one before.
   */
  replace(offered: CenterOffer | null): { readonly taken: Result<void, Failure>; readonly left: () => Promise<void> }
  close(): Promise<void>
}

export function createCenterInUse({ mode, ...ports }: CenterInUsePorts): CenterInUse {
  let center: {
    readonly connection: CenterConnection
    readonly profile: Profile
    readonly office: TrainingShop['office'] | null
    gateways: ReturnType<typeof createGateways> | null
  } | null = null

  function gateways(): Gateways | null {
    if (center === null) return null
    center.gateways ??= createGateways(center.connection, { ...ports, timeouts: CENTER_TIMEOUTS }, center.profile)
    return center.gateways
  }

  function take({ connection, shop }: CenterOffer): Result<void, Failure> {
    const profile = profileNamed(connection.profile)
    if (mode === 'training' && !addressesOf(connection).every(isLoopback)) return err(failure('CENTER_NOT_LOOPBACK'))
    if (profile === null) return err(failure('PROFILE_UNKNOWN'))
    center = { connection, profile, office: shop?.office ?? null, gateways: null }
    return ok(undefined)
  }

  return {
    connection: () => center?.connection ?? null,
    profile: () => center?.profile ?? null,
    office: () => center?.office ?? null,
    gateways,
    way: () => {
      const ready = gateways()
      return center && ready && { gateways: ready, profile: center.profile }
    },
    replace: (offered) => {
      const before = center
      center = null
      const taken = offered === null ? ok(undefined) : take(offered)
      return { taken, left: async () => before?.gateways?.close() }
    },
    close: async () => center?.gateways?.close(),
  }
}

function addressesOf({ voucherUrl, insuranceUrl, prescriptionUrl }: CenterConnection): readonly string[] {
  return [voucherUrl, insuranceUrl, prescriptionUrl]
}
