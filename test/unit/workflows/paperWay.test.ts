import { expect, it } from 'vitest'
import type { PrinterAtHand } from '../../../src/main/station/devices/devices.ts'
import { composeTestPage } from '../../../src/main/station/papers/compose.ts'
import { renderEscpos } from '../../../src/main/station/papers/escpos.ts'
import type { Paper } from '../../../src/main/station/papers/paper.ts'
import { createPaperWay } from '../../../src/main/station/workflows/paperWay.ts'
import { ok } from '../../../src/shared/domain/result.ts'

const RECEIPT = composeTestPage({ mode: 'training', shopName: '惠民大药房', at: 0 })
const PRESCRIPTION: Paper = { ...RECEIPT, sheet: 'a5' }
const ROLL: PrinterAtHand = { id: 'roll', transport: 'serial' }
const OFFICE: PrinterAtHand = { id: 'office', transport: 'system' }
const PDF = Uint8Array.of(0x25, 0x50, 0x44, 0x46)

function start(...printers: readonly PrinterAtHand[]) {
  const came: [string, Uint8Array][] = []
  const take = async (id: string, bytes: Uint8Array) => {
    came.push([id, bytes])
    return ok(undefined)
  }
  const way = createPaperWay({
    devices: { printers: () => printers, print: take, printSheets: take },
    renderPdf: async () => PDF,
  })
  return { way, came }
}

it('a receipt goes to the roll as ESC/POS, with the drawer where that is wanted', async () => {
  const { way, came } = start(OFFICE, ROLL)
  expect(way.hasRoll()).toBe(true)
  expect((await way.print(RECEIPT, { opensDrawer: true })).ok).toBe(true)
  expect(came).toEqual([['roll', renderEscpos(RECEIPT, { opensDrawer: true })]])
})

it('a sheet goes to a printer of the system as PDF, and to the roll where there is none', async () => {
  const both = start(ROLL, OFFICE)
  await both.way.print(PRESCRIPTION, { opensDrawer: false })
  expect(both.came).toEqual([['office', PDF]])
  const alone = start(ROLL)
  await alone.way.print(PRESCRIPTION, { opensDrawer: false })
  expect(alone.came).toEqual([['roll', renderEscpos(PRESCRIPTION, { opensDrawer: false })]])
})

it('a receipt comes out on no sheet: without a roll the printer is missing', async () => {
  for (const { way, came } of [start(OFFICE), start()]) {
    expect(way.hasRoll()).toBe(false)
    expect(await way.print(RECEIPT, { opensDrawer: false })).toEqual({ ok: false, failure: { code: 'PRINTER_MISSING' } })
    expect(came).toEqual([])
  }
})
