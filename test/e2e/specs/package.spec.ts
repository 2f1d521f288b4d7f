import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { extractFile } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import bwipJs from 'bwip-js/node'
import { z } from 'zod'
import { findElectronRuntime } from '../../../scripts/bootstrap/electron-runtime.mjs'
import { fromRoot } from '../../../scripts/bootstrap/paths.mjs'
import { counterPage } from '../../../scripts/counter/counterPage.ts'
import { atPort, scannerAt, stationFile } from '../../../scripts/counter/deviceSettings.ts'
import { LI_XIAOHUA, openIdentityReaderPty, textBlock } from '../../../scripts/counter/identityReaderPty.ts'
import { packagedApplication } from '../../../scripts/windows/application.ts'
import { give, windowUser } from '../../../scripts/windows/user.ts'
import { createAdminClient } from '../../../server-mock/admin/client.ts'
import { CenterAnnouncement } from '../../../src/shared/contract/host.ts'
import { CARD } from '../../hardware/plasticChip.ts'
import { putIn, startReaders } from '../../hardware/virtualCard.ts'
import { announcementOf } from '../../unit/electron/announcement.ts'
import { countOf } from '../fixtures/shellLog.ts'
import { expect, test } from '../fixtures/test.ts'

const MANIFEST = z.object({ name: z.string() })

// one package for all of them
test.describe.configure({ mode: 'default' })

test.beforeAll(() => {
  test.setTimeout(240_000)
  const { status, stderr } = spawnSync(process.execPath, [fromRoot('scripts/package.ts'), '--built'], { encoding: 'utf8' })
  expect(status, stderr).toBe(0)
})

