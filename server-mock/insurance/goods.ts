import type { CenterContext } from '../context.ts'
import { isObject } from '../json.ts'
import { readDecimal, scales } from '../money.ts'
import { refuse, textOf } from '../refusal.ts'
import { isInsuredDocument } from '../stock/sales.ts'
import { EMPTY_PACK, findPackCountFault, findTraceFault, leftIn, needsTraceCodes, type Taken, takePacks } from '../trace.ts'
import type { Refused } from './interface.ts'
import { nodesOf, type SaleLine, type SoldPack } from './lines.ts'

interface SoldDrug {
  /** med_list_codg */
  readonly drug: string
  /** ten-thousandths */
  readonly quantity: number
}

/**
 * Whether the goods of a prescription left as it is settled (F 3.2.2, Y 4.11, N 7.1.3): every upload that the province wants before the settlement is
 * there, of this institution and with the same quantities.
 */
export function refuseOutbound(
  context: CenterContext,
  hiRxno: string,
  sold: readonly SoldDrug[],
  institution: string,
): Refused | null {
  const expected = sumByDrug(sold)
  for (const number of context.province.outboundBefore.value) {
    const uploaded = number === '3505' ? context.store.stock.outOf(hiRxno, institution) : outOf7207(context, hiRxno, institution)
    if (uploaded.size === 0) return refuse('1029', 'drugdetail.rxno', `须先上传该处方的销售出库明细 (${number})`)
    const isEqual = uploaded.size === expected.size && [...expected].every(([drug, quantity]) => uploaded.get(drug) === quantity)
    if (!isEqual) return refuse('1029', 'drugdetail.cnt', `须与已上传的销售出库明细 (${number}) 逐药一致`)
  }
  return null
}

function outOf7207(context: CenterContext, hiRxno: string, institution: string): ReadonlyMap<string, number> {
  const outbound = context.store.outbounds.current(hiRxno)
  if (outbound === undefined || outbound.institution !== institution) return new Map()
  const content: unknown = JSON.parse(outbound.content)
  return sumByDrug(
    nodesOf(isObject(content) ? content.selinfo : []).map((line) => ({
      drug: textOf(line, 'medListCodg'),
      quantity: readDecimal(textOf(line, 'selRetnCnt'), scales.quantity) ?? 0,
    })),
  )
}

function sumByDrug(sold: readonly SoldDrug[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { drug, quantity } of sold) sums.set(drug, (sums.get(drug) ?? 0) + quantity)
  return sums
}

/** Which sale it is that a settlement without a prescription pays for: the document under which its packs left, or a sale of its own. */
export function saleOfPacks(context: CenterContext, packs: readonly SoldPack[], institution: string, msgid: string): string {
  const { settlements, traceCodes } = context.store
  const uploaded = packs
    .flatMap(({ code }) => traceCodes.claimsOf(code))
    .find(
      (claim) =>
        claim.source === '3505' &&
        claim.institution === institution &&
        isInsuredDocument(claim.sale) &&
        settlements.standingOfSale(claim.sale) === undefined,
    )
  return uploaded?.sale ?? `settlement/${msgid}`
}

/**
 * The packs of a settlement, with how much of each it takes: as many codes as packs (1031; only where `complete` asks for it), codes of the drug (1032), sold
 * nowhere else and opened packs not used up (1033); by the switch `foreignPack`, in no other shop's stock (1032).
 */
export function findPacks(
  context: CenterContext,
  lines: readonly SaleLine[],
  packs: readonly SoldPack[],
  { sale, institution }: { readonly sale: string; readonly institution: string },
  complete: boolean,
): { readonly ok: true; readonly packs: readonly Taken<SoldPack>[] } | Refused {
  const packed = lines.map(({ sn, drug, quantity }) => ({ drug, quantity, packs: packs.filter((pack) => pack.sn === sn) }))
  for (const [index, { drug, quantity, packs: own }] of packed.entries()) {
    const fault = findPackCountFault(quantity, own)
    if (complete && fault !== null && needsTraceCodes(context, drug)) {
      return refuse('1031', 'drug_trac_info', `drugdetail[${index}] ${fault}`)
    }
  }
  const fault = findTraceFault(context, packs, { sale, institution })
  if (fault) return refuse(fault.kind === 'sold' ? '1033' : '1032', `drug_trac_info[${fault.index}].drug_trac_codg`, fault.rule)
  const counted = packed.filter(({ quantity, packs: own }) => findPackCountFault(quantity, own) === null)
  const taken = takePacks(counted, leftIn(context, { source: '2102A', sale }))
  if (taken.ok) return taken
  const at = packs.findIndex(({ sn, code }) => sn === taken.empty.sn && code === taken.empty.code)
  return refuse('1033', `drug_trac_info[${at}].drug_trac_codg`, EMPTY_PACK)
}
