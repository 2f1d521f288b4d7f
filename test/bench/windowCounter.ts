import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { counterPage } from '../../scripts/counter/counterPage.ts'
import { scannerAt, stationFile } from '../../scripts/counter/deviceSettings.ts'
import { type CenterPlan, startMockCenter } from '../../scripts/counter/mockCenter.ts'
import { openPty } from '../../scripts/counter/pty.ts'
import type { Sale } from '../../scripts/counter/sale.ts'
import { tapCenter, type Wiretap } from '../../scripts/counter/wiretap.ts'
import { builtApplication } from '../../scripts/windows/application.ts'
import type { Display } from '../../scripts/windows/display.ts'
import { launchApplication } from '../../scripts/windows/launch.ts'
import { give, openToAll, windowFolder } from '../../scripts/windows/user.ts'
import { createAdminClient } from '../../server-mock/admin/client.ts'

/** A counter at work in its own window, signed in, with a folder for whatever else is measured. */
export interface WindowCounter extends Sale {
  readonly center: Wiretap
  readonly root: string
  /** of the Electron main process */
  readonly pid: number
}

/** What the counter finds when it opens. */
export interface Opening extends CenterPlan {
  /** who signs in: the function key of the person on the sign-in screen */
  readonly person?: string
  /** puts into the data folder what was there before */
  readonly prepare?: (dataFolder: string) => void
}

/** Everything that was set up is ended by `ends`, also when setting up fails. */
export async function openWindowCounter(
  display: Display,
  ends: (() => unknown)[],
  opening: Opening = {},
): Promise<WindowCounter> {
  const { person, prepare, ...plan } = opening
  const root = windowFolder()
  ends.push(() => rmSync(root, { recursive: true, force: true }))
  openToAll(root)
  const mock = await startMockCenter({
    folder: root,
    announceFile: join(root, 'mock.json'),
    logFile: join(root, 'center.log'),
    ...plan,
  })
  ends.push(mock.kill)
  const { adminUrl, adminToken, connection, shop } = mock.announcement
  const center = await tapCenter(connection)
  ends.push(center.close)
  const announceFile = join(root, 'center.json')
  writeFileSync(announceFile, JSON.stringify({ ...mock.announcement, connection: center.connection }))
  give(announceFile)

  const data = windowFolder(join(root, 'data'))
  const scanner = await openPty(join(root, 'counter'))
  ends.push(scanner.close)
  writeFileSync(join(data, 'station.json'), stationFile(scannerAt(scanner.scannerPort)), { mode: 0o644 })
  prepare?.(data)
  const application = await launchApplication({
    application: builtApplication(),
    display,
    dataFolder: data,
    home: windowFolder(join(root, 'home')),
    logFile: join(root, 'application.log'),
    environment: { RXCOUNTER_TEST_CENTER: announceFile },
  })
  ends.push(application.close)
  const counter = counterPage(application.page)
  await counter.signIn(person)
  await expect(counter.scannerLight).toHaveAttribute('data-level', 'good')
  await expect(counter.centerLight).toHaveAttribute('data-level', 'good')
  const admin = createAdminClient(adminUrl, adminToken)
  return { counter, admin, scanner, shelf: shop, taken: new Set(), center, root, pid: application.pid }
}

/**
 * ms from `act` to the frame that shows what `selector` names, which must not be there before. Both sides read the same clock of the computer,
 * to the millisecond; their finer clocks would run apart over the benchmark.
 */
export async function timeToScreen(page: Page, selector: string, act: () => unknown): Promise<number> {
  const shown = await page.evaluateHandle((awaited) => {
    const time = new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        if (document.querySelector(awaited) === null) return
        observer.disconnect()
        // a task after the next frame: by then it has been painted
        requestAnimationFrame(() => setTimeout(() => resolve(Date.now())))
      })
      observer.observe(document.body, { subtree: true, childList: true, attributes: true })
    })
    return { time }
  }, selector)
  const began = Date.now()
  await act()
  const ended = await shown.evaluate(({ time }) => time)
  await shown.dispose()
  return ended - began
}