test('the package carries the fuses of a release', async () => {
  const fuses = await getCurrentFuseWire(packagedApplication().executable)
  const on = (fuse: FuseV1Options): boolean => fuses[fuse] === FuseState.ENABLE
  expect(on(FuseV1Options.RunAsNode)).toBe(false)
  expect(on(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false)
  expect(on(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false)
  expect(on(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot)).toBe(false)
  expect(on(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(false)
  expect(on(FuseV1Options.EnableCookieEncryption)).toBe(true)
  expect(on(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true)
  expect(on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(true)
})

test('a package with the runtime of the tests says so in its name', () => {
  const archive = join(dirname(packagedApplication().executable), 'resources/app.asar')
  const { name } = MANIFEST.parse(JSON.parse(extractFile(archive, 'package.json').toString()))
  expect(name).toBe(findElectronRuntime()?.kind === 'registry' ? 'rxcounter-testruntime' : 'rxcounter')
})

test('a package with the runtime of the tests, or driven over a debugging port, refuses real mode with and without a key store', async ({
  launch,
  folders,
}) => {
  for (const withKeyStore of [false, true]) {
    const { page, close } = await launch({ application: packagedApplication(), args: ['--mode=real'], withKeyStore })
    await expect(page.getByRole('alert')).toContainText('REAL_MODE_REFUSED')
    await close()
  }
  expect(existsSync(join(folders.data, 'master-key.json'))).toBe(false)
})

test('the package does not run as Node', async ({ launchPlan }) => {
  const { executable } = packagedApplication()
  const { home } = launchPlan()
  const marker = join(home, 'ran')
  const child = spawn(executable, ['-e', `require('fs').writeFileSync(${JSON.stringify(marker)}, '')`], {
    ...windowUser,
    cwd: home,
    // no display: as an application it ends at once
    env: { HOME: home, XDG_CONFIG_HOME: home, ELECTRON_RUN_AS_NODE: '1' },
    stdio: 'ignore',
  })
  const code = await new Promise((resolve) => child.once('exit', resolve))
  expect(code).not.toBe(0)
  expect(existsSync(marker)).toBe(false)
})

test('the package ignores test hooks and NODE_OPTIONS, and runs the line with the center that comes with it', async ({
  launch,
  folders,
  scanner,
}) => {
  writeFileSync(folders.announceFile, JSON.stringify(announcementOf('http://192.0.2.1:8080')))
  const injected = join(folders.root, 'injected.cjs')
  const marker = join(folders.home, 'injected')
  writeFileSync(injected, `require('fs').writeFileSync(${JSON.stringify(marker)}, '')`)
  const { page } = await launch({
    application: packagedApplication(),
    environment: {
      RXCOUNTER_TEST_CENTER: folders.announceFile,
      RXCOUNTER_TEST_NOW: '0',
      RXCOUNTER_TEST_SEED: 'seed',
      NODE_OPTIONS: `--require ${injected}`,
    },
  })
  await expect.poll(() => countOf(folders.data, 'training center announced')).toBe(1)
  const counter = counterPage(page)
  await counter.signIn()
  expect(existsSync(marker)).toBe(false)

  const { adminUrl, adminToken } = CenterAnnouncement.parse(
    JSON.parse(readFileSync(join(folders.data, 'center/center.json'), 'utf8')),
  )
  const admin = createAdminClient(adminUrl, adminToken)
  const person = (await admin.people())[0]
  const { qr } = await admin.showVoucher(person?.name ?? '')
  await expect(counter.scannerLight).toHaveAttribute('data-level', 'good')
  scanner.scan(qr)
  await expect(counter.patientName).toContainText(person?.name ?? '')
  // 1101 and 7201 too: what the center signs and encrypts inside Electron is opened by the station
  await expect(counter.prescriptions).toHaveCount(3)
  const state = await page.evaluate(() => window.rxcounter.commands['counter.state']({}))
  const { clockOffsetMs } = state.ok ? state.value.center : { clockOffsetMs: null }
  expect(Math.abs(clockOffsetMs ?? Number.NaN), 'the clock of this computer').toBeLessThan(60_000)
})

test('the package reads cards on a line and in a PC/SC reader, lists HID devices, and decodes pictures', async ({
  launch,
  folders,
  scanner,
}) => {
  const reader = await openIdentityReaderPty(join(folders.root, 'reader'))
  const cardService = await startReaders(join(folders.root, 'pcscd'))
  try {
    const settings = join(folders.data, 'station.json')
    writeFileSync(settings, stationFile(scannerAt(scanner.scannerPort), atPort('identity', 'samSerial', reader.readerPort)))
    give(settings)
    const { page } = await launch({
      application: packagedApplication(),
      environment: { PCSCLITE_CSOCK_NAME: join(folders.root, 'pcscd') },
    })
    await expect.poll(() => countOf(folders.data, 'training center announced')).toBe(1)
    const counter = counterPage(page)
    await counter.signIn('F3')
    const light = (kind: string) => page.getByTestId(`light-${kind}`).first()
    await expect(light('identityReader')).toHaveAttribute('data-level', 'good')
    // found by itself, in the one look that asks for HID devices too
    await expect(light('cardReader')).toHaveAttribute('data-level', 'good')
    expect(readFileSync(join(folders.data, 'logs/station.log'), 'utf8')).not.toContain('what is at hid cannot be listed')

    reader.put(textBlock({ ...LI_XIAOHUA, name: '陈示范', born: '19850615', number: '990101198506150012', sex: '1' }))
    await expect(counter.patientName).toHaveText('陈示范')
    await putIn(cardService.port, {})
    await expect(counter.patientName).toHaveText(CARD.name)

    await counter.press('Shift+F2')
    const text = '81234567890123456789'
    const buffer = await bwipJs.toBuffer({
      bcid: 'qrcode',
      text,
      scale: 4,
      paddingwidth: 20,
      paddingheight: 20,
      backgroundcolor: 'FFFFFF',
    })
    await page.getByTestId('picture-file').setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer })
    await expect(page.getByTestId('picture-state')).toHaveAttribute('data-state', 'taken')
    await expect(page.getByTestId('picture-code')).toContainText('追溯码')
  } finally {
    await cardService.close()
    await reader.close()
  }
})
