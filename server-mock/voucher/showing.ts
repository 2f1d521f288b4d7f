import { type CenterContext, nextChoices } from '../context.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { Person } from '../store/registry.ts'
import type { ShownCode } from '../store/vouchers.ts'
import { chinaTime } from '../time.ts'
import { findNamed, isActivated, phoneOf } from './holder.ts'
import type { ApplicationInterface } from './interface.ts'

/** What a phone shows: the text of the QR and how long the center takes it (center time, epoch ms). */
export interface Showing {
  readonly qr: string
  readonly until: number
}

/**
 * A patient's phone holds up a fresh voucher QR: 28 digits [inferred], for one use (V 4.11). It does so whatever the voucher's state, as a screenshot from better
 * days would: the decoding tells. Through a channel's interface it is `ec.show` that looks first.
 */
export function showPatientCode(context: CenterContext, identityNumber: string): Showing {
  const person = context.store.registry.person(identityNumber)
  if (person === undefined) throw new Error('nobody has that number')
  return showPatient(context, person, phoneOf(context, person).appId, null)
}

/** A pharmacist's phone shows a fresh QR: HY and 26 digits [inferred], for one use. */
export function showPharmacistCode(context: CenterContext, pharmacistCode: string): Showing {
  const pharmacist = context.store.registry.pharmacist(pharmacistCode)
  const person = context.store.registry.person(pharmacist?.person ?? '')
  if (person === undefined) throw new Error('no pharmacist has that code')
  const code = `HY${nextChoices(context, 'pharmacistCode').digits(26)}`
  return show(context, {
    code,
    kind: 'pharmacist',
    owner: pharmacistCode,
    application: phoneOf(context, person).appId,
    area: null,
  })
}

/**
 * ec.show 电子凭证二维码展示 (V 6.2): the QR of an activated voucher in a channel that may use it; the one shown there before is refreshed away. Who is insured in
 * several places first gets the list of them (V 6.2.2.2 c).
 */
export const showCode: ApplicationInterface = (context, { data, caller }) => {
  const { holders, registry, vouchers } = context.store
  const named = findNamed(context, data)
  if (!named.ok) return named
  const { person } = named
  const { identityNumber } = person
  if (!isActivated(context, person)) return refuse('500001', 'data.idNo', '电子凭证未激活 (V 4.2, 4.4)')
  const authCode = textOf(data, 'authCode')
  const authorization = holders.authorization(identityNumber, caller.appId)
  if (caller.official === 0 && authorization === undefined) return refuse('500003', 'data.idNo', '本人未授权该渠道 (V 4.6)')
  if (authCode !== (authorization?.code ?? '')) return refuse('500008', 'data.authCode', '须为本人给予本渠道的授权码 (V 6.1.4)')
  const places = [...new Set(registry.insurancesOf(identityNumber).map(({ area }) => area))]
  if (places.length === 0) return refuse('500054', 'data.idNo', '本人没有参保地')
  const chosen = textOf(data, 'insuOrg')
  if (chosen !== '' && !places.includes(chosen)) return refuse('-2', 'data.insuOrg', '须为本人的参保统筹区 (V 6.2.2.2 c)')
  if (chosen === '' && places.length > 1) return give({ insuOrgList: places.map((insuOrg) => ({ insuOrg })) })

  vouchers.endShown(identityNumber, caller.appId, context.clock.now())
  const { qr, until } = showPatient(context, person, caller.appId, chosen === '' ? null : chosen)
  return give({ ecQrCode: qr, validEndTime: chinaTime(until).dateTime })
}

/** Shows a fresh QR of the person in an application; `area` is the place of insurance that was chosen, null where none was. */
export function showPatient(
  context: CenterContext,
  { identityNumber }: Person,
  application: string,
  area: string | null,
): Showing {
  const code = nextChoices(context, 'patientCode').digits(28)
  return show(context, { code, kind: 'patient', owner: identityNumber, application, area })
}

function show(context: CenterContext, code: Omit<ShownCode, 'until' | 'usedAt'>): Showing {
  const until = context.clock.now() + context.province.voucherQrLifetime.value
  context.store.vouchers.show({ ...code, until })
  return { qr: code.code, until }
}
