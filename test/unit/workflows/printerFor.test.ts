import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PrinterAtHand } from '../../../src/main/station/devices/devices.ts'
import { printerFor } from '../../../src/main/station/workflows/paperWay.ts'
import { paperSorts } from '../../../src/shared/contract/devices.ts'
import { roll58, roll80 } from '../papers/parts.ts'

const serial: PrinterAtHand = { id: 'serial', place: 'COM4', roll: roll80, papers: null }
const network: PrinterAtHand = { id: 'network', place: '192.168.1.8:9100', roll: roll58, papers: null }
const laser: PrinterAtHand = { id: 'laser', place: 'HP', roll: null, papers: null }
const labels: PrinterAtHand = { ...network, id: 'labels', papers: ['label'] }

describe('of printers that were chosen for nothing', () => {
  it.each([
    ['receipt', [laser, network, serial], network],
    ['label', [serial, network], serial],
    ['receipt', [laser], null],
    ['label', [], null],
    ['a5', [serial, laser], laser],
    ['a5', [network], network],
    ['a5', [], null],
  ] as const)('a %s goes, of %j, to %j', (sort, printers, chosen) => {
    expect(printerFor(sort, printers)).toBe(chosen)
  })
})

describe('of printers that were chosen for some papers', () => {
  const office: PrinterAtHand = { ...laser, id: 'office', papers: ['a5'] }
  const driver: PrinterAtHand = { ...laser, id: 'driver', papers: ['receipt'] }
  it.each([
    ['receipt', [labels, serial], serial],
    ['label', [serial, labels], labels],
    ['a5', [serial, labels, laser], laser],
    ['a5', [laser, office], office],
    // one whose driver only the system knows
    ['receipt', [serial, driver], driver],
    ['a5', [labels], null],
    ['receipt', [labels, office], null],
  ] as const)('a %s goes, of %j, to %j', (sort, printers, chosen) => {
    expect(printerFor(sort, printers)).toBe(chosen)
  })
})

it('whatever was set up, a paper has at most one printer, always the same, and that is one that was chosen for it where there is any', () => {
  const printer = fc.record({
    id: fc.string(),
    place: fc.string(),
    roll: fc.constantFrom(null, roll58, roll80),
    papers: fc.option(fc.subarray([...paperSorts], { minLength: 1 })),
  })
  fc.assert(
    fc.property(fc.array(printer, { maxLength: 6 }), fc.constantFrom(...paperSorts), (printers, sort) => {
      const found = printerFor(sort, printers)
      expect(printerFor(sort, structuredClone(printers))).toEqual(found)
      const chosen = printers.filter(({ papers }) => papers?.includes(sort))
      if (chosen.length > 0) expect(found).toBe(chosen[0])
      else if (found !== null) {
        expect(printers).toContain(found)
        expect(found.papers).toBeNull()
        if (sort !== 'a5') expect(found.roll).not.toBeNull()
      } else expect(printers.every(({ papers, roll }) => papers !== null || (sort !== 'a5' && roll === null))).toBe(true)
    }),
  )
})
