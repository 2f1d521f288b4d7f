import { counterPage } from '../../../scripts/counter/counterPage.ts'
import { connect, processIds } from '../../../scripts/windows/launch.ts'
import { countOf } from '../fixtures/shellLog.ts'
import { expect, test } from '../fixtures/test.ts'

for (const [death, signal] of [
  ['is killed', 'SIGKILL'],
  ['crashes in native code', 'SIGSEGV'],
] as const) {
  test(`a station that ${death} comes back and so does the same screen`, async ({ app, counter, folders }) => {
    await counter.signIn()
    await expect(counter.person).toBeVisible()
    const name = (await counter.person.textContent()) ?? ''
    await counter.page.evaluate(() => Object.assign(window, { unmoved: true }))
    const [old = 0] = await processIds(app.browser, 'node.mojom.NodeService')

    process.kill(old, signal)
    await expect.poll(() => countOf(folders.data, 'station ready')).toBe(2)

    await expect(counter.person).toHaveText(name)
    await expect(counter.stationAway).toBeHidden()
    const state = await counter.page.evaluate(() => window.rxcounter.commands['counter.state']({}))
    expect(state.ok && state.value.person !== null).toBe(true)
    expect(await processIds(app.browser, 'node.mojom.NodeService')).not.toContain(old)
    expect(await counter.page.evaluate(() => 'unmoved' in window), 'the page was not loaded again').toBe(true)
  })
}

test('a page that is loaded again gets a new port and the same person', async ({ counter }) => {
  await counter.signIn()
  await expect(counter.person).toBeVisible()
  const name = (await counter.person.textContent()) ?? ''
  await counter.page.reload()
  await expect(counter.person).toHaveText(name)
})

test('a renderer that dies is loaded again with the same person', async ({ app, counter, folders }) => {
  await counter.signIn()
  await expect(counter.person).toBeVisible()
  const ready = countOf(folders.data, 'station ready')
  for (const pid of await processIds(app.browser, 'renderer')) process.kill(pid, 'SIGKILL')
  await expect.poll(() => countOf(folders.data, 'renderer gone')).toBeGreaterThan(0)
  const again = await connect(app.address)
  await expect(counterPage(again.page).person).toBeVisible()
  expect(countOf(folders.data, 'station ready')).toBe(ready)
})

test('a station that dies again and again gives way to a sentence', async ({ app, page }) => {
  const alert = page.getByRole('alert').filter({ hasText: 'INTERNAL_ERROR' })
  const killed = new Set<number>()
  await expect
    .poll(
      async () => {
        for (const pid of await processIds(app.browser, 'node.mojom.NodeService')) {
          if (killed.has(pid)) continue
          killed.add(pid)
          process.kill(pid, 'SIGKILL')
        }
        return alert.isVisible()
      },
      { timeout: 40_000 },
    )
    .toBe(true)
  await expect(alert).toContainText('柜台服务反复中断')
})
