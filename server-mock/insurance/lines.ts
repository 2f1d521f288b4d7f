import type { InsuranceCode } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import { isObject } from '../json.ts'
import { amountOf, readDecimal, scales } from '../money.ts'
import { refuse, textOf } from '../refusal.ts'
import type { Drug, DrugTerms } from '../store/drugs.ts'
import { readDateTime } from '../time.ts'
import type { NamedPack } from '../trace.ts'
import type { PricedLine } from './figures.ts'
import type { Refused } from './interface.ts'

type Node = Readonly<Record<string, unknown>>

/** A line of a sale that was found in order. */
export interface SaleLine extends PricedLine {
  readonly sn: string
  /** with the terms of the day on which the fee arose */
  readonly drug: Drug & DrugTerms
  /** millionths of a yuan */
  readonly price: number
}

/** A pack with the line that it was sold on. */
export interface SoldPack extends NamedPack {
  readonly sn: string
}

/** The objects of a list whose table was already checked. */
export function nodesOf(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** Whether a moment of a message lies ahead of the center's clock, by more than clocks may differ. */
export function isFuture(context: CenterContext, dateTime: string): boolean {
  return (readDateTime(dateTime) ?? 0) > context.clock.now() + context.province.insuranceClockTolerance.value
}

/**
 * Reads and checks drugdetail: every line of its own, of a drug of the catalogue, with quantity × price = amount to the fen (rounded half up), the
 * sum = medfee_sumamt.
 */
export function readLines(
  context: CenterContext,
  nodes: readonly Node[],
  total: string,
): { readonly ok: true; readonly lines: readonly SaleLine[] } | Refused {
  if (nodes.length === 0) return refuse('1003', 'drugdetail', '至少一行')
  const lines: SaleLine[] = []
  for (const [index, node] of nodes.entries()) {
    const fault = (code: InsuranceCode, name: string, rule: string) => refuse(code, `drugdetail[${index}].${name}`, rule)
    const sn = textOf(node, 'feedetl_sn')
    if (lines.some((line) => line.sn === sn)) return fault('1003', 'feedetl_sn', '一次结算内不得重复')
    if (isFuture(context, textOf(node, 'fee_ocur_time'))) return fault('1003', 'fee_ocur_time', '不得晚于当前时间')
    const drug = context.store.drugs.find(textOf(node, 'med_list_codg'))
    if (drug === undefined) return fault('1028', 'med_list_codg', '医保药品编码不存在')
    const quantity = readDecimal(textOf(node, 'cnt'), scales.quantity)
    if (quantity === null || quantity <= 0) return fault('1003', 'cnt', '须大于零，且不超出可计范围')
    const price = readDecimal(textOf(node, 'pric'), scales.price)
    if (price === null || price <= 0) return fault('1003', 'pric', '须大于零，且不超出可计范围')
    const amount = amountOf(quantity, price)
    if (amount === null || amount !== readDecimal(textOf(node, 'det_item_fee_sumamt'), scales.fen)) {
      return fault('1041', 'det_item_fee_sumamt', '须等于数量 × 单价，四舍五入到分')
    }
    const terms = context.store.drugs.termsOn(drug.code, textOf(node, 'fee_ocur_time').slice(0, 10))
    lines.push({ sn, drug: { ...drug, ...terms }, quantity, price, amount })
  }
  const sum = lines.reduce((so, { amount }) => so + BigInt(amount), 0n)
  const isSum = sum === BigInt(readDecimal(total, scales.fen) ?? -1)
  return isSum ? { ok: true, lines } : refuse('1041', 'druginfo.medfee_sumamt', '须等于各行 det_item_fee_sumamt 之和')
}

/** Reads drug_trac_info: each pack stands on one of the lines. */
export function readPacks(
  nodes: readonly Node[],
  lines: readonly SaleLine[],
): { readonly ok: true; readonly packs: readonly SoldPack[] } | Refused {
  const packs: SoldPack[] = []
  for (const [index, node] of nodes.entries()) {
    const sn = textOf(node, 'feedetl_sn')
    const line = lines.find((each) => each.sn === sn)
    if (line === undefined) return refuse('1003', `drug_trac_info[${index}].feedetl_sn`, '须为 drugdetail 中的一行')
    packs.push({ sn, code: textOf(node, 'drug_trac_codg'), drug: line.drug.code, split: textOf(node, 'trdn_flag') === '1' })
  }
  return { ok: true, packs }
}
