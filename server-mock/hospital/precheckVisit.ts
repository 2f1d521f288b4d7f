import type { CenterContext } from '../context.ts'
import { nodesOf } from '../insurance/lines.ts'
import { isObject } from '../json.ts'
import type { Refused } from '../prescription/state.ts'
import { refuse, textOf } from '../refusal.ts'
import type { Institution, Person } from '../store/registry.ts'
import { readDateTime } from '../time.ts'
import { describedVisit } from './visits.ts'

type Node = Readonly<Record<string, unknown>>

/** The visit that 7101 names: of this patient in this hospital (2201), described (2203), and for the diseases that the prescription is for (F 1.2.2). */
export function refuseSentVisit(context: CenterContext, data: Node, hospital: Institution, person: Person): Refused {
  const sent = isObject(data.mdtrtinfo) ? data.mdtrtinfo : {}
  const visit = describedVisit(context, textOf(sent, 'mdtrtId'), hospital.code, person.identityNumber)
  if (visit === null) return refuse('700181', 'mdtrtinfo.mdtrtId', '须为该参保人在本机构已登记并上传的就诊 (2201、2203; F 1.2.2)')
  if (textOf(sent, 'iptOtpNo') !== visit.visitNumber) return refuse('700181', 'mdtrtinfo.iptOtpNo', '须与挂号 (2201) 一致')
  if (textOf(sent, 'otpIptFlag') === '2') return refuse('700181', 'mdtrtinfo.otpIptFlag', '该次就诊为门诊')
  if (textOf(sent, 'medType') !== visit.medType) return refuse('700181', 'mdtrtinfo.medType', '须与就诊信息 (2203) 一致')
  const visitedAt = readDateTime(textOf(sent, 'mdtrtTime')) ?? 0
  if (visitedAt < visit.registeredAt || visitedAt > context.clock.now())
    return refuse('700181', 'mdtrtinfo.mdtrtTime', '须在挂号 (2201) 之后，不晚于当前时间')
  const area = textOf(data, 'insuPlcNo')
  const isInsuredThere = context.store.registry.insurancesOf(person.identityNumber).some((each) => each.area === area)
  if (area !== '' && !isInsuredThere) return refuse('700102', 'insuPlcNo', '本人未在该地参保')
  return refuseDiseases(context, data, sent, { hospital, diagnoses: visit.diagnoses, diseaseCode: visit.diseaseCode })
}

function refuseDiseases(
  { store }: CenterContext,
  data: Node,
  sent: Node,
  visit: { readonly hospital: Institution; readonly diagnoses: readonly string[]; readonly diseaseCode: string | null },
): Refused {
  const no = (field: string, rule: string) => refuse('700184', field, rule)
  const isSpecial = textOf(sent, 'spDiseFlag') === '1'
  const diseaseCode = textOf(sent, 'diseCodg')
  if (isSpecial !== (visit.diseaseCode !== null)) return no('mdtrtinfo.spDiseFlag', '须与就诊信息 (2203) 的病种一致')
  if (isSpecial && diseaseCode !== visit.diseaseCode) return no('mdtrtinfo.diseCodg', '须与就诊信息 (2203) 一致')
  if (isSpecial && textOf(sent, 'diseName') !== store.staff.disease(diseaseCode)?.name)
    return no('mdtrtinfo.diseName', '须与病种编码一致')
  const nodes = nodesOf(data.diseinfo)
  const numbers = nodes.map((node) => Number(textOf(node, 'diagSrtNo')))
  for (const [index, node] of nodes.entries()) {
    const at = (field: string): string => `diseinfo[${index}].${field}`
    const disease = store.staff.disease(textOf(node, 'diagCode'))
    if (disease?.list !== 'icd') return no(at('diagCode'), '诊断不在病种目录')
    if (disease.name !== textOf(node, 'diagName')) return no(at('diagName'), '须与诊断代码一致')
    if (!visit.diagnoses.includes(disease.code)) return no(at('diagCode'), '须为该次就诊 (2203) 的诊断')
    if (numbers.indexOf(numbers[index] ?? 0) < index) return no(at('diagSrtNo'), '诊断排序号不得重复')
    const department = store.staff.department(visit.hospital.code, textOf(node, 'diagDeptCode'))
    if (department?.name !== textOf(node, 'diagDept'))
      return refuse('700182', at('diagDeptCode'), '须为本机构的科室，编号与名称一致')
    const doctor = store.staff.doctor(textOf(node, 'diagDrNo'))
    if (doctor?.hospital !== visit.hospital.code || doctor.name !== textOf(node, 'diagDrName'))
      return refuse('700182', at('diagDrNo'), '须为在本机构登记的医保医师，代码与姓名一致')
  }
  const [main, ...others] = nodes.filter((node) => textOf(node, 'maindiagFlag') === '1')
  if (main === undefined || others.length > 0) return no('diseinfo', '须有且只有一个主诊断')
  if (textOf(main, 'diagCode') !== textOf(sent, 'maindiagCode')) return no('mdtrtinfo.maindiagCode', '须为 diseinfo 的主诊断')
  return textOf(main, 'diagName') === textOf(sent, 'maindiagName') ? null : no('mdtrtinfo.maindiagName', '须与主诊断代码一致')
}

/** The doctor is registered with this hospital, the departments are its own (N 8.1.1.4 h 2: 开方医师). */
export function refuseDoctor({ store }: CenterContext, sent: Node, hospital: Institution): Refused {
  const no = (field: string, rule: string) => refuse('700182', `mdtrtinfo.${field}`, rule)
  const doctor = store.staff.doctor(textOf(sent, 'drCode'))
  if (doctor?.hospital !== hospital.code) return no('drCode', '须为在本机构登记的医保医师')
  if (textOf(sent, 'prscDrName') !== doctor.name) return no('prscDrName', '须与登记的姓名一致')
  const [type, document] = [textOf(sent, 'prscDrCertType'), textOf(sent, 'prscDrCertno')]
  if (type !== '' && type !== '01') return no('prscDrCertType', '须与登记的证件一致')
  if (document !== '' && document !== doctor.identityNumber) return no('prscDrCertno', '须与登记的证件一致')
  const isOurs = (code: string, name: string) =>
    store.staff.department(hospital.code, textOf(sent, code))?.name === textOf(sent, name)
  if (!isOurs('prscDeptCode', 'prscDeptName')) return no('prscDeptCode', '须为本机构的科室，编号与名称一致')
  return isOurs('drDeptCode', 'drDeptName') ? null : no('drDeptCode', '须为本机构的科室，编号与名称一致')
}
