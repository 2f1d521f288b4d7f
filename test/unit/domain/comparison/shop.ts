import fc from 'fast-check'
import type {
  BookLine,
  DifferenceCause,
  DrugFacts,
  ProvinceLot,
  ToldLine,
  ToldNumber,
} from '../../../../src/shared/domain/comparison/facts.ts'
import type { Price, Quantity } from '../../../../src/shared/domain/money.ts'
import { quantityOfCount } from '../../../../src/shared/domain/stockBook.ts'

/** What is done to a paper on its way to the province, in the test's own words. */
export const faults = [
  'neverSent',
  'vanished',
  'refused',
  'lost',
  'lostButStands',
  'twice',
  'twiceUnseen',
  'twiceAfterLost',
  'otherQuantity',
  'otherFactor',
  'otherLot',
  'otherCode',
  'noCode',
] as const
export type Fault = (typeof faults)[number]

/** The cause that the comparison has to name; null: there is no difference. */
export const causeOf: Readonly<Record<Fault, DifferenceCause | null>> = {
  neverSent: 'uploadMissing',
  vanished: 'uploadMissing',
  refused: 'uploadRefused',
  lost: 'uploadUnknown',
  lostButStands: null,
  twice: 'uploadDoubled',
  twiceUnseen: 'uploadDoubled',
  twiceAfterLost: 'uploadDoubled',
  otherQuantity: 'wrongQuantity',
  otherFactor: 'unitFactor',
  otherLot: 'wrongBatch',
  otherCode: 'wrongCode',
  noCode: 'soldWithoutCode',
}

interface Paper {
  readonly kind: 'purchase' | 'purchaseReturn' | 'sale' | 'split' | 'saleReturn' | 'change'
  readonly lot: number
  readonly boxes: number
  readonly fault: Fault | null
  readonly twist: number
}

export interface Plan {
  readonly isTraced: boolean
  readonly perPack: number
  readonly papers: readonly Paper[]
}

/** A drug's life with at most `most` faults on its papers. */
export function plans(most: number): fc.Arbitrary<Plan> {
  const paper = fc.record({
    // goods come back seldom; a doubled return cannot be told from its sale that never arrived
    kind: fc.oneof(
      { weight: 30, arbitrary: fc.constantFrom('purchase', 'purchaseReturn', 'sale', 'sale', 'split', 'change') },
      { weight: 1, arbitrary: fc.constant('saleReturn') },
    ),
    lot: fc.nat(2),
    boxes: fc.integer({ min: 1, max: 4 }),
    twist: fc.integer({ min: 1, max: 9_999 }),
  })
  return fc
    .record({
      isTraced: fc.boolean(),
      perPack: fc.constantFrom(1, 7, 10, 12, 24),
      papers: fc.array(paper, { minLength: 4, maxLength: 14 }),
      faulty: fc.array(fc.record({ at: fc.nat(13), fault: fc.constantFrom(...faults) }), { maxLength: most }),
    })
    .map(({ papers, faulty, ...plan }) => ({
      ...plan,
      papers: papers.map((each, at) => ({ ...each, fault: faulty.find((one) => one.at === at)?.fault ?? null }) as Paper),
    }))
}

/** What the drug's papers came to: everything that the comparison is given, and what the test knows beside it. */
export interface Lived {
  readonly facts: DrugFacts
  /** of the faults that fell on a paper where they are possible */
  readonly causes: ReadonlySet<DifferenceCause>
  /** whether the province's stock is another than the book's: quantity, lots or boxes */
  readonly isDifferent: boolean
}

const LOTS = ['A1', 'B2', 'C3']
const numbers: Readonly<Record<Paper['kind'], ToldNumber>> = {
  purchase: '3503',
  purchaseReturn: '3504',
  sale: '3505',
  split: '3505',
  saleReturn: '3506',
  change: '3502',
}

/** The province as simply as can be: a number for each lot, and a set of codes. */
class Province {
  readonly lots = new Map<string, number>()
  readonly codes = new Set<string>()

  take(line: ToldLine): void {
    const sign = line.number === '3503' || line.number === '3506' || line.number === '3501' ? 1 : -1
    // a change that names no code names no lot on the wire
    const lot = line.number === '3502' && line.codes.length === 0 ? '' : line.lot
    this.lots.set(lot, (this.lots.get(lot) ?? 0) + sign * line.quantity)
    if (line.isSplit) return
    for (const code of line.codes) {
      if (sign > 0) this.codes.add(code)
      else this.codes.delete(code)
    }
  }
}

