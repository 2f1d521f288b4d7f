import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { plug, pullOut } from '../../../scripts/counter/pty.ts'

/** of the readers that are simulated, both ways */
const REPORT_BYTES = 64

/** A simulated HID node that this program plays itself. */
export interface HidNode {
  /** what the program puts out as reports, and what was written to the device */
  readonly device: () => ChildProcessWithoutNullStreams
  /** every read of the device fails from now on, and the node is gone */
  unplug(): Promise<void>
  plugBack(): Promise<void>
}

/**
 * Puts a pseudo-terminal where umockdev-run, under which this program must run, has its node `hidraw0`: reads, writes and a hang-up come from here then, and what is asked about
 * the device still from the recording. A pseudo-terminal glues reports that are not read one by one.
 */
export async function playHidNode(): Promise<HidNode> {
  const node = `${process.env.UMOCKDEV_DIR}/dev/hidraw0`
  // socat is to see the real devices
  delete process.env.LD_PRELOAD
  await rm(node, { force: true })
  let socat = await plug(node)
  return {
    device: () => socat,
    unplug: () => pullOut(socat),
    async plugBack() {
      await pullOut(socat)
      socat = await plug(node)
    },
  }
}

/** Puts bytes out in reports of that length: length · bytes · padding. One after the other, each when `isRead` tells that the one before was read. */
export async function putOut(
  device: ChildProcessWithoutNullStreams,
  bytes: Uint8Array,
  isRead: () => Promise<void>,
): Promise<void> {
  for (let at = 0; at < bytes.length; at += REPORT_BYTES - 1) {
    const part = bytes.subarray(at, at + REPORT_BYTES - 1)
    const report = Buffer.alloc(REPORT_BYTES)
    report[0] = part.length
    report.set(part, 1)
    const read = isRead()
    device.stdin.write(report)
    await read
  }
}

/** Hears the bytes of each report that is written: report id 0, as it is written · length · bytes · padding. */
export function hearReports(device: ChildProcessWithoutNullStreams, heard: (bytes: Buffer) => void): void {
  let written = Buffer.alloc(0)
  device.stdout.on('data', (chunk: Buffer) => {
    written = Buffer.concat([written, chunk])
    for (; written.length > REPORT_BYTES; written = written.subarray(REPORT_BYTES + 1)) {
      const [length = 0] = written.subarray(1)
      heard(written.subarray(2, 2 + length))
    }
  })
}
