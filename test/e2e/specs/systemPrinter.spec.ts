import { join } from 'node:path'
import { TRAINING_SECRET } from '../../../scripts/counter/counterPage.ts'
import { plain } from '../../../scripts/counter/deviceSettings.ts'
import { bringToShelf, handOver, pay, pick } from '../../../scripts/counter/sale.ts'
import { readCodes } from '../../../src/main/station/workers/pictures/readCodes.ts'
import { type PrintService, startPrintService } from '../../hardware/printService.ts'
import { drawn } from '../../unit/papers/drawn.ts'
import { pdfPages } from '../../unit/papers/parts.ts'
import { greyOf, likeness } from '../fixtures/ink.ts'
import { test as base, expect } from '../fixtures/test.ts'

const PRINTER = 'Office-A5'
const GONE = 'Sold-last-year'
const DOTS = 150
/** the time of printing on a paper is another than on the screen */
const ALIKE = 0.95

const test = base.extend<{ readonly printService: PrintService }>({
  printService: async ({ folders }, use) => {
    const service = await startPrintService(join(folders.root, 'cups'))
    await service.addPrinter('Laser-A4')
    await service.addPrinter(PRINTER)
    await use(service)
    await service.close()
  },
  environment: async ({ printService }, use) => {
    await use({ CUPS_SERVER: printService.server })
  },
})

const millimetres = (points: number) => Math.round((points / 72) * 25.4)

test('a printer of the system is set up by keyboard, and prescription, labels and receipt come out of it on their own paper', async ({
  sale,
  printService,
}) => {
  test.slow()
  const { counter } = sale
  const { page } = counter
  const key = page.keyboard
  await counter.trySignIn('F2', TRAINING_SECRET)
  await counter.openPart('devices')
  await key.press('F6')
  await expect(counter.field('place')).toBeFocused()
  await key.press('Shift+Tab')
  await expect(counter.field('device-model')).toBeFocused()
  await key.press('End')
  await key.press('Tab')
  await expect(counter.field('place')).toBeFocused()
  await expect(counter.field('place').locator('option')).toHaveText(['请选择', 'Laser-A4', PRINTER])
  await key.press('End')
  await expect(counter.field('place')).toHaveValue(PRINTER)
  for (const sort of ['receipt', 'label', 'a5']) {
    await key.press('Tab')
    await key.press('Space')
    await expect(page.getByTestId(`papers-${sort}`)).toBeChecked()
  }
  await key.press('F12')
  await expect(page.getByTestId('device-printer')).toContainText(PRINTER)
  await expect(page.getByTestId('device-printer')).toHaveAttribute('data-reason', 'ready')
  await key.press('F9')
  await expect.poll(() => printService.printed(PRINTER).length).toBe(1)
  await key.press('F10')

  await counter.signIn('F3')
  await counter.isReady()
  await bringToShelf(sale)
  await counter.openPaper('prescription')
  const prescription = await greyOf(page.locator('.paper-prescription canvas'))
  await counter.print()
  await expect.poll(() => printService.printed(PRINTER).length).toBe(2)
  const [, sheet = new Uint8Array()] = printService.printed(PRINTER)
  const [a5, ...others] = await pdfPages(sheet)
  expect([millimetres(a5?.width ?? 0), millimetres(a5?.height ?? 0), others.length]).toEqual([148, 210, 0])
  expect(likeness(prescription, await drawn(sheet, DOTS))).toBeGreaterThan(ALIKE)
  await key.press('Escape')

  await pick(sale)
  const drugs = await counter.lines.count()
  await counter.openPaper('bagLabel')
  const label = await greyOf(page.locator('.paper-bagLabel canvas').first())
  expect(likeness(label, prescription)).toBeLessThan(ALIKE / 2)
  await counter.print()
  await expect.poll(() => printService.printed(PRINTER).length).toBe(3)
  const [, , labels = new Uint8Array()] = printService.printed(PRINTER)
  const pages = await pdfPages(labels)
  expect(pages.map(({ width }) => millimetres(width))).toEqual(Array.from({ length: drugs }, () => 80))
  expect(likeness(label, await drawn(labels, DOTS))).toBeGreaterThan(ALIKE)
  await key.press('Escape')

  await pay(sale)
  await expect.poll(() => printService.printed(PRINTER).length).toBe(4)
  const [, , , receipt = new Uint8Array()] = printService.printed(PRINTER)
  const codes = await readCodes(await drawn(receipt, DOTS), 'LocalAverage')
  expect(codes.map(({ text }) => text)).toEqual([await counter.settlementId.textContent()])
  await handOver(sale)
  expect(printService.printed('Laser-A4')).toEqual([])
})

test.describe('a printer that the system has no more', () => {
  test.use({
    moreDevices: async ({ printService: _service }, use) => {
      await use([
        { ...plain, id: 'sheets', model: 'systemPrinter', address: { transport: 'system', printer: GONE }, papers: ['a5'] },
      ])
    },
  })

  test('is said in the list and in its form, and another is chosen in its place', async ({ counter }) => {
    const { page } = counter
    await counter.trySignIn('F2', TRAINING_SECRET)
    await counter.openPart('devices')
    const row = page.locator('[data-device="sheets"]')
    await expect(row).toHaveAttribute('data-reason', 'absent')
    await page.keyboard.press('F9')
    await expect(counter.formFault).toHaveAttribute('data-code', 'PRINTER_FAILED')
    await expect(counter.formFault).toContainText(`打印机 ${GONE}：没找到`)
    await row.getByTestId('device-set-up').press('Enter')
    await expect(page.getByTestId('system-printer-gone')).toContainText(GONE)
    await expect(counter.field('place')).toHaveValue(GONE)
    await counter.field('place').focus()
    await page.keyboard.press('End')
    await page.keyboard.press('F12')
    await expect(row).toContainText(PRINTER)
    await expect(row).toHaveAttribute('data-reason', 'ready')
  })
})