/** Lives through a plan: the book as it was, what was told of it with the faults, and what the province made of that. */
export function live({ isTraced, perPack, papers }: Plan): Lived {
  const perUnit = isTraced ? perPack : 10_000
  const province = new Province()
  const ought = new Province()
  const book = new Map<string, number>()
  const bookLines: BookLine[] = []
  const told: ToldLine[] = []
  const causes = new Set<DifferenceCause>()
  const shelf = new Map<string, string[]>(LOTS.map((lot) => [lot, []]))
  const opened = new Set<string>()
  let lastCode = 0
  let at = 1_000
  const newCodes = (count: number): string[] => (isTraced ? Array.from({ length: count }, () => `code${++lastCode}`) : [])
  const soldBefore: { lot: string; count: number; codes: readonly string[] }[] = []

  const line = (number: ToldNumber, document: string, lot: string, count: number, codes: readonly string[]): ToldLine => ({
    batchSerial: `${document}-1`,
    number,
    document,
    lot,
    quantity: quantityOfCount(Math.abs(count), perUnit),
    price: null,
    codes,
    changeType: number === '3502' ? '104' : null,
    isSplit: isTraced && count % perUnit !== 0,
    state: 'done',
    by: 'upload',
    madeAt: at,
    endedAt: at,
    countedOn: number === '3501' ? '2027-03-01' : null,
    isPending: false,
  })

  for (const lot of LOTS) {
    const boxes = 20
    const codes = newCodes(boxes)
    shelf.get(lot)?.push(...codes)
    book.set(lot, boxes * perUnit)
    bookLines.push({ kind: 'opening', changeType: null, document: 'PD0', lot, count: boxes * perUnit, codes, at })
    const count = { ...line('3501', 'PD0', lot, boxes * perUnit, codes), batchSerial: `PD0-${lot}` }
    told.push(count)
    province.take(count)
    ought.take(count)
  }

  for (const [index, paper] of papers.entries()) {
    at += 10
    const document = `P${index + 1}`
    const lot = LOTS[paper.lot] ?? 'A1'
    const onShelf = shelf.get(lot) ?? []
    let { kind } = paper
    if (kind === 'split' && (perPack === 1 || !isTraced)) kind = 'sale'
    if (kind === 'saleReturn' && soldBefore.length === 0) kind = 'sale'
    if (onShelf.length < paper.boxes + 2 && isTraced && kind !== 'saleReturn') kind = 'purchase'
    const loose = isTraced ? 0 : paper.twist
    let codes: readonly string[] = []
    let count = paper.boxes * perUnit + loose
    let ofLot = lot
    if (kind === 'saleReturn') {
      const back = soldBefore.pop()
      if (back === undefined) continue
      ;({ lot: ofLot, count, codes } = back)
      shelf.get(ofLot)?.push(...codes)
    } else if (kind === 'purchase') {
      codes = newCodes(paper.boxes)
      onShelf.push(...codes)
    } else if (kind === 'split') {
      count = 1 + (paper.twist % (perPack - 1))
      codes = onShelf.splice(0, 1)
      for (const code of codes) opened.add(code)
    } else codes = onShelf.splice(0, paper.boxes)
    if (kind === 'sale') soldBefore.push({ lot, count, codes })
    const signed = kind === 'purchase' || kind === 'saleReturn' ? count : -count
    book.set(ofLot, (book.get(ofLot) ?? 0) + signed)
    const kindOfBook = kind === 'split' ? 'sale' : kind
    const changeType = kind === 'change' ? '104' : null
    bookLines.push({ kind: kindOfBook, changeType, document, lot: ofLot, count: signed, codes, at })
    const right = line(numbers[kind], document, ofLot, count, codes)
    ought.take(right)
    const fault =
      paper.fault === null ? null : possible(paper.fault, right, { isTraced, perPack, isWhole: count % perUnit === 0 })
    if (fault !== null) {
      const cause = causeOf[fault]
      if (cause !== null) causes.add(cause)
    }
    for (const each of send(fault, right, { twist: paper.twist, perPack, otherCode: onShelf[0] })) {
      told.push(...each.told)
      for (const one of each.taken) province.take(one)
    }
  }
  const detail = [...province.lots].map(([lot, quantity]): ProvinceLot => ({ lot, quantity: quantity as Quantity, codes: [] }))
  const [first, ...rest] = detail
  const withCodes = first ? [{ ...first, codes: [...province.codes] }, ...rest] : []
  const inBook = [...book.values()].reduce((sum, count) => sum + count, 0)
  // parts of packs, each rounded for the wire, may come to another hundredth than the book has
  const isRounded = hundredths(sumOf(ought)) !== hundredths(quantityOfCount(inBook, perUnit))
  if (isRounded) causes.add('splitRest')
  return {
    facts: {
      drugId: 'D1',
      price: 12_500_000 as Price,
      isTraced,
      perUnit,
      book: [...book].map(([lot, count]) => ({ lot, count })),
      bookLines,
      shelf: null,
      province: { quantity: hundredths(sumOf(province)) as Quantity, price: null },
      detail: withCodes,
      told,
      stockMode: 'fullMovements',
    },
    causes,
    isDifferent: isRounded || isDifferent(province, ought, opened),
  }
}

