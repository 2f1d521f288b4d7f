import { counterPage, TRAINING_SECRET } from '../../../scripts/counter/counterPage.ts'
import { PATIENT as BUYER, type Hands, sell } from '../../../scripts/counter/sale.ts'
import { scannerCodes } from '../../../src/shared/domain/scannerCodes.ts'
import { expect, test } from '../fixtures/test.ts'
import { typedScanner } from '../fixtures/typedScanner.ts'

const PATIENT = '周海燕'

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

  const scanner = await typedScanner(page)
  scanner.scan((await admin.showVoucher(PATIENT)).qr)
  await expect(counter.headerPatient).toContainText(PATIENT)
  await expect(box).toHaveValue('')
  await expect(box).not.toHaveAttribute('data-written')

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

test.describe('a shop with nothing set up', () => {
  test.use({ plan: { scenario: 'single-drug' } })

  test('a dispense by keyboard scanner alone', async ({ center: { announcement }, admin, page }) => {
    const counter = counterPage(page)
    await counter.signIn('F3')
    await expect(counter.centerLight).toContainText('已签到')
    await expect(counter.step('noScanner')).toContainText('键盘式扫码枪不用设置')
    await expect(counter.scannerLight).toHaveAttribute('data-level', 'bad')

    const hands: Hands = { counter, admin, scanner: await typedScanner(page), shelf: announcement.shop, taken: new Set() }
    await sell(hands, { cash: '500' })
    await expect(counter.scannerLight).toHaveAttribute('data-level', 'good')
    await counter.press('F9')
    await expect(counter.step('scanVoucher')).toBeVisible()
    await expect(counter.counter).not.toContainText('找不到扫码枪')
    hands.scanner.scan((await admin.showVoucher(BUYER)).qr)
    await expect(counter.headerPatient).toContainText(BUYER)
  })
})
