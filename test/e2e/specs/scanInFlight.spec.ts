import { scanBoxes } from '../../../scripts/counter/boxes.ts'
import type { CounterPage } from '../../../scripts/counter/counterPage.ts'
import { bringToShelf, handOver, pay } from '../../../scripts/counter/sale.ts'
import { totalsAgree } from '../../../scripts/counter/totals.ts'
import { settlementsIn, timesTaken } from '../fixtures/books.ts'
import { killStation } from '../fixtures/killStation.ts'
import { expect, test } from '../fixtures/test.ts'

test.use({ plan: { scenario: 'five-drugs' } })

/** How much of a scan has come when the station dies, one box after the other. The shell gives a station up that dies five times in a minute. */
const MOMENTS = [
  { what: 'half of the code', written: (code: string) => code.slice(0, 9), isSeen: false },
  { what: 'all but the end of the line', written: (code: string) => code, isSeen: false },
  { what: 'the end of the line', written: (code: string) => `${code}\r`, isSeen: false },
  { what: 'and was taken', written: (code: string) => `${code}\r`, isSeen: true },
] as const

test('a station that dies while a box is scanned has the box or asks for it again, and never has it twice', async ({
  sale,
  scanner,
  app,
  folders,
}) => {
  test.slow()
  const { counter, admin, shelf, taken } = sale
  await counter.signIn('F3')
  await counter.isReady()
  await bringToShelf(sale)

  let scanned = 0
  const scan = async (code: string): Promise<void> => {
    const moment = MOMENTS[scanned++]
    if (moment === undefined) return scanner.scan(code)
    await killStation(app, folders.data, 'SIGSEGV', async () => {
      scanner.write(moment.written(code))
      if (moment.isSeen) await expect(counter.box(code)).toBeVisible()
    })
    await expect.poll(async () => (await askStation(counter)).hasScanner, moment.what).toBe(true)
    const isIn = (await askStation(counter)).boxes.includes(code)
    if (moment.isSeen) expect(isIn, moment.what).toBe(true)
    await expect(counter.step('scanBoxes')).toBeVisible()
    scanner.scan(code)
    if (isIn) await counter.hasNotice('BOX_IN_BASKET')
    await expect(counter.box(code), moment.what).toHaveCount(1)
  }
  const codes = await scanBoxes(counter, { scan }, shelf, taken)
  expect(scanned).toBe(codes.length)
  expect(scanned).toBeGreaterThan(MOMENTS.length)
  await expect(counter.personPays).toBeVisible()
  await expect(counter.boxes).toHaveCount(codes.length)

  await pay(sale, '500')
  await handOver(sale)
  expect(timesTaken(folders.data)).toEqual(Object.fromEntries(codes.map((code) => [code, 1])))
  await expect(counter.openQuestions).toContainText('没有')
  expect(totalsAgree(await admin.requests(), settlementsIn(folders.data))).toBe(true)
})

/** What the station itself says, not what the page was last shown: whether the scanner is open, and the boxes of the case. */
async function askStation({ page }: CounterPage): Promise<{ readonly hasScanner: boolean; readonly boxes: readonly string[] }> {
  const asked = await page.evaluate(() => window.rxcounter.commands['counter.state']({}))
  if (!asked.ok) return { hasScanner: false, boxes: [] }
  const { devices, dispense } = asked.value
  return {
    hasScanner: devices.some(({ kind, state }) => kind === 'scanner' && state === 'connected'),
    boxes: (dispense?.lines ?? []).flatMap(({ items }) => items.flatMap(({ code }) => code ?? [])),
  }
}
