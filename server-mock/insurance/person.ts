import type { InsuranceCode } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import { isObject } from '../json.ts'
import { writeFen } from '../money.ts'
import { give, type Refusal, refuse, textOf } from '../refusal.ts'
import type { Institution, Person } from '../store/registry.ts'
import { ageOn, chinaTime } from '../time.ts'
import { type CredentialFault, findByCard } from '../voucher/credential.ts'
import { ownerOfToken } from '../voucher/tokens.ts'
import type { InsuranceInterface } from './interface.ts'

/**
 * 1101 人员基本信息获取: the person behind a voucher token (01), an identity number (02) or a social-security card (03), with all places of insurance. A card is read
 * only for an activated voucher (N 8.1.1.4 b); the password comes later, with 7201 and the settlement.
 */
export const personInfo: InsuranceInterface = (context, { input, institution }) => {
  const query = isObject(input.data) ? input.data : {}
  const found = findPerson(context, query, institution)
  if (!found.ok) return found
  const { person } = found
  const { name, identityNumber } = person
  if (textOf(query, 'psn_cert_type') !== '01') return refuse('1003', 'data.psn_cert_type', '本中心只登记居民身份证')
  if (!agrees(query, 'certno', identityNumber)) return refuse('1007', 'data.certno', '须与就诊凭证的本人一致')
  if (!agrees(query, 'psn_name', name)) return refuse('1007', 'data.psn_name', '须与就诊凭证的本人一致')
  const insurances = context.store.registry.insurancesOf(identityNumber)
  if (insurances.length === 0) return refuse('1005', 'data.mdtrt_cert_no', '该人员没有参保信息')

  return give({
    baseinfo: personNode(person, context.clock.now()),
    insuinfo: insurances.map((insurance) => ({
      balc: writeFen(insurance.balance),
      insutype: insurance.type,
      psn_type: personTypeOf(insurance.type),
      psn_insu_stas: insurance.active === 1 ? '1' : '2',
      psn_insu_date: insurance.since,
      cvlserv_flag: '0',
      insuplc_admdvs: insurance.area,
    })),
    idetinfo: context.store.registry
      .entitlementsOf(identityNumber)
      .map(({ type, memo, since }) => ({ psn_idet_type: type, memo, begntime: `${since} 00:00:00` })),
  })
}

/** A person as 1101 and the settlements write one. */
export function personNode(person: Person, now: number): Readonly<Record<string, string | number>> {
  return {
    psn_no: person.personNumber,
    psn_cert_type: '01',
    certno: person.identityNumber,
    psn_name: person.name,
    gend: person.gender === 'male' ? '1' : '2',
    naty: '01',
    brdy: person.born,
    age: ageOn(person.born, chinaTime(now).date),
  }
}

/** psn_type: an employee at work, or a resident [inferred]. */
export function personTypeOf(insuranceType: string): string {
  return insuranceType === '310' ? '11' : '15'
}

/** What a search for a person by credential came to. */
export type Found =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly refusal: Refusal<InsuranceCode> }

/** The person behind a credential (mdtrt_cert_type, mdtrt_cert_no) that is shown to an institution. */
export function findPerson(context: CenterContext, query: Readonly<Record<string, unknown>>, institution: Institution): Found {
  const credential = textOf(query, 'mdtrt_cert_no')
  const type = textOf(query, 'mdtrt_cert_type')
  if (type === '01') {
    const person = ownerOfToken(context, credential, institution)
    return person === null
      ? refuse('1006', 'data.mdtrt_cert_no', '令牌不存在、已失效或不属于本机构 (V 2.10)')
      : { ok: true, person }
  }
  const found = findByCard(context, { type, number: credential, cardSn: textOf(query, 'card_sn') })
  return found.ok ? found : refuse(credentialCodes[found.fault], `data.${credentialFields[found.field]}`, found.rule)
}

/** What the insurance side answers to a credential that is none. */
export const credentialCodes = {
  unknown: '1005',
  card: '1007',
  notActivated: '1014',
  token: '1006',
  mismatch: '1007',
} as const satisfies Record<CredentialFault['fault'], InsuranceCode>
export const credentialFields = { number: 'mdtrt_cert_no', cardSn: 'card_sn', token: 'ec_token' } as const

function agrees(query: Readonly<Record<string, unknown>>, field: string, truth: string): boolean {
  const claimed = textOf(query, field)
  return claimed === '' || claimed === truth
}
