import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { atPort } from '../../../scripts/counter/deviceSettings.ts'
import { openPty } from '../../../scripts/counter/pty.ts'
import { percentile, type Row, row } from '../figures.ts'
import { closePort, type Ends, makeFolder, onBareCode, openBarePort, startDevices, tell, until, untilTrue } from './bench.ts'

const SINGLE_SCANS = 500
const PER_SECOND = 50
/** between the last scan and the count of those that came */
const SETTLE_MS = 1000

/** A scanner that the devices serve, and one with nothing but a bare reader behind it. */
async function openScanners(ends: Ends) {
  const [folder, bareFolder] = [await makeFolder(ends), await makeFolder(ends)]
  const scanner = await openPty(join(folder, 'pty'))
  const bare = await openPty(join(bareFolder, 'pty'))
  ends.push(scanner.close, bare.close)
  const devices = startDevices(ends, [atPort('scanner', 'usbCom', scanner.scannerPort)])
  await until(devices, 'scanner', 'connected')
  const port = await openBarePort(bare.scannerPort)
  ends.push(() => closePort(port))
  const heard = { ours: (_code: string) => {}, bare: (_code: string) => {} }
  devices.onReading(async (reading) => {
    if (reading.kind === 'scan' && reading.scan.kind === 'traceCode') heard.ours(reading.scan.text)
  })
  onBareCode(port, (code) => heard.bare(code))
  return { scanner, bare, heard }
}

const codeOf = (index: number): string => `8123456${String(index).padStart(13, '0')}`

/** From the byte at the port to the classified scan, one code after the other. */
export async function measureScanTime(ends: Ends): Promise<readonly Row[]> {
  const { scanner, bare, heard } = await openScanners(ends)
  const times = { ours: [] as number[], bare: [] as number[] }
  for (let index = 0; index < SINGLE_SCANS; index++) {
    for (const [way, pty] of [
      ['bare', bare],
      ['ours', scanner],
    ] as const) {
      const began = performance.now()
      await new Promise<void>((resolve) => {
        heard[way] = () => resolve()
        pty.scan(codeOf(index))
      })
      times[way].push(performance.now() - began)
    }
  }
  return [
    row({
      name: 'byte to classified scan, p99',
      value: percentile(times.ours, 99),
      unit: 'ms',
      baseline: percentile(times.bare, 99),
      aim: { of: 'value', is: '<=', limit: 5 },
    }),
  ]
}

/** A stream of different codes, counted at its end. The baseline is what a bare reader made of the same codes. */
export async function measureStream(ends: Ends, seconds: number): Promise<readonly Row[]> {
  const { scanner, bare, heard } = await openScanners(ends)
  const came = { ours: [] as string[], bare: [] as string[] }
  heard.ours = (code) => void came.ours.push(code)
  heard.bare = (code) => void came.bare.push(code)
  const count = seconds * PER_SECOND
  const began = performance.now()
  for (let index = 0; index < count; index++) {
    scanner.scan(codeOf(index))
    bare.scan(codeOf(index))
    await pause(Math.max(0, began + ((index + 1) * 1000) / PER_SECOND - performance.now()))
  }
  // those that are missing then do not come any more
  await Promise.race([untilTrue(() => came.ours.length >= count && came.bare.length >= count, 'all codes'), pause(SETTLE_MS)])
  await pause(SETTLE_MS)
  const distinct = new Set(came.ours).size
  tell(`${count} codes at ${PER_SECOND} a second: ${came.ours.length} readings, ${came.bare.length} by the bare reader`)
  const baseline = new Set(came.bare).size
  const aim = { of: 'value', is: '<=', limit: 0 } as const
  return [
    row({ name: `scans lost of ${PER_SECOND} a second, ${seconds} s`, value: count - distinct, unit: 'scans', baseline, aim }),
    row({
      name: `scans doubled of ${PER_SECOND} a second, ${seconds} s`,
      value: came.ours.length - distinct,
      unit: 'scans',
      baseline,
      aim,
    }),
  ]
}
