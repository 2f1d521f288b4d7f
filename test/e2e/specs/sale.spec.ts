import { beginRetailReturn, openRetail, retailStep, sellBox } from '../../../scripts/counter/retail.ts'
import { expect, test } from '../fixtures/test.ts'

/** 六味地黄丸, 26.00, over the counter; 苯磺酸氨氯地平片 is only on prescription. */
const PILLS = ['81001070000000000001', '81001070000000000002'] as const
const ON_PRESCRIPTION = '81001010000000000001'

test('two boxes and loose goods are sold for cash, with a receipt, and one box is brought back: by keyboard and scanner alone', async ({
  counter,
  admin,
  scanner,
}) => {
  const { page } = counter
  const at = (id: string) => page.getByTestId(id)
  await counter.signIn()
  await counter.isReady()
  await openRetail(counter)
  for (const code of PILLS) await sellBox(counter, scanner, code)
  scanner.scan(ON_PRESCRIPTION)
  await expect(at('sale-failure')).toHaveAttribute('data-code', 'SALE_PRESCRIPTION_DRUG')
  await page.keyboard.press('Escape')
  await page.keyboard.press('F2')
  await expect(counter.field('code')).toBeFocused()
  await page.keyboard.insertText('SP0008')
  await page.keyboard.press('Tab')
  await page.keyboard.insertText('12.5')
  await page.keyboard.press('Enter')
  await expect(at('sale-total')).toHaveText('64.25')
  // into no box: the keys themselves are the cash
  await page.keyboard.type('100')
  await expect(counter.change).toHaveText('35.75')
  await page.keyboard.press('F12')
  await expect(retailStep(counter, 'done')).toContainText('35.75')

  await page.keyboard.press('F11')
  await expect(page.locator('.paper-receipt[data-state="drawn"]')).toBeVisible()
  await page.keyboard.press('Escape')
  await beginRetailReturn(counter)
  scanner.scan(PILLS[0])
  await expect(at('sale-refund')).toHaveText('26.00')
  await page.keyboard.press('F12')
  await expect(retailStep(counter, 'paidBack')).toContainText('26.00')
  await expect(at('sale-returned')).toContainText('26.00')

  await expect
    .poll(async () =>
      (await admin.requests())
        .filter((message) => message.accepted)
        .map((message) => message.interface)
        .filter((number) => /^350[56]$/.test(number)),
    )
    .toEqual(['3505', '3505', '3505', '3506'])
  await page.keyboard.press('Escape')
  await expect(counter.counter).toBeVisible()
})
