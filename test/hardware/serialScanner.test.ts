import { execFile } from 'node:child_process'
import { chmod, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { openPty } from '../../scripts/counter/pty.ts'
import { serialTransport } from '../../src/main/station/devices/transports/serial.ts'
import { makeFolder, startScanner, usePty } from './scannerAtWork.ts'

const VOUCHER = '2810990101199001010000000017'
const TRACE_CODE = '81234567890123456789'
/** 国药准字 in GBK */
const GBK_TEXT = Uint8Array.of(0xb9, 0xfa, 0xd2, 0xa9, 0xd7, 0xbc, 0xd7, 0xd6, 0x0d)

/** Real timers, but those of `ms` never go off: `waiting` tells how many there are. */
function timersWithout(ms: number) {
  const held = new Set<symbol>()
  return {
    waiting: () => held.size,
    setTimeout(run: () => void, delay: number) {
      if (delay !== ms) return setTimeout(run, delay)
      const timer = Symbol()
      held.add(timer)
      return timer
    },
    clearTimeout(timer: unknown) {
      if (typeof timer === 'symbol') held.delete(timer)
      else clearTimeout(timer as NodeJS.Timeout)
    },
  }
}

describe('a serial scanner at a pseudo-terminal', () => {
  it('delivers a classified scan with the device and the time of arrival', async () => {
    const pty = await usePty()
    const scanner = startScanner({ port: pty.scannerPort, model: 'simulated' })
    await scanner.until('ready')
    scanner.clock.now = 1_700_000_000_000
    pty.scan(VOUCHER)
    await scanner.untilTexts([VOUCHER])
    expect(scanner.scans).toEqual([{ kind: 'voucher', text: VOUCHER, deviceId: 'scanner', at: 1_700_000_000_000 }])
    expect(scanner.devices.list()).toMatchObject([
      { model: 'PTY', port: pty.scannerPort, state: 'connected', lastReadingAt: 1_700_000_000_000 },
    ])
  })

  it('puts fragments together', async () => {
    const pty = await usePty()
    const timers = timersWithout(200)
    const scanner = startScanner({ port: pty.scannerPort }, timers)
    await scanner.until('ready')
    for (const part of [VOUCHER.slice(0, 3), VOUCHER.slice(3, 20), VOUCHER.slice(20)]) {
      pty.write(part)
      await vi.waitFor(() => expect(timers.waiting()).toBe(1))
    }
    pty.write('\r')
    await scanner.untilTexts([VOUCHER])
  })

  it('takes several codes in one chunk apart, whatever ends each line', async () => {
    const pty = await usePty()
    const scanner = startScanner({ port: pty.scannerPort })
    await scanner.until('ready')
    pty.write(`${VOUCHER}\r${TRACE_CODE}\n6901234567892\r\n\r\nHY99010119900101000000000001\r\n`)
    await scanner.untilTexts([VOUCHER, TRACE_CODE, '6901234567892', 'HY99010119900101000000000001'])
    expect(scanner.scans.map(({ kind }) => kind)).toEqual(['voucher', 'traceCode', 'productCode', 'pharmacistVoucher'])
  })

  it('reads a scanner that ends its codes with nothing', async () => {
    const pty = await usePty()
    const scanner = startScanner({ port: pty.scannerPort })
    await scanner.until('ready')
    pty.write(VOUCHER)
    await scanner.untilTexts([VOUCHER])
    pty.write(TRACE_CODE)
    await scanner.untilTexts([VOUCHER, TRACE_CODE])
  })

  it('reads Chinese text in GBK and in UTF-8', async () => {
    const pty = await usePty()
    const scanner = startScanner({ port: pty.scannerPort })
    await scanner.until('ready')
    pty.write(GBK_TEXT)
    pty.scan('处方柜台')
    await scanner.untilTexts(['国药准字', '处方柜台'])
  })

  it('counts the same reading within 300 ms once', async () => {
    const pty = await usePty()
    const scanner = startScanner({ port: pty.scannerPort })
    await scanner.until('ready')
    pty.scan(TRACE_CODE)
    pty.scan(TRACE_CODE)
    pty.scan(VOUCHER)
    await scanner.untilTexts([TRACE_CODE, VOUCHER])
    scanner.clock.now += 300
    pty.scan(TRACE_CODE)
    await scanner.untilTexts([TRACE_CODE, VOUCHER, TRACE_CODE])
  })

  it('drops the half reading when it is pulled out, and goes on when it is plugged back', async () => {
    const pty = await usePty()
    const timers = timersWithout(200)
    const scanner = startScanner({ port: pty.scannerPort }, timers)
    await scanner.until('ready')
    pty.write(VOUCHER.slice(0, 14))
    await vi.waitFor(() => expect(timers.waiting()).toBe(1))
    await pty.unplug()
    await scanner.until('unplugged')
    expect(timers.waiting()).toBe(0)
    await pty.plugBack()
    await scanner.until('ready')
    pty.scan(TRACE_CODE)
    await scanner.untilTexts([TRACE_CODE])
  })

  it('notices every unplugging, also one that comes in the middle of a stream', async () => {
    const pty = await usePty()
    const quick = { setTimeout: (run: () => void) => setTimeout(run, 5), clearTimeout: globalThis.clearTimeout }
    for (let round = 0; round < 30; round++) {
      let lost = 0
      const opened = await serialTransport(
        { path: pty.scannerPort, baudRate: 9600 },
        quick,
      )({ onBytes: () => {}, onLost: () => lost++ })
      expect(opened.ok).toBe(true)
      if (round % 2 === 0) pty.write('7'.repeat(4000))
      await pty.unplug()
      await vi.waitFor(() => expect(lost).toBe(1))
      if (opened.ok) await opened.value.close()
      await pty.plugBack()
    }
  })

  it('waits for a port that is not there when the counter starts', async () => {
    const folder = await makeFolder()
    const scanner = startScanner({ port: join(folder, 'scanner') })
    await scanner.until('absent')
    const pty = await openPty(folder)
    await scanner.until('ready')
    pty.scan(VOUCHER)
    await scanner.untilTexts([VOUCHER])
    await pty.close()
  })

  it('calls a port busy that another program has open, and takes it when it is free', async () => {
    const pty = await usePty()
    const first = startScanner({ port: pty.scannerPort })
    await first.until('ready')
    const second = startScanner({ port: pty.scannerPort })
    await second.until('busy')
    await first.devices.close()
    await second.until('ready')
  })

  it('tells another user that the port is denied, and lets them in when it is opened to all', async () => {
    const pty = await usePty()
    const asOtherUser = async () => {
      const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'openPort.ts'), pty.scannerPort])
      return stdout
    }
    await chmod(pty.scannerPort, 0o000)
    expect(await asOtherUser()).toBe('denied')
    await chmod(pty.scannerPort, 0o666)
    expect(await asOtherUser()).toBe('opened')
  })

  it('closes for sleep and opens again', async () => {
    const pty = await usePty()
    const scanner = startScanner({ port: pty.scannerPort })
    await scanner.until('ready')
    for (const text of [VOUCHER, TRACE_CODE]) {
      scanner.devices.power('suspend')
      scanner.devices.power('resume')
      await scanner.until('ready')
      pty.scan(text)
      await vi.waitFor(() => expect(scanner.scans.at(-1)?.text).toBe(text))
    }
  })

  it('hands out 1,000 scans in their order', async () => {
    const pty = await usePty()
    const scanner = startScanner({ port: pty.scannerPort })
    await scanner.until('ready')
    const codes = Array.from({ length: 1000 }, (_, index) => `8123456${String(index).padStart(13, '0')}`)
    for (const code of codes) pty.scan(code)
    await scanner.untilTexts(codes)
    expect(scanner.scans.filter(({ kind }) => kind !== 'traceCode')).toEqual([])
  })

  it('reads the next code after any noise', async () => {
    const pty = await usePty()
    const scanner = startScanner({ port: pty.scannerPort })
    await scanner.until('ready')
    let count = 0
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (noise) => {
        const code = `8123456${String(count++).padStart(13, '0')}`
        pty.write(noise)
        pty.write(`\r${code}\r`)
        await vi.waitFor(() => expect(scanner.scans.at(-1)).toMatchObject({ kind: 'traceCode', text: code }), { interval: 1 })
      }),
    )
    expect(scanner.devices.list()).toMatchObject([{ state: 'connected' }])
  })

  it('gives one unreadable scan for a stream without end', async () => {
    const pty = await usePty()
    const scanner = startScanner({ port: pty.scannerPort })
    await scanner.until('ready')
    pty.write('7'.repeat(40_000))
    pty.write(`\r${VOUCHER}\r`)
    await vi.waitFor(() => expect(scanner.scans.at(-1)?.text).toBe(VOUCHER))
    expect(scanner.scans.map(({ kind }) => kind)).toEqual(['unreadable', 'voucher'])
  })

  it('does not take another file for a scanner', async () => {
    const folder = await makeFolder()
    const scanner = startScanner({ port: folder })
    await scanner.until('failed')
    await rm(folder, { recursive: true })
    await scanner.until('absent')
  })
})
