import type { CenterContext } from '../context.ts'
import { refuse, textOf } from '../refusal.ts'
import type { ShownCode } from '../store/vouchers.ts'
import { holderOf, isActivated, mayUse } from './holder.ts'
import type { TerminalInterface } from './interface.ts'
import { refuseTerminal } from './terminal.ts'
import { giveToken } from './tokens.ts'

/** ec.query 电子凭证二维码解码 (V B.1.5): a patient's or a pharmacist's shown QR becomes the person behind it and a token for this institution. */
export const decodeVoucher: TerminalInterface = (context, { data, institution }) => {
  const wrongTerminal = refuseTerminal(context, institution, data)
  if (wrongTerminal) return wrongTerminal
  const { vouchers, registry, applications } = context.store
  const qr = textOf(data, 'ecQrCode')
  const now = context.clock.now()
  const shown = vouchers.shown(qr)
  const person = shown === undefined ? undefined : registry.person(ownerOf(context, shown))
  const application = applications.find(shown?.application ?? '')
  // V table C.4 does not say which code is for which case: 500049 for a QR that was never made, 501001 for a used one and 500005 for
  // one that ran out are inferred from their wording.
  if (shown === undefined || person === undefined || application === undefined)
    return refuse('500049', 'data.ecQrCode', '不是本中台生成的二维码')
  if (shown.kind === 'pharmacist' && institution.kind !== 'pharmacy')
    return refuse('-4', 'data.ecQrCode', '药师的二维码仅限定点零售药店解码')
  if (shown.usedAt !== null) return refuse('501001', 'data.ecQrCode', '二维码一次有效，已使用 (V 4.11)')
  if (shown.until <= now) return refuse('500005', 'data.ecQrCode', '二维码已过期 (V 4.11)')
  if (!isActivated(context, person)) return refuse('500001', 'data.ecQrCode', '电子凭证未激活 (V 4.2)')
  if (!mayUse(context, person, application)) return refuse('500003', 'data.ecQrCode', '展码渠道未经本人授权 (V 4.6)')

  vouchers.use(qr, now)
  return giveToken(context, { person, institution, source: 'code', area: shown.area ?? placeOf(context, person.identityNumber) })
}

/** The place that a voucher names by itself: the first, unless it names none. */
export function placeOf(context: CenterContext, identityNumber: string): string | null {
  const { registry } = context.store
  const person = registry.person(identityNumber)
  if (person === undefined || holderOf(context, person).namesPlace === 0) return null
  return registry.insurancesOf(identityNumber)[0]?.area ?? null
}

/** Identity number of the person who shows it: a pharmacist is a person too, and the token is worth the same. */
function ownerOf({ store }: CenterContext, { kind, owner }: ShownCode): string {
  return kind === 'patient' ? owner : (store.registry.pharmacist(owner)?.person ?? '')
}
