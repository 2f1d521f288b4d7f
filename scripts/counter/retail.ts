import { expect, type Locator } from '@playwright/test'
import type { SaleStep } from '../../src/renderer/state/saleStep.ts'
import type { CounterPage } from './counterPage.ts'
import type { Pty } from './pty.ts'

/** The step that the place for ordinary sales asks for. */
export function retailStep({ page }: CounterPage, step: SaleStep): Locator {
  return page.locator(`[data-testid="sale-step"][data-step="${step}"]`)
}

/** Opens the place for ordinary sales, and waits until a box can be scanned there. */
export async function openRetail(counter: CounterPage): Promise<void> {
  await counter.press('Shift+F4')
  await expect(retailStep(counter, 'first')).toContainText('请扫')
}

/** Holds a box under the scanner, and waits until it is in the basket. */
export async function sellBox({ page }: CounterPage, scanner: Pty, code: string): Promise<void> {
  scanner.scan(code)
  await expect(page.locator(`[data-testid="sale-line"][data-code="${code}"]`)).toBeVisible()
}

/** Once a sale is paid: asks which one comes back, and waits until one of its boxes can be scanned. */
export async function beginRetailReturn(counter: CounterPage): Promise<void> {
  await expect(retailStep(counter, 'done')).toBeVisible()
  await counter.page.keyboard.press('Shift+F8')
  await expect(counter.field('document')).toBeFocused()
}
