// Runs where a HID identity reader is simulated, which it plays itself: prints how the devices of a counter found and served it.
import { setTimeout as pause } from 'node:timers/promises'
import { LI_XIAOHUA, simulatedAnswer, textBlock } from '../../../scripts/counter/identityReaderPty.ts'
import { createDevices } from '../../../src/main/station/devices/manager.ts'
import { listHidDevices } from '../../../src/main/station/devices/transports/hid.ts'
import { playHidNode } from './hidNode.ts'

const REPORT = 64
const PATIENCE_MS = 20_000
const card = textBlock(LI_XIAOHUA)

/** Report id 0, as it is written · length · bytes · padding: the question in it, as hex of command and parameter. */
const questionIn = (written: Buffer): string => written.subarray(9, 11).toString('hex').toUpperCase()

const node = await playHidNode()
const devices = createDevices({
  settings: { devices: [] },
  clock: () => Date.parse('2026-12-01T04:00:00Z'),
  log: { error: () => {} },
  lists: { hid: listHidDevices },
})
let heard = () => {}
devices.onBytes((_, direction) => void (direction === 'in' && heard()))
const names: string[] = []
devices.onReading(async (reading) => void (reading.kind === 'card' && names.push(reading.put.card.name)))

/** One report after the other, each when the one before was read: a pseudo-terminal would glue them. */
async function answer(frame: Uint8Array): Promise<void> {
  for (let at = 0; at < frame.length; at += REPORT - 1) {
    const part = frame.subarray(at, at + REPORT - 1)
    const report = Buffer.alloc(REPORT)
    report[0] = part.length
    report.set(part, 1)
    const isRead = new Promise<void>((resolve) => {
      heard = resolve
    })
    node.device().stdin.write(report)
    await isRead
  }
}

function play(): void {
  let written = Buffer.alloc(0)
  node.device().stdout.on('data', (chunk: Buffer) => {
    written = Buffer.concat([written, chunk])
    for (; written.length > REPORT; written = written.subarray(REPORT + 1))
      void answer(simulatedAnswer(questionIn(written), card))
  })
}

async function until(isSo: () => boolean): Promise<void> {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  while (!isSo() && !patience.aborted) await pause(5)
}
const view = () => devices.list().find(({ kind }) => kind === 'identityReader')

play()
await until(() => names.length === 1)
const first = view()
await node.unplug()
await until(() => view()?.state === 'disconnected')
const gone = view()?.reason
await node.plugBack()
play()
await until(() => names.length === 2)
process.stdout.write(JSON.stringify({ id: first?.id, model: first?.model, reason: first?.reason, gone, names }))
await devices.close()
await node.unplug()
