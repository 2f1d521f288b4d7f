import type { InsuranceCode } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import type { InsuranceCall, Refused } from '../insurance/interface.ts'
import { isFuture, nodesOf } from '../insurance/lines.ts'
import { readDecimal, scales } from '../money.ts'
import { refuse, textOf } from '../refusal.ts'
import type { Drug } from '../store/drugs.ts'
import type { Article, StockRecord } from '../store/stock.ts'
import { chinaTime } from '../time.ts'
import { claimPacks, findPackCountFault, findTraceFault, type NamedPack, needsTraceCodes, type TraceFault } from '../trace.ts'
import type { Line } from './line.ts'

/** Goods of one line that come or leave. */
export interface Goods {
  readonly article: Article
  readonly drug: Drug
  readonly batchSerial: string
  /** ten-thousandths, above zero */
  readonly quantity: number
  /** millionths of a yuan; null where the message had none */
  readonly price: number | null
  readonly packs: readonly NamedPack[]
}

/** How a line spells quantity, price and moment, whether its trace codes must be there, and whether its price may be nothing. */
interface Spelling {
  readonly quantity: string
  readonly price: string
  readonly time: string
  readonly codes: 'demanded' | 'optional'
  readonly free: boolean
}

/** 3505 and 3506. */
export const saleSpelling = {
  quantity: 'sel_retn_cnt',
  price: 'finl_trns_pric',
  time: 'sel_retn_time',
  codes: 'demanded',
  free: false,
} as const satisfies Spelling

/** 3503 and 3504: goods may be a present. */
export const purchaseSpelling = {
  quantity: 'purc_retn_cnt',
  price: 'finl_trns_pric',
  time: 'purc_retn_stoin_time',
  codes: 'optional',
  free: true,
} as const satisfies Spelling

/** 3502. */
export const changeSpelling = {
  quantity: 'cnt',
  price: 'pric',
  time: 'inv_chg_time',
  codes: 'optional',
  free: true,
} as const satisfies Spelling

/**
 * The article of the own catalogue that a line names, on the province's drug. Refused where there is no such drug, and, where the province demands the
 * mapping (3301), where the article is not mapped to it today (1028).
 */
export function readArticle(
  context: CenterContext,
  { node, at }: Line,
  institution: string,
): { readonly ok: true; readonly article: Article; readonly drug: Drug } | Refused {
  const article = {
    institution,
    drug: textOf(node, 'med_list_codg'),
    article: textOf(node, 'fixmedins_hilist_id'),
    articleName: textOf(node, 'fixmedins_hilist_name'),
    prescriptionFlag: textOf(node, 'rx_flag'),
  }
  const { drugs, mappings } = context.store
  const drug = drugs.find(article.drug)
  if (drug === undefined) return refuse('1028', `${at}.med_list_codg`, '医保药品编码不存在')
  if (!context.province.mappedArticlesOnly.value) return { ok: true, article, drug }
  const mapping = mappings.find(institution, article.article)
  const { date } = chinaTime(context.clock.now())
  const isMapped = mapping?.drug === drug.code && mapping.since <= date && date <= mapping.until
  return isMapped
    ? { ok: true, article, drug }
    : refuse('1028', `${at}.fixmedins_hilist_id`, '该目录未与医保药品编码对照或对照已撤销 (3301)')
}

/** Reads and checks what 3502 to 3506 have in common; where its codes are is not looked at. */
export function readGoods(
  context: CenterContext,
  line: Line,
  institution: string,
  spelling: Spelling,
): { readonly ok: true; readonly goods: Goods } | Refused {
  const { node, at } = line
  const no = (code: InsuranceCode, name: string, rule: string) => refuse(code, `${at}.${name}`, rule)
  const named = readArticle(context, line, institution)
  if (!named.ok) return named
  const { article, drug } = named
  const quantity = readDecimal(textOf(node, spelling.quantity), scales.quantity)
  if (quantity === null || quantity <= 0) return no('1003', spelling.quantity, '须大于零，且不超出可计范围')
  const priceText = textOf(node, spelling.price)
  const price = priceText === '' ? null : readDecimal(priceText, scales.price)
  const lowest = spelling.free ? 0 : 1
  if (priceText !== '' && (price === null || price < lowest)) {
    return no('1003', spelling.price, `${spelling.free ? '不得小于零' : '须大于零'}，且不超出可计范围`)
  }
  if (isFuture(context, textOf(node, spelling.time))) return no('1003', spelling.time, '不得晚于当前时间')
  const split = textOf(node, 'trdn_flag') === '1'
  const codes = nodesOf(node.drugtracinfo).map((pack) => textOf(pack, 'drug_trac_codg'))
  const packs = codes.map((code) => ({ code, drug: drug.code, split }))
  const countFault = findPackCountFault(quantity, packs)
  const isDue = spelling.codes === 'demanded' ? needsTraceCodes(context, drug) : packs.length > 0
  if (countFault !== null && isDue) return no('1031', 'drugtracinfo', countFault)
  return { ok: true, goods: { article, drug, batchSerial: textOf(node, 'fixmedins_bchno'), quantity, price, packs } }
}

