import { counterPage } from '../../../scripts/counter/counterPage.ts'
import { followScreen } from '../../../scripts/counter/followScreen.ts'
import type { Sale } from '../../../scripts/counter/sale.ts'
import { totalsAgree } from '../../../scripts/counter/totals.ts'
import { processIds } from '../../../scripts/windows/launch.ts'
import { exchangeStates, settlementsIn } from '../fixtures/books.ts'
import { expect, test } from '../fixtures/test.ts'

/** Every message of a sale that the journal knows, in its order. */
const MESSAGES = ['ec.query', '7201', '7204', '7205', '7206', '2101A', '7207', '2102A', '3505'] as const
/** long enough to die in */
const DELAY_MS = 1_500

test.use({ plan: { scenario: 'single-drug' } })
test.describe.configure({ timeout: 240_000 })

/** A whole sale in which `interrupt` happens while each message of the flow is at the center. */
async function sellWithInterruptions(
  sale: Sale,
  dataFolder: string,
  interrupt: (sale: Sale) => Promise<Sale>,
  messages: readonly string[] = MESSAGES,
): Promise<void> {
  await sale.counter.signIn('F3')
  await sale.counter.isReady()
  let at = sale
  for (const number of messages) {
    const before = exchangeStates(dataFolder, number).length
    await at.admin.addFault({ interface: number, kind: 'delay', delayMs: DELAY_MS })
    await followScreen(at, async () => exchangeStates(dataFolder, number).length > before)
    at = await interrupt(at)
    // the center does what it was sent, whoever dies
    await expect
      .poll(async () => (await at.admin.requests()).filter((message) => message.interface === number).length)
      .toBeGreaterThan(before)
  }
  await followScreen(at, async (step) => step === 'done')
  await expect(at.counter.openQuestions).toContainText('没有')
  expect(totalsAgree(await at.admin.requests(), settlementsIn(dataFolder))).toBe(true)
}

test('a sale in which the station is killed while each message is at the center ends as it should', async ({
  app,
  sale,
  folders,
}) => {
  await sellWithInterruptions(sale, folders.data, async (at) => {
    for (const pid of await processIds(app.browser, 'node.mojom.NodeService')) process.kill(pid, 'SIGKILL')
    await expect(at.counter.stationAway.or(at.counter.person)).toBeVisible()
    return at
  })
})

test('a sale in which the page is loaded again while each message is at the center ends as it should', async ({
  sale,
  folders,
}) => {
  await sellWithInterruptions(sale, folders.data, async (at) => {
    await at.counter.page.reload()
    await expect(at.counter.person).toBeVisible()
    return at
  })
})

test('a sale in which the center is killed while each message is there ends as it should', async ({ sale, center, folders }) => {
  await sellWithInterruptions(sale, folders.data, async (at) => {
    await center.kill()
    await center.startAgain()
    return at
  })
})

test('a sale in which the power fails while money is at the center ends as it should', async ({ app, sale, folders, launch }) => {
  let running = app
  await sellWithInterruptions(
    sale,
    folders.data,
    async (at) => {
      await running.kill()
      running = await launch()
      return { ...at, counter: counterPage(running.page) }
    },
    ['7206', '7207', '2102A', '3505'],
  )
})
