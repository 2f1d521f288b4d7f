import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const bench = join(import.meta.dirname, 'hid')

it('a HID POS scanner on a simulated node is listed, opened and read by the real node-hid', async () => {
  const { stdout } = await promisify(execFile)(
    'umockdev-run',
    [
      ...['-d', join(bench, 'scanner.umockdev')],
      ...['-i', `/dev/hidraw0=${join(bench, 'h.ioctl')}`],
      ...['--', process.execPath, join(bench, 'readScanner.ts')],
    ],
    { timeout: 25_000 },
  )
  expect(JSON.parse(stdout)).toEqual({
    devices: [
      {
        transport: 'hid',
        path: '/dev/hidraw0',
        vendorId: '0c2e',
        productId: '0b81',
        serialNumber: 'SN0001',
        usagePage: 0x8c,
        name: 'Honeywell HID POS Scanner',
      },
    ],
    reasons: ['ready'],
    texts: ['81068880030113220431', '81068880030113220431'],
  })
})
