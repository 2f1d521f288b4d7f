import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { openConsole } from '../../../scripts/console/window.ts'
import { give } from '../../../scripts/windows/user.ts'
import { shellEvents } from '../fixtures/shellLog.ts'
import { expect, test } from '../fixtures/test.ts'

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

test('everybody can read the pages of the training center, and their policy is kept', async ({ center: _center, app }) => {
  // every page at two sizes
  test.setTimeout(240_000)
  const page = await openConsole(app)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.reload()
  const titles = await page.getByRole('navigation').getByRole('link').allInnerTexts()
  for (const [index] of titles.entries()) {
    await page.getByRole('navigation').getByRole('link').nth(index).click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText('正在读取…')).toHaveCount(0)
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
      expect(found, `${titles[index]} at ${size.width}`).toEqual([])
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect(wide, `${titles[index]} is too wide for ${size.width}`).toBe(0)
    }
  }
  expect(complaints).toEqual([])
})

/** Runs something as the page's own code: what the debugging port evaluates is exempt from the page's policy. */
async function inPage(page: Page, attack: (() => void) | string): Promise<void> {
  const code = typeof attack === 'string' ? attack : `(${attack})()`
  await page.evaluate(`new Promise((resolve) => setTimeout(() => { ${code}; resolve() }))`)
}
