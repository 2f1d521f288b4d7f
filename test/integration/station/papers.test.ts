import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { printerAt } from '../../../scripts/counter/deviceSettings.ts'
import { openPrinterPty, type PrinterPty } from '../../../scripts/counter/printerPty.ts'
import type { PaperKind } from '../../../src/shared/contract/case.ts'
import { pdfPages, readEscpos, squeezed } from '../../unit/papers/parts.ts'
import { boxesOut, expectMoneyAgrees, rows } from './books.ts'
import { signIn } from './harness.ts'
import { bringBack, bringTo, type Counter, chooseFirst, openCounter, PATIENT, pay } from './sale.ts'
import { openTamperingLine } from './tamperingLine.ts'

let counter: Counter
afterEach(() => counter.shop.close())

/** Puts a printer on the counter, as the manager does it at another window, and waits until it is ready. */
async function setUpPrinter(): Promise<PrinterPty> {
  const printer = await openPrinterPty(counter.shop.folder)
  onTestFinished(() => printer.close())
  printer.answers(0x12)
  await setPort(printer.printerPort)
  await printerIs('ready')
  return printer
}

async function setPort(port: string | null): Promise<void> {
  const office = counter.shop.page('office')
  await signIn(office, 'M01')
  const done =
    port === null ? office.call('devices.remove', { id: 'printer' }) : office.call('devices.save', { device: printerAt(port) })
  expect((await done).ok).toBe(true)
  await office.call('session.signOut', {})
  office.close()
}

const printerIs = (reason: string) =>
  counter.page.sees(({ devices }) => devices.some((device) => device.kind === 'printer' && device.reason === reason))

const inBooks = () =>
  rows(counter, 'SELECT kind, account_id AS by FROM case_papers ORDER BY seq', z.object({ kind: z.string(), by: z.string() }))

const textOf = (printer: PrinterPty): string => squeezed(readEscpos(printer.printed()).text)

/** Waits until so many papers came out whole. */
const untilPapers = (printer: PrinterPty, count: number) =>
  vi.waitFor(
    () => expect(readEscpos(printer.printed()).commands.filter((command) => command === '1d564200')).toHaveLength(count),
    {
      timeout: 20_000,
    },
  )

async function pdfText(caseId: string, kind: PaperKind): Promise<string> {
  const reply = await counter.page.call('case.paper', { caseId, kind })
  if (!reply.ok) throw new Error(reply.failure.code)
  const pages = await pdfPages(Buffer.from(reply.value.base64, 'base64'))
  return squeezed(pages.map(({ text }) => text).join(''))
}

