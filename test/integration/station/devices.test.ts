import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { plain, printerAt, scannerAt } from '../../../scripts/counter/deviceSettings.ts'
import { openPrinterPty } from '../../../scripts/counter/printerPty.ts'
import { openPty } from '../../../scripts/counter/pty.ts'
import type { CounterState } from '../../../src/shared/contract/counter.ts'
import type { DeviceSetting } from '../../../src/shared/contract/devices.ts'
import { swappedCase } from '../../../src/shared/domain/scanFaults.ts'
import { scannerCodes } from '../../../src/shared/domain/scannerCodes.ts'
import { plainProfile } from '../../../src/shared/domain/scannerProfile.ts'
import { keysOf, stroke } from '../../unit/devices/keys.ts'
import { readEscpos } from '../../unit/papers/parts.ts'
import { openShop, type Page, type Shop, signIn } from './harness.ts'

const TRACE_CODE = '81001010000000000001'

let shop: Shop
afterEach(() => shop.close())

async function openOffice(): Promise<Page> {
  shop = await openShop({ scenario: 'single-drug' })
  const page = shop.page()
  await signIn(page, 'M01')
  return page
}

const readings = ({ deviceTest }: CounterState) => deviceTest?.readings.map(({ kind, text }) => [kind, text])
const scannerIs = (port: string) => (state: CounterState) =>
  state.devices.some((device) => device.kind === 'scanner' && device.port === port && device.reason === 'ready')

test('while the devices are tested a reading is shown and not taken; a voucher never whole', async () => {
  const page = await openOffice()
  await page.sees(scannerIs(shop.scanner.scannerPort))
  expect((await page.call('devices.test', { isOn: true })).ok).toBe(true)
  expect(readings(await page.sees(({ deviceTest }) => deviceTest !== null))).toEqual([])
  const { qr } = shop.center.showVoucher('王秀兰')
  shop.scanner.scan(qr)
  shop.scanner.scan(TRACE_CODE)
  const state = await page.sees(({ deviceTest }) => deviceTest?.readings.length === 2)
  expect(readings(state)).toEqual([
    ['traceCode', TRACE_CODE],
    ['voucher', `${qr.slice(0, 2)}…${qr.slice(-2)}`],
  ])
  expect(state.visit).toBeNull()
  expect(state.notice).toBeNull()

  expect((await page.call('devices.test', { isOn: false })).ok).toBe(true)
  await page.sees(({ deviceTest }) => deviceTest === null)
  shop.advance(400)
  shop.scanner.scan(TRACE_CODE)
  await page.sees(({ notice }) => notice?.failure.code === 'TRACE_CODE_NOT_WANTED')
})

test('the test ends when the manager leaves the window, and when the window closes', async () => {
  const page = await openOffice()
  const other = shop.page('other')
  await signIn(other, 'C01')
  await page.call('devices.test', { isOn: true })
  await other.sees(({ deviceTest }) => deviceTest !== null)
  await page.call('session.signOut', {})
  await other.sees(({ deviceTest }) => deviceTest === null)

  await signIn(page, 'M01')
  await page.call('devices.test', { isOn: true })
  await other.sees(({ deviceTest }) => deviceTest !== null)
  page.close()
  await other.sees(({ deviceTest }) => deviceTest === null)
})

test('only the manager sets the devices up and tests them', async () => {
  const page = await openOffice()
  await signIn(page, 'P01')
  for (const reply of [
    await page.call('devices.settings', {}),
    await page.call('devices.save', { device: printerAt('COM4') }),
    await page.call('devices.remove', { id: 'scanner' }),
    await page.call('devices.test', { isOn: true }),
    await page.call('devices.saveProfile', { deviceId: 'scanner', profile: null }),
    await page.call('devices.doctorSheet', {}),
    await page.call('devices.printDoctorSheet', {}),
    await page.call('devices.systemPrinters', {}),
    await page.call('devices.testPrint', {}),
  ])
    expect(reply).toMatchObject({ ok: false, failure: { code: 'ROLE_MISSING' } })
})

test('another port of the scanner is used at once, and after a restart', async () => {
  const page = await openOffice()
  await page.sees(scannerIs(shop.scanner.scannerPort))
  const other = await openPty(join(shop.folder, 'other'))
  onTestFinished(() => other.close())
  expect((await page.call('devices.save', { device: scannerAt(other.scannerPort, { baudRate: 115200 }) })).ok).toBe(true)
  await page.sees(scannerIs(other.scannerPort))
  other.scan(TRACE_CODE)
  await page.sees(({ notice }) => notice?.failure.code === 'TRACE_CODE_NOT_WANTED')
  expect(JSON.parse(readFileSync(join(shop.folder, 'station.json'), 'utf8'))).toEqual({
    devices: [scannerAt(other.scannerPort, { baudRate: 115200 })],
  })
  await shop.restart()
  const again = shop.page()
  await again.sees(scannerIs(other.scannerPort))
})

