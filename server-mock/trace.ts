import type { CenterContext } from './context.ts'
import type { Rule } from './provinces/province.ts'
import type { Drug } from './store/drugs.ts'
import type { TraceClaim } from './store/traceCodes.ts'
import { chinaTime } from './time.ts'

/** A pack as a message names it. */
export interface NamedPack {
  readonly code: string
  /** med_list_codg of the line that it stands on */
  readonly drug: string
  readonly split: boolean
}

export interface TraceFault {
  /** position in the given list */
  readonly index: number
  readonly rule: string
  readonly kind: 'form' | 'drug' | 'sold'
}

const SHAPE = /^8\d{19}$/
/** 无码不结 */
const CODES_REQUIRED: Rule<boolean> = {
  value: true,
  since: '2025-07-01',
  source:
    'notice of four ministries, March 2025: the fund pays only for what was scanned; 饮片 and other drugs without codes are exempt',
}
const PACK = 10_000

/** Whether goods of this drug are sold with their trace codes only. */
export function needsTraceCodes(context: CenterContext, drug: Pick<Drug, 'tracePrefix'>): boolean {
  return CODES_REQUIRED.value && drug.tracePrefix !== null && chinaTime(context.clock.now()).date >= CODES_REQUIRED.since
}

/** What is wrong with the number of codes for a quantity (ten-thousandths of a pack): one per whole pack, and a split pack gives less than one. */
export function findPackCountFault(quantity: number, packs: readonly { readonly split: boolean }[]): string | null {
  if (packs.length === 0) return '缺少追溯码，无码不结'
  const whole = packs.filter(({ split }) => !split).length
  const fits = whole === packs.length ? quantity === whole * PACK : quantity > whole * PACK && quantity <= packs.length * PACK
  return fits ? null : '追溯码个数须与包装数一致，拆零除外'
}

/**
 * What is wrong with the packs of one sale: no trace code at all (a 69… commodity code, another length), of another drug, twice in the same message, sold
 * before in another sale (one code, one sale; `split` packs may come again). Null where all is well. The last is let through where the switch
 * `repeatedTraceCode` says overwrite.
 */
export function findTraceFault(context: CenterContext, packs: readonly NamedPack[], sale: string): TraceFault | null {
  const { drugs, traceCodes } = context.store
  for (const [index, { code, drug, split }] of packs.entries()) {
    const fault = (kind: TraceFault['kind'], rule: string): TraceFault => ({ index, kind, rule })
    if (/^69\d{11}$/.test(code)) return fault('form', '69 开头的是商品条码，不是追溯码')
    if (!SHAPE.test(code)) return fault('form', '须为 8 开头的 20 位追溯码')
    const owner = drugs.byTracePrefix(code.slice(0, 7))
    if (owner === undefined) return fault('drug', '追溯码前 7 位未登记为任何药品')
    if (owner.code !== drug) return fault('drug', '追溯码前 7 位不是本行药品')
    if (!split && packs.findIndex((other) => other.code === code) !== index) return fault('form', '同一追溯码在本次重复')
    const isSold = traceCodes.claimsOf(code).some((claim) => claim.sale !== sale && !(split && claim.split === 1))
    if (isSold && context.switches().repeatedTraceCode === 'refuse') return fault('sold', '该追溯码已销售，一码只售一次')
  }
  return null
}

/** Writes that these packs were sold, after `findTraceFault` had nothing against it. */
export function claimPacks(
  context: CenterContext,
  packs: readonly NamedPack[],
  claim: Pick<TraceClaim, 'source' | 'sale' | 'institution'>,
): void {
  const { traceCodes } = context.store
  for (const { code, drug, split } of packs) {
    const isForeign = traceCodes
      .claimsOf(code)
      .some(({ sale, split: wasSplit }) => sale !== claim.sale && !(split && wasSplit === 1))
    if (isForeign) traceCodes.free(code)
    traceCodes.claim({ ...claim, code, drug, split: split ? 1 : 0, at: context.clock.now() })
  }
}
