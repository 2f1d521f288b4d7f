import { interfaceTables } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import { isObject } from '../json.ts'
import type { Refused } from '../prescription/state.ts'
import { refuse, textOf } from '../refusal.ts'
import type { CheckedPrescription } from '../store/checks.ts'
import type { Institution } from '../store/registry.ts'
import { readDateTime } from '../time.ts'

type Node = Readonly<Record<string, unknown>>

const UNSIGNED = ['rxFile', 'signDigest', 'extras']

/** Names of the twenty fields of 7103 that signDigest signs (S2). */
export const signedNames: readonly string[] = interfaceTables['7103'].input
  .map(({ name }) => name)
  .filter((name) => !UNSIGNED.includes(name))

/** The signed fields of a 7103, the missing ones as "". */
export function signedFieldsOf(data: Node): Readonly<Record<string, string>> {
  return Object.fromEntries(signedNames.map((name) => [name, textOf(data, name)]))
}

type Checked = { readonly ok: true; readonly checked: CheckedPrescription } | NonNullable<Refused>

/**
 * The checked prescription that the signed fields are of: of this hospital, with its trace code unused, saying of patient, visit and doctor what 7101 said, and
 * reviewed by a pharmacist of the hospital who is not the doctor (N 8.1.1.4 i, 9.4.4.2 d). `at` names a field for the refusal.
 */
export function findChecked(
  context: CenterContext,
  fields: Node,
  hospital: Institution,
  at: (field: string) => string = (field) => field,
): Checked {
  const checked = context.store.checks.find(textOf(fields, 'hiRxno'))
  if (checked?.hospital !== hospital.code) return refuse('700189', at('hiRxno'), '本机构没有该编号的预核验 (7101)')
  if (checked.rxTraceCode !== textOf(fields, 'rxTraceCode'))
    return refuse('700186', at('rxTraceCode'), '须为预核验 (7101) 返回的追溯码')
  if (checked.signed !== null) return refuse('700186', at('rxTraceCode'), '追溯码只能使用一次')
  const sent: Node = JSON.parse(checked.content)
  const visit = isObject(sent.mdtrtinfo) ? sent.mdtrtinfo : {}
  const same = ['mdtrtId', 'patnName', 'psnCertType', 'certno', 'fixmedinsName', 'fixmedinsCode', 'drCode', 'prscDrName']
  const differs = same.find((name) => textOf(fields, name) !== textOf(visit, name))
  if (differs !== undefined) return refuse('700188', at(differs), '须与预核验 (7101) 一致')
  const refused = refusePharmacist(context, fields, hospital, at) ?? refuseReviewTime(context, fields, sent, at)
  return refused ?? { ok: true, checked }
}

function refusePharmacist({ store }: CenterContext, fields: Node, hospital: Institution, at: (field: string) => string): Refused {
  const no = (field: string, rule: string) => refuse('700132', at(field), rule)
  const pharmacist = store.staff.pharmacist(textOf(fields, 'pharCode'))
  if (pharmacist?.hospital !== hospital.code) return no('pharCode', '须为在本机构登记的医保药师 (N 8.1.1.4 i)')
  if (textOf(fields, 'pharName') !== pharmacist.name) return no('pharName', '须与登记的姓名一致')
  const [type, document, licence] = ['pharCertType', 'pharCertno', 'pharPracCertNo'].map((name) => textOf(fields, name))
  if (type !== '' && type !== '01') return no('pharCertType', '须与登记的证件一致')
  if (document !== '' && document !== pharmacist.identityNumber) return no('pharCertno', '须与登记的证件一致')
  if (licence !== '' && licence !== pharmacist.practiceNumber) return no('pharPracCertNo', '须与登记的执业证书一致')
  const doctor = store.staff.doctor(textOf(fields, 'drCode'))
  if (doctor?.identityNumber === pharmacist.identityNumber) return no('pharCode', '审方药师不得为开方医师本人')
  const department = store.staff.department(hospital.code, textOf(fields, 'pharDeptCode'))
  return department?.name === textOf(fields, 'pharDeptName')
    ? null
    : refuse('700182', at('pharDeptCode'), '须为本机构的科室，编号与名称一致')
}

function refuseReviewTime({ clock }: CenterContext, fields: Node, sent: Node, at: (field: string) => string): Refused {
  const time = readDateTime(textOf(fields, 'pharChkTime')) ?? 0
  const isBetween = time >= (readDateTime(textOf(sent, 'prscTime')) ?? 0) && time <= clock.now()
  return isBetween ? null : refuse('700188', at('pharChkTime'), '须在开方之后，不晚于当前时间')
}