test('a test page comes out of the printer that was set up, and of none says so', async () => {
  const page = await openOffice()
  const test = () => page.call('devices.testPrint', {})
  expect(await test()).toMatchObject({ ok: false, failure: { code: 'PRINTER_MISSING' } })
  const printer = await openPrinterPty(shop.folder)
  onTestFinished(() => printer.close())
  const isPrinter = (reason: string) => (state: CounterState) =>
    state.devices.some((device) => device.kind === 'printer' && device.reason === reason)
  await page.call('devices.save', { device: printerAt(printer.printerPort) })
  await page.sees(isPrinter('ready'))
  expect((await test()).ok).toBe(true)
  await vi.waitFor(() => expect(readEscpos(printer.printed()).commands.at(-1)).toBe('1d564200'))
  expect(readEscpos(printer.printed()).text).toContain('打印机测试页')
  expect(readEscpos(printer.printed()).text).toContain(printer.printerPort)
  await printer.unplug()
  await page.sees(isPrinter('unplugged'))
  expect(await test()).toMatchObject({
    ok: false,
    failure: { code: 'PRINTER_FAILED', printer: { place: printer.printerPort, reason: 'unplugged' } },
  })
  await page.call('devices.remove', { id: 'printer' })
  await page.sees(({ devices }) => devices.every(({ kind }) => kind !== 'printer'))
  expect(await test()).toMatchObject({ ok: false, failure: { code: 'PRINTER_MISSING' } })
})

test('what does not fit together is refused, and changes nothing', async () => {
  const page = await openOffice()
  const printer = printerAt('COM4')
  const save = (device: DeviceSetting) => page.call('devices.save', { device })
  expect(await save({ ...printer, model: 'telepathy' })).toMatchObject({ ok: false, failure: { code: 'DEVICE_MODEL_UNFIT' } })
  expect(await save({ ...printer, model: 'keyboard' })).toMatchObject({ ok: false, failure: { code: 'DEVICE_MODEL_UNFIT' } })
  expect(await save({ ...printer, address: scannerAt(shop.scanner.scannerPort).address })).toMatchObject({
    ok: false,
    failure: { code: 'DEVICE_ADDRESS_TAKEN' },
  })
  expect(await save({ ...printer, address: { transport: 'network', host: '203.0.113.9', port: 9100 } })).toMatchObject({
    ok: false,
    failure: { code: 'DEVICE_ADDRESS_FAR' },
  })
  const labels = { ...printer, papers: ['label'] } as const
  expect((await save(labels)).ok).toBe(true)
  expect((await save(labels)).ok).toBe(true)
  const other = { ...labels, id: 'other', papers: ['receipt', 'label'], address: scannerAt('COM5').address } as const
  expect(await save(other)).toMatchObject({ ok: false, failure: { code: 'DEVICE_PAPERS_TAKEN' } })
  expect((await page.call('devices.remove', { id: 'printer' })).ok).toBe(true)
  expect(await page.call('devices.remove', { id: 'nothing' })).toMatchObject({ ok: false, failure: { code: 'DEVICE_UNKNOWN' } })
  const { value } = await page.call('devices.settings', {}).then((reply) => (reply.ok ? reply : { value: null }))
  expect(value?.devices).toEqual([scannerAt(shop.scanner.scannerPort)])
})

test('of two printers each gets the papers that it was chosen for', async () => {
  const page = await openOffice()
  const [receipts, labels] = [await openPrinterPty(join(shop.folder, 'a')), await openPrinterPty(join(shop.folder, 'b'))]
  onTestFinished(async () => void (await Promise.all([receipts.close(), labels.close()])))
  await page.call('devices.save', { device: { ...printerAt(labels.printerPort), id: 'labels', papers: ['label'] } })
  await page.call('devices.save', { device: printerAt(receipts.printerPort) })
  const areReady = ({ devices }: CounterState) =>
    devices.filter(({ kind, reason }) => kind === 'printer' && reason === 'ready').length === 2
  await page.sees(areReady)
  expect((await page.call('devices.testPrint', {})).ok).toBe(true)
  await vi.waitFor(() => expect(readEscpos(labels.printed()).text).toMatch(/打印 +用药标签\n/))
  await vi.waitFor(() => expect(readEscpos(receipts.printed()).text).toMatch(/打印 +小票和清单、A5 单据\n/))
})

test('the printers of a system that does not tell are not to be had', async () => {
  const page = await openOffice()
  expect(await page.call('devices.systemPrinters', {})).toMatchObject({ ok: false, failure: { code: 'SYSTEM_PRINTERS_SILENT' } })
})

test('the bytes that pass are shown while the devices are tested, with nothing personal in them', async () => {
  const page = await openOffice()
  await page.sees(scannerIs(shop.scanner.scannerPort))
  await page.call('devices.test', { isOn: true })
  const { qr } = shop.center.showVoucher('王秀兰')
  shop.scanner.scan(qr)
  const { deviceTest } = await page.sees((state) => (state.deviceTest?.readings.length ?? 0) > 0)
  const shown = deviceTest?.bytes
    .map(({ text }) => text)
    .reverse()
    .join('')
  expect(shown).toBe(`${qr.replace(/\d/g, '9')}<0D>`)
})

