// Three sales and a return in the real application, step by step: out/demo/report.json and a screenshot per step. `--keep` leaves the last window and its center
// running; then `echo NAME > out/demo/phone` shows that patient's voucher to the scanner.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect } from '@playwright/test'
import { createAdminClient } from '../server-mock/admin/client.ts'
import { parseFen } from '../src/shared/domain/money.ts'
import { fromRoot } from './bootstrap/paths.mjs'
import { build } from './build.ts'
import { counterPage } from './counter/counterPage.ts'
import * as person from './counter/sale.ts'
import { openShop } from './counter/shop.ts'
import { type CounterSettlement, totalsAgree } from './counter/totals.ts'
import type { LaunchedApplication } from './windows/launch.ts'

const OUT = fromRoot('out/demo')
const KEEPER = '--keeper'

interface Step {
  readonly scenario: string
  readonly name: string
  readonly outcome: 'ok' | 'failed'
  readonly ms: number
}

interface Stage extends person.Sale {
  readonly application: LaunchedApplication
  /** the trace codes of the sale */
  codes: readonly string[]
  settlement: Omit<CounterSettlement, 'isReturned'> | null
  isReturned: boolean
}

type Play = readonly { readonly name: string; readonly run: (stage: Stage) => Promise<void> }[]

const sale: Play = [
  { name: 'sign-in screen', run: ({ counter }) => expect(counter.secret).toBeFocused() },
  {
    name: 'signed in',
    run: async ({ counter }) => {
      await counter.signIn()
      await counter.isReady()
    },
  },
  { name: 'voucher scanned and prescriptions listed', run: (stage) => person.identify(stage) },
  {
    name: 'prescription downloaded and genuine',
    run: async (stage) => {
      await person.download(stage)
      await expect(stage.counter.file).toHaveAttribute('data-state', 'drawn')
    },
  },
  { name: 'pharmacist at the counter', run: (stage) => person.showPharmacist(stage) },
  { name: 'approved', run: (stage) => person.approve(stage) },
  {
    name: 'boxes scanned and reckoned',
    run: async (stage) => {
      stage.codes = await person.pick(stage)
    },
  },
  {
    name: 'settled',
    run: async (stage) => {
      const { counter } = stage
      await person.pay(stage, '200')
      const shown = (await counter.personPays.textContent())?.replace(/[^\d.]/g, '') ?? ''
      const settlementId = /\d{20,}/.exec((await counter.settlementId.textContent()) ?? '')?.[0] ?? ''
      stage.settlement = { settlementId, person: parseFen(shown) ?? -1 }
    },
  },
  { name: 'handed over', run: (stage) => person.handOver(stage) },
]

const comingBack: Play = [
  {
    name: 'returned and everything undone',
    run: async (stage) => {
      await person.takeBack(stage, stage.codes)
      stage.isReturned = true
    },
  },
]

/** What is played, each in a shop of its own. */
const plays: readonly { readonly scenario: string; readonly province: string; readonly play: Play }[] = [
  { scenario: 'five-drugs', province: 'fujian', play: sale },
  { scenario: 'long-term', province: 'national', play: sale },
  { scenario: 'single-drug', province: 'national', play: [...sale, ...comingBack] },
]

interface Played {
  readonly steps: readonly Step[]
  readonly settled: number
  /** every step was carried out */
  readonly isDone: boolean
  readonly isAgreed: boolean
  readonly electron: string | undefined
}

