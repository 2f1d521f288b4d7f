import { expect, it } from 'vitest'
import type { PrinterAtHand } from '../../../src/main/station/devices/devices.ts'
import { printerFor } from '../../../src/main/station/workflows/paperWay.ts'

const serial: PrinterAtHand = { id: 'serial', transport: 'serial' }
const network: PrinterAtHand = { id: 'network', transport: 'network' }
const laser: PrinterAtHand = { id: 'laser', transport: 'system' }

it.each([
  ['roll', [laser, network, serial], network],
  ['roll', [serial, network], serial],
  ['roll', [laser], null],
  ['roll', [], null],
  ['a5', [serial, laser], laser],
  ['a5', [network], network],
  ['a5', [], null],
] as const)('a paper for %s goes, of %j, to %j', (sheet, printers, chosen) => {
  expect(printerFor({ sheet }, printers)).toBe(chosen)
})
