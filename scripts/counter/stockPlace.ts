import { expect } from '@playwright/test'
import { type StockSection, stockSections } from '../../src/renderer/screens/stock/sections.ts'
import { type ViewKind, viewKinds } from '../../src/renderer/screens/stock/views/viewAsk.ts'
import type { CounterPage } from './counterPage.ts'
import type { Pty } from './pty.ts'

/** Opens a part of the stock, from the counter, from the manager's place or from another part. */
export async function openStockPart({ page }: CounterPage, section: StockSection): Promise<void> {
  const stock = page.getByTestId('stock')
  if (!(await stock.isVisible())) await page.keyboard.press('Shift+F11')
  await expect(stock).toBeVisible()
  await page.keyboard.press(`F${stockSections.indexOf(section) + 1}`)
  await expect(page.getByTestId(`part-${section}`)).toBeVisible()
}

/** Begins a blind stocktake of the whole shop, and waits until a box can be scanned there. */
export async function beginStocktake({ page }: CounterPage): Promise<void> {
  await expect(page.getByTestId('stocktake-form')).toBeVisible()
  await page.keyboard.press('F12')
  await expect(page.getByTestId('stocktake-count')).toContainText('请逐盒扫描')
}

/** Holds a box under the scanner in 一盒一生, and waits until its life stands there. */
export async function lookUpBox({ page }: CounterPage, scanner: Pty, code: string): Promise<void> {
  scanner.scan(code)
  await expect(page.getByTestId('box-card')).toContainText(code)
  await expect(page.getByTestId('drug-book')).toBeVisible()
}

/** Receives boxes without a supplier's file: the note is typed, the boxes are scanned, the lot is asked of the first, the delivery is accepted. */
export async function receive(
  { page }: CounterPage,
  scanner: Pty,
  codes: readonly string[],
  lot: { readonly number: string; readonly madeOn: string; readonly expiresOn: string | null },
): Promise<void> {
  await expect(page.getByTestId('field-supplier')).toBeFocused()
  await page.keyboard.insertText('康源医药有限公司')
  await page.keyboard.press('Tab')
  await page.keyboard.insertText('SH2026113001')
  await page.keyboard.press('F12')
  const state = page.getByTestId('delivery-state')
  await expect(state).toHaveAttribute('data-state', 'open')
  for (const [index, code] of codes.entries()) {
    scanner.scan(code)
    if (index === 0) {
      await expect(page.getByTestId('field-number')).toBeFocused()
      for (const text of [lot.number, lot.madeOn, lot.expiresOn ?? '']) {
        await page.keyboard.insertText(text)
        await page.keyboard.press('Tab')
      }
      await page.getByTestId('field-expiresOn').press('Enter')
    }
    await expect(page.getByTestId('delivery-numbers').locator('strong').first()).toHaveText(`${index + 1}`)
  }
  await page.keyboard.press('F12')
  await expect(state).toHaveAttribute('data-state', 'done')
}

/** Begins an open stocktake of one drug, by its own number, and waits until a box can be scanned there. */
export async function countDrug({ page }: CounterPage, drugId: string): Promise<void> {
  await page.keyboard.press('Shift+F6')
  await page.getByTestId('field-kind').selectOption('drugs')
  await page.getByTestId('drug-text').fill(drugId)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('stocktake-drugs')).toBeVisible()
  await page.keyboard.press('F12')
  await expect(page.getByTestId('stocktake-count')).toContainText('请逐盒扫描')
}

/** Compares shelf, book and province, and waits for the end of it. */
export async function compare({ page }: CounterPage): Promise<void> {
  await page.keyboard.press('Shift+F11')
  await expect(page.getByTestId('comparison-equal').or(page.getByTestId('comparison-numbers'))).toBeVisible()
}

/** Chooses a view of the stock by its key, and waits until it stands there. */
export async function openView({ page }: CounterPage, kind: ViewKind): Promise<void> {
  // fetched when it is first opened
  await expect(page.getByTestId('view')).toBeVisible()
  await page.keyboard.press(`${viewKinds.indexOf(kind) + 1}`)
  await expect(page.locator(`[data-testid="view"][data-kind="${kind}"]`)).toBeVisible()
  // a chart is drawn once its size is known
  if (kind !== 'deadlines' && kind !== 'causes') await expect(page.getByTestId('view-chart').locator('svg').first()).toBeVisible()
}
