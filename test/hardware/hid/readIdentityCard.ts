// Runs where a HID identity reader is simulated, which it plays itself: prints how the devices of a counter found and served it.
import { setTimeout as pause } from 'node:timers/promises'
import { LI_XIAOHUA, simulatedAnswer, textBlock } from '../../../scripts/counter/identityReaderPty.ts'
import { createDevices } from '../../../src/main/station/devices/manager.ts'
import { listHidDevices } from '../../../src/main/station/devices/transports/hid.ts'
import { hearReports, playHidNode, putOut } from './hidNode.ts'

const PATIENCE_MS = 20_000
const card = textBlock(LI_XIAOHUA)

/** The question in what was written, as hex of command and parameter. */
const questionIn = (written: Buffer): string => written.subarray(7, 9).toString('hex').toUpperCase()

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

const isRead = () =>
  new Promise<void>((resolve) => {
    heard = resolve
  })
const play = () =>
  hearReports(node.device(), (written) => void putOut(node.device(), simulatedAnswer(questionIn(written), card), isRead))

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
