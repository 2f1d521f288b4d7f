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
  /** 处方药标志: 0 OTC, 1 prescription, 2 both */
  readonly prescriptionFlag: '0' | '1' | '2'
  /** 0 or 1: a 双通道 drug */
  readonly dualChannel: number
  /** 0 or 1: whether the medical-insurance catalogue has it at all */
  readonly covered: number
  /** the first seven characters of its trace codes; null where it carries none (饮片) */
  readonly tracePrefix: string | null
  /** since when the catalogue has it, yyyy-MM-dd */
  readonly listedOn: string
  /** 特殊管理药品, which never circulates: its class; null for every other drug */
  readonly specialClass: 'narcotic' | 'psychotropic' | 'toxic' | 'radioactive' | null
}

/** On what terms a drug is paid for on one day. */
export interface DrugTerms {
  /** first self-pay share (先行自付比例) in ten-thousandths */
  readonly selfPay: number
  /** limit of the price per unit, millionths of a yuan; null for none */
  readonly priceLimit: number | null
}

/** What the catalogue says of a drug from a day on. */
export interface Dated {
  /** med_list_codg */
  readonly code: string
  /** yyyy-MM-dd, the first day */
  readonly since: string
  /** yyyy-MM-dd, the last day; null while it holds */
  readonly until: string | null
  /** when the province made it known, epoch ms */
  readonly updatedAt: number
}

/** A limit in millionths of a yuan, or a share in ten-thousandths. */
export interface DatedValue extends Dated {
  readonly value: number
}

export interface Drugs {
  find(code: string): Drug | undefined
  byTracePrefix(prefix: string): Drug | undefined
  list(): readonly Drug[]
  /** the terms of a day (yyyy-MM-dd): no share and no limit where the catalogue says nothing */
  termsOn(code: string, day: string): DrugTerms
  /** by drug and day */
  priceLimits(): readonly DatedValue[]
  selfPayShares(): readonly DatedValue[]
  /** adds a drug, or changes everything that is known of the one with its code */
  put(drug: Drug): void
}

const DRUG = `SELECT code, generic_name AS genericName, product_name AS productName, dosage_form AS dosageForm, spec, unit, maker, approval,
  item_type AS itemType, level, prescription_flag AS prescriptionFlag, dual_channel AS dualChannel, covered, trace_prefix AS tracePrefix,
  listed_on AS listedOn, special_class AS specialClass FROM drug`
const DATED = 'SELECT drug AS code, since, until, updated_at AS updatedAt, value FROM drug_terms WHERE kind = ?'

/** The drug catalogue over the center's database. */
export function createDrugs(db: Database): Drugs {
  const find = db.prepare<[string], Drug>(`${DRUG} WHERE code = ?`)
  const byTracePrefix = db.prepare<[string], Drug>(`${DRUG} WHERE trace_prefix = ?`)
  const list = db.prepare<[], Drug>(`${DRUG} ORDER BY code`)
  const on = (kind: string): string => `(SELECT value FROM drug_terms WHERE drug = @code AND kind = '${kind}' AND since <= @day
    AND (until IS NULL OR until >= @day) ORDER BY since DESC LIMIT 1)`
  const termsOn = db.prepare<[{ code: string; day: string }], DrugTerms>(
    `SELECT coalesce(${on('selfPay')}, 0) AS selfPay, ${on('priceLimit')} AS priceLimit`,
  )
  const dated = db.prepare<[string], DatedValue>(`${DATED} ORDER BY drug, since`)
  const put = db.prepare<
    [Drug]
  >(`INSERT INTO drug (code, generic_name, product_name, dosage_form, spec, unit, maker, approval, item_type, level,
      prescription_flag, dual_channel, covered, trace_prefix, listed_on, special_class)
    VALUES (@code, @genericName, @productName, @dosageForm, @spec, @unit, @maker, @approval, @itemType, @level,
      @prescriptionFlag, @dualChannel, @covered, @tracePrefix, @listedOn, @specialClass)
    ON CONFLICT (code) DO UPDATE SET generic_name = excluded.generic_name, product_name = excluded.product_name,
      dosage_form = excluded.dosage_form, spec = excluded.spec, unit = excluded.unit, maker = excluded.maker, approval = excluded.approval,
      item_type = excluded.item_type, level = excluded.level, prescription_flag = excluded.prescription_flag,
      dual_channel = excluded.dual_channel, covered = excluded.covered, trace_prefix = excluded.trace_prefix, listed_on = excluded.listed_on,
      special_class = excluded.special_class`)
  return {
    find: (code) => find.get(code),
    byTracePrefix: (prefix) => byTracePrefix.get(prefix),
    list: () => list.all(),
    termsOn: (code, day) => termsOn.get({ code, day }) ?? { selfPay: 0, priceLimit: null },
    priceLimits: () => dated.all('priceLimit'),
    selfPayShares: () => dated.all('selfPay'),
    put: (drug) => {
      put.run(drug)
    },
  }
}
