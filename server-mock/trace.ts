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
  /** `held`: another shop has it, or this one has it already; `gone`: it left otherwise than by sale */
  readonly kind: 'form' | 'drug' | 'sold' | 'held' | 'gone'
}

const SHAPE = /^8\d{19}$/
/** 无码不结 */
const CODES_REQUIRED: Rule<boolean> = {
  value: true,
  since: '2025-07-01',
  source:
    'notice of four ministries, March 2025: the fund pays only for what was scanned; 饮片 and other drugs without codes are exempt',
}
/** A whole pack in ten-thousandths. */
export const PACK = 10_000
/** inv_chg_type 105 */
const DESTROYED = '105'

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

/** What is wrong with codes by themselves: no trace code at all (a 69… commodity code, another length), of another drug, twice in the same message. */
export function findCodeFault(context: CenterContext, packs: readonly NamedPack[]): TraceFault | null {
  for (const [index, { code, drug, split }] of packs.entries()) {
    const fault = (kind: TraceFault['kind'], rule: string): TraceFault => ({ index, kind, rule })
    if (/^69\d{11}$/.test(code)) return fault('form', '69 开头的是商品条码，不是追溯码')
    if (!SHAPE.test(code)) return fault('form', '须为 8 开头的 20 位追溯码')
    const owner = context.store.drugs.byTracePrefix(code.slice(0, 7))
    if (owner === undefined) return fault('drug', '追溯码前 7 位未登记为任何药品')
    if (owner.code !== drug) return fault('drug', '追溯码前 7 位不是本行药品')
    if (!split && packs.findIndex((other) => other.code === code) !== index) return fault('form', '同一追溯码在本次重复')
  }
  return null
}

/**
 * What is wrong with the packs of one sale: `findCodeFault`, or sold before in another sale (one code, one sale; `split` packs may come again), or destroyed.
 * Null where all is well. What was sold is let through where the switch `repeatedTraceCode` says overwrite. What is in another shop's stock by its uploads is
 * asked about only where `foreignPack` says refuse: no document says that a center does, and F 2.4 leaves those uploads to each place.
 */
export function findTraceFault(
  context: CenterContext,
  packs: readonly NamedPack[],
  { sale, institution }: Pick<TraceClaim, 'sale' | 'institution'>,
): TraceFault | null {
  const fault = findCodeFault(context, packs)
  const { traceCodes, stock } = context.store
  for (const [index, { code, split }] of packs.slice(0, fault?.index).entries()) {
    const isSold = traceCodes.claimsOf(code).some((claim) => claim.sale !== sale && !(split && claim.split === 1))
    if (isSold && context.switches().repeatedTraceCode === 'refuse') return { index, kind: 'sold', rule: SOLD }
    const last = stock.lastMovementOf(code)
    if (last?.change === DESTROYED) return { index, kind: 'gone', rule: '该追溯码已上报销毁 (3502)' }
    const isElsewhere = last !== null && last.quantity > 0 && last.institution !== institution
    if (isElsewhere && context.switches().foreignPack === 'refuse') return { index, kind: 'held', rule: HELD_ELSEWHERE }
  }
  return fault
}

/** What is said of a pack that was sold. */
export const SOLD = '该追溯码已销售，一码只售一次'
const HELD_ELSEWHERE = '该追溯码在其他机构的库存中'

/** Whose goods, and what becomes of them: they come in, they leave otherwise than by sale, they are only counted. */
interface Place {
  readonly institution: string
  readonly as: 'received' | 'taken' | 'counted'
}

/**
 * One code, one place: what is wrong with where packs are. Nobody receives, takes away or counts what is in another shop's stock; nobody receives what it has
 * already, nor takes away what left before; what was sold is neither received nor taken away, what was destroyed nothing of all. Where the switch
 * `repeatedTraceCode` says overwrite, what was sold or is elsewhere changes hands. No refusal says which other shop it is.
 */
