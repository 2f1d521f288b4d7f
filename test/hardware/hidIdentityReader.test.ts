import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { makeFolder } from './scannerAtWork.ts'

const bench = join(import.meta.dirname, 'hid')
/** Reports of 64 bytes both ways on a usage page of the vendor's own, without an id. */
const DESCRIPTOR = '0600FF0901A101150026FF007508954009018102954009019102C0'
const MOST_DESCRIPTOR_BYTES = 4096

it('an identity reader that talks in HID reports is found by its numbers and gives its card, before and after it was unplugged', async () => {
  const folder = await makeFolder()
  const scanner = await readFile(join(bench, 'scanner.umockdev'), 'utf8')
  const device = scanner
    .replace(/report_descriptor=.*/, `report_descriptor=${DESCRIPTOR}`)
    .replaceAll('c2e/b81', '400/c35a')
    .replaceAll('0C2E', '0400')
    .replaceAll('0c2e', '0400')
    .replaceAll('0B81', 'C35A')
    .replaceAll('0b81', 'c35a')
  const size = Buffer.alloc(4)
  size.writeUInt32LE(DESCRIPTOR.length / 2)
  const sizeHex = size.toString('hex').toUpperCase()
  const description = DESCRIPTOR.padEnd(MOST_DESCRIPTOR_BYTES * 2, '0')
  await writeFile(join(folder, 'reader.umockdev'), device)
  await writeFile(
    join(folder, 'reader.ioctl'),
    `@DEV /dev/hidraw0\nHIDIOCGRDESCSIZE 0 ${sizeHex}\nHIDIOCGRDESC 0 ${sizeHex}${description}\n`,
  )
  const { stdout } = await promisify(execFile)(
    'umockdev-run',
    [
      ...['-d', join(folder, 'reader.umockdev'), '-i', `/dev/hidraw0=${join(folder, 'reader.ioctl')}`],
      ...['--', process.execPath, join(bench, 'readIdentityCard.ts')],
    ],
    { timeout: 28_000 },
  )
  expect(JSON.parse(stdout)).toEqual({
    id: 'hid:0400:c35a:SN0001',
    model: 'GA 467 SAM USB',
    reason: 'ready',
    gone: 'unplugged',
    names: ['李晓华', '李晓华'],
  })
})
