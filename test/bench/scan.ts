import { join } from 'node:path'
import { expect } from '@playwright/test'
import { SerialPort } from 'serialport'
import { openPty, type Pty } from '../../scripts/counter/pty.ts'
import { PATIENT } from '../../scripts/counter/sale.ts'
import type { Display } from '../../scripts/windows/display.ts'
import { percentile, type Row, row } from './figures.ts'
import { openWindowCounter, timeToScreen, type WindowCounter } from './windowCounter.ts'

const SCANS = 200
const AIM = { of: 'value', is: '<=', limit: 50 } as const

/** A counter at work, and a second pseudo-terminal with nothing behind it but a reader. */
interface Bench extends WindowCounter {
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

async function setUp(display: Display, ends: (() => unknown)[]): Promise<Bench> {
  const counter = await openWindowCounter(display, ends)
  const bare = await openPty(join(counter.root, 'bare'))
  ends.push(bare.close)
  const port = new SerialPort({ path: bare.scannerPort, baudRate: 9600 })
  ends.push(() => new Promise((resolve) => port.close(resolve)))
  await new Promise((resolve) => port.once('open', resolve))
  return { ...counter, loop: (code) => timeLoop(bare, port, code) }
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

async function timeVouchers({ counter, scanner, center, admin, loop }: Bench): Promise<readonly Measured[]> {
  const { page } = counter
  const list = '[data-testid="prescriptions"]'
  const measured: Measured[] = []
  for (let index = 0; index < SCANS; index++) {
    const { qr } = await admin.showVoucher(PATIENT)
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
