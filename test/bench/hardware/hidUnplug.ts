// Runs under umockdev-run, which simulates a HID scanner: unplugs it and plugs it back, in turn with the devices of a counter and with a bare reader, and prints the rounds.
import { setTimeout as pause } from 'node:timers/promises'
import hid from 'node-hid'
import { listHidDevices } from '../../../src/main/station/devices/transports/hid.ts'
import { playHidNode } from '../../hardware/hid/hidNode.ts'
import { type Ends, startDevices, timed, until, untilTrue } from './bench.ts'
import { AWAY_MS, noRounds } from './unplug.ts'

const ROUNDS = 3
const ID = 'hid:0c2e:0b81:SN0001'
const NODE = '/dev/hidraw0'

hid.setDriverType('hidraw')
const node = await playHidNode()
const rounds = noRounds()
const openBare = () => hid.HIDAsync.open(NODE).catch(() => null)

for (let round = 0; round < ROUNDS; round++) {
  const ends: Ends = []
  const devices = startDevices(ends, [], { lists: { hid: listHidDevices } })
  await until(devices, ID, 'connected')
  const gone = timed(() => until(devices, ID, 'disconnected'))
  await node.unplug()
  rounds.gone.push(await gone)
  await pause(AWAY_MS)
  await node.plugBack()
  rounds.back.push(await timed(() => until(devices, ID, 'connected')))
  for (const end of ends.reverse()) await end()

  const bare = await openBare()
  if (bare === null) throw new Error('the bare reader does not open')
  const failed = timed(() => new Promise((resolve) => bare.once('error', resolve)))
  bare.on('data', () => {})
  await node.unplug()
  rounds.bareGone.push(await failed)
  await bare.close().catch(() => {})
  await node.plugBack()
  let opened: Awaited<ReturnType<typeof openBare>> = null
  rounds.bareBack.push(
    await timed(() =>
      untilTrue(async () => {
        opened = await openBare()
        return opened !== null
      }, 'the bare reader opens'),
    ),
  )
  await (opened as { close(): Promise<void> } | null)?.close()
}
await node.unplug()
process.stdout.write(JSON.stringify(rounds))
