// Runs where a HID card reader is simulated, which it plays itself: prints how the devices of a counter served it that was set up by its numbers.
import { setTimeout as pause } from 'node:timers/promises'
import { plain } from '../../../scripts/counter/deviceSettings.ts'
import { createDevices } from '../../../src/main/station/devices/manager.ts'
import { listHidDevices } from '../../../src/main/station/devices/transports/hid.ts'
import type { CardReading } from '../../../src/shared/domain/cards.ts'
import { type PassThroughState, passThroughPlayer } from '../passThroughPlayer.ts'
import { hearReports, playHidNode, putOut } from './hidNode.ts'

const PATIENCE_MS = 20_000
/** bytes of an answer that are out when the reader is pulled out */
const HALF = 7

const node = await playHidNode()
const devices = createDevices({
  settings: {
    devices: [
      {
        ...plain,
        id: 'card',
        model: 'passThroughHid',
        address: { transport: 'hid', vendorId: '1a2b', productId: '3c4d', serialNumber: null },
      },
    ],
  },
  clock: () => Date.parse('2026-12-01T04:00:00Z'),
  log: { error: () => {} },
  lists: { hid: listHidDevices },
})
let heard = () => {}
devices.onBytes((_, direction) => void (direction === 'in' && heard()))
const cards: CardReading[] = []
devices.onReading(async (reading) => void (reading.kind === 'card' && cards.push(reading.put.card)))
const isRead = () =>
  new Promise<void>((resolve) => {
    heard = resolve
  })

const state: PassThroughState = { isInside: false, outAt: 0 }
/** the answer, counted from the next one, of which half is all that comes */
let halfIn = Number.POSITIVE_INFINITY
let missed = () => 0

function play(): void {
  const player = passThroughPlayer(state)
  missed = player.missed
  hearReports(node.device(), (written) => {
    const answer = player(written)
    if (--halfIn > 0) void putOut(node.device(), answer, isRead)
    else if (halfIn === 0) void putOut(node.device(), answer.subarray(0, HALF), isRead).then(() => node.unplug())
  })
}

async function until(isSo: () => boolean): Promise<void> {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  while (!isSo() && !patience.aborted) await pause(5)
}
const view = () => devices.list().find(({ id }) => id === 'card')

play()
await until(() => view()?.reason === 'ready')
const first = view()
state.isInside = true
await until(() => cards.length === 1)
const before = [...cards]
state.isInside = false
await until(() => missed() > 1)
// whether a card is in, the power, the application, the first file, and one of its records
halfIn = 5
Object.assign(state, { isInside: true, cardNumber: 'B00000002' })
await until(() => view()?.state === 'disconnected')
const gone = view()?.reason
halfIn = Number.POSITIVE_INFINITY
await node.plugBack()
play()
await until(() => cards.length === 2)
process.stdout.write(JSON.stringify({ view: first, before, gone, after: cards }))
await devices.close()
await node.unplug()
