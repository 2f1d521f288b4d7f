import type { CenterContext } from '../context.ts'
import { isObject } from '../json.ts'
import { askForSettlement } from '../local/inProcess.ts'
import { refuse, textOf } from '../refusal.ts'
import type { Prescription } from '../store/prescriptions.ts'
import type { Insurance, Person } from '../store/registry.ts'
import { findByCredential } from '../voucher/credential.ts'
import type { InsuranceCall, Refused } from './interface.ts'
import { isFuture, nodesOf, readLines, readPacks, type SaleLine, type SoldPack } from './lines.ts'
import { credentialCodes, credentialFields } from './person.ts'
import { chronicDiseases, type InsuranceType, insuranceTypes, type PlanName, plans } from './plans.ts'

/** A sale that may be settled: who buys what, on which prescription, under which plan. */
export interface Purchase {
  readonly person: Person
  readonly insurance: Insurance & { readonly type: InsuranceType }
  readonly credentialType: string
  readonly medicalType: string
  readonly usesAccount: boolean
  readonly lines: readonly SaleLine[]
  readonly packs: readonly SoldPack[]
  /** null for a sale without a circulated prescription */
  readonly prescription: Prescription | null
  readonly plan: PlanName
}

type Node = Readonly<Record<string, unknown>>
type Found<T> = ({ readonly ok: true } & T) | Refused

/** Everything that is checked of 2101, 2101A, 2102 and 2102A alike, before any figure (N 8.8.1.4 a to c). Reads only. */
export function readPurchase(context: CenterContext, call: InsuranceCall): Found<{ readonly purchase: Purchase }> {
  const { input } = call
  const info = isObject(input.druginfo) ? input.druginfo : {}
  const details = nodesOf(input.drugdetail)
  const buyer = findBuyer(context, call, info)
  if (!buyer.ok) return buyer
  const { person, insurance } = buyer
  if (isFuture(context, textOf(info, 'begntime'))) return refuse('1003', 'druginfo.begntime', '不得晚于当前时间')
  const read = readLines(context, details, textOf(info, 'medfee_sumamt'))
  if (!read.ok) return read
  const { lines } = read
  const traced = readPacks(nodesOf(input.drug_trac_info), lines)
  if (!traced.ok) return traced
  const found = findPrescription(context, call, buyer, details, lines)
  if (!found.ok) return found
  const chosen = choosePlan(context, info, person, found.prescription, lines)
  if (!chosen.ok) return chosen
  return {
    ok: true,
    purchase: {
      person,
      insurance,
      credentialType: textOf(info, 'mdtrt_cert_type'),
      medicalType: textOf(info, 'med_type'),
      usesAccount: textOf(info, 'acct_used_flag') === '1',
      lines,
      packs: traced.packs,
      prescription: found.prescription,
      plan: chosen.plan,
    },
  }
}

type Buyer = Pick<Purchase, 'person' | 'insurance'>

function findBuyer(context: CenterContext, call: InsuranceCall, info: Node): Found<Buyer> {
  const { registry } = context.store
  const person = registry.personNumbered(textOf(info, 'psn_no'))
  if (person === undefined) return refuse('1005', 'druginfo.psn_no', '查无此人')
  const there = registry.insurancesOf(person.identityNumber).filter(({ area }) => area === call.insuredArea)
  if (there.length === 0) return refuse('1005', 'insuplc_admdvs', '本人未在该地参保')
  const insurance = there.find(({ type }) => type === textOf(info, 'insutype'))
  if (insurance === undefined || !isInsuranceType(insurance.type))
    return refuse('1005', 'druginfo.insutype', '本人在该地没有该险种')
  if (insurance.active === 0) return refuse('1012', 'druginfo.psn_no', '参保状态须为正常参保')

  const credential = {
    type: textOf(info, 'mdtrt_cert_type'),
    number: textOf(info, 'mdtrt_cert_no'),
    cardSn: textOf(info, 'card_sn'),
    token: textOf(info, 'ec_token'),
  }
  const shown = findByCredential(context, credential, call.institution)
  if (!shown.ok) return refuse(credentialCodes[shown.fault], `druginfo.${credentialFields[shown.field]}`, shown.rule)
  if (shown.person.identityNumber !== person.identityNumber) return refuse('1007', 'druginfo.psn_no', '须为就诊凭证的本人')
  return { ok: true, person, insurance: { ...insurance, type: insurance.type } }
}