/** A batch serial that stands already for an upload of the same kind (1052). */
export function refuseSerial(context: CenterContext, goods: Goods, kind: '2' | '3' | '4', { at }: Line): Refused | null {
  const { batchSerial, article } = goods
  if (context.store.stock.standing(article.institution, kind, batchSerial).length === 0) return null
  const names = { '2': '库存变更', '3': '采购、采购退货', '4': '销售、退货' }
  return refuse('1052', `${at}.fixmedins_bchno`, `未删除的${names[kind]}中不得重复`)
}

/** The refusal for a fault of a code: sold (1033), or anything else (1032). `list` is the list that it stands in. */
export function refuseTrace(fault: TraceFault | null, list: string): Refused | null {
  if (fault === null) return null
  return refuse(fault.kind === 'sold' ? '1033' : '1032', `${list}[${fault.index}].drug_trac_codg`, fault.rule)
}

/**
 * Codes of another drug (1032), sold already (1033), or in this very sale before (1033; parts of a split pack may come again); by the switch `foreignPack`, in
 * another shop's stock (1032).
 */
export function refuseSoldPacks(
  context: CenterContext,
  packs: readonly NamedPack[],
  { sale, institution }: Pick<StockRecord, 'sale' | 'institution'>,
  list: string,
): Refused | null {
  const refused = refuseTrace(findTraceFault(context, packs, { sale, institution }), list)
  if (refused) return refused
  const again = packs.findIndex(
    ({ code, split }) =>
      !split && context.store.traceCodes.claimsOf(code).some((claim) => claim.source === '3505' && claim.sale === sale),
  )
  return again < 0 ? null : refuse('1033', `${list}[${again}].drug_trac_codg`, '该追溯码在本次销售中已上传')
}

/** Says of the packs of a record what is out of each in its sale now: nothing any more, and the code is free. */
export function restatePacks(
  context: CenterContext,
  { sale, institution, drug, packs }: Pick<StockRecord, 'sale' | 'institution' | 'drug' | 'packs'>,
): void {
  const out = outOfPacks(context, sale)
  for (const { code, split } of packs) {
    const quantity = out(code)
    if (quantity > 0) claimPacks(context, [{ code, drug, split, quantity }], { source: '3505', sale, institution })
    else context.store.traceCodes.releaseCode(code, sale, '3505')
  }
}

/** How much of a pack is out in a sale: uploaded, not deleted, not returned. */
export function outOfPacks(context: CenterContext, sale: string): (code: string) => number {
  const packs = context.store.stock.ofSale(sale).flatMap((record) => {
    const sign = record.interface === '3505' ? 1 : -1
    return record.packs.map(({ code, quantity }) => ({ code, quantity: sign * quantity }))
  })
  return (code) => packs.reduce((sum, pack) => (pack.code === code ? sum + pack.quantity : sum), 0)
}

/** The person whom an upload names, if it names one: known (1005), and with the document it says (1007). */
export function refusePerson(context: CenterContext, { node, at }: Line, { insuredArea }: InsuranceCall): Refused | null {
  const number = textOf(node, 'psn_no')
  if (number === '') return null
  const { registry } = context.store
  const person = registry.personNumbered(number)
  if (person === undefined) return refuse('1005', `${at}.psn_no`, '查无此人')
  const isInsuredThere = registry.insurancesOf(person.identityNumber).some(({ area }) => area === insuredArea)
  if (!isInsuredThere) return refuse('1005', 'insuplc_admdvs', '本人未在该地参保')
  const document = textOf(node, 'certno')
  return document === '' || document === person.identityNumber ? null : refuse('1007', `${at}.certno`, '须与人员编号的本人一致')
}

/** What a record that is no sale leaves open. */
export const noSale = { countedOn: null, change: null, returns: null, sale: '', settlement: null } as const
