import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { plug, pullOut } from '../../../scripts/counter/pty.ts'

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
