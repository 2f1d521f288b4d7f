import { counterPage } from '../../../scripts/counter/counterPage.ts'
import { followScreen } from '../../../scripts/counter/followScreen.ts'
import type { Sale } from '../../../scripts/counter/sale.ts'
import { totalsAgree } from '../../../scripts/counter/totals.ts'
import { processIds } from '../../../scripts/windows/launch.ts'
import { createAdminClient } from '../../../server-mock/admin/client.ts'
import { exchangeStates, settlementsIn } from '../fixtures/books.ts'
import { countOf } from '../fixtures/shellLog.ts'
import { expect, test } from '../fixtures/test.ts'

/** The messages of a sale in their order; of a question, which the journal does not know, the step that says that it is at the center. */
const MESSAGES = {
  'ec.query': null,
  '1101': 'identifying',
  '7201': null,
  '7204': null,
  '7205': 'verifying',
  '7206': null,
  '2101A': 'presettling',
  '7207': null,
  '2102A': null,
  '3505': null,
} as const
type MessageNumber = keyof typeof MESSAGES

/** long enough to die in */
const DELAY_MS = 1_500

test.use({ plan: { scenario: 'single-drug' } })
test.describe.configure({ timeout: 240_000 })

/** A whole sale in which `interrupt` happens while each message of the flow is at the center. */
async function sellWithInterruptions(
  sale: Sale,
  dataFolder: string,
  interrupt: (sale: Sale, centerIsDone: () => Promise<void>) => Promise<Sale>,
  messages: readonly MessageNumber[] = ['ec.query', '1101', '7201', '7204', '7205', '7206', '2101A', '7207', '2102A', '3505'],
): Promise<void> {
  await sale.counter.signIn('F3')
  await sale.counter.isReady()
  let at = sale
  for (const number of messages) {
    const before = exchangeStates(dataFolder, number).length
    const { admin } = at
    const heard = async (): Promise<number> => (await admin.requests()).filter((each) => each.interface === number).length
    const heardBefore = await heard()
    await at.admin.addFault({ interface: number, kind: 'delay', delayMs: DELAY_MS })
    await followScreen(
      at,
      async (step) => exchangeStates(dataFolder, number).length > before || (step !== null && step === MESSAGES[number]),
    )
    // what was sent it does, whoever died meanwhile; what never left it will not do any more
    const centerIsDone = (): Promise<void> =>
      expect
        .poll(heard, { timeout: 2 * DELAY_MS })
        .toBeGreaterThan(heardBefore)
        .catch(() => undefined)
    at = await interrupt(at, centerIsDone)
  }
  await followScreen(at, async (step) => step === 'done')
  await expect(at.counter.openQuestions).toContainText('没有')
  expect(totalsAgree(await at.admin.requests(), settlementsIn(dataFolder))).toBe(true)
}

// the shell gives a station up that dies five times in a minute
for (const messages of [
  ['ec.query', '1101', '7201', '7204'],
  ['7206', '7207', '2102A', '3505'],
] as const) {
  test(`a sale in which the station is killed during ${messages.join(', ')} ends as it should`, async ({
    sale,
    app,
    folders,
  }) => {
    const kill = async (at: Sale, centerIsDone: () => Promise<void>): Promise<Sale> => {
      const starts = countOf(folders.data, 'station ready')
      for (const pid of await processIds(app.browser, 'node.mojom.NodeService')) process.kill(pid, 'SIGKILL')
      await centerIsDone()
      await expect.poll(() => countOf(folders.data, 'station ready')).toBeGreaterThan(starts)
      await expect(at.counter.person).toBeVisible()
      await at.counter.isReady()
      return at
    }
    await sellWithInterruptions(sale, folders.data, kill, messages)
  })
}

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
    const { adminUrl, adminToken } = center.announcement
    return { ...at, admin: createAdminClient(adminUrl, adminToken) }
  })
})

test('a sale in which the power fails while money is at the center ends as it should', async ({ sale, app, folders, launch }) => {
  let running = app
  await sellWithInterruptions(
    sale,
    folders.data,
    async (at, centerIsDone) => {
      await running.kill()
      await centerIsDone()
      running = await launch()
      const counter = counterPage(running.page)
      await counter.signIn('F3')
      await counter.isReady()
      return { ...at, counter }
    },
    ['7206', '7207', '2102A', '3505'],
  )
})
