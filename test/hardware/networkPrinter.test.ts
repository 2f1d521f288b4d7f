import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { plain } from '../../scripts/counter/deviceSettings.ts'
import { type PrinterLink, servePrinter } from '../../src/main/station/devices/drivers/printer/driver.ts'
import { createDevices } from '../../src/main/station/devices/manager.ts'
import type { Timers } from '../../src/main/station/devices/timers.ts'
import { networkTransport } from '../../src/main/station/devices/transports/network.ts'
import { renderEscpos } from '../../src/main/station/papers/escpos.ts'
import type { DeviceReason } from '../../src/shared/contract/devices.ts'
import { createHandTimers } from '../unit/devices/handTimers.ts'
import { roll80, testPage } from '../unit/papers/parts.ts'
import { openTcpPrinter, type TcpPrinter } from './tcpPrinter.ts'

const PAPER = Buffer.from(renderEscpos(testPage, { shape: roll80, opensDrawer: true }))
const READY = [[0x12]]

async function usePrinter(port?: number): Promise<TcpPrinter> {
  const printer = await openTcpPrinter(port)
  onTestFinished(() => printer.close())
  return printer
}

/** The driver of receipt printers on a network connection, ended when the test is over. */
function serve(port: number, timers: Timers = globalThis) {
  const stopper = new AbortController()
  const reasons: DeviceReason[] = []
  let link: PrinterLink | null = null
  const served = servePrinter({
    open: networkTransport({ host: '127.0.0.1', port }),
    baudRate: null,
    timers,
    signal: stopper.signal,
    onReason: (reason) => reasons.push(reason),
    onLink: (next) => {
      link = next
    },
  })
  onTestFinished(async () => {
    stopper.abort()
    await served
  })
  return {
    served,
    stop: () => stopper.abort(),
    print: async (bytes: Uint8Array) => link?.print(bytes),
    until: (reason: DeviceReason) => vi.waitFor(() => expect(reasons.at(-1)).toBe(reason), { timeout: 20_000, interval: 5 }),
  }
}

const came = (printer: TcpPrinter, bytes: Uint8Array) =>
  vi.waitFor(() => expect(printer.printed().equals(bytes)).toBe(true), { timeout: 20_000, interval: 5 })

