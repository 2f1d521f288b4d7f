import { isIP } from 'node:net'
import { interfaceTables, type VoucherCode } from '../../src/shared/wire/index.ts'
import { type CenterContext, nextChoices } from '../context.ts'
import { isObject } from '../json.ts'
import { give, type Reply, refuse, refuseByTable, textOf } from '../refusal.ts'
import type { Institution } from '../store/registry.ts'

const TERMINAL_ID = /^\d{20}$/
/** First level of V table C.1: whom a business type belongs to. */
const BUSINESS_TYPES_OF: Readonly<Record<Institution['kind'], string>> = { pharmacy: '02', hospital: '01' }

/** ec.query 电子凭证二维码解码 (V B.1.5): a patient's or a pharmacist's shown QR becomes the person behind it and a token for this institution. */
export function decodeVoucher(context: CenterContext, message: Readonly<Record<string, unknown>>): Reply<VoucherCode> {
  const atFault = refuseByTable('-2', interfaceTables['ec.query'].input, message)
  if (atFault) return atFault
  const data = isObject(message.data) ? message.data : {}
  const orgId = textOf(message, 'orgId')
  if (textOf(data, 'orgId') !== orgId) return refuse('-2', 'data.orgId', '须与报文头 orgId 一致')

  const institution = context.store.registry.institution(orgId)
  if (institution === undefined) return refuse('500057', 'orgId', '机构未接入')
  if (institution.approved === 0) return refuse('500058', 'orgId', '机构接入审核未通过')
  if (!textOf(data, 'businessType').startsWith(BUSINESS_TYPES_OF[institution.kind])) {
    return refuse('-2', 'data.businessType', '该业务类型不属于本类机构 (V 表 C.1)')
  }
  const terminal = textOf(data, 'termId')
  if (!TERMINAL_ID.test(terminal)) return refuse('-2', 'data.termId', '终端备案号须为 20 位数字 (V 2.8)')
  if (!context.store.registry.terminalsOf(orgId).includes(terminal))
    return refuse('-2', 'data.termId', '终端未在本机构备案 (V 7.2.1.1)')
  if (isIP(textOf(data, 'termIp')) === 0) return refuse('-2', 'data.termIp', '须为 IP 地址 (V 表 B.3)')

  return decode(context, institution, textOf(data, 'ecQrCode'))
}

function decode(context: CenterContext, institution: Institution, qr: string): Reply<VoucherCode> {
  const { vouchers, registry } = context.store
  const now = context.clock.now()
  const shown = vouchers.shown(qr)
  const person = shown === undefined ? undefined : registry.person(ownerOf(context, shown))
  // V table C.4 does not say which code is for which case: 500049 for a QR that was never made, 501001 for a used one and 500005 for
  // one that ran out are inferred from their wording.
  if (shown === undefined || person === undefined) return refuse('500049', 'data.ecQrCode', '不是本中台生成的二维码')
  if (shown.kind === 'pharmacist' && institution.kind !== 'pharmacy')
    return refuse('-4', 'data.ecQrCode', '药师的二维码仅限定点零售药店解码')
  if (shown.usedAt !== null) return refuse('501001', 'data.ecQrCode', '二维码一次有效，已使用 (V 4.11)')
  if (shown.until <= now) return refuse('500005', 'data.ecQrCode', '二维码已过期 (V 4.11)')
  if (person.voucher === 'notActivated') return refuse('500001', 'data.ecQrCode', '电子凭证未激活 (V 4.2)')
  if (person.voucher === 'channelNotAuthorized') return refuse('500003', 'data.ecQrCode', '展码渠道未经本人授权 (V 4.6)')

  vouchers.use(qr, now)
  const token = nextChoices(context, 'voucherToken').text(64)
  const until = now + context.province.voucherTokenLifetime.value
  vouchers.give({ token, person: person.identityNumber, institution: institution.code, until })
  const area = person.voucher === 'withoutPlace' ? undefined : registry.insurancesOf(person.identityNumber)[0]?.area
  return give({
    userName: person.name,
    idNo: person.identityNumber,
    idType: '01',
    ecToken: token,
    ...(area === undefined ? {} : { insuOrg: area }),
  })
}

/** Identity number of the person who shows it: a pharmacist is a person too, and the token is worth the same. */
function ownerOf(
  { store }: CenterContext,
  { kind, owner }: { readonly kind: 'patient' | 'pharmacist'; readonly owner: string },
): string {
  return kind === 'patient' ? owner : (store.registry.pharmacist(owner)?.person ?? '')
}
