import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaseItem } from '../../../src/main/station/store/cases.ts'
import type { Drug, Lot } from '../../../src/main/station/store/goods.ts'
import type { Pack } from '../../../src/main/station/store/packs.ts'
import {
  type BasketLine,
  boxesWanted,
  isComplete,
  looseLot,
  placeFor,
  refuseReturned,
  type ScannedBox,
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
    quantity: (boxes * WHOLE) as Quantity,
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
    caseId: 'mine',
    pack: { code: 'c', drugId: of.id, lotId: `${of.id}-A`, place: 'inStock', holder: null, pieces: 28, ...pack },
    drug: of,
    lot: lot(of.id, ofLot),
    sale: null,
  }
}

const one = drug('one')
const two = drug('two')
const lines = [line(1, one, 2), line(2, two, 1)]

describe('a box', () => {
  it('goes to the line that wants its drug, in any order', () => {
    expect(placeFor(lines, scanned(two), TODAY)).toMatchObject({ value: { number: 2 } })
    expect(placeFor(lines, scanned(one), TODAY)).toMatchObject({ value: { number: 1 } })
  })

  it('of two lines with one drug fills the first before the second', () => {
    const twice = [line(1, one, 1, 1), line(2, one, 2)]
    expect(placeFor(twice, scanned(one), TODAY)).toMatchObject({ value: { number: 2 } })
  })

  it.each<readonly [string, ScannedBox]>([
    ['BOX_IN_BASKET', scanned(one, { place: 'reserved', holder: 'mine' })],
    ['BOX_NOT_IN_STOCK', scanned(one, { place: 'reserved', holder: 'another' })],
    ['BOX_NOT_IN_STOCK', scanned(one, { place: 'returned', holder: 'another' })],
    ['BOX_SOLD_BEFORE', scanned(one, { place: 'sold', holder: 'another' })],
    ['BOX_WRONG_DRUG', scanned(drug('other'))],
    ['BOX_WRONG_DRUG', { ...scanned(drug('other')), pack: null, lot: null }],
    ['BOX_UNKNOWN', { ...scanned(one), pack: null, lot: null }],
    ['BOX_UNKNOWN', { ...scanned(one), pack: null, lot: null, drug: null }],
    ['LOT_EXPIRED', scanned(one, {}, { expiresOn: '2026-11-21' })],
    ['LOT_RECALLED', scanned(one, {}, { isRecalled: true })],
  ])('is refused: %s', (code, box) => {
    expect(placeFor(lines, box, TODAY)).toMatchObject({ failure: { code } })
  })

  it('may go out on the last day of its lot, and where its lot tells no day', () => {
    expect(placeFor(lines, scanned(one, {}, { expiresOn: TODAY }), TODAY).ok).toBe(true)
    expect(placeFor(lines, scanned(one, {}, { expiresOn: null }), TODAY).ok).toBe(true)
  })

  it('too many is refused', () => {
    expect(placeFor([line(1, one, 2, 2)], scanned(one), TODAY)).toMatchObject({ failure: { code: 'BOX_NOT_NEEDED' } })
  })

  it('that would have to be opened is refused', () => {
    const pieces = { ...line(1, one, 20), asked: asked('one', 20, '片') }
    expect(boxesWanted(pieces)).toBeNull()
    expect(placeFor([pieces], scanned(one), TODAY)).toMatchObject({ failure: { code: 'LINE_NOT_IN_BOXES' } })
  })

  it('of another article under the same national code does not join a line that was begun with one', () => {
    const sibling = drug('sibling', { nationalCode: 'None' })
    expect(placeFor([line(1, one, 2, 1)], scanned(sibling), TODAY)).toMatchObject({ failure: { code: 'BOX_WRONG_DRUG' } })
    expect(placeFor([line(1, one, 2)], scanned(sibling), TODAY).ok).toBe(true)
  })

  it('whatever is scanned, no line gets more than it asks for, and a full basket takes nothing', () => {
    const shelf = [one, two, drug('other')]
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 30 }), (scans) => {
        let basket: readonly BasketLine[] = [line(1, one, 2), line(2, two, 3), line(3, one, 1)]
        for (const [index, which] of scans.entries()) {
          const of = shelf[which]
          if (of === undefined) continue
          const placed = placeFor(basket, scanned(of, { code: `${index}` }), TODAY)
          if (!placed.ok) continue
          expect(isComplete(basket)).toBe(false)
          const { number } = placed.value
          basket = basket.map((each) =>
            each.number === number ? { ...each, items: [...each.items, item(number, of.id, `${index}`)] } : each,
          )
        }
        for (const each of basket) expect(each.items.length).toBeLessThanOrEqual(boxesWanted(each) ?? 0)
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
    expect(looseLot(lots, TODAY)?.id).toBe('herb-A')
    expect(looseLot(lots.slice(0, 2), TODAY)).toBeNull()
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
