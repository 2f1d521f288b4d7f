import type { Page } from '@playwright/test'
import { TRAINING_SECRET } from '../../../scripts/counter/counterPage.ts'
import { scannerCodes } from '../../../src/shared/domain/scannerCodes.ts'
import { expect, test } from '../fixtures/test.ts'

const PATIENT = '周海燕'

/** Presses the keys of a number and Enter 5 ms apart, by the time that each carries: this machine may be slower. */
async function typeAsScanner(page: Page, digits: string): Promise<void> {
  const devTools = await page.context().newCDPSession(page)
  const from = Date.now() / 1000
  const keys = [
    ...Array.from(digits, (digit) => ({ key: digit, code: `Digit${digit}`, text: digit })),
    { key: 'Enter', code: 'Enter', text: '\r' },
  ]
  await Promise.all(
    keys.map((key, index) =>
      devTools.send('Input.dispatchKeyEvent', { ...key, type: 'keyDown', timestamp: from + index * 0.005 }),
    ),
  )
}

test('a scanner that types is heard whatever has the focus, and a person types into the box', async ({
  counter,
  admin,
  page,
}) => {
  await counter.signIn()
  await counter.isReady()
  await counter.press('Ctrl+K')
  const box = page.getByTestId('search-field')
  await expect(box).toBeFocused()
  await box.evaluate((element) => element.addEventListener('input', () => element.setAttribute('data-written', 'yes')))

  // a computer with other work may bring the keys too late for one row: then the patient holds the phone out again, as at a counter
  await expect(async () => {
    await box.fill('')
    await box.evaluate((element) => element.removeAttribute('data-written'))
    const { qr } = await admin.showVoucher(PATIENT)
    await typeAsScanner(page, qr)
    await expect(counter.headerPatient).toContainText(PATIENT, { timeout: 3_000 })
    await expect(box).toHaveValue('')
    await expect(box).not.toHaveAttribute('data-written')
  }).toPass()

  await expect(box).toBeFocused()
  await page.keyboard.type('Aspirin 81', { delay: 60 })
  await expect(box).toHaveValue('Aspirin 81')
})

test('the doctor finds a scanner that types as slowly as a person, in the box that it has for one', async ({ counter, page }) => {
  await counter.trySignIn('F2', TRAINING_SECRET)
  await counter.openPart('devices')
  await page.keyboard.press('F7')
  await expect(page.getByTestId('scanner-doctor')).toBeVisible()
  await page.getByTestId('doctor-slow').focus()
  await page.keyboard.type(scannerCodes[0]?.text ?? '', { delay: 60 })
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-testid="doctor-code"][data-code="digits"]')).toContainText('发送太慢')
  await expect(page.getByTestId('doctor-slow')).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('scanner-examine')).toBeVisible()
})
