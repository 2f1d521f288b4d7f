import { type CenterContext, nextChoices } from '../context.ts'
import type { InsuranceInterface, Refused } from '../insurance/interface.ts'
import { nodesOf } from '../insurance/lines.ts'
import { isObject } from '../json.ts'
import { readDecimal, scales, writeCount } from '../money.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { Institution } from '../store/registry.ts'
import { stockInArea } from './areaStock.ts'

type Node = Readonly<Record<string, unknown>>

/** The one rule of this center, with the answers' codes [inferred]. */
const RULE = {
  rule_id: 'KC01',
  rule_name: '药品库存不足',
  vola_amt: '0.00',
  vola_amt_stas: '0',
  sev_deg: '3',
  vola_bhvr_type: '9',
} as const

/**
 * 3101 明细审核事前分析 (F 3.1.2, 4.1.3): which drugs of the present prescription the pharmacies of the hospital's area together have not enough of, with what they
 * have. A warning is no refusal: the doctor decides. Nothing of it is kept.
 */
export const stockWarning: InsuranceInterface = (context, { input, institution }) => {
  const data = isObject(input.data) ? input.data : {}
  const warnings: Node[] = []
  for (const [index, patient] of nodesOf(data.patient_dtos).entries()) {
    const at = `data.patient_dtos[${index}]`
    const fault = refusePatient(context, institution, patient, at)
    if (fault) return fault
    for (const [number, encounter] of nodesOf(patient.fsi_encounter_dtos).entries()) {
      const wrong = refuseEncounter(context, institution, encounter, `${at}.fsi_encounter_dtos[${number}]`)
      if (wrong) return wrong
      for (const order of nodesOf(encounter.fsi_order_dtos)) {
        const lack = lackOf(context, institution, order)
        if (lack === null) continue
        const names = { patn_id: textOf(patient, 'patn_id'), mdtrt_id: textOf(encounter, 'mdtrt_id') }
        const id = nextChoices(context, 'stockWarning').digits(20)
        const detail = { jrd_id: `${id}1`, ...names, rx_id: textOf(order, 'rx_id'), vola_item_type: '1', vola_amt: '0.00' }
        const task = textOf(data, 'task_id')
        warnings.push({
          ...{ jr_id: id, ...RULE, ...names, vola_cont: lack, vola_evid: '福建省药店门诊统筹改造方案 3.1.2' },
          judge_result_detail_dtos: [detail],
          ...(task === '' ? {} : { task_id: task }),
        })
      }
    }
  }
  return give({ result: warnings })
}

function refusePatient({ store }: CenterContext, institution: Institution, patient: Node, at: string): Refused | null {
  const person = store.registry.personNumbered(textOf(patient, 'patn_id'))
  if (person === undefined) return refuse('1005', `${at}.patn_id`, '查无此人（以人员编号为参保人标识）')
  if (person.name !== textOf(patient, 'patn_name')) return refuse('1007', `${at}.patn_name`, '须与参保人一致')
  const visit = store.visits.find(textOf(patient, 'curr_mdtrt_id'))
  const isOurs = visit?.hospital === institution.code && visit.person === person.identityNumber
  return isOurs ? null : refuse('1071', `${at}.curr_mdtrt_id`, '本机构没有该参保人的该次就诊登记 (2201)')
}

function refuseEncounter({ store }: CenterContext, institution: Institution, encounter: Node, at: string): Refused | null {
  if (textOf(encounter, 'medins_id') !== institution.code) return refuse('1003', `${at}.medins_id`, '须为报文头的机构')
  const orders = nodesOf(encounter.fsi_order_dtos)
  if (orders.length === 0) return refuse('1003', `${at}.fsi_order_dtos`, '至少一条处方（医嘱）')
  const unknown = orders.findIndex((order) => store.drugs.find(textOf(order, 'hilist_code')) === undefined)
  return unknown === -1 ? null : refuse('1028', `${at}.fsi_order_dtos[${unknown}].hilist_code`, '医保目录代码不存在')
}

/** What to tell the doctor of a line; null where there is enough, or where the line is of an earlier prescription. */
function lackOf(context: CenterContext, institution: Institution, order: Node): string | null {
  if (textOf(order, 'curr_drord_flag') !== '1') return null
  const drug = context.store.drugs.find(textOf(order, 'hilist_code'))
  const wanted = readDecimal(textOf(order, 'cnt'), scales.quantity) ?? 0
  if (drug === undefined) return null
  const stock = stockInArea(context, institution.area, drug.code).reduce((sum, { quantity }) => sum + Math.max(quantity, 0), 0)
  if (stock >= wanted) return null
  return `统筹区内药店的【${drug.genericName}】库存不足：需 ${writeCount(wanted)}${drug.unit}，实时库存 ${writeCount(stock)}${drug.unit}。`
}