function sumOf({ lots }: Province): number {
  return [...lots.values()].reduce((sum, quantity) => sum + quantity, 0)
}

/** n16,2, as 35081 writes it */
function hundredths(quantity: number): number {
  return Math.floor((quantity + 50) / 100) * 100
}

function isDifferent(one: Province, other: Province, opened: ReadonlySet<string>): boolean {
  const lots = new Set([...one.lots.keys(), ...other.lots.keys()])
  const codes = new Set([...one.codes, ...other.codes])
  const isOtherLot = [...lots].some((lot) => (one.lots.get(lot) ?? 0) !== (other.lots.get(lot) ?? 0))
  return isOtherLot || [...codes].some((code) => !opened.has(code) && one.codes.has(code) !== other.codes.has(code))
}

/** The fault where it can befall this line at all; null where it cannot. */
function possible(fault: Fault, line: ToldLine, drug: { isTraced: boolean; perPack: number; isWhole: boolean }): Fault | null {
  const isWholeTraced = drug.isTraced && drug.isWhole
  switch (fault) {
    case 'otherFactor':
      return isWholeTraced && drug.perPack > 1 ? fault : null
    case 'otherCode':
      return isWholeTraced && line.number === '3505' ? fault : null
    case 'noCode':
      return isWholeTraced && line.number === '3505' ? fault : null
    case 'otherLot':
      return line.number === '3502' && line.codes.length === 0 ? null : fault
    default:
      return fault
  }
}

interface Sending {
  readonly told: readonly ToldLine[]
  /** what the province makes of it */
  readonly taken: readonly ToldLine[]
}

function send(
  fault: Fault | null,
  right: ToldLine,
  {
    twist,
    perPack,
    otherCode = 'nobodys',
  }: { readonly twist: number; readonly perPack: number; readonly otherCode: string | undefined },
): readonly Sending[] {
  const as = (state: ToldLine['state']): ToldLine => ({ ...right, state })
  const otherwise = (change: Partial<ToldLine>): Sending[] => [
    { told: [{ ...right, ...change }], taken: [{ ...right, ...change }] },
  ]
  const again = { ...right, batchSerial: `${right.batchSerial}2` }
  switch (fault) {
    case null:
      return [{ told: [right], taken: [right] }]
    case 'neverSent':
      return [{ told: twist % 2 === 0 ? [] : [as('waiting')], taken: [] }]
    case 'vanished':
      return [{ told: [right], taken: [] }]
    case 'refused':
      return [{ told: [as('refused')], taken: [] }]
    case 'lost':
      return [{ told: [as('unknown')], taken: [] }]
    case 'lostButStands':
      return [{ told: [as('unknown')], taken: [right] }]
    case 'twice':
      return [{ told: [right, again], taken: [right, again] }]
    case 'twiceUnseen':
      return [{ told: [right], taken: [right, right] }]
    case 'twiceAfterLost':
      return [{ told: [as('unknown'), again], taken: [right, again] }]
    case 'otherQuantity':
      return otherwise({ quantity: (right.quantity + 10_000 * 31 + twist * 7) as Quantity })
    case 'otherFactor':
      return otherwise({ quantity: (right.quantity * perPack) as Quantity })
    case 'otherLot':
      return otherwise({ lot: LOTS.find((lot) => lot !== right.lot) ?? right.lot })
    case 'otherCode':
      return otherwise({ codes: [otherCode, ...right.codes.slice(1)] })
    case 'noCode':
      return otherwise({ codes: [] })
  }
}
