import fc from 'fast-check'
import { expect, it } from 'vitest'
import { moveBoxes } from '../../../src/main/station/workflows/dispense/boxes.ts'
import { amlodipine, amlodipineLot, codeOf, openTestCase, openVisit, receiveBox, stockShelf } from '../store/books.ts'
import { openTestStore } from '../store/support.ts'

const CONTENT = amlodipine.piecesPerPack

it('whatever is taken, given up, sold and brought back, no more pieces leave a box than were in it, and none go back in', () => {
  const store = openTestStore()
  stockShelf(store)
  const visitId = openVisit(store)
  const { id: lotId, drugId } = amlodipineLot
  let serial = 0
  let sales = 0
  const step = fc.record({ pieces: fc.integer({ min: 1, max: CONTENT }), ends: fc.constantFrom('sold', 'givenUp', 'returned') })
  const seen = { emptied: 0, returned: 0 }
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      const code = codeOf(++serial)
      receiveBox(store, code)
      let out = 0
      for (const { pieces: wanted, ends } of steps) {
        const pack = store.packs.find(code)
        if (pack?.place !== 'inStock') break
        expect(pack.pieces).toBe(CONTENT - out)
        const pieces = Math.min(wanted, pack.pieces)
        const { id: caseId } = openTestCase(store, visitId, `RX${++sales}`)
        store.packs.move(code, { from: 'inStock', to: 'reserved', holder: caseId, accountId: null })
        const isWhole = pieces === CONTENT
        store.cases.addItem({ caseId, line: 1, drugId, lotId, code, pieces: isWhole ? null : pieces, byHand: null })
        moveBoxes(store, caseId, ends === 'givenUp' ? 'releaseBoxes' : 'sellBoxes', null)
        if (ends === 'givenUp') continue
        out += pieces
        if (out === CONTENT) seen.emptied++
        if (ends !== 'returned') continue
        const before = store.packs.find(code)
        moveBoxes(store, caseId, 'takeBoxesBack', null)
        seen.returned++
        const after = store.packs.find(code)
        expect(after?.pieces).toBe(before?.pieces)
        expect(after?.place).toBe(before?.place === 'sold' ? 'returned' : 'inStock')
        expect(store.packs.historyOf(code).at(-1)).toMatchObject({ from: 'sold', to: 'returned', pieces, holder: caseId })
        // once only
        if (before?.place === 'inStock') expect(() => moveBoxes(store, caseId, 'takeBoxesBack', null)).toThrow('did not take')
      }
      expect(out).toBeLessThanOrEqual(CONTENT)
      const left = store.packs.historyOf(code).filter(({ from, to }) => from === 'reserved' && to === 'inStock')
      expect(left.filter(({ reason }) => reason === 'split').reduce((sum, { pieces }) => sum + pieces, 0)).toBeLessThan(CONTENT)
    }),
    { numRuns: 60 },
  )
  expect(seen.emptied).toBeGreaterThan(5)
  expect(seen.returned).toBeGreaterThan(20)
})
