import type { CenterContext } from '../context.ts'
import type { Institution, Person } from '../store/registry.ts'
import { isActivated } from './holder.ts'
import { ownerByPassword, ownerOfToken } from './tokens.ts'

/** What was put down at a counter: mdtrt_cert_type, mdtrt_cert_no, card_sn; and, with a card, the token of the password check. */
interface CardShown {
  readonly type: string
  readonly number: string
  readonly cardSn: string
}
interface Credential extends CardShown {
  readonly token: string
}

/**
 * Why somebody is not who the credential says. `unknown`: nobody has that number; `card`: it is another card's identification code; `notActivated`: a card without
 * a voucher; `token`: none that is good; `mismatch`: the token is somebody else's. `field` is where it stands.
 */
export interface CredentialFault<Field extends string = 'number' | 'cardSn' | 'token'> {
  readonly ok: false
  readonly fault: 'unknown' | 'card' | 'notActivated' | 'token' | 'mismatch'
  readonly field: Field
  readonly rule: string
}
type Found<Field extends string> = { readonly ok: true; readonly person: Person } | CredentialFault<Field>

/** The person of an identity card (02) or a social-security card (03): such a person has an activated voucher, or the card is not taken (N 8.1.1.4 b, h 1). */
export function findByCard(context: CenterContext, { type, number, cardSn }: CardShown): Found<'number' | 'cardSn'> {
  const { registry, holders } = context.store
  const card = type === '03' ? holders.card(number) : undefined
  const person = registry.person(type === '03' ? (card?.person ?? '') : number)
  const no = <F extends 'number' | 'cardSn'>(fault: CredentialFault['fault'], field: F, rule: string): CredentialFault<F> => ({
    ok: false,
    fault,
    field,
    rule,
  })
  if (person === undefined) return no('unknown', 'number', type === '03' ? '查无此卡' : '查无此人')
  if (card !== undefined && card.identification !== cardSn) return no('card', 'cardSn', '卡识别码与卡号不符')
  if (!isActivated(context, person)) return no('notActivated', 'number', '须已激活医保电子凭证 (N 8.1.1.4 b)')
  return { ok: true, person }
}

/**
 * Who is at the counter: by the voucher's token (01), or by a card and the token that the voucher's password was given for (02, 03; N 8.4.4 b, d, 7.4.3 j).
 */
export function findByCredential(
  context: CenterContext,
  credential: Credential,
  institution: Institution,
): Found<'number' | 'cardSn' | 'token'> {
  if (credential.type === '01') {
    const person = ownerOfToken(context, credential.number, institution)
    const rule = '令牌不存在、已失效或不属于本机构 (V 2.10, N 8.4.4 d)'
    return person === null ? { ok: false, fault: 'token', field: 'number', rule } : { ok: true, person }
  }
  const found = findByCard(context, credential)
  if (!found.ok) return found
  const owner = ownerByPassword(context, credential.token, institution)
  const field = 'token'
  if (owner === null)
    return { ok: false, fault: 'token', field, rule: '须为本机构校验电子凭证密码所得、未失效的令牌 (N 8.4.4 b)' }
  return owner.identityNumber === found.person.identityNumber
    ? found
    : { ok: false, fault: 'mismatch', field, rule: '须为持卡人本人的令牌 (N 8.4.4 d)' }
}