export function findPlaceFault(
  context: CenterContext,
  packs: readonly NamedPack[],
  { institution, as }: Place,
): TraceFault | null {
  const { stock, traceCodes } = context.store
  const changesHands = context.switches().repeatedTraceCode === 'overwrite'
  for (const [index, { code, split }] of packs.entries()) {
    const last = stock.lastMovementOf(code)
    if (last?.change === DESTROYED) return { index, kind: 'gone', rule: '该追溯码已上报销毁 (3502)' }
    const isSold = as !== 'counted' && traceCodes.claimsOf(code).some((claim) => !(split && claim.split === 1))
    if (isSold && !changesHands) return { index, kind: 'sold', rule: SOLD }
    if (last === null) continue
    const isHere = last.institution === institution
    if (last.quantity > 0 && !isHere && !changesHands) return { index, kind: 'held', rule: HELD_ELSEWHERE }
    if (last.quantity > 0 && isHere && as === 'received') return { index, kind: 'held', rule: '该追溯码已在本机构库存中' }
    if (last.quantity < 0 && isHere && as === 'taken' && !changesHands) return { index, kind: 'gone', rule: '该追溯码已出库' }
  }
  return null
}

type Sale = Pick<TraceClaim, 'source' | 'sale'>

/** A pack, and how much of it a sale takes, ten-thousandths. */
export type Taken<P extends NamedPack = NamedPack> = P & { readonly quantity: number }

/** The goods of one line: their quantity (ten-thousandths of a pack) and the packs that they came out of. */
interface PackedLine<P extends NamedPack> {
  readonly quantity: number
  readonly packs: readonly P[]
}

/**
 * How much of each pack the lines take: of a whole one all, of opened ones, in their order, as much as `inside` says is in them. No pack gives more than one
 * unit over all its sales [inferred: no catalogue says how many pieces are in one, so that parts are told in packs]. `empty` is the pack at which goods are
 * left over.
 */
export function takePacks<P extends NamedPack>(
  lines: readonly PackedLine<P>[],
  inside: (code: string) => number,
): { readonly ok: true; readonly packs: readonly Taken<P>[] } | { readonly ok: false; readonly empty: P } {
  const taken: Taken<P>[] = []
  for (const { quantity, packs } of lines) {
    let left = quantity - PACK * packs.filter(({ split }) => !split).length
    for (const pack of packs) {
      const before = taken.reduce((sum, other) => (other.code === pack.code ? sum + other.quantity : sum), 0)
      const share = pack.split ? Math.max(0, Math.min(left, inside(pack.code) - before)) : PACK
      if (pack.split) left -= share
      taken.push({ ...pack, quantity: share })
    }
    const opened = packs.findLast(({ split }) => split)
    if (opened !== undefined && left > 0) return { ok: false, empty: opened }
  }
  return { ok: true, packs: taken }
}

/** How much of a pack nobody has yet: neither another sale, nor the same one by the same interface. All, where codes may change hands. */
export function leftIn(context: CenterContext, { source, sale }: Sale): (code: string) => number {
  return (code) => {
    if (context.switches().repeatedTraceCode === 'overwrite') return PACK
    return PACK - soldOf(context, code, { source, sale })
  }
}

/** How much of a pack is out over all its sales, ten-thousandths; of one interface's word of `than` only, if it is given. */
export function soldOf(context: CenterContext, code: string, than: Sale | null): number {
  const bySale = new Map<string, number>()
  for (const claim of context.store.traceCodes.claimsOf(code)) {
    // the interfaces of one sale speak of the same goods
    if (claim.sale !== than?.sale) bySale.set(claim.sale, Math.max(bySale.get(claim.sale) ?? 0, claim.quantity))
    else if (claim.source === than.source) bySale.set(claim.sale, claim.quantity)
  }
  return [...bySale.values()].reduce((sum, quantity) => sum + quantity, 0)
}

/** What is said where an opened pack holds less than it is to give. */
export const EMPTY_PACK = '拆零包装余量不足，同一追溯码累计不得超过一个包装'

/** Writes that these packs were sold, after `findTraceFault` and `takePacks` had nothing against it. */
export function claimPacks(
  context: CenterContext,
  packs: readonly Taken[],
  claim: Pick<TraceClaim, 'source' | 'sale' | 'institution'>,
): void {
  const { traceCodes } = context.store
  for (const { code, drug, split, quantity } of packs) {
    const isForeign = traceCodes
      .claimsOf(code)
      .some(({ sale, split: wasSplit }) => sale !== claim.sale && !(split && wasSplit === 1))
    if (isForeign) traceCodes.free(code)
    traceCodes.claim({ ...claim, code, drug, split: split ? 1 : 0, at: context.clock.now(), quantity })
  }
}