describe('a receipt printer on the network', () => {
  it.each([
    ['answers', READY],
    ['answers in pieces, among other bytes', [[0x00, 0xff], [0x12], [0xff]]],
    ['never answers', null],
  ] as const)('that %s gets exactly the bytes of the paper', async (_, answer) => {
    const printer = await usePrinter()
    printer.answers(answer)
    const { print, until } = serve(printer.port)
    await until('ready')
    expect(await print(PAPER)).toBe(true)
    await came(printer, PAPER)
  })

  it('gets papers that are asked for at once one after the other, larger ones than a packet too', async () => {
    const printer = await usePrinter()
    printer.answers(READY)
    const { print, until } = serve(printer.port)
    await until('ready')
    const papers = Array.from({ length: 10 }, (_, index) => Buffer.from(`${index}`.repeat(50_000)))
    expect(await Promise.all(papers.map(print))).toEqual(papers.map(() => true))
    await came(printer, Buffer.concat(papers))
  })

  it.each([
    ['noPaper', 0x32],
    ['coverOpen', 0x16],
    ['failed', 0x52],
  ] as const)('that answers %s is sent nothing, and prints when that is over', async (reason, status) => {
    const printer = await usePrinter()
    printer.answers(READY)
    const { print, until } = serve(printer.port, {
      ...globalThis,
      setTimeout: (run, ms) => setTimeout(run, ms === 2000 ? 50 : ms),
    })
    await until('ready')
    printer.answers([[status]])
    expect(await print(PAPER)).toBe(false)
    await until(reason)
    expect(printer.printed()).toHaveLength(0)
    printer.answers(READY)
    await until('ready')
    expect(await print(PAPER)).toBe(true)
    await came(printer, PAPER)
  })

  it.each(['reset', 'end'] as const)('that breaks off (%s) is lost, and may be opened again', async (how) => {
    const printer = await usePrinter()
    const first = serve(printer.port)
    await first.until('ready')
    printer.breakOff(how)
    expect(await first.served).toBe(true)
    await first.until('unplugged')
    expect(await first.print(PAPER)).toBeUndefined()
    const second = serve(printer.port)
    await second.until('ready')
    expect(await second.print(PAPER)).toBe(true)
    await came(printer, PAPER)
  })

  it('that breaks off in the middle of a paper has not printed it', async () => {
    const printer = await usePrinter()
    const { print, until, served } = serve(printer.port)
    await until('ready')
    printer.reads(false)
    const printing = print(Buffer.alloc(20_000_000, 'x'))
    printer.breakOff('reset')
    expect(await printing).toBe(false)
    await served
  })

  it('that takes nothing any more fails, and what it did not take never comes', async () => {
    const printer = await usePrinter()
    const { print, until, served } = serve(printer.port, {
      ...globalThis,
      setTimeout: (run, ms) => setTimeout(run, ms === 10_000 ? 100 : ms),
    })
    await until('ready')
    printer.reads(false)
    expect(await print(Buffer.alloc(20_000_000, 'x'))).toBe(false)
    await served
    await until('failed')
    printer.reads(true)
    await vi.waitFor(() => expect(printer.connections()).toBe(0))
    expect(printer.printed().length).toBeLessThan(20_000_000)
  })

  it('is let go of when it is stopped', async () => {
    const printer = await usePrinter()
    const { stop, served, until } = serve(printer.port)
    await until('ready')
    stop()
    expect(await served).toBe(true)
    await vi.waitFor(() => expect(printer.connections()).toBe(0))
  })
})

it('a printer that the shop set up in its network is served, shown where it is, and printed on', async () => {
  const printer = await usePrinter()
  printer.answers(READY)
  const address = { transport: 'network', host: '127.0.0.1', port: printer.port } as const
  const devices = createDevices({
    settings: { devices: [{ ...plain, id: 'printer', model: 'escpos', address }] },
    clock: () => 0,
    log: { error: () => {} },
    lists: {},
  })
  onTestFinished(() => devices.close())
  expect(devices.printers()).toEqual([{ id: 'printer', place: `127.0.0.1:${printer.port}`, roll: roll80, papers: null }])
  await vi.waitFor(
    () =>
      expect(devices.list()).toContainEqual(
        expect.objectContaining({ id: 'printer', reason: 'ready', port: `127.0.0.1:${printer.port}` }),
      ),
    { timeout: 20_000 },
  )
  expect((await devices.print('printer', PAPER)).ok).toBe(true)
  await came(printer, PAPER)
})

describe('a network connection that does not come about', () => {
  const events = { onBytes: () => {}, onLost: () => {} }

  it('is absent where nothing listens', async () => {
    const printer = await openTcpPrinter()
    await printer.close()
    expect(await networkTransport({ host: '127.0.0.1', port: printer.port })(events)).toEqual({ ok: false, failure: 'absent' })
  })

  it('has no answer after three seconds', async () => {
    const printer = await usePrinter()
    const timers = createHandTimers()
    const opening = networkTransport({ host: '127.0.0.1', port: printer.port }, timers)(events)
    timers.fire(3000)
    expect(await opening).toEqual({ ok: false, failure: 'noAnswer' })
    await vi.waitFor(() => expect(printer.connections()).toBe(0))
  })

  it.each([
    '8.8.8.8',
    '172.32.0.1',
    '192.169.1.1',
    '010.0.0.1',
    '0x0a000001',
    'localhost',
    'printer.example',
    '::1',
    '',
    '127.0.0.1 ',
  ])('is denied to %j, which is no address of the own network', async (host) => {
    expect(await networkTransport({ host, port: 9100 })(events)).toEqual({ ok: false, failure: 'denied' })
  })
})
