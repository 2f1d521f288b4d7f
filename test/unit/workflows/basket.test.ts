import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaseItem } from '../../../src/main/station/store/cases.ts'
import type { Drug, Lot } from '../../../src/main/station/store/goods.ts'
import type { Pack } from '../../../src/main/station/store/packs.ts'
import { firstToGo, type ScannedBox } from '../../../src/main/station/workflows/boxRules.ts'
import {
  type BasketLine,
  boxesWanted,
  isComplete,
  placeFor,
  refuseReturned,
} from '../../../src/main/station/workflows/dispense/basket.ts'
import type { Price, Quantity } from '../../../src/shared/domain/money.ts'
import type { PrescriptionLine } from '../../../src/shared/domain/prescription.ts'

const TODAY = '2026-11-22'
const WHOLE = 10_000

function drug(id: string, changes: Partial<Drug> = {}): Drug {
  return {
    id,
    nationalCode: `N${id}`,
    name: id,
    productName: id,
    dosageForm: '片剂',
    specification: '5mg',
    manufacturer: '远山制药有限公司',
    approvalNumber: '国药准字H99000001',
    unit: '盒',
    pieceUnit: '片',
    piecesPerPack: 28,
    price: 23_500_000 as Price,
    prescriptionDrug: 'yes',
    isTraced: true,
    level: null,
    barcode: null,
    shelf: '',
    special: [],
    ...changes,
  }
}

const lot = (drugId: string, changes: Partial<Lot> = {}): Lot => ({
  id: `${drugId}-A`,
  drugId,
  number: 'A',
  madeOn: '2026-01-01',
  expiresOn: '2028-12-31',
  isRecalled: false,
  ...changes,
})

function asked(drugId: string, boxes: number, unit: string | null = '盒'): PrescriptionLine {
  return {
    drugCode: `N${drugId}`,
    genericName: drugId,
    productName: drugId,
    dosageForm: '片剂',
    specification: '5mg',
    manufacturer: null,
    kind: 'western',
    quantity: Math.round(boxes * WHOLE) as Quantity,
    unit,
    dose: null,
    frequency: null,
    route: '口服',
    days: (14 * WHOLE) as Quantity,
    coveredByHospital: null,
    overTheCounter: false,
    taken: false,
    footnote: null,
  }
}

const item = (line: number, drugId: string, code: string | null): CaseItem => ({
  id: `${line} ${code}`,
  caseId: 'mine',
  line,
  drugId,
  lotId: `${drugId}-A`,
  code,
  pieces: null,
  byHand: null,
  addedAt: 0,
})

const line = (number: number, of: Drug, boxes: number, taken = 0): BasketLine => ({
  number,
  asked: asked(of.id, boxes),
  drug: of,
  items: Array.from({ length: taken }, (_, index) => item(number, of.id, `${number}/${index}`)),
})

function scanned(of: Drug, pack: Partial<Pack> = {}, ofLot: Partial<Lot> = {}): ScannedBox {
  return {
    holder: 'mine',
    pack: { code: 'c', drugId: of.id, lotId: `${of.id}-A`, place: 'inStock', holder: null, pieces: 28, ...pack },
    drug: of,
    lots: [lot(of.id, ofLot)],
    expiresOn: null,
    sale: null,
  }
}

const one = drug('one')
const two = drug('two')
const lines = [line(1, one, 2), line(2, two, 1)]

