import type { Database } from 'better-sqlite3'

/** A drug of the province's catalogue. */
export interface Drug {
  /** med_list_codg: X western, Z Chinese patent, T decoction pieces */
  readonly code: string
  readonly genericName: string
  readonly productName: string
  readonly dosageForm: string
  readonly spec: string
  /** of what is priced and sold: 盒, 瓶, 克 */
  readonly unit: string
  readonly maker: string
  readonly approval: string
  /** 11 western, 12 Chinese patent, 13 decoction pieces */
  readonly itemType: '11' | '12' | '13'
  /** 收费项目等级: 01 甲, 02 乙, 03 丙 */
  readonly level: '01' | '02' | '03'
  /** first self-pay share (先行自付比例) in ten-thousandths */
  readonly selfPay: number
  /** limit of the price per unit, millionths of a yuan; null for none */
  readonly priceLimit: number | null
  /** 处方药标志: 0 OTC, 1 prescription, 2 both */
  readonly prescriptionFlag: '0' | '1' | '2'
  /** 0 or 1: a 双通道 drug */
  readonly dualChannel: number
  /** 0 or 1: whether the medical-insurance catalogue has it at all */
  readonly covered: number
  /** the first seven characters of its trace codes; null where it carries none (饮片) */
  readonly tracePrefix: string | null
}

export interface Drugs {
  find(code: string): Drug | undefined
  byTracePrefix(prefix: string): Drug | undefined
  list(): readonly Drug[]
}

const DRUG = `SELECT code, generic_name AS genericName, product_name AS productName, dosage_form AS dosageForm, spec, unit, maker, approval,
  item_type AS itemType, level, self_pay AS selfPay, price_limit AS priceLimit, prescription_flag AS prescriptionFlag,
  dual_channel AS dualChannel, covered, trace_prefix AS tracePrefix FROM drug`

/** The drug catalogue over the center's database. */
export function createDrugs(db: Database): Drugs {
  const find = db.prepare<[string], Drug>(`${DRUG} WHERE code = ?`)
  const byTracePrefix = db.prepare<[string], Drug>(`${DRUG} WHERE trace_prefix = ?`)
  const list = db.prepare<[], Drug>(`${DRUG} ORDER BY code`)
  return {
    find: (code) => find.get(code),
    byTracePrefix: (prefix) => byTracePrefix.get(prefix),
    list: () => list.all(),
  }
}
