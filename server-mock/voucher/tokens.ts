import { type CenterContext, nextChoices } from '../context.ts'
import { give, textOf } from '../refusal.ts'
import type { Institution, Person } from '../store/registry.ts'
import type { VoucherToken } from '../store/vouchers.ts'
import type { LocalInterface } from './interface.ts'

/** The person whose voucher token this is; null unless it is alive and was given to this institution (V A.1.7). */
export function ownerOfToken(context: CenterContext, token: string, institution: Institution): Person | null {
  return aliveToken(context, token, institution)?.owner ?? null
}

/** The same, only of a token that the voucher's password was given for (N 8.4.4 b). */
export function ownerByPassword(context: CenterContext, token: string, institution: Institution): Person | null {
  const found = aliveToken(context, token, institution)
  return found?.source === 'password' ? found.owner : null
}

interface Identified {
  readonly person: Person
  readonly institution: Institution
  readonly source: VoucherToken['source']
  /** the place of insurance that is told; null: none */
  readonly area: string | null
}

/** What an identified person comes as, with a fresh token for this institution (V tables A.5, B.4). */
export function giveToken(context: CenterContext, { person, institution, source, area }: Identified) {
  const token = nextChoices(context, 'voucherToken').text(64)
  const until = context.clock.now() + context.province.voucherTokenLifetime.value
  context.store.vouchers.give({ token, person: person.identityNumber, institution: institution.code, source, area, until })
  return give({
    userName: person.name,
    idNo: person.identityNumber,
    idType: '01',
    ecToken: token,
    ...(area === null ? {} : { insuOrg: area }),
  })
}

/** ec.verify 电子凭证验证 (V A.1.7): whether the token is alive and of this person; whichever institution has it. Asking does not use it up. */
export const verifyToken: LocalInterface = (context, data) => {
  const { idNo, idType, userName } = {
    idNo: textOf(data, 'idNo'),
    idType: textOf(data, 'idType'),
    userName: textOf(data, 'userName'),
  }
  const found = aliveToken(context, textOf(data, 'ecToken'))
  const { identityNumber, name } = found?.owner ?? {}
  const isRight = identityNumber === idNo && name === userName && idType === '01'
  const place = isRight && found?.area ? { insuOrg: found.area } : {}
  return give({ flag: isRight ? '1' : '0', idNo, idType, userName, ...place })
}

function aliveToken(
  context: CenterContext,
  token: string,
  institution?: Institution,
): (VoucherToken & { readonly owner: Person }) | null {
  const found = context.store.vouchers.token(token)
  if (found === undefined || found.until <= context.clock.now()) return null
  if (institution !== undefined && found.institution !== institution.code) return null
  const owner = context.store.registry.person(found.person)
  return owner === undefined ? null : { ...found, owner }
}
