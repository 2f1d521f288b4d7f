import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { printerAt } from '../../scripts/counter/deviceSettings.ts'
import { openPrinterPty, type PrinterPty } from '../../scripts/counter/printerPty.ts'
import { createDevices } from '../../src/main/station/devices/manager.ts'
import type { Timers } from '../../src/main/station/devices/timers.ts'
import { renderEscpos } from '../../src/main/station/papers/escpos.ts'
import type { DeviceView } from '../../src/shared/contract/devices.ts'
import { roll80, testPage } from '../unit/papers/parts.ts'
import { makeFolder } from './scannerAtWork.ts'

const PAPER = Buffer.from(renderEscpos(testPage, { shape: roll80, opensDrawer: true }))
const READY = 0x12
const NO_PAPER = 0x32
const COVER_OPEN = 0x16
const BROKEN = 0x52
const failed = { ok: false, failure: { code: 'PRINTER_FAILED' } }

/** Real timers, but those that `isHurried` says take no time. */
function timersWith(isHurried: (ms: number) => boolean): Timers {
  return { setTimeout: (run, ms) => setTimeout(run, isHurried(ms) ? 50 : ms), clearTimeout: globalThis.clearTimeout }
}

async function usePrinter(): Promise<PrinterPty> {
  const printer = await openPrinterPty(await makeFolder())
  onTestFinished(() => printer.close())
  return printer
}

/** The devices of a counter with a printer at a real serial port and no scanner, closed when the test is over. */
function start(port: string | null, isHurried: (ms: number) => boolean = () => false) {
  const devices = createDevices({
    settings: { devices: port === null ? [] : [printerAt(port)] },
    clock: () => 0,
    timers: timersWith(isHurried),
    log: { error: () => {} },
    lists: {},
  })
  onTestFinished(() => devices.close())
  const printer = () => devices.list().find(({ kind }) => kind === 'printer')
  return {
    devices,
    printer,
    until: (reason: DeviceView['reason']) =>
      vi.waitFor(() => expect(printer()).toMatchObject({ reason }), { timeout: 20_000, interval: 5 }),
  }
}

const came = (printer: PrinterPty, bytes: Uint8Array) =>
  vi.waitFor(() => expect(Buffer.from(printer.printed()).equals(bytes)).toBe(true), { timeout: 20_000, interval: 5 })

describe('a receipt printer at a pseudo-terminal', () => {
  it('gets exactly the bytes of the paper', async () => {
    const printer = await usePrinter()
    const { devices, until, printer: shown } = start(printer.printerPort)
    await until('ready')
    expect(shown()).toEqual({
      id: 'printer',
      kind: 'printer',
      model: 'ESC/POS 80 mm',
      transport: 'serial',
      address: printerAt(printer.printerPort).address,
      port: printer.printerPort,
      state: 'connected',
      reason: 'ready',
      lastReadingAt: null,
    })
    expect(await devices.print('printer', PAPER)).toEqual({ ok: true, value: undefined })
    await came(printer, PAPER)
  })

  it('gets papers that are asked for at once one after the other', async () => {
    const printer = await usePrinter()
    printer.answers(READY)
    const { devices, until } = start(printer.printerPort)
    await until('ready')
    const papers = Array.from({ length: 20 }, (_, index) => Buffer.from(`${index}`.repeat(500)))
    const results = await Promise.all(papers.map((paper) => devices.print('printer', paper)))
    expect(results.every(({ ok }) => ok)).toBe(true)
    await came(printer, Buffer.concat(papers))
  })

  it('is missing where none is set up, and is not listed', async () => {
    const { devices, printer } = start(null)
    expect(printer()).toBeUndefined()
    expect(devices.printers()).toEqual([])
    expect(await devices.print('printer', PAPER)).toMatchObject(failed)
  })

  it('fails while its port is not there, and prints when it came', async () => {
    const folder = await makeFolder()
    const { devices, until } = start(join(folder, 'printer'))
    await until('absent')
    expect(await devices.print('printer', PAPER)).toMatchObject(failed)
    const printer = await openPrinterPty(folder)
    onTestFinished(() => printer.close())
    await until('ready')
    expect((await devices.print('printer', PAPER)).ok).toBe(true)
    await came(printer, PAPER)
  })

  it('may be pulled out and plugged back', async () => {
    const printer = await usePrinter()
    const { devices, until } = start(printer.printerPort)
    await until('ready')
    await printer.unplug()
    await until('unplugged')
    expect(await devices.print('printer', PAPER)).toMatchObject(failed)
    await printer.plugBack()
    await until('ready')
    expect((await devices.print('printer', PAPER)).ok).toBe(true)
    await came(printer, PAPER)
  })

  it.each([
    ['noPaper', NO_PAPER],
    ['coverOpen', COVER_OPEN],
    ['failed', BROKEN],
  ] as const)('that answers %s is sent nothing, says so, and prints when that is over', async (reason, answer) => {
    const printer = await usePrinter()
    printer.answers(READY)
    const { devices, until } = start(printer.printerPort, (ms) => ms === 2000)
    await until('ready')
    printer.answers(answer)
    expect(await devices.print('printer', PAPER)).toMatchObject({ ...failed, failure: { printer: { reason } } })
    await until(reason)
    expect(printer.printed()).toHaveLength(0)
    printer.answers(READY)
    await until('ready')
    expect((await devices.print('printer', PAPER)).ok).toBe(true)
    await came(printer, PAPER)
  })

  it('that takes nothing any more fails, and what was left in the port does not come out later', async () => {
    const printer = await usePrinter()
    const long = 100_000
    const { devices, until } = start(printer.printerPort, (ms) => ms > long)
    await until('ready')
    printer.jam()
    expect(await devices.print('printer', Buffer.alloc(long * 10, 'x'))).toMatchObject(failed)
    await until('failed')
    printer.unjam()
    await until('ready')
    expect((await devices.print('printer', PAPER)).ok).toBe(true)
    await vi.waitFor(() => expect(Buffer.from(printer.printed()).includes(PAPER)).toBe(true), { timeout: 20_000 })
    expect(printer.printed().length).toBeLessThan(long)
  })

  it('follows new settings at once', async () => {
    const [first, second] = [await usePrinter(), await usePrinter()]
    const { devices, until } = start(null)
    devices.configure({ devices: [printerAt(first.printerPort)] })
    await until('ready')
    expect((await devices.print('printer', PAPER)).ok).toBe(true)
    devices.configure({ devices: [printerAt(second.printerPort)] })
    await until('ready')
    expect((await devices.print('printer', PAPER)).ok).toBe(true)
    await came(first, PAPER)
    await came(second, PAPER)
    devices.configure({ devices: [] })
    expect(devices.printers()).toEqual([])
  })

  it('closes for sleep and prints after waking', async () => {
    const printer = await usePrinter()
    const { devices, until } = start(printer.printerPort)
    await until('ready')
    devices.power('suspend')
    expect(await devices.print('printer', PAPER)).toMatchObject(failed)
    devices.power('resume')
    await until('ready')
    expect((await devices.print('printer', PAPER)).ok).toBe(true)
    await came(printer, PAPER)
  })
})