describe('the receipt', () => {
  test('comes out by itself, once, with every trace code, and says at its second printing that it is the second', async () => {
    counter = await openCounter({ scenario: 'five-drugs' })
    const printer = await setUpPrinter()
    const sold = await bringTo(counter, 'settled')
    await untilPapers(printer, 1)
    await vi.waitFor(() => expect(inBooks()).toEqual([{ kind: 'receipt', by: 'P01' }]))

    const receipt = textOf(printer)
    const codes = sold.lines.flatMap(({ items }) => items.map(({ code }) => code))
    expect(codes.length).toBeGreaterThan(8)
    for (const part of [sold.document, sold.hiRxno, sold.settlementId, '王*兰', ...codes]) expect(receipt).toContain(part)
    expect(receipt).not.toContain(PATIENT)
    expect(receipt.startsWith('培训不作结算凭证')).toBe(true)
    expect(receipt.endsWith('培训不作结算凭证')).toBe(true)
    expect(receipt).not.toMatch(/重打|屏幕副本/)

    await counter.does('case.print', { caseId: sold.id, kind: 'receipt' })
    await untilPapers(printer, 2)
    expect(textOf(printer).slice(receipt.length)).toContain('重打（第2次）')
    expect(await pdfText(sold.id, 'receipt')).toContain('重打（第3次）')
    expect(inBooks()).toHaveLength(2)
    await expectMoneyAgrees(counter, 1)
  })

  test('does not come out again after a restart, and the printer is still known', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    const printer = await setUpPrinter()
    await bringTo(counter, 'settled')
    await untilPapers(printer, 1)
    await vi.waitFor(() => expect(inBooks()).toHaveLength(1))
    await counter.restart()
    await printerIs('ready')
    await counter.does('case.handOver', {})
    await counter.rests('handedOver')
    expect(inBooks()).toHaveLength(1)
    await untilPapers(printer, 1)
  })

  test('that does not come out changes nothing but what is said; the next one is no second', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    const printer = await setUpPrinter()
    await printer.unplug()
    await printerIs('unplugged')
    const sold = await bringTo(counter, 'settled')
    expect(sold).toMatchObject({ state: 'settled', failure: null, unanswered: null })
    await counter.noticed('PRINTER_FAILED')
    expect(await counter.tries('case.print', { caseId: sold.id, kind: 'receipt' })).toBe('PRINTER_FAILED')
    expect(inBooks()).toEqual([])
    await expectMoneyAgrees(counter, 1)
    await counter.does('case.handOver', {})
    await counter.rests('handedOver')
    expect(boxesOut(counter)).toEqual({ sold: 2 })

    await printer.plugBack()
    await printerIs('ready')
    await counter.does('case.print', { caseId: sold.id, kind: 'receipt' })
    await untilPapers(printer, 1)
    expect(textOf(printer)).not.toContain('重打')
  })

  test('of a settlement that does not agree with our sum does not come out by itself', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    const printer = await setUpPrinter()
    await bringTo(counter, 'presettled')
    const { insuranceUrl } = counter.shop.center.connection
    const url = await openTamperingLine(insuranceUrl, (number, answer) =>
      number === '2102A' ? answer.replace(/("hifp_pay":"?\d+\.\d)\d/, '$19') : answer,
    )
    await counter.shop.connect({ insuranceUrl: url })
    await pay(counter)
    const { id } = await counter.fails('SETTLEMENT_AMOUNTS_DIFFER')
    // a paper that is asked for comes after whatever waited
    await counter.does('case.print', { caseId: id, kind: 'goodsList' })
    await untilPapers(printer, 1)
    expect(inBooks()).toEqual([{ kind: 'goodsList', by: 'P01' }])
  })

  test('comes out though an upload after the settlement was lost before it was its turn', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    const printer = await setUpPrinter()
    const { id } = await bringTo(counter, 'presettled')
    counter.shop.center.faults.add('3505', { kind: 'dropBefore', times: 2 })
    printer.jam()
    const before = [1, 2, 3, 4].map(() => counter.page.call('case.print', { caseId: id, kind: 'goodsList' }))
    await pay(counter)
    await counter.sees(({ unanswered, underWay }) => unanswered === 'report' && underWay === null)
    expect(inBooks().map(({ kind }) => kind)).not.toContain('receipt')
    printer.unjam()
    await Promise.all(before)
    await vi.waitFor(() => expect(inBooks().map(({ kind }) => kind)).toContain('receipt'), { timeout: 10_000 })
  })

  test('of a printer that is out of paper is not begun', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    const printer = await setUpPrinter()
    printer.answers(0x32)
    const sold = await bringTo(counter, 'settled')
    await counter.noticed('PRINTER_FAILED')
    await printerIs('noPaper')
    expect(sold.failure).toBeNull()
    expect(printer.printed()).toHaveLength(0)
  })
})

test('papers are had when the case gives them, on the screen where there is no printer', async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  const reviewed = await bringTo(counter, 'verified')
  expect(reviewed.papers).toEqual([])
  const { id: caseId } = reviewed
  for (const kind of ['goodsList', 'receipt', 'refund', 'notGenuine'] as const) {
    expect(await counter.tries('case.paper', { caseId, kind })).toBe('PAPER_NOT_NOW')
    expect(await counter.tries('case.print', { caseId, kind })).toBe('PAPER_NOT_NOW')
  }
  expect(await counter.tries('case.paper', { caseId: 'none', kind: 'receipt' })).toBe('CASE_MISSING')
  expect(await counter.tries('case.print', { caseId: 'none', kind: 'receipt' })).toBe('CASE_MISSING')
})

