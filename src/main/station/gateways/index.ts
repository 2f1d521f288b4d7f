import type { CenterConnection } from '../../../shared/contract/host.ts'
import { err, ok } from '../../../shared/domain/result.ts'
import { type Profile, profiles } from '../../../shared/profiles/index.ts'
import { type GatewayContext, type StationAddress, stationAddress } from './context.ts'
import type { Gateways } from './gateways.ts'
import { createEnvelope } from './gm/envelope.ts'
import { readSigningKey, readVerifyingKey } from './gm/sm.ts'
import { createHttpTransport, type Timeouts } from './http.ts'
import { createInsuranceChannel } from './insurance/channel.ts'
import { createInsurance } from './insurance/insurance.ts'
import { createPrescriptionChannel } from './prescription/channel.ts'
import { createPrescriptionCenter } from './prescription/prescriptionCenter.ts'
import { createInsuranceCatalogue } from './stock/catalogue.ts'
import { createStock } from './stock/stock.ts'
import { createVoucherPlatform } from './voucherPlatform.ts'

export interface GatewayPorts {
  /** epoch ms */
  readonly clock: () => number
  /** rises with every call and survives restarts within a second, so that no msgid comes twice */
  readonly nextSequence: () => number
  readonly timeouts: Timeouts
  /** told the center's own time (epoch ms) from every answer that carries one and was read whole */
  readonly onCenterTime?: (epochMs: number) => void
  /** this computer's own address; found out when not given */
  readonly address?: StationAddress
}

/**
 * The three channels of the province over HTTP. Keys that cannot be read do not fail here: every call that needs them ends in
 * `neverSent` CENTER_KEYS_UNREADABLE, so that the counter starts and says so. `profile` is the province's; the national one when none is
 * named.
 */
export function createGateways(
  connection: CenterConnection,
  ports: GatewayPorts,
  profile: Profile = profiles.national,
): Gateways & { readonly close: () => Promise<void> } {
  const { clock, nextSequence, timeouts, onCenterTime = () => {}, address = stationAddress() } = ports
  const transport = createHttpTransport(timeouts)
  const context: GatewayContext = { connection, profile, transport, address, clock, onCenterTime }
  const signing = readSigningKey(connection.privateKey)
  const platform = readVerifyingKey(connection.platformPublicKey)
  const { appId, appSecret } = connection
  const envelope =
    signing.ok && platform.ok
      ? ok(createEnvelope({ appId, appSecret, signing: signing.value, platform: platform.value }))
      : err('CENTER_KEYS_UNREADABLE' as const)
  const insuranceChannel = createInsuranceChannel(context, signing, nextSequence)
  return {
    voucherPlatform: createVoucherPlatform(context),
    insurance: createInsurance(context, insuranceChannel),
    prescriptionCenter: createPrescriptionCenter(context, createPrescriptionChannel(context, envelope)),
    stock: createStock(context, insuranceChannel),
    catalogue: createInsuranceCatalogue(context, insuranceChannel),
    close: () => transport.close(),
  }
}