test('a scanner that adds a prefix and exchanges large and small letters is examined, its profile saved, and the next voucher read right', async () => {
  const page = await openOffice()
  await page.sees(scannerIs(shop.scanner.scannerPort))
  const scan = (text: string) => shop.scanner.scan(`%%${swappedCase(text)}`)
  await page.call('devices.test', { isOn: true })
  for (const { text } of scannerCodes) scan(text)
  const { deviceTest } = await page.sees((state) => state.deviceTest?.scanner?.codes.length === scannerCodes.length)
  const profile = { ...plainProfile, stripPrefix: '%%', swapsCase: true }
  expect(deviceTest?.scanner).toMatchObject({
    deviceId: 'scanner',
    findings: [
      { finding: 'capsLock', isMended: true },
      { finding: 'prefix', isMended: true },
    ],
    profile,
    strays: 0,
  })
  expect(await page.call('devices.saveProfile', { deviceId: 'scanner', profile })).toEqual({ ok: true, value: { id: 'scanner' } })
  expect(
    (await page.call('devices.settings', {})).ok && JSON.parse(readFileSync(join(shop.folder, 'station.json'), 'utf8')),
  ).toEqual({
    devices: [{ ...scannerAt(shop.scanner.scannerPort), profile }],
  })
  await page.call('devices.test', { isOn: false })
  await page.sees((state) => state.deviceTest === null)

  await page.call('session.signOut', {})
  await signIn(page, 'C01')
  scan(shop.center.showVoucher('王秀兰').qr)
  await page.sees(({ visit }) => visit !== null)
})

test('a scanner that nobody set up is set up with its profile, and what is no scanner is not', async () => {
  const page = await openOffice()
  await page.call('devices.test', { isOn: true })
  const typed = scannerCodes
    .filter(({ text }) => /^[0-9A-Za-z]+$/.test(text))
    .map(({ text }) => [...keysOf(`Q${text}`), stroke('Enter')])
  for (const strokes of typed) await page.call('scan.keyed', { strokes })
  const { deviceTest } = await page.sees((state) => state.deviceTest?.scanner?.codes.length === typed.length)
  const profile = { ...plainProfile, stripPrefix: 'Q' }
  expect(deviceTest?.scanner).toMatchObject({ deviceId: 'keyboard', profile })
  const saved = await page.call('devices.saveProfile', { deviceId: 'keyboard', profile })
  expect(saved).toEqual({ ok: true, value: { id: 'scanner-2' } })
  await page.sees(({ devices }) => devices.some(({ id, transport }) => id === 'scanner-2' && transport === 'keyboard'))

  await page.call('devices.save', { device: printerAt('COM4') })
  const code = async (deviceId: string) => {
    const reply = await page.call('devices.saveProfile', { deviceId, profile })
    return reply.ok ? 'saved' : reply.failure.code
  }
  expect([await code('printer'), await code('serial:nothing')]).toEqual(['DEVICE_MODEL_UNFIT', 'DEVICE_UNKNOWN'])
})

test('a scanner that types is set up by its first code, once, and not by what is no code', async () => {
  const page = await openOffice()
  const typing = async (text: string) => page.call('scan.keyed', { strokes: [...keysOf(text), stroke('Enter')] })
  const saved = () => JSON.parse(readFileSync(join(shop.folder, 'station.json'), 'utf8')).devices
  await page.call('devices.save', { device: printerAt('COM4') })
  await typing('cccccbcgujhingjrdejhgfnuetrgigvejhhgbkugded')
  await page.sees(({ notice }) => notice?.failure.code === 'SCAN_UNKNOWN')
  expect(saved()).toHaveLength(2)

  for (const code of [TRACE_CODE, '81001010000000000002']) await typing(code)
  const { devices } = await page.sees((state) => state.devices.some(({ transport }) => transport === 'keyboard'))
  expect(devices.filter(({ kind }) => kind === 'scanner')).toMatchObject([
    { id: 'scanner' },
    { id: 'scanner-2', transport: 'keyboard', state: 'connected' },
  ])
  const keyboard = { ...plain, id: 'scanner-2', model: 'keyboard', address: { transport: 'keyboard' } }
  await vi.waitFor(() => expect(saved()).toEqual([scannerAt(shop.scanner.scannerPort), printerAt('COM4'), keyboard]))
})

test('the sheet of test codes is made beside the station’s thread', async () => {
  const page = await openOffice()
  const reply = await page.call('devices.doctorSheet', {})
  expect(reply.ok && Buffer.from(reply.value.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  await page.call('devices.save', { device: printerAt('COM4') })
  // a roll is too narrow for it
  expect(await page.call('devices.printDoctorSheet', {})).toMatchObject({ ok: false, failure: { code: 'PRINTER_MISSING' } })
})
