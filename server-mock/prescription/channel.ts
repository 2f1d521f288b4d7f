import { flowCodes, type InterfaceNumber, prescriptionCodes } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import { catalogue } from '../hospital/catalogue.ts'
import { precheck } from '../hospital/precheck.ts'
import { dispensingResult, query, reviewResult } from '../hospital/queries.ts'
import { sign } from '../hospital/sign.ts'
import { undo } from '../hospital/undo.ts'
import { upload } from '../hospital/upload.ts'
import type { Channel } from '../http/channel.ts'
import { createSignedChannel, type PlatformKeys } from '../http/signedChannel.ts'
import { foreignFunction } from '../provinces/kinds.ts'
import { refuse } from '../refusal.ts'
import { workAhead } from './ahead.ts'
import { authorize } from './authorize.ts'
import { decode } from './decode.ts'
import { confirmReceipt, syncDelivery } from './delivery.ts'
import { download } from './download.ts'
import { inputOf } from './inputs.ts'
import type { PrescriptionInterface } from './interface.ts'
import { giveOnlineToken } from './onlineToken.ts'
import { uploadOutbound } from './outbound.ts'
import { undoOutbound } from './outboundUndo.ts'
import { review } from './review.ts'
import { verify } from './verify.ts'

/** The interfaces of the prescription center for institutions. A new one is its table, a file and a line here. */
const interfaces: Partial<Readonly<Record<InterfaceNumber, PrescriptionInterface>>> = {
  '7101': precheck,
  '7102': sign,
  '7103': upload,
  '7104': undo,
  '7105': query,
  '7106': reviewResult,
  '7107': dispensingResult,
  '7201': authorize,
  '7202': giveOnlineToken,
  '7203': decode,
  '7204': download,
  '7205': verify,
  '7206': review,
  '7207': uploadOutbound,
  '7208': undoOutbound,
  '7209': syncDelivery,
  '7210': confirmReceipt,
  '7211': catalogue,
}

/** Channel B, the prescription center: signed and encrypted both ways. */
export function createPrescriptionChannel(context: CenterContext, keys: PlatformKeys): Channel {
  return createSignedChannel(context, keys, {
    letter: 'B',
    interfaces: Object.fromEntries(Object.entries(interfaces).map(([number, serve]) => [number, forItsKind(number, serve)])),
    callerOf: ({ store }, appId) => store.registry.institutionOfApp(appId),
    inputOf: ({ province }, number) => inputOf(number, province),
    ahead: workAhead(context, keys.pool),
    sentences: { ...prescriptionCodes, ...flowCodes },
  })
}

/** Who asks for a function of the other kind of institution is refused before its rules are looked at (N 9.4.2). */
function forItsKind(number: string, serve: PrescriptionInterface): PrescriptionInterface {
  return (context, call) => {
    const rule = foreignFunction(number, call.caller)
    return rule === null ? serve(context, call) : refuse('-4', 'appId', rule)
  }
}
