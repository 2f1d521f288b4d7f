import { expect, it } from 'vitest'
import type { PrinterAtHand } from '../../../src/main/station/devices/devices.ts'
import { renderEscpos } from '../../../src/main/station/papers/escpos.ts'
import type { Paper } from '../../../src/main/station/papers/paper.ts'
import { createPaperWay } from '../../../src/main/station/workflows/paperWay.ts'
import { failure } from '../../../src/shared/contract/failures.ts'
import { err, ok } from '../../../src/shared/domain/result.ts'
import { roll58, roll80, testPage } from '../papers/parts.ts'

const RECEIPT = testPage
const PRESCRIPTION: Paper = { ...RECEIPT, sort: 'a5' }
const ROLL: PrinterAtHand = { id: 'roll', place: 'COM4', roll: roll80, papers: null }
const OFFICE: PrinterAtHand = { id: 'office', place: 'HP', roll: null, papers: null }
const LABELS: PrinterAtHand = { id: 'labels', place: '192.168.1.8:9100', roll: roll58, papers: ['label'] }
const PDF = Uint8Array.of(0x25, 0x50, 0x44, 0x46)

function start(printers: readonly PrinterAtHand[], broken: readonly string[] = []) {
  const came: [string, Uint8Array][] = []
  const take = async (id: string, bytes: Uint8Array) => {
    came.push([id, bytes])
    return broken.includes(id) ? err(failure('PRINTER_FAILED', { printer: { place: id, reason: 'unplugged' } })) : ok(undefined)
  }
  const way = createPaperWay({
    devices: { printers: () => printers, print: take, printSheets: take },
    renderPdf: async () => PDF,
  })
  return { way, came }
}

it('a receipt goes to the roll as ESC/POS, with the drawer where that is wanted', async () => {
  const { way, came } = start([OFFICE, ROLL])
  expect(way.takes('receipt')).toBe(true)
  expect((await way.print(RECEIPT, { opensDrawer: true })).ok).toBe(true)
  expect(came).toEqual([['roll', renderEscpos(RECEIPT, { shape: roll80, opensDrawer: true })]])
})

it('a label goes to the printer that was chosen for labels, as wide as that is', async () => {
  const { way, came } = start([ROLL, LABELS])
  const label: Paper = { ...RECEIPT, sort: 'label' }
  await way.print(label, { opensDrawer: false })
  expect(came).toEqual([['labels', renderEscpos(label, { shape: roll58, opensDrawer: false })]])
})

it('a sheet goes to a printer of the system as PDF, and to the roll where there is none', async () => {
  const both = start([ROLL, OFFICE])
  await both.way.print(PRESCRIPTION, { opensDrawer: false })
  expect(both.came).toEqual([['office', PDF]])
  const alone = start([ROLL])
  await alone.way.print(PRESCRIPTION, { opensDrawer: false })
  expect(alone.came).toEqual([['roll', renderEscpos(PRESCRIPTION, { shape: roll80, opensDrawer: false })]])
})

it('a receipt comes out on no sheet: without a roll the printer is missing', async () => {
  for (const { way, came } of [start([OFFICE]), start([LABELS]), start([])]) {
    expect(way.takes('receipt')).toBe(false)
    expect(await way.print(RECEIPT, { opensDrawer: false })).toEqual({ ok: false, failure: { code: 'PRINTER_MISSING' } })
    expect(came).toEqual([])
  }
})

it('a printer that fails is named, and no other gets its paper', async () => {
  const { way, came } = start([ROLL, { ...ROLL, id: 'broken', papers: ['receipt'] }], ['broken'])
  const printed = await way.print(RECEIPT, { opensDrawer: false })
  expect(printed).toMatchObject({ ok: false, failure: { code: 'PRINTER_FAILED', printer: { place: 'broken' } } })
  expect(came.map(([id]) => id)).toEqual(['broken'])
})

it('a test page comes out of each printer and says which it is and what it prints; one that fails keeps no other from its own', async () => {
  const facts: object[] = []
  const { way, came } = start([LABELS, ROLL, OFFICE], ['labels'])
  const printed = await way.printTests((told) => {
    facts.push(told)
    return { ...RECEIPT, sort: told.sort }
  })
  expect(printed).toMatchObject({ ok: false, failure: { printer: { place: 'labels' } } })
  expect(came.map(([id]) => id)).toEqual(['labels', 'roll', 'office'])
  expect(facts).toEqual([
    { place: '192.168.1.8:9100', papers: ['label'], sort: 'receipt' },
    { place: 'COM4', papers: ['receipt'], sort: 'receipt' },
    { place: 'HP', papers: ['a5'], sort: 'a5' },
  ])
  expect(await start([]).way.printTests(() => RECEIPT)).toEqual({ ok: false, failure: { code: 'PRINTER_MISSING' } })
})
