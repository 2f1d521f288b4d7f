import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { CounterPage } from '../../../scripts/counter/counterPage.ts'
import type { AdminClient } from '../../../server-mock/admin/client.ts'
import { expect, test } from '../fixtures/test.ts'

interface Stage {
  readonly counter: CounterPage
  readonly admin: AdminClient
  readonly scan: (text: string) => void
  readonly scanVoucher: (person: string) => Promise<string>
}

const PATIENT = '王秀兰'
/** the smallest screen that is promised, and a large one */
const SIZES = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const

async function open({ counter }: Stage): Promise<void> {
  await counter.signIn()
  await counter.isReady()
  await expect(counter.step('scanVoucher')).toBeVisible()
}

/** Every screen that the line has, and how a person comes to it. */
const screens: readonly { readonly name: string; readonly reach: (stage: Stage) => Promise<void> }[] = [
  { name: 'sign-in', reach: ({ counter }) => expect(counter.secret).toBeFocused() },
  {
    name: 'sign-in refused',
    reach: async ({ counter }) => {
      await counter.trySignIn('F2', 'wrong')
      await expect(counter.signInError).toBeVisible()
    },
  },
  { name: 'waiting for a voucher', reach: open },
  {
    name: 'asking the center',
    reach: async (stage) => {
      await open(stage)
      await stage.admin.addFault({ interface: '7201', kind: 'delay', delayMs: 60_000 })
      await stage.scanVoucher(PATIENT)
      await expect(stage.counter.step('authorizing')).toBeVisible()
    },
  },
  {
    name: 'prescriptions listed',
    reach: async (stage) => {
      await open(stage)
      await stage.scanVoucher(PATIENT)
      await expect(stage.counter.step('checkList')).toBeVisible()
    },
  },
  {
    name: 'nothing to collect',
    reach: async (stage) => {
      await open(stage)
      await stage.scanVoucher('李建国')
      await expect(stage.counter.step('nothingWaiting')).toBeVisible()
    },
  },
  {
    name: "a notice of the patient's turn",
    reach: async (stage) => {
      await open(stage)
      await stage.scanVoucher('赵小梅')
      await stage.counter.hasNotice('VOUCHER_NOT_ACTIVATED')
    },
  },
  {
    name: 'a notice that can be retried, with an open visit',
    reach: async (stage) => {
      await open(stage)
      await stage.admin.addFault({ interface: '1101', kind: 'http500' })
      await stage.scanVoucher(PATIENT)
      await stage.counter.hasNotice('CENTER_ERROR')
    },
  },
  {
    name: 'a notice for support',
    reach: async (stage) => {
      await open(stage)
      await stage.admin.addFault({ interface: '7201', kind: 'wrongSignature' })
      await stage.scanVoucher(PATIENT)
      await stage.counter.hasNotice('CENTER_SIGNATURE_WRONG')
    },
  },
]

for (const { name, reach } of screens) {
  test(`everybody can read this screen, at both sizes: ${name}`, async ({ counter, app, admin, scanner, scanVoucher }) => {
    await reach({ counter, admin, scan: scanner.scan, scanVoucher })
    const { page } = counter
    for (const size of SIZES) {
      await page.setViewportSize(size)
      expect(await tooWide(page), `wider than ${size.width}`).toEqual([])
      expect(await tooHigh(page), `higher than ${size.height}`).toBe(0)
    }
    const { violations } = await axe(page).analyze()
    expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }))).toEqual([])
    // a question to the center that is under way would hold up its closing
    await app.kill()
  })
}

test('a keyboard alone reaches and presses every button, in the order of reading', async ({ counter, scanVoucher }) => {
  const { page } = counter
  await expect(counter.secret).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.type('246810')
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

function axe(page: Page): AxeBuilder {
  // otherwise it opens a second page to put its report together, which the application refuses
  return new AxeBuilder({ page }).setLegacyMode().withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
}

/** Elements whose content sticks out of them sideways. */
function tooWide(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('body *')]
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
