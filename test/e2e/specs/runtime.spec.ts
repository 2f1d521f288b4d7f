import { readFileSync } from 'node:fs'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { findElectronRuntime } from '../../../scripts/bootstrap/electron-runtime.mjs'
import { processIds } from '../../../scripts/windows/launch.ts'
import { expect, test } from '../fixtures/test.ts'

test('the window opens in the Electron that the bootstrap found', async ({ page }) => {
  await expect(page).toHaveTitle(/RxCounter/)
  expect(page.url()).toBe('app://counter/index.html')
  const version = await page.evaluate(() => /Electron\/(\S+)/.exec(navigator.userAgent)?.[1])
  expect(version).toBe(findElectronRuntime()?.version)
})

test('the operating system holds every renderer in its sandbox', async ({ app }) => {
  const renderers = await processIds(app.browser, 'renderer')
  expect(renderers).not.toHaveLength(0)
  for (const pid of renderers) {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    expect(/^Seccomp:\s*(\d)/m.exec(status)?.[1], 'a seccomp filter').toBe('2')
    expect(/^NoNewPrivs:\s*(\d)/m.exec(status)?.[1], 'no new privileges').toBe('1')
    expect(/^Uid:\s*(\d+)/m.exec(status)?.[1], 'not root').not.toBe('0')
  }
  expect(readFileSync(`/proc/${app.pid}/cmdline`, 'utf8')).not.toContain('no-sandbox')
})

test('the runtime has the fuses of a plain Electron', async () => {
  const runtime = findElectronRuntime()
  const fuses = await getCurrentFuseWire(runtime?.executable ?? '')
  expect(fuses[FuseV1Options.RunAsNode]).toBe(FuseState.ENABLE)
  expect(fuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe(FuseState.ENABLE)
  expect(fuses[FuseV1Options.EnableCookieEncryption]).toBe(runtime?.kind === 'registry' ? FuseState.ENABLE : FuseState.DISABLE)
  expect(fuses[FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]).toBe(FuseState.DISABLE)
  expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.DISABLE)
})