describe('a box', () => {
  it('goes to the line that wants its drug, in any order', () => {
    expect(placeFor(lines, scanned(two), TODAY, false)).toMatchObject({ value: { line: { number: 2 }, pieces: null } })
    expect(placeFor(lines, scanned(one), TODAY, false)).toMatchObject({ value: { line: { number: 1 }, pieces: null } })
  })

  it('of two lines with one drug fills the first before the second', () => {
    const twice = [line(1, one, 1, 1), line(2, one, 2)]
    expect(placeFor(twice, scanned(one), TODAY, false)).toMatchObject({ value: { line: { number: 2 }, pieces: null } })
  })

  it.each<readonly [string, ScannedBox]>([
    ['BOX_IN_BASKET', scanned(one, { place: 'reserved', holder: 'mine' })],
    ['BOX_NOT_IN_STOCK', scanned(one, { place: 'reserved', holder: 'another' })],
    ['BOX_NOT_IN_STOCK', scanned(one, { place: 'returned', holder: 'another' })],
    ['BOX_SOLD_BEFORE', scanned(one, { place: 'sold', holder: 'another' })],
    ['BOX_WRONG_DRUG', scanned(drug('other'))],
    ['BOX_WRONG_DRUG', { ...scanned(drug('other')), pack: null, lots: [] }],
    ['BOX_UNKNOWN', { ...scanned(one), pack: null, lots: [] }],
    ['BOX_UNKNOWN', { ...scanned(one), pack: null, lots: [], drug: null }],
    ['LOT_EXPIRED', scanned(one, {}, { expiresOn: '2026-11-21' })],
    ['LOT_RECALLED', scanned(one, {}, { isRecalled: true })],
    // what the code itself says
    ['LOT_EXPIRED', { ...scanned(one), expiresOn: '2026-11-21' }],
    ['LOT_EXPIRED', { ...scanned(one), lots: [lot('one'), lot('one', { number: 'B', expiresOn: '2026-01-01' })] }],
    // the rest of an opened one is no whole box
    ['BOX_NOT_IN_STOCK', scanned(one, { pieces: 27 })],
  ])('is refused: %s', (code, box) => {
    expect(placeFor(lines, box, TODAY, false)).toMatchObject({ failure: { code } })
  })

  it('may go out on the last day of its lot, and where its lot tells no day', () => {
    expect(placeFor(lines, scanned(one, {}, { expiresOn: TODAY }), TODAY, false).ok).toBe(true)
    expect(placeFor(lines, scanned(one, {}, { expiresOn: null }), TODAY, false).ok).toBe(true)
  })

  it('too many is refused', () => {
    expect(placeFor([line(1, one, 2, 2)], scanned(one), TODAY, false)).toMatchObject({ failure: { code: 'BOX_NOT_NEEDED' } })
  })

  it.each<readonly [string, Drug, PrescriptionLine]>([
    ['that is never opened', drug('one', { piecesPerPack: 1 }), asked('one', 20, '片')],
    ['in no unit of the shelf', one, asked('one', 20, '袋')],
    ['in parts of a piece', one, asked('one', 0.3)],
    ['in half pieces', one, asked('one', 20.5, '片')],
  ])('%s is not taken for less than a box', (_, of, wanted) => {
    const open = { ...line(1, of, 1), asked: wanted }
    expect(boxesWanted(open)).toBe(0)
    expect(placeFor([open], scanned(of), TODAY, false)).toMatchObject({ failure: { code: 'LINE_NOT_IN_BOXES' } })
  })

  it.each([
    [30, '片', 28, null],
    [20, '片', 28, 20],
    [20, '片', 5, 5],
    [1.25, '盒', 28, null],
    [0.3571, '盒', 28, 10],
  ] as const)('for %d %s is taken whole or in part: of %d pieces %s', (quantity, unit, pieces, taken) => {
    const open = { ...line(1, one, 1), asked: asked('one', quantity, unit) }
    expect(placeFor([open], scanned(one, { pieces }), TODAY, false)).toMatchObject({ value: { pieces: taken } })
  })

  it('that the books do not know needs a reason where the province allows it, and only if it may be of the prescription', () => {
    const unknown = (of: Drug | null): ScannedBox => ({ ...scanned(one), pack: null, lots: [], drug: of })
    expect(placeFor(lines, unknown(one), TODAY, true)).toMatchObject({ failure: { code: 'BOX_UNKNOWN_NEEDS_REASON' } })
    expect(placeFor(lines, unknown(null), TODAY, true)).toMatchObject({ failure: { code: 'BOX_UNKNOWN' } })
    expect(placeFor(lines, unknown(drug('other')), TODAY, true)).toMatchObject({ failure: { code: 'BOX_WRONG_DRUG' } })
  })

  it('of another article under the same national code does not join a line that was begun with one', () => {
    const sibling = drug('sibling', { nationalCode: 'None' })
    expect(placeFor([line(1, one, 2, 1)], scanned(sibling), TODAY, false)).toMatchObject({ failure: { code: 'BOX_WRONG_DRUG' } })
    expect(placeFor([line(1, one, 2)], scanned(sibling), TODAY, false).ok).toBe(true)
  })

  it('whatever is scanned, no line gets more than it asks for, and a full basket takes nothing', () => {
    const shelf = [one, two, drug('other')]
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 30 }), (scans) => {
        let basket: readonly BasketLine[] = [line(1, one, 2), line(2, two, 3), line(3, one, 1)]
        for (const [index, which] of scans.entries()) {
          const of = shelf[which]
          if (of === undefined) continue
          const placed = placeFor(basket, scanned(of, { code: `${index}` }), TODAY, false)
          if (!placed.ok) continue
          expect(isComplete(basket)).toBe(false)
          const { number } = placed.value.line
          basket = basket.map((each) =>
            each.number === number ? { ...each, items: [...each.items, item(number, of.id, `${index}`)] } : each,
          )
        }
        for (const each of basket) expect(each.items.length).toBeLessThanOrEqual(boxesWanted(each))
        const wanted = scans.filter((which) => which === 0).length >= 3 && scans.filter((which) => which === 1).length >= 3
        expect(isComplete(basket)).toBe(wanted)
      }),
      { numRuns: 300 },
    )
  })
})

describe('goods without trace codes', () => {
  it('are taken as a whole, from the first lot that may still go out', () => {
    const herb = drug('herb', { isTraced: false, unit: '克' })
    const open: BasketLine = { number: 1, asked: asked('herb', 105, '克'), drug: herb, items: [] }
    expect(boxesWanted(open)).toBe(1)
    expect(isComplete([open])).toBe(false)
    expect(isComplete([{ ...open, items: [item(1, 'herb', null)] }])).toBe(true)
    const lots = [lot('herb', { id: 'old', expiresOn: '2026-01-01' }), lot('herb', { id: 'bad', isRecalled: true }), lot('herb')]
    expect(firstToGo(lots, TODAY)?.id).toBe('herb-A')
    expect(firstToGo(lots.slice(0, 2), TODAY)).toBeNull()
  })
})

it('a box comes back with its own sale only, and once', () => {
  expect(refuseReturned('c', ['c', 'd'], ['d'])).toBeNull()
  expect(refuseReturned('x', ['c', 'd'], [])).toMatchObject({ code: 'BOX_NOT_OF_SALE' })
  expect(refuseReturned('d', ['c', 'd'], ['d'])).toMatchObject({ code: 'BOX_BACK_ALREADY' })
})

it('a basket without lines is not complete', () => {
  expect(isComplete([])).toBe(false)
})
