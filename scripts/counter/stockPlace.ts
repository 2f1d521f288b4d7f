import { expect } from '@playwright/test'
import { type StockSection, stockSections } from '../../src/renderer/screens/stock/sections.ts'
import type { CounterPage } from './counterPage.ts'

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
