import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { SerialPort } from 'serialport'
import { type CounterPage, counterPage } from '../../scripts/counter/counterPage.ts'
import { startMockCenter } from '../../scripts/counter/mockCenter.ts'
import { openPty, type Pty } from '../../scripts/counter/pty.ts'
import { tapCenter, type Wiretap } from '../../scripts/counter/wiretap.ts'
import { builtApplication } from '../../scripts/windows/application.ts'
import type { Display } from '../../scripts/windows/display.ts'
import { launchApplication } from '../../scripts/windows/launch.ts'
import { give, openToAll, windowFolder } from '../../scripts/windows/user.ts'
import { type AdminClient, createAdminClient } from '../../server-mock/admin/client.ts'
import { percentile, type Row, row } from './figures.ts'

const SCANS = 200
/** has prescriptions waiting */
const PATIENT = '王秀兰'
const AIM = { of: 'value', is: '<=', limit: 50 } as const

/** A counter at work, signed in, and a second pseudo-terminal with nothing behind it but a reader. */
interface Bench {
  readonly counter: CounterPage
  readonly scanner: Pty
  readonly center: Wiretap
  readonly phone: AdminClient
  /** ms from the byte into the pseudo-terminal to the whole code at the reader */
  readonly loop: (code: string) => Promise<number>
}

interface Measured {
  readonly ms: number
  /** the same code through the pseudo-terminal alone */
  readonly loopMs: number
}

/**
 * From the byte at the scanner to the line on the screen: of a trace code, which is answered in the counter itself, and of a voucher, less what
 * the center took. The baseline is the way through a pseudo-terminal to a bare reader, taken before each scan.
 */
export async function measureScans(display: Display): Promise<readonly Row[]> {
  const ends: (() => unknown)[] = []
  try {
    const bench = await setUp(display, ends)
    const traceCodes = await timeTraceCodes(bench)
    process.stderr.write(`bench: ${SCANS} trace codes scanned\n`)
    const vouchers = await timeVouchers(bench)
    process.stderr.write(`bench: ${SCANS} vouchers scanned\n`)
    return [
      ...rowsOf('scan to screen', traceCodes),
      ...rowsOf('voucher scan to prescriptions on screen, beyond the center', vouchers),
    ]
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

/** Everything that was set up is ended by `ends`, also when setting up fails. */
async function setUp(display: Display, ends: (() => unknown)[]): Promise<Bench> {
  const root = windowFolder()
  ends.push(() => rmSync(root, { recursive: true, force: true }))
  openToAll(root)
  const mock = await startMockCenter({
    folder: root,
    announceFile: join(root, 'mock.json'),
    logFile: join(root, 'center.log'),
  })
  ends.push(mock.kill)
  const center = await tapCenter(mock.announcement.connection)
  ends.push(center.close)
  const announceFile = join(root, 'center.json')
  writeFileSync(announceFile, JSON.stringify({ ...mock.announcement, connection: center.connection }))
  give(announceFile)

  const data = windowFolder(join(root, 'data'))
  const scanner = await openPty(join(root, 'counter'))
  ends.push(scanner.close)
  writeFileSync(join(data, 'station.json'), JSON.stringify({ scanner: { port: scanner.scannerPort } }), { mode: 0o644 })
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
  await counter.signIn()
  await expect(counter.scannerLight).toHaveAttribute('data-level', 'good')
  await expect(counter.centerLight).toHaveAttribute('data-level', 'good')

  const bare = await openPty(join(root, 'bare'))
  ends.push(bare.close)
  const port = new SerialPort({ path: bare.scannerPort, baudRate: 9600 })
  ends.push(() => new Promise((resolve) => port.close(resolve)))
  await new Promise((resolve) => port.once('open', resolve))
  const phone = createAdminClient(mock.announcement.adminUrl, mock.announcement.adminToken)
  return { counter, scanner, center, phone, loop: (code) => timeLoop(bare, port, code) }
}

function timeLoop(pty: Pty, port: SerialPort, code: string): Promise<number> {
  return new Promise((resolve) => {
    let read = ''
    const began = performance.now()
    const onData = (chunk: Buffer): void => {
      read += chunk.toString('latin1')
      if (!read.endsWith('\r')) return
      port.off('data', onData)
      resolve(performance.now() - began)
    }
    port.on('data', onData)
    pty.scan(code)
  })
}

async function timeTraceCodes({ counter, scanner, loop }: Bench): Promise<readonly Measured[]> {
  const { page } = counter
  const notice = '[data-testid="notice"][data-code="TRACE_CODE_NOT_WANTED"]'
  const measured: Measured[] = []
  for (let index = 0; index < SCANS; index++) {
    // every code is new, because the same one within 300 ms counts once
    const code = `8123456${String(index).padStart(13, '0')}`
    const loopMs = await loop(code)
    measured.push({ ms: await timeToScreen(page, notice, () => scanner.scan(code)), loopMs })
    await page.keyboard.press('Escape')
    await expect(page.locator(notice)).toHaveCount(0)
  }
  return measured
}

async function timeVouchers({ counter, scanner, center, phone, loop }: Bench): Promise<readonly Measured[]> {
  const { page } = counter
  const list = '[data-testid="prescriptions"]'
  const measured: Measured[] = []
  for (let index = 0; index < SCANS; index++) {
    const { qr } = await phone.showVoucher(PATIENT)
    const loopMs = await loop(qr)
    const answersBefore = center.exchanges.length
    const ms = await timeToScreen(page, list, () => scanner.scan(qr))
    const centerMs = center.exchanges.slice(answersBefore).reduce((sum, { ms }) => sum + ms, 0)
    measured.push({ ms: ms - centerMs, loopMs })
    await page.keyboard.press('F9')
    await expect(page.locator(list)).toHaveCount(0)
  }
  return measured
}

/**
 * ms from `act` to the frame that shows what `selector` names, which must not be there before. Both sides read the same clock of the computer,
 * to the millisecond; their finer clocks would run apart over the benchmark.
 */
async function timeToScreen(page: Page, selector: string, act: () => void): Promise<number> {
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
  act()
  const ended = await shown.evaluate(({ time }) => time)
  await shown.dispose()
  return ended - began
}

function rowsOf(name: string, measured: readonly Measured[]): readonly Row[] {
  return [50, 99].map((percent) =>
    row({
      name: `${name}, p${percent}`,
      unit: 'ms',
      value: percentile(
        measured.map(({ ms }) => ms),
        percent,
      ),
      baseline: percentile(
        measured.map(({ loopMs }) => loopMs),
        percent,
      ),
      aim: AIM,
    }),
  )
}