/** Plays one scenario; `after` runs while its window still stands. */
async function perform(
  { scenario, province, play }: (typeof plays)[number],
  after: (played: Played, stage: Stage) => Promise<void>,
): Promise<void> {
  const folder = join(OUT, scenario)
  mkdirSync(folder, { recursive: true })
  const shop = await openShop(folder, { scenario, province })
  const application = await shop.launch()
  const { adminUrl, adminToken } = shop.center.announcement
  const admin = createAdminClient(adminUrl, adminToken)
  const stage: Stage = {
    application,
    counter: counterPage(application.page),
    admin,
    scanner: shop.scanner,
    shelf: shop.center.announcement.shop,
    taken: new Set(),
    codes: [],
    settlement: null,
    isReturned: false,
  }
  const steps: Step[] = []
  for (const [index, { name, run }] of play.entries()) {
    const started = performance.now()
    const outcome = await run(stage).then(
      () => 'ok' as const,
      (error: unknown) => {
        process.stderr.write(`demo: ${scenario}: ${name}: ${error instanceof Error ? error.message : error}\n`)
        return 'failed' as const
      },
    )
    const ms = Math.round(performance.now() - started)
    steps.push({ scenario, name, outcome, ms })
    process.stdout.write(`demo: ${scenario}: ${name}: ${outcome} (${ms} ms)\n`)
    const picture = join(folder, `${index + 1}-${name.replaceAll(' ', '-')}.png`)
    await application.page.screenshot({ path: picture })
    if (outcome === 'failed') break
  }
  const shown = stage.settlement === null ? [] : [{ ...stage.settlement, isReturned: stage.isReturned }]
  const isAgreed = totalsAgree(await admin.requests(), shown)
  const electron = await application.page.evaluate(() => /Electron\/([\d.]+)/.exec(navigator.userAgent)?.[1])
  const isDone = steps.length === play.length && steps.every(({ outcome }) => outcome === 'ok')
  await after({ steps, settled: shown.length, isDone, isAgreed, electron }, stage)
  await application.close()
  await shop.close()
}

/** Shows the voucher of every patient whose name comes through the named pipe, until the window is closed or this process is told to end. */
async function keep(stage: Stage): Promise<void> {
  const pipe = join(OUT, 'phone')
  rmSync(pipe, { force: true })
  spawnSync('mkfifo', ['-m', '666', pipe])
  // opened for writing too, so that it does not end when the first writer has gone
  const lines = createInterface({ input: createReadStream('', { fd: openSync(pipe, 'r+') }) })
  lines.on('line', (name) => {
    stage.admin.showVoucher(name.trim()).then(
      ({ qr }) => stage.scanner.scan(qr),
      (error: Error) => process.stderr.write(`demo: ${error.message}\n`),
    )
  })
  process.send?.('done')
  await Promise.race([stage.application.ended, once(process, 'SIGTERM'), once(process, 'SIGINT')])
  lines.close()
}

function writeReport(played: readonly Played[]): void {
  const report = {
    electron: played[0]?.electron,
    casesSettled: played.reduce((sum, { settled }) => sum + settled, 0),
    totalsAgree: played.every(({ isAgreed }) => isAgreed),
    steps: played.flatMap(({ steps }) => steps),
  }
  writeFileSync(join(OUT, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
}

async function main(isKeeper: boolean): Promise<boolean> {
  rmSync(OUT, { recursive: true, force: true })
  const played: Played[] = []
  for (const play of plays) {
    await perform(play, async (one, stage) => {
      played.push(one)
      writeReport(played)
      if (isKeeper && one.isDone && play === plays.at(-1)) await keep(stage)
    })
    if (played.at(-1)?.isDone !== true) return false
  }
  return played.every(({ isAgreed, settled }) => isAgreed && settled === 1)
}

/** Runs the demo in a process of its own, which holds window, center and scanner after this one has ended. */
function runKeeper(): void {
  const keeper = spawn(process.execPath, [fileURLToPath(import.meta.url), KEEPER], {
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  keeper.once('message', () => {
    process.stdout.write(
      `demo: window and center go on\n  show a voucher: echo ${person.PATIENT} > out/demo/phone\n  end: kill ${keeper.pid}\n`,
    )
    keeper.disconnect()
    keeper.unref()
  })
  keeper.once('exit', (code) => {
    process.exitCode = code ?? 1
  })
}

const isBuilt = process.argv.includes(KEEPER) || build()
if (!isBuilt) process.exitCode = 1
else if (process.argv.includes('--keep')) runKeeper()
else process.exitCode = (await main(process.argv.includes(KEEPER))) ? 0 : 1
