import { start } from '../../../scripts/windows/launch.ts'
import { windowFolder } from '../../../scripts/windows/user.ts'
import { expect, test } from '../fixtures/test.ts'

test('a second start on the same data folder ends and leaves the first window alone', async ({ app, launchPlan }) => {
  const second = start(launchPlan())
  expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0)
  expect(app.browser.contexts()[0]?.pages()).toHaveLength(1)
  expect(await app.page.evaluate(() => document.title)).toContain('RxCounter')
})

test('a start on another data folder opens a window of its own', async ({ app, launch, folders }) => {
  const second = await launch({ dataFolder: windowFolder(`${folders.root}/other`), logFile: `${folders.root}/other.log` })
  expect(second.pid).not.toBe(app.pid)
  expect(second.page.url()).toBe('app://counter/index.html')
})
