import { type CenterContext, nextChoices } from '../context.ts'
import type { InsuranceInterface, Refused } from '../insurance/interface.ts'
import { isFuture, nodesOf } from '../insurance/lines.ts'
import { findPerson } from '../insurance/person.ts'
import { isObject } from '../json.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { Institution } from '../store/registry.ts'
import type { Visit } from '../store/visits.ts'
import { chinaTime, readDateTime } from '../time.ts'

type Node = Readonly<Record<string, unknown>>

/** 2201 门诊挂号 (F 1.2.2, 3.1.2): an insured person comes to a doctor of this hospital; the visit gets its mdtrt_id. */
export const registerVisit: InsuranceInterface = (context, { input, institution, insuredArea }) => {
  const { registry, visits } = context.store
  const data = isObject(input.data) ? input.data : {}
  const found = findPerson(context, data, institution)
  if (!found.ok) return found
  const { person } = found
  if (textOf(data, 'psn_no') !== person.personNumber) return refuse('1007', 'data.psn_no', '须与就诊凭证的本人一致')
  const insuranceType = textOf(data, 'insutype')
  const insurance = registry
    .insurancesOf(person.identityNumber)
    .find(({ area, type }) => area === insuredArea && type === insuranceType)
  if (insurance === undefined) return refuse('1005', 'data.insutype', '本人在该参保地没有该险种')
  if (insurance.active === 0) return refuse('1012', 'data.psn_no', '参保状态须为正常')
  if (isFuture(context, textOf(data, 'begntime'))) return refuse('1003', 'data.begntime', '不得晚于当前时间')
  const doctor = refuseDoctor(context, institution, textOf(data, 'atddr_no'), textOf(data, 'dr_name'), 'data.atddr_no')
  if (doctor) return doctor
  const department = context.store.staff.department(institution.code, textOf(data, 'dept_code'))
  if (department === undefined || department.name !== textOf(data, 'dept_name'))
    return refuse('1072', 'data.dept_code', '须为本机构的科室，编码与名称一致')
  const visitNumber = textOf(data, 'ipt_otp_no')
  if (visits.numbered(institution.code, visitNumber) !== undefined)
    return refuse('1074', 'data.ipt_otp_no', '须为院内唯一流水，不得重复')

  const registeredAt = readDateTime(textOf(data, 'begntime')) ?? 0
  const id = `${chinaTime(context.clock.now()).compact}${nextChoices(context, 'visit').digits(12)}`
  visits.add({
    id,
    hospital: institution.code,
    person: person.identityNumber,
    area: insurance.area,
    insuranceType,
    visitNumber,
    registeredAt,
  })
  return give({ data: { mdtrt_id: id, psn_no: person.personNumber, ipt_otp_no: visitNumber } })
}

/** 2203 门诊就诊信息上传 (F 1.2.2): what the visit was about. It may be told again until a prescription of the visit is uploaded; the latest counts. */
export const describeVisit: InsuranceInterface = (context, { input, institution }) => {
  const { registry, staff, visits, prescriptions } = context.store
  const info = isObject(input.mdtrtinfo) ? input.mdtrtinfo : {}
  const visit = visits.find(textOf(info, 'mdtrt_id'))
  const person = registry.personNumbered(textOf(info, 'psn_no'))
  if (visit?.hospital !== institution.code) return refuse('1071', 'mdtrtinfo.mdtrt_id', '本机构没有该次就诊登记 (2201)')
  if (visit.person !== person?.identityNumber) return refuse('1071', 'mdtrtinfo.psn_no', '须为该次就诊的参保人')
  if (prescriptions.ofVisit(visit.id)) return refuse('1045', 'mdtrtinfo.mdtrt_id', '该次就诊已上传处方')
  const startedAt = readDateTime(textOf(info, 'begntime')) ?? 0
  if (isFuture(context, textOf(info, 'begntime')) || startedAt < visit.registeredAt)
    return refuse('1003', 'mdtrtinfo.begntime', '须在挂号之后，不晚于当前时间')
  const medType = textOf(info, 'med_type')
  const diseaseCode = textOf(info, 'dise_codg')
  const disease = staff.disease(diseaseCode)
  const isListed = disease?.list === 'outpatient' && disease.name === textOf(info, 'dise_name')
  if (diseaseCode !== '' && !isListed)
    return refuse('1073', 'mdtrtinfo.dise_codg', '须为门诊慢特病病种目录中的病种，编码与名称一致')
  const nodes = nodesOf(input.diseinfo)
  const fault = refuseDiagnoses(context, institution, nodes)
  if (fault) return fault

  const diagnoses = nodes.filter((node) => textOf(node, 'vali_flag') === '1').map((node) => textOf(node, 'diag_code'))
  visits.describe(visit.id, { medType, diseaseCode: diseaseCode || null, diagnoses })
  return give({})
}

function refuseDiagnoses(context: CenterContext, institution: Institution, nodes: readonly Node[]): Refused | null {
  const { staff } = context.store
  if (!nodes.some((node) => textOf(node, 'vali_flag') === '1')) return refuse('1073', 'diseinfo', '至少一个有效诊断')
  const numbers = nodes.map((node) => Number(textOf(node, 'diag_srt_no')))
  const repeated = numbers.findIndex((number, index) => numbers.indexOf(number) < index)
  if (repeated !== -1) return refuse('1003', `diseinfo[${repeated}].diag_srt_no`, '诊断排序号不得重复')
  for (const [index, node] of nodes.entries()) {
    const at = (field: string): string => `diseinfo[${index}].${field}`
    const disease = staff.disease(textOf(node, 'diag_code'))
    if (disease?.list !== 'icd') return refuse('1073', at('diag_code'), '诊断不在病种目录')
    if (disease.name !== textOf(node, 'diag_name')) return refuse('1073', at('diag_name'), '须与诊断代码一致')
    if (staff.departmentNamed(institution.code, textOf(node, 'diag_dept')) === undefined)
      return refuse('1072', at('diag_dept'), '须为本机构的科室')
    const doctor = refuseDoctor(
      context,
      institution,
      textOf(node, 'dise_dor_no'),
      textOf(node, 'dise_dor_name'),
      at('dise_dor_no'),
    )
    if (doctor) return doctor
    if (isFuture(context, textOf(node, 'diag_time'))) return refuse('1003', at('diag_time'), '不得晚于当前时间')
  }
  return null
}

function refuseDoctor(
  context: CenterContext,
  institution: Institution,
  code: string,
  name: string,
  field: string,
): Refused | null {
  const doctor = context.store.staff.doctor(code)
  const isOurs = doctor?.hospital === institution.code && doctor.name === name
  return isOurs ? null : refuse('1072', field, '须为在本机构登记的医保医师，代码与姓名一致')
}

/** A visit of this person in this hospital that 2203 has described; null where there is none. */
export function describedVisit(
  { store }: CenterContext,
  id: string,
  hospital: string,
  person: string,
): (Visit & { readonly medType: string }) | null {
  const visit = store.visits.find(id)
  if (visit?.hospital !== hospital || visit.person !== person || visit.medType === null) return null
  return { ...visit, medType: visit.medType }
}
