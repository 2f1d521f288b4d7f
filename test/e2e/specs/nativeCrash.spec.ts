import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { counterPage } from '../../../scripts/counter/counterPage.ts'
import { processIds } from '../../../scripts/windows/launch.ts'
import { applicationWithCrashingAddon } from '../fixtures/crashingAddon.ts'
import { countOf, shellEvents } from '../fixtures/shellLog.ts'
import { expect, test } from '../fixtures/test.ts'

const SEGMENTATION_FAULT = 11

test('an addon that crashes in native code takes down the station, and the same screen comes back to the same window', async ({
  center: _center,
  scanner: _scanner,
  folders,
  launch,
  scanVoucher,
}) => {
  const crashFile = join(folders.data, 'crash')
  const app = await launch({ application: applicationWithCrashingAddon(crashFile) })
  const counter = counterPage(app.page)
  await counter.signIn()
  await counter.isReady()
  await scanVoucher('王秀兰')
  await expect(counter.prescriptions).toHaveCount(3)
  await counter.page.evaluate(() => Object.assign(window, { unmoved: true }))

  writeFileSync(crashFile, '')
  await expect.poll(() => countOf(folders.data, 'station ready')).toBe(2)
  expect(existsSync(crashFile)).toBe(false)
  expect(deaths(folders.data)).toEqual([SEGMENTATION_FAULT])

  await expect(counter.stationAway).toBeHidden()
  await expect(counter.person).toContainText('林晓燕')
  await expect(counter.patientName).toHaveText('王秀兰')
  await expect(counter.prescriptions).toHaveCount(3)
  expect(await counter.page.evaluate(() => 'unmoved' in window), 'the page was not loaded again').toBe(true)
})

test('an addon that crashes whenever it is loaded leaves a window with a sentence', async ({ folders, launch }) => {
  const app = await launch({ application: applicationWithCrashingAddon(null) })
  const alert = app.page.getByRole('alert')
  await expect(alert).toContainText('INTERNAL_ERROR', { timeout: 30_000 })
  await expect(alert).toContainText('柜台服务反复中断')
  expect(countOf(folders.data, 'station ready')).toBe(0)
  expect(deaths(folders.data)).toEqual(Array.from({ length: 6 }, () => SEGMENTATION_FAULT))
  expect(await processIds(app.browser, 'browser')).toEqual([app.pid])
})

/** The signals that the station has died of, told as such or, as shells do, with 128 added. */
function deaths(dataFolder: string): readonly number[] {
  return shellEvents(dataFolder)
    .filter(({ msg }) => msg === 'station exited')
    .map(({ code = 0 }) => code % 128)
}
