import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CounterPage, counterPage } from '../../../scripts/counter/counterPage.ts'
import { scannerAt, stationFile } from '../../../scripts/counter/deviceSettings.ts'
import { give, windowFolder } from '../../../scripts/windows/user.ts'
import type { CenterConnection } from '../../../src/shared/contract/host.ts'
import { filesWith } from '../fixtures/books.ts'
import { expect, test } from '../fixtures/test.ts'

const MANAGER = 'mingxin-2026'
const FIRST = 'welcome-77'
const OWN = 'lin-xiaoyan-9'

test.use({ plan: { scenario: 'single-drug' } })
test.describe.configure({ timeout: 120_000 })

test('a shop is set up in real mode, connected and tested, and its cashier serves the first patient', async ({
  launch,
  folders,
  center,
  admin,
  scanner,
}) => {
  const data = windowFolder(join(folders.root, 'real'))
  writeFileSync(join(data, 'station.json'), stationFile(scannerAt(scanner.scannerPort)))
  give(join(data, 'station.json'))
  const real = { args: ['--mode=real'], withKeyStore: true, dataFolder: data } as const
  const { connection } = center.announcement
  const application = await launch(real)
  const counter = counterPage(application.page)
  let cashierKey = ''

  await test.step('the shop, its manager and the recovery code', async () => {
    await expect(counter.setUpScreen).toBeVisible()
    await counter.setUp('明心大药房', '王敏', '123456').catch(() => undefined)
    await expect(counter.formFault).toHaveAttribute('data-code', 'SECRET_TOO_SIMPLE')
    await counter.setUp('明心大药房', '王敏', MANAGER)
    await application.page.keyboard.press('F12')
    await expect(counter.signInScreen).toBeVisible()
  })

  await test.step('a cashier gets an account', async () => {
    await counter.trySignIn('F1', MANAGER)
    await counter.openPart('accounts')
    await application.page.keyboard.press('F6')
    await counter.field('name').fill('林晓燕')
    await counter.field('secret').fill(FIRST)
    await counter.field('again').fill(FIRST)
    await application.page.keyboard.press('F12')
    await expect(counter.manageScreen).toContainText('林晓燕')
  })

  await test.step('the connection is typed, sealed and tested', async () => {
    await counter.openPart('connection')
    await typeConnection(counter, connection)
    await application.page.keyboard.press('F12')
    await expect(application.page.getByTestId('form-done')).toBeVisible()
    for (const name of ['appSecret', 'privateKey', 'platformPublicKey']) await expect(counter.field(name)).toHaveValue('')
    await application.page.keyboard.press('F8')
    for (const channel of ['voucher', 'insurance', 'prescription'])
      await expect(application.page.getByTestId(`channel-${channel}`)).toContainText('通')
    await expect(application.page.locator('[data-testid^="channel-"][data-code]')).toHaveCount(0)
    for (const secret of [connection.appSecret, connection.privateKey, MANAGER, FIRST])
      expect(filesWith(data, secret), 'nothing secret lies on disk in clear').toEqual([])
  })

  await test.step('the cashier chooses a secret of her own, and serves', async () => {
    await application.page.keyboard.press('F10')
    await expect(counter.signInScreen).toBeVisible()
    const people = await application.page.locator('[data-testid^="account-"]').allTextContents()
    cashierKey = `F${people.findIndex((text) => text.includes('林晓燕')) + 1}`
    await counter.trySignIn(cashierKey, FIRST)
    await expect(counter.changeSecretScreen).toBeVisible()
    await counter.changeSecret(FIRST, OWN)
    await counter.isReady()
    scanner.scan((await admin.showVoucher('王秀兰')).qr)
    await expect(counter.headerPatient).toContainText('王秀兰')
    await expect(counter.prescriptions).toHaveCount(1)
  })

  await test.step('after a restart the shop is still connected', async () => {
    await application.close()
    const again = counterPage((await launch(real)).page)
    await expect(again.signInScreen).toBeVisible()
    await again.trySignIn(cashierKey, OWN)
    await again.isReady()
  })
})

async function typeConnection(counter: CounterPage, connection: CenterConnection): Promise<void> {
  const { institution, profile, ...plain } = connection
  const typed = {
    ...plain,
    institutionCode: institution.code,
    institutionName: institution.name,
    institutionArea: institution.area,
  }
  for (const [name, value] of Object.entries(typed)) await counter.field(name).fill(value)
  await counter.field('profile').selectOption(profile)
}