test('a prescription is had for its signature once it is reviewed, and each drug has its label once the boxes lie there', async () => {
  counter = await openCounter({ scenario: 'five-drugs' })
  const { id: caseId, lines, hiRxno, doctor } = await bringTo(counter, 'presettled')
  const signed = await pdfText(caseId, 'prescription')
  const wanted = [hiRxno, PATIENT, `医师：${doctor}`, '本店审方：通过', '注册证编号', '审核签字']
  for (const part of [...wanted, ...lines.map(({ genericName }) => genericName)]) expect(signed).toContain(squeezed(part))
  const labels = await pdfText(caseId, 'bagLabel')
  for (const { genericName, directions } of lines)
    for (const part of [genericName, ...directions.split('，')]) expect(labels).toContain(squeezed(part))
})

test('a sale and its return have their papers, and none without the other', async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  const { id: caseId } = await bringTo(counter, 'presettled')
  const list = await pdfText(caseId, 'goodsList')
  expect(list).toContain('药品清单')
  expect(list).toContain('用法：')
  expect(await counter.tries('case.paper', { caseId, kind: 'receipt' })).toBe('PAPER_NOT_NOW')
  expect(await counter.tries('case.print', { caseId, kind: 'goodsList' })).toBe('PRINTER_MISSING')
  const { money } = await counter.sees((seen) => seen.money !== null)
  await counter.does('case.settle', { cashGiven: money?.cash ?? 0 })
  const sold = await counter.rests('settled')
  const receipt = await pdfText(caseId, 'receipt')
  for (const part of [sold.settlementId, '屏幕副本']) expect(receipt).toContain(part)
  expect(receipt).not.toContain('本单已退')
  expect(await counter.tries('case.paper', { caseId, kind: 'refund' })).toBe('PAPER_NOT_NOW')
  await counter.does('case.handOver', {})
  await counter.rests('handedOver')

  await bringBack(counter)
  await counter.does('case.revoke', {})
  await counter.rests('returned')
  const refund = await pdfText(caseId, 'refund')
  for (const part of ['红字', `已撤销的结算号${sold.settlementId}`, '撤销时间', '经办陈国栋', '退回追溯码（2）'])
    expect(refund).toContain(part)
  expect(await pdfText(caseId, 'receipt')).toContain('已撤销结算本单已退')
  expect(inBooks()).toEqual([])
})

test('what is printed is in the audit, with its kind and its copy', async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  const printer = await setUpPrinter()
  const { id } = await bringTo(counter, 'settled')
  await untilPapers(printer, 1)
  await counter.does('case.print', { caseId: id, kind: 'goodsList' })
  await vi.waitFor(() => expect(inBooks()).toHaveLength(2))
  const shape = z.object({ by: z.string(), subject: z.string(), detail: z.string() })
  const audited = rows(
    counter,
    `SELECT account_id AS by, subject, detail FROM audit WHERE action = 'case.printed' ORDER BY seq`,
    shape,
  )
  expect(audited.map(({ by, subject, detail }) => [by, subject, JSON.parse(detail)])).toEqual([
    ['P01', id, { kind: 'receipt', copy: '1' }],
    ['P01', id, { kind: 'goodsList', copy: '1' }],
  ])
})

test('a file that is not genuine has its account for the 医保 office', async () => {
  counter = await openCounter({ scenario: 'file-tampered' })
  await chooseFirst(counter)
  const seen = await counter.fails('PRESCRIPTION_NOT_GENUINE')
  expect(seen.papers).toEqual(['notGenuine'])
  const account = await pdfText(seen.id, 'notGenuine')
  const { shop } = await counter.page.sees(() => true)
  expect(shop.office.phone).not.toBe('')
  const parts = [
    seen.hiRxno,
    seen.hospital,
    seen.doctor ?? '',
    seen.verdict?.words ?? '',
    shop.office.name,
    shop.office.phone,
    '经办人陈国栋',
    '验真时间',
  ]
  for (const part of parts) expect(account).toContain(squeezed(part))
  expect(await counter.tries('case.paper', { caseId: seen.id, kind: 'receipt' })).toBe('PAPER_NOT_NOW')
})
