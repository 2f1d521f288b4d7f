import { z } from 'zod'
import type { InsuranceCode } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import type { InsuranceCall, Refused } from '../insurance/interface.ts'
import { isFuture, nodesOf } from '../insurance/lines.ts'
import { readDecimal, scales } from '../money.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { Drug } from '../store/drugs.ts'
import type { Article, StockMovement } from '../store/stock.ts'
import { claimPacks, findPackCountFault, findTraceFault, type NamedPack, needsTraceCodes, type Taken } from '../trace.ts'

type Node = Readonly<Record<string, unknown>>

/** The answer of every upload. */
export const uploaded = give({ result: { retRslt: '1', msgRslt: '成功' } })

/** Goods of one line that leave or come back. */
export interface Goods {
  readonly article: Article
  readonly drug: Drug
  readonly batchSerial: string
  /** manu_lotnum */
  readonly lot: string
  /** ten-thousandths, above zero */
  readonly quantity: number
  /** millionths of a yuan; null where the message had none */
  readonly price: number | null
  readonly packs: readonly NamedPack[]
}

const MovementContent = z.object({
  packs: z.array(z.object({ code: z.string(), drug: z.string(), split: z.boolean(), quantity: z.number() })),
  /** of a return: the sale that the goods were of */
  returns: z.number().nullable(),
  selinfo: z.record(z.string(), z.unknown()),
})

/** What a movement keeps beside its columns. */
export function contentOf(movement: StockMovement): z.infer<typeof MovementContent> {
  return MovementContent.parse(JSON.parse(movement.content))
}

export function writeContent(packs: readonly Taken[], returns: number | null, selinfo: Node): string {
  return JSON.stringify({ packs, returns, selinfo } satisfies Record<keyof z.infer<typeof MovementContent>, unknown>)
}

/** The article of the own catalogue that a message names, on the province's drug. */
export function readArticle(node: Node, institution: string): Article {
  return {
    institution,
    drug: textOf(node, 'med_list_codg'),
    article: textOf(node, 'fixmedins_hilist_id'),
    articleName: textOf(node, 'fixmedins_hilist_name'),
    prescriptionFlag: textOf(node, 'rx_flag'),
  }
}

/** Reads and checks what 3505 and 3506 have in common; whether its codes are free is not looked at. */
export function readGoods(
  context: CenterContext,
  selinfo: Node,
  institution: string,
): { readonly ok: true; readonly goods: Goods } | Refused {
  const no = (code: InsuranceCode, name: string, rule: string) => refuse(code, `selinfo.${name}`, rule)
  const article = readArticle(selinfo, institution)
  const drug = context.store.drugs.find(article.drug)
  if (drug === undefined) return no('1028', 'med_list_codg', '医保药品编码不存在')
  const quantity = readDecimal(textOf(selinfo, 'sel_retn_cnt'), scales.quantity)
  if (quantity === null || quantity <= 0) return no('1003', 'sel_retn_cnt', '须大于零，且不超出可计范围')
  const priceText = textOf(selinfo, 'finl_trns_pric')
  const price = priceText === '' ? null : readDecimal(priceText, scales.price)
  if (priceText !== '' && (price === null || price <= 0)) return no('1003', 'finl_trns_pric', '须大于零，且不超出可计范围')
  if (isFuture(context, textOf(selinfo, 'sel_retn_time'))) return no('1003', 'sel_retn_time', '不得晚于当前时间')
  const split = textOf(selinfo, 'trdn_flag') === '1'
  const codes = nodesOf(selinfo.drugtracinfo).map((node) => textOf(node, 'drug_trac_codg'))
  const packs = codes.map((code) => ({ code, drug: drug.code, split }))
  const countFault = findPackCountFault(quantity, packs)
  if (countFault !== null && needsTraceCodes(context, drug)) return no('1031', 'drugtracinfo', countFault)
  const [batchSerial, lot] = [textOf(selinfo, 'fixmedins_bchno'), textOf(selinfo, 'manu_lotnum')]
  return { ok: true, goods: { article, drug, batchSerial, lot, quantity, price, packs } }
}

/** Codes of another drug (1032), sold already (1033), or in this very sale before (1033; parts of a split pack may come again). */
export function refuseSoldPacks(
  context: CenterContext,
  packs: readonly NamedPack[],
  sale: string,
  field: string,
): Refused | null {
  const fault = findTraceFault(context, packs, sale)
  if (fault) return refuse(fault.kind === 'sold' ? '1033' : '1032', `${field}[${fault.index}].drug_trac_codg`, fault.rule)
  const again = packs.findIndex(
    ({ code, split }) =>
      !split && context.store.traceCodes.claimsOf(code).some((claim) => claim.source === '3505' && claim.sale === sale),
  )
  return again < 0 ? null : refuse('1033', `${field}[${again}].drug_trac_codg`, '该追溯码在本次销售中已上传')
}

/** Says of the packs of a movement what is out of each in its sale now: nothing any more, and the code is free. */
export function restatePacks(
  context: CenterContext,
  { sale, institution, content }: Pick<StockMovement, 'sale' | 'institution' | 'content'>,
): void {
  const out = outOfPacks(context, sale)
  for (const { quantity: _quantity, ...pack } of MovementContent.parse(JSON.parse(content)).packs) {
    const quantity = out(pack.code)
    if (quantity > 0) claimPacks(context, [{ ...pack, quantity }], { source: '3505', sale, institution })
    else context.store.traceCodes.releaseCode(pack.code, sale, '3505')
  }
}

/** How much of a pack is out in a sale: uploaded, not deleted, not returned. */
export function outOfPacks(context: CenterContext, sale: string): (code: string) => number {
  const movements = context.store.stock.movementsOfSale(sale).flatMap((movement) => {
    const sign = movement.interface === '3505' ? 1 : -1
    return contentOf(movement).packs.map(({ code, quantity }) => ({ code, quantity: sign * quantity }))
  })
  return (code) => movements.reduce((sum, pack) => (pack.code === code ? sum + pack.quantity : sum), 0)
}

/** The person whom an upload names, if it names one: known (1005), and with the document it says (1007). */
export function refusePerson(context: CenterContext, selinfo: Node, { insuredArea }: InsuranceCall): Refused | null {
  const number = textOf(selinfo, 'psn_no')
  if (number === '') return null
  const { registry } = context.store
  const person = registry.personNumbered(number)
  if (person === undefined) return refuse('1005', 'selinfo.psn_no', '查无此人')
  const isInsuredThere = registry.insurancesOf(person.identityNumber).some(({ area }) => area === insuredArea)
  if (!isInsuredThere) return refuse('1005', 'insuplc_admdvs', '本人未在该地参保')
  const document = textOf(selinfo, 'certno')
  return document === '' || document === person.identityNumber ? null : refuse('1007', 'selinfo.certno', '须与人员编号的本人一致')
}