function isInsuranceType(type: string): type is InsuranceType {
  return Object.hasOwn(insuranceTypes, type)
}

function findPrescription(
  context: CenterContext,
  call: InsuranceCall,
  { person, insurance }: Buyer,
  details: readonly Node[],
  lines: readonly SaleLine[],
): Found<{ readonly prescription: Prescription | null }> {
  const [first = {}] = details
  const flag = textOf(first, 'rx_circ_flag')
  const hiRxno = textOf(first, 'rxno')
  const isOne = details.every(
    (node) => textOf(node, 'rx_circ_flag') === flag && (flag === '0' || textOf(node, 'rxno') === hiRxno),
  )
  if (!isOne) return refuse('1003', 'drugdetail.rxno', '一次结算只能是一张外购处方，或不含外购处方')
  if (flag === '0') return { ok: true, prescription: null }

  const named = lines.map(({ drug, quantity }) => ({ drug: drug.code, quantity }))
  const refusal = askForSettlement(context, {
    hiRxno,
    person: person.identityNumber,
    area: insurance.area,
    institution: call.institution.code,
    lines: named,
  })
  const prescription = context.store.prescriptions.find(hiRxno)
  if (refusal || prescription === undefined)
    return refusal ? { ok: false, refusal } : refuse('1021', 'drugdetail.rxno', '处方不存在')
  if (prescription.area !== insurance.area || prescription.insuranceType !== insurance.type) {
    return refuse('1030', 'insuplc_admdvs', '须为处方登记的参保地和险种')
  }
  return { ok: true, prescription }
}

/** By which plan: 14 and 140104 by the chronic disease, else what the prescription says it is for (rxExraAttrCode), else the account alone. */
function choosePlan(
  context: CenterContext,
  info: Node,
  person: Person,
  prescription: Prescription | null,
  lines: readonly SaleLine[],
): Found<{ readonly plan: PlanName }> {
  const plan = planOf(textOf(info, 'med_type'), prescription)
  if (plans[plan].needsPrescription && prescription === null) {
    return refuse('1030', 'druginfo.med_type', `${plans[plan].title}须凭外购处方`)
  }
  if (plan === 'chronic') {
    const code = textOf(info, 'dise_codg')
    const disease = Object.hasOwn(chronicDiseases, code) ? chronicDiseases[code] : undefined
    const isEntitled = context.store.registry
      .entitlementsOf(person.identityNumber)
      .some(({ type, memo }) => type === '902' && disease !== undefined && memo === `门诊慢特病: ${disease}`)
    if (!isEntitled) return refuse('1030', 'druginfo.dise_codg', '本人没有该病种的门诊慢特病待遇')
    if (prescription?.diseaseCode !== code) return refuse('1030', 'druginfo.dise_codg', '须为处方登记的病种')
  }
  if (prescription === null) return { ok: true, plan }
  // N 8.8.1.4 c checks the drugs of a circulated prescription against its catalogue, and Y 4.4 lets it hold nothing else
  const isRefused = context.switches().uncoveredDrug === 'refuse'
  const outside = lines.findIndex(
    ({ drug }) => (drug.covered === 0 && isRefused) || (plan === 'dualChannel' && drug.dualChannel === 0),
  )
  return outside < 0
    ? { ok: true, plan }
    : refuse('1028', `drugdetail[${outside}].med_list_codg`, `不在${plans[plan].title}处方药品目录内`)
}

function planOf(medicalType: string, prescription: Prescription | null): PlanName {
  if (medicalType === '14' || medicalType === '140104') return 'chronic'
  if (prescription === null) return medicalType === '11' ? 'outpatientPooling' : 'ordinary'
  const byAttribute = { '01': 'dualChannel', '02': 'outpatientPooling', '03': 'ordinary' } as const
  return byAttribute[prescription.attribute]
}
