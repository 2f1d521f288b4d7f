import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { counterPage } from '../../../scripts/counter/counterPage.ts'
import { journeys } from '../../../scripts/counter/screens.ts'
import { windowFolder } from '../../../scripts/windows/user.ts'
import { expect, test } from '../fixtures/test.ts'

const PATIENT = '王秀兰'
/** the smallest screen that is promised, and a large one */
const SIZES = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const

const softly = expect.configure({ soft: true })

for (const { title, plan, devices = [], isReal = false, screens } of journeys) {
  test.describe(title, () => {
    test.use(plan === undefined ? {} : { plan })
    test.use({
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
      moreDevices: async ({}, use) => {
        await use(devices)
      },
    })

    test('everybody can read these screens, at both sizes', async ({
      admin,
      center: { announcement },
      launch,
      scanner,
      folders,
    }) => {
      test.setTimeout(180_000)
      const app = await launch(
        isReal ? { args: ['--mode=real'], withKeyStore: true, dataFolder: windowFolder(join(folders.root, 'real')) } : {},
      )
      const sale = { counter: counterPage(app.page), admin, scanner, shelf: announcement.shop, taken: new Set<string>() }
      for (const screen of screens) {
        await test.step(screen.title, async () => {
          await screen.reach(sale)
          await lookAt(app.page, screen.title)
        })
      }
    })
  })
}

test('a keyboard alone reaches and presses every button, in the order of reading', async ({ counter, scanVoucher }) => {
  const { page } = counter
  await expect(counter.secret).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.insertText('246810')
  await page.keyboard.press('Enter')
  await expect(counter.person).toContainText('陈国栋')
  await counter.isReady()
  await scanVoucher(PATIENT)
  await expect(counter.step('checkList')).toBeVisible()

  const reached: string[] = []
  for (let step = 0; step < 3; step++) {
    await page.keyboard.press('Tab')
    reached.push(await page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? ''))
    expect(await outlineOfFocus(page), 'the focus can be seen').toBe('solid')
  }
  expect(reached).toEqual(['sign-out', 'end-visit', 'prescriptions'])

  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(counter.step('scanVoucher')).toBeVisible()
  await counter.press('F10')
  await expect(counter.secret).toBeFocused()
})

test('the line raises no error and no violation of the policy in the page', async ({ counter, admin, scanVoucher }) => {
  const { page } = counter
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await expect(counter.secret).toBeFocused()
  await page.reload()
  await page.evaluate(() => {
    const violations: string[] = []
    Object.assign(window, { violations })
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective))
  })

  await counter.trySignIn('F1', 'wrong')
  await expect(counter.signInError).toBeVisible()
  await counter.signIn()
  await counter.isReady()
  await admin.addFault({ interface: '1101', kind: 'http500' })
  await scanVoucher(PATIENT)
  await counter.hasNotice('CENTER_ERROR')
  await counter.press('F5')
  await expect(counter.step('checkList')).toBeVisible()
  await counter.press('F9')
  await expect(counter.step('scanVoucher')).toBeVisible()
  await counter.press('F10')
  await expect(counter.signInScreen).toBeVisible()

  expect(await page.evaluate(() => Reflect.get(window, 'violations'))).toEqual([])
  expect(complaints).toEqual([])
})

/** The walk goes on after a fault, which names its screen. */
async function lookAt(page: Page, screen: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size)
    // a chart follows its window a moment later
    await softly.poll(() => tooWide(page), { message: `${screen}: wider than ${size.width}` }).toEqual([])
    expect.soft(await tooHigh(page), `${screen}: higher than ${size.height}`).toBe(0)
  }
  const { violations } = await axe(page).analyze()
  const found = violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }))
  expect.soft(found, `${screen}: hard to read or to reach`).toEqual([])
}

function axe(page: Page): AxeBuilder {
  // otherwise it opens a second page to put its report together, which the application refuses
  return new AxeBuilder({ page }).setLegacyMode().withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
}

/** Elements whose content sticks out of them sideways; a long value scrolls in its field. */
function tooWide(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('body *')]
      .filter((element) => element.tagName !== 'INPUT')
      .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth)
      .map((element) => `${element.tagName} ${element.className}: ${element.scrollWidth} in ${element.clientWidth}`),
  )
}

/** By how much the page is higher than the window. */
function tooHigh(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight)
}

function outlineOfFocus(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)
}
