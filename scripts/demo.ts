// The whole line in the real application, step by step: out/demo/report.json and a screenshot per step. `--keep` leaves window and center
// running; then `echo NAME > out/demo/phone` shows that patient's voucher to the scanner. `--document` renews the picture in the README.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, createReadStream, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect } from '@playwright/test'
import { type AdminClient, createAdminClient } from '../server-mock/admin/client.ts'
import type { TrainingShop } from '../src/shared/contract/host.ts'
import { fromRoot } from './bootstrap/paths.mjs'
import { scanBoxes } from './counter/boxes.ts'
import { type CounterPage, counterPage } from './counter/counterPage.ts'
import type { Pty } from './counter/pty.ts'
import { openShop } from './counter/shop.ts'
import type { LaunchedApplication } from './windows/launch.ts'

const PATIENT = '王秀兰'
const PHARMACIST = '陈国栋'
const OUT = fromRoot('out/demo')
const KEEPER = '--keeper'
/** the step whose picture stands in the README */
const DOCUMENTED = 'pharmacist at the counter'

interface Step {
  readonly name: string
  readonly outcome: 'ok' | 'failed'
  readonly ms: number
}

interface Stage {
  readonly application: LaunchedApplication
  readonly counter: CounterPage
  readonly phone: AdminClient
  readonly scanner: Pty
  readonly shelf: TrainingShop
}

/** Shows a patient's voucher on their phone and holds it under the scanner. */
async function scanVoucher({ phone, scanner }: Stage, person: string): Promise<void> {
  scanner.scan((await phone.showVoucher(person)).qr)
}

const steps: readonly { readonly name: string; readonly run: (stage: Stage) => Promise<void> }[] = [
  { name: 'sign-in screen', run: ({ counter }) => expect(counter.secret).toBeFocused() },
  {
    name: 'signed in',
    run: async ({ counter }) => {
      await counter.signIn()
      await expect(counter.scannerLight).toHaveAttribute('data-level', 'good')
      await expect(counter.centerLight).toHaveAttribute('data-level', 'good')
    },
  },
  {
    name: 'voucher scanned',
    run: async (stage) => {
      await scanVoucher(stage, PATIENT)
      await expect(stage.counter.patientName).toContainText(PATIENT)
    },
  },
  { name: 'prescriptions listed', run: ({ counter }) => expect(counter.prescriptions).toHaveCount(3) },
  {
    name: 'prescription downloaded and genuine',
    run: async ({ counter }) => {
      await counter.choose(1)
      await expect(counter.verdict.center).toHaveAttribute('data-level', 'good')
      await expect(counter.verdict.own).toHaveAttribute('data-level', 'good')
      await expect(counter.file).toHaveAttribute('data-state', 'drawn')
    },
  },
  {
    name: 'pharmacist at the counter',
    run: async ({ counter, phone, scanner }) => {
      scanner.scan((await phone.showPharmacistVoucher(PHARMACIST)).qr)
      await expect(counter.pharmacist).toContainText(PHARMACIST)
    },
  },
  {
    name: 'approved',
    run: async ({ counter }) => {
      await counter.approve()
      await expect(counter.reviewOutcome).toBeVisible()
    },
  },
  {
    name: 'boxes scanned and reckoned',
    run: async ({ counter, scanner, shelf }) => {
      await scanBoxes(counter, scanner, shelf)
      await expect(counter.personPays).toBeVisible()
    },
  },
  {
    name: 'settled',
    run: async ({ counter }) => {
      await counter.settle('100')
      await expect(counter.settlementId).toBeVisible()
    },
  },
  {
    name: 'handed over',
    run: async ({ counter }) => {
      await counter.press('F12')
      await expect(counter.step('done')).toBeVisible()
    },
  },
]

async function stage(): Promise<Stage & { readonly close: () => Promise<void> }> {
  const shop = await openShop(OUT)
  const application = await shop.launch()
  const { adminUrl, adminToken } = shop.center.announcement
  return {
    application,
    counter: counterPage(application.page),
    phone: createAdminClient(adminUrl, adminToken),
    scanner: shop.scanner,
    shelf: shop.center.announcement.shop,
    close: async () => {
      await application.close()
      await shop.close()
    },
  }
}

async function perform(onStage: Stage): Promise<readonly Step[]> {
  const done: Step[] = []
  for (const [index, { name, run }] of steps.entries()) {
    const started = performance.now()
    const outcome = await run(onStage).then(
      () => 'ok' as const,
      (error: unknown) => {
        process.stderr.write(`demo: ${name}: ${error instanceof Error ? error.message : error}\n`)
        return 'failed' as const
      },
    )
    done.push({ name, outcome, ms: Math.round(performance.now() - started) })
    process.stdout.write(`demo: ${name}: ${outcome} (${done.at(-1)?.ms} ms)\n`)
    const picture = join(OUT, `${index + 1}-${name.replaceAll(' ', '-')}.png`)
    await onStage.application.page.screenshot({ path: picture })
    if (outcome === 'failed') break
    if (process.argv.includes('--document') && name === DOCUMENTED)
      copyFileSync(picture, fromRoot('docs/screenshots/counter.png'))
  }
  return done
}

/** Shows the voucher of every patient whose name comes through the named pipe, until the window is closed or this process is told to end. */
async function keep(onStage: Stage): Promise<void> {
  const pipe = join(OUT, 'phone')
  rmSync(pipe, { force: true })
  spawnSync('mkfifo', ['-m', '666', pipe])
  // opened for writing too, so that it does not end when the first writer has gone
  const lines = createInterface({ input: createReadStream('', { fd: openSync(pipe, 'r+') }) })
  lines.on('line', (name) => {
    scanVoucher(onStage, name.trim()).catch((error: Error) => process.stderr.write(`demo: ${error.message}\n`))
  })
  await Promise.race([onStage.application.ended, once(process, 'SIGTERM'), once(process, 'SIGINT')])
  lines.close()
}

async function main(isKeeper: boolean): Promise<boolean> {
  rmSync(OUT, { recursive: true, force: true })
  mkdirSync(OUT, { recursive: true })
  const onStage = await stage()
  const electron = await onStage.application.page.evaluate(() => /Electron\/([\d.]+)/.exec(navigator.userAgent)?.[1])
  const done = await perform(onStage)
  const isOk = done.length === steps.length && done.every((step) => step.outcome === 'ok')
  writeFileSync(join(OUT, 'report.json'), `${JSON.stringify({ electron, steps: done }, null, 2)}\n`)
  if (isOk && isKeeper) {
    process.send?.('done')
    await keep(onStage)
  }
  await onStage.close()
  return isOk
}

/** Runs the demo in a process of its own, which holds window, center and scanner after this one has ended. */
function runKeeper(): void {
  const keeper = spawn(process.execPath, [fileURLToPath(import.meta.url), KEEPER], {
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  keeper.once('message', () => {
    process.stdout.write(
      `demo: window and center go on\n  show a voucher: echo ${PATIENT} > out/demo/phone\n  end: kill ${keeper.pid}\n`,
    )
    keeper.disconnect()
    keeper.unref()
  })
  keeper.once('exit', (code) => {
    process.exitCode = code ?? 1
  })
}

if (process.argv.includes('--keep')) runKeeper()
else {
  const built =
    process.argv.includes(KEEPER) ||
    spawnSync('electron-vite', ['build', '--logLevel', 'warn'], { stdio: 'inherit' }).status === 0
  process.exitCode = built && (await main(process.argv.includes(KEEPER))) ? 0 : 1
}
