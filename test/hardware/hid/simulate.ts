import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { makeFolder } from '../scannerAtWork.ts'

const bench = import.meta.dirname
/** Reports of 64 bytes both ways on a usage page of the vendor's own, without an id. */
const DESCRIPTOR = '0600FF0901A101150026FF007508954009018102954009019102C0'
const MOST_DESCRIPTOR_BYTES = 4096

/** Runs a program of this folder where `/dev/hidraw0` is a reader with these USB numbers (lower-case hex) that takes and gives such reports; gives what it printed. */
export async function besideHidReader(
  program: string,
  { vendorId, productId }: { readonly vendorId: string; readonly productId: string },
): Promise<unknown> {
  const folder = await makeFolder()
  const scanner = await readFile(join(bench, 'scanner.umockdev'), 'utf8')
  const device = scanner
    .replace(/report_descriptor=.*/, `report_descriptor=${DESCRIPTOR}`)
    .replaceAll('c2e/b81', `${vendorId.replace(/^0+/, '')}/${productId.replace(/^0+/, '')}`)
    .replaceAll('0C2E', vendorId.toUpperCase())
    .replaceAll('0c2e', vendorId)
    .replaceAll('0B81', productId.toUpperCase())
    .replaceAll('0b81', productId)
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
      ...['--', process.execPath, join(bench, program)],
    ],
    { timeout: 28_000 },
  )
  return JSON.parse(stdout)
}
