import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { TRAINING_SECRET } from '../../../scripts/counter/counterPage.ts'
import { sell } from '../../../scripts/counter/sale.ts'
import { compare, countDrug, lookUpBox, openStockPart, openView, receive } from '../../../scripts/counter/stockPlace.ts'
import { readTable } from '../../../src/main/station/workers/tables/table.ts'
import { expect, test } from '../fixtures/test.ts'

test.use({ plan: { scenario: 'single-drug' } })

/** 六味地黄丸, without a prescription */
const PILLS = 'SP0007'
const EAN = '6901234567892'

test('boxes are received, a box is sold and tells its life, a stocktake misses one, shelf, book and province are compared until they are equal, and the stock is seen in money: by keyboard and scanner alone', async ({
  sale,
  folders,
  app,
}) => {
  test.setTimeout(180_000)
  const { counter, scanner, shelf } = sale
  const { page } = counter
  const at = (id: string) => page.getByTestId(id)
  const violations: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') violations.push(message.text())
  })
  await counter.signIn('F3')
  await counter.isReady()

  const prefix = shelf.drugs.find(({ id }) => id === PILLS)?.prefixes[0] ?? ''
  const received = ['7000000000001', '7000000000002'].map((serial) => `${prefix}${serial}`)
  await openStockPart(counter, 'receiving')
  const lot = shelf.lots.find(({ drugId }) => drugId === PILLS) ?? { number: '', madeOn: '', expiresOn: null }
  await receive(counter, scanner, received, lot)
  await openStockPart(counter, 'box')
  await lookUpBox(counter, scanner, received[0] ?? '')
  await expect(at('box-place')).toHaveText('在库')
  await expect(at('book-rows').locator('tr[data-kind="purchase"]')).toHaveCount(1)
  await page.keyboard.press('Escape')

  const sold = await sell(sale)
  await openStockPart(counter, 'box')
  await lookUpBox(counter, scanner, sold[0] ?? '')
  await expect(at('box-place')).toHaveText('已售出')
  await expect(at('book-rows').locator('tr[data-kind="sale"]')).toHaveCount(sold.length)
  await expect(at('book-rows').locator('tr[data-kind="opening"]').first()).toContainText('期初库存')

  await openStockPart(counter, 'stocktake')
  await countDrug(counter, PILLS)
  const boxes = shelf.packs.filter(({ drugId }) => drugId === PILLS).map(({ code }) => code)
  for (const [index, code] of [...boxes.slice(1), ...received].entries()) {
    scanner.scan(code)
    await expect(at('count-running')).toContainText(`已盘 ${index + 1} `)
  }
  await page.keyboard.press('F10')
  await counter.trySignIn('F2', TRAINING_SECRET)
  await expect(counter.manageScreen).toBeVisible()
  await openStockPart(counter, 'stocktake')
  await expect(at('stocktakes')).toBeVisible()
  await page.keyboard.press('F12')
  await expect(at('stocktake-count')).toBeVisible()
  await page.keyboard.press('F12')
  await expect(at('differences')).toBeVisible()
  await page.keyboard.press('F12')
  await expect(at('stocktake-approve')).toHaveCount(0)

  await openStockPart(counter, 'comparison')
  await compare(counter)
  await expect(at('comparison-numbers')).toBeVisible()
  await mendEverything(page)
  await compare(counter)
  await expect(at('comparison-equal')).toBeVisible()

  await openStockPart(counter, 'views')
  for (const kind of ['turnover', 'expiry', 'value'] as const) {
    await openView(counter, kind)
    await expect(at('view-chart').locator('svg path').first()).toBeVisible()
  }
  // the test runner would take downloads for itself
  const browser = await app.browser.newBrowserCDPSession()
  await browser.send('Browser.setDownloadBehavior', { behavior: 'default' })
  await page.keyboard.press('F8')
  await expect(at('view-done')).toBeVisible()
  const name = /库存金额-[\d-]+\.xlsx/.exec((await at('view-done').textContent()) ?? '')?.[0] ?? ''
  const rows = await at('view-rows').locator('tbody tr').count()
  const file = join(folders.home, name)
  const linesOf = async (): Promise<number> => {
    const table = existsSync(file) ? await readTable(readFileSync(file)) : null
    return table?.ok ? table.value.lines.length : 0
  }
  await expect.poll(linesOf).toBe(rows + 1)
  await openView(counter, 'deadlines')
  await openView(counter, 'causes')
  await expect(at('figure-worth')).toContainText('0.00')
  // this shop has no printer, and is told so
  await page.keyboard.press('F9')
  await expect(at('view-failure')).toHaveAttribute('data-code', 'PRINTER_MISSING')

  await giveBarcode(page, PILLS, EAN)
  await openStockPart(counter, 'box')
  scanner.scan(EAN)
  await expect(at('drug-book')).toHaveAttribute('data-drug', PILLS)
  await expect(at('box-card')).toHaveCount(0)
  expect(violations).toEqual([])
})

/** The manager writes down which EAN the boxes of a drug carry. */
async function giveBarcode(page: Page, id: string, barcode: string): Promise<void> {
  const isSaved = await page.evaluate(
    async (wanted) => {
      const { commands } = window.rxcounter
      const found = await commands['catalogue.drug']({ id: wanted.id })
      if (!found.ok) return false
      const { drug, prefixes } = found.value
      return (
        await commands['catalogue.save']({ drug: { ...drug, barcode: wanted.barcode }, prefixes: [...prefixes], isNew: false })
      ).ok
    },
    { id, barcode },
  )
  expect(isSaved).toBe(true)
}

/** Has all differences of each cause mended, and waits until the province was told of each. */
async function mendEverything(page: Page): Promise<void> {
  const causes = page.getByTestId('field-comparison-cause')
  const names = await causes
    .locator('option')
    .evaluateAll((options) => options.map((option) => option.getAttribute('value') ?? ''))
  for (const cause of names.filter((name) => name !== '')) {
    await causes.selectOption(cause)
    await expect(page.getByTestId('comparison-mend-all')).toBeVisible()
    await page.keyboard.press('F12')
    await expect
      .poll(() =>
        page.evaluate(async (name) => {
          const shown = await window.rxcounter.commands['comparison.view']({ cause: null, page: 0 })
          return (
            shown.ok &&
            !shown.value.isMending &&
            shown.value.lines.filter((line) => line.cause === name).every(({ mendedAt }) => mendedAt !== null)
          )
        }, cause),
      )
      .toBe(true)
  }
}
