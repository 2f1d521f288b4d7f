import { type CenterContext, nextChoices } from '../context.ts'
import { isObject } from '../json.ts'
import type { PrescriptionInterface } from '../prescription/interface.ts'
import type { Refused } from '../prescription/state.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { Institution, Person } from '../store/registry.ts'
import { ageOn, chinaTime } from '../time.ts'
import { findByCard } from '../voucher/credential.ts'
import { ownerOfToken } from '../voucher/tokens.ts'
import { refuseLines } from './precheckLines.ts'
import { refuseTerms } from './precheckTerms.ts'
import { refuseDoctor, refuseSentVisit } from './precheckVisit.ts'

type Node = Readonly<Record<string, unknown>>

/**
 * 7101 电子处方上传预核验 (N 8.1.1.4 f to h): patient, institution, visit, doctor, diseases, drugs and the rules of 处方管理办法, before anybody signs. What passes gets its
 * national number and a trace code for one upload; the same own number again gets new ones while nothing was uploaded.
 */
export const precheck: PrescriptionInterface = (context, { data, caller: hospital }) => {
  const { checks } = context.store
  const visit = isObject(data.mdtrtinfo) ? data.mdtrtinfo : {}
  const found = findPatient(context, data, hospital)
  if (!found.ok) return found
  const { person } = found
  const refused =
    refuseHospital(context, data, visit, hospital) ??
    refusePatient(context, visit, person) ??
    refuseSentVisit(context, data, hospital, person) ??
    refuseDoctor(context, visit, hospital) ??
    refuseLines(context, data) ??
    refuseTerms(context, data)
  if (refused) return refused
  const hospitalRxno = textOf(data, 'hospRxno')
  if (typeof checks.numbered(hospital.code, hospitalRxno)?.signed === 'string')
    return refuse('700190', 'hospRxno', '须为院内唯一，该编号的处方已上传')

  const at = context.clock.now()
  const choices = nextChoices(context, 'checkedPrescription')
  const hiRxno = `${hospital.area}${chinaTime(at).compact}${choices.digits(10)}`
  const rxTraceCode = choices.digits(20)
  const content = JSON.stringify(data)
  checks.add({ hiRxno, rxTraceCode, hospital: hospital.code, person: person.identityNumber, hospitalRxno, at, content })
  return give({ rxTraceCode, hiRxno })
}

type Found = { readonly ok: true; readonly person: Person } | NonNullable<Refused>

/** The patient behind what was shown: the voucher's token, or a card of somebody whose voucher is activated (N 8.1.1.4 h 1). */
function findPatient(context: CenterContext, data: Node, hospital: Institution): Found {
  const number = textOf(data, 'mdtrtCertNo')
  const token = textOf(data, 'ecToken')
  const type = textOf(data, 'mdtrtCertType')
  if (type === '01') {
    if (number !== '' && number !== token) return refuse('700101', 'mdtrtCertNo', '就诊凭证类型为 01 时须与 ecToken 一致')
    const person = ownerOfToken(context, token, hospital)
    return person === null ? refuse('700101', 'ecToken', '令牌不存在、已失效或不属于本机构 (N 8.1.1.4 h)') : { ok: true, person }
  }
  const found = findByCard(context, { type, number, cardSn: textOf(data, 'cardSn') })
  if (found.ok) return found
  const field = found.field === 'cardSn' ? 'cardSn' : 'mdtrtCertNo'
  return refuse(found.fault === 'notActivated' ? '700103' : '700102', field, found.rule)
}

function refuseHospital({ province }: CenterContext, data: Node, visit: Node, hospital: Institution): Refused {
  if (textOf(visit, 'fixmedinsCode') !== hospital.code) return refuse('700006', 'mdtrtinfo.fixmedinsCode', '须为该 appId 的机构')
  if (textOf(visit, 'fixmedinsName') !== hospital.name)
    return refuse('700006', 'mdtrtinfo.fixmedinsName', '须与机构编号登记的名称一致')
  const area = textOf(data, 'mdtrtareaNo')
  if (area !== '' && area !== hospital.area) return refuse('-2', 'mdtrtareaNo', '须为机构所在医保区划')
  if (textOf(data, 'bizTypeCode') !== '01') return refuse('-4', 'bizTypeCode', '本机构未开通互联网诊疗')
  const attribute = textOf(data, 'rxExraAttrCode')
  const { value, source } = province.attributes
  return attribute === '' || value.some((allowed) => allowed === attribute)
    ? null
    : refuse('-2', 'rxExraAttrCode', `须为 ${value.join('、')} (${source})`)
}

function refusePatient({ clock }: CenterContext, visit: Node, person: Person): Refused {
  const facts = {
    psnNo: person.personNumber,
    patnName: person.name,
    psnCertType: '01',
    certno: person.identityNumber,
    gend: person.gender === 'male' ? '1' : '2',
  }
  const wrong = Object.entries(facts).find(([name, fact]) => textOf(visit, name) !== fact)
  if (wrong !== undefined) return refuse('700102', `mdtrtinfo.${wrong[0]}`, '须与就诊凭证的本人一致')
  return Math.floor(Number(textOf(visit, 'patnAge'))) === ageOn(person.born, chinaTime(clock.now()).date)
    ? null
    : refuse('700102', 'mdtrtinfo.patnAge', '须与本人的出生日期一致')
}
