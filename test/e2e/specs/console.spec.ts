import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { askForOwnPart } from '../../../scripts/console/ownPart.ts'
import { openConsole } from '../../../scripts/console/window.ts'
import { give } from '../../../scripts/windows/user.ts'
import { shellEvents } from '../fixtures/shellLog.ts'
import { expect, test } from '../fixtures/test.ts'

// there are settlements of every state but 已撤销, and somebody who owes her own part
test.use({ plan: { scenario: 'books-differ' } })

test('the training center opens from the counter, says 培训, and follows what happens without being asked', async ({
  center: { announcement },
  admin,
  app,
}) => {
  const page = await openConsole(app)
  await expect(page.getByTestId('training')).toContainText('培训')
  expect(page.url()).toBe(`${announcement.url}/console/#/`)
  expect(await page.title()).toContain('培训')

  await expect(page.getByRole('region', { name: '最近的报文' })).toContainText('还没有报文')
  const valid = (await admin.prescriptions()).filter(({ state, used }) => state === 'valid' && !used)
  await expect(page.getByTestId('figures')).toContainText(`待取药处方${valid.length}`)
  await admin.withdraw({ hiRxno: valid[0]?.hiRxno ?? '' })
  await expect(page.getByTestId('figures')).toContainText(`待取药处方${valid.length - 1}`)

  // a second time the same window comes to the front
  await app.page.getByTestId('training-center').click()
  expect(app.browser.contexts()[0]?.pages()).toHaveLength(2)
})

test('the pages of the training center say so when the center is away, and find it again', async ({ center, app, folders }) => {
  const page = await openConsole(app)
  await center.kill()
  await expect(page.getByTestId('away')).toContainText('连接中断')
  await center.startAgain()
  // it has a new token, which the shell reads where the center says it
  give(folders.announceFile)
  await expect(page.getByTestId('link')).toHaveAttribute('data-link', 'connected', { timeout: 20_000 })
  await expect(page.getByTestId('away')).toBeHidden()
})

test('the window of the training center reaches its center and nothing else', async ({ center: _center, app, folders }) => {
  const page = await openConsole(app)
  const found = await page.evaluate(() =>
    ['require', 'process', 'Buffer', 'module', 'ipcRenderer', 'electron', 'rxcounter'].filter((name) => name in globalThis),
  )
  expect(found).toEqual([])

  const before = page.url()
  await inPage(page, () => {
    window.open('https://example.invalid/')
    window.open('/console/', '_blank')
    const frame = document.createElement('iframe')
    frame.src = '/console/'
    document.body.append(frame)
  })
  const attempts = (): readonly unknown[] => shellEvents(folders.data).map(({ attempt }) => attempt)
  await expect.poll(() => attempts().filter((attempt) => attempt === 'window')).toHaveLength(2)
  for (const address of ['/_admin/people', 'http://127.0.0.1:9/', 'https://example.invalid/', 'app://counter/index.html']) {
    const refused = attempts().length
    await inPage(page, `window.location.href = ${JSON.stringify(address)}`)
    if (!address.startsWith('app:')) await expect.poll(() => attempts().length).toBeGreaterThan(refused)
    expect(page.url()).toBe(before)
  }
  expect(app.browser.contexts()[0]?.pages()).toHaveLength(2)

  const states = await page.evaluate(async () => {
    const names = ['camera', 'microphone', 'geolocation', 'notifications', 'clipboard-read', 'midi'] as PermissionName[]
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
  })
  expect(new Set(states)).toEqual(new Set(['denied']))
})

test('a patient pays the own part on the phone, and what was settled stands in the province with its state', async ({
  center: { announcement },
  app,
}) => {
  await askForOwnPart(announcement)
  const page = await openConsole(app)
  await goTo(page, '手机端')
  await page.getByRole('button', { name: '李建国' }).click()
  const phone = page.getByTestId('phone')
  await phone.getByRole('tab', { name: '付款' }).click()
  await phone.getByRole('region', { name: '待支付 ¥6.50' }).getByRole('button', { name: '支付' }).click()
  await expect(page.getByText('已支付 ¥6.50')).toBeVisible()
  await expect(phone.getByRole('button', { name: '支付' })).toHaveCount(0)
  await expect(phone.getByRole('listitem')).toContainText('已支付')

  await goTo(page, '省平台')
  await page.getByRole('tab', { name: '结算' }).click()
  const settled = page.getByTestId('settlements').locator('tbody tr')
  await expect(settled).toHaveCount(6)
  await expect(settled.filter({ hasText: '已冲正' })).toHaveCount(1)
  await expect(settled.filter({ hasText: '有效' })).toHaveCount(5)
})

test('everybody can read the pages of the training center, and their policy is kept', async ({
  center: { announcement },
  app,
}) => {
  // every page and every part of it, at two sizes
  test.setTimeout(300_000)
  await askForOwnPart(announcement)
  const page = await openConsole(app)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.reload()
  const links = await page.getByRole('navigation', { name: '控制台' }).getByRole('link').allInnerTexts()
  // behind the title stands the digit of its key
  for (const title of links.map((text) => text.replace(/\s*\d$/, ''))) {
    await goTo(page, title)
    if (title === '手机端') await page.getByRole('button', { name: '李建国' }).click()
    const tabs = await page.getByRole('tab').allInnerTexts()
    if (tabs.length === 0) await expectReadable(page, title)
    for (const tab of tabs) {
      await page.getByRole('tab', { name: tab }).click()
      await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible()
      await expect(page.getByText('正在读取…')).toHaveCount(0)
      await expectReadable(page, `${title}, ${tab}`)
    }
  }
  expect(complaints).toEqual([])
})

async function goTo(page: Page, title: string): Promise<void> {
  const link = page.getByRole('navigation', { name: '控制台' }).getByRole('link', { name: title })
  await link.click()
  await expect(link).toHaveAttribute('aria-current', 'page')
  await expect(page.getByText('正在读取…')).toHaveCount(0)
}

/** Nothing that WCAG 2.1 AA forbids, and nothing wider than the window. */
async function expectReadable(page: Page, what: string): Promise<void> {
  for (const size of [
    { width: 1366, height: 768 },
    { width: 820, height: 900 },
  ]) {
    await page.setViewportSize(size)
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode()
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
      .analyze()
    const found = violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }))
    expect(found, `${what} at ${size.width}`).toEqual([])
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wide, `${what} is too wide for ${size.width}`).toBe(0)
  }
}

/** Runs something as the page's own code: what the debugging port evaluates is exempt from the page's policy. */
async function inPage(page: Page, attack: (() => void) | string): Promise<void> {
  const code = typeof attack === 'string' ? attack : `(${attack})()`
  await page.evaluate(`new Promise((resolve) => setTimeout(() => { ${code}; resolve() }))`)
}
