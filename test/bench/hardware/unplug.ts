import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { atPort } from '../../../scripts/counter/deviceSettings.ts'
import { openPty } from '../../../scripts/counter/pty.ts'
import { listCardReaders } from '../../../src/main/station/devices/transports/pcsc.ts'
import type { VirtualReaders } from '../../hardware/virtualCard.ts'
import { type Row, row } from '../figures.ts'
import { closePort, type Ends, makeFolder, openBarePort, startDevices, timed, until, untilTrue } from './bench.ts'

/** one hang-up in ten comes in the middle of a read, which serialport alone does not notice */
const SERIAL_ROUNDS = 10
const PCSC_ROUNDS = 3
/** so long that the next look for the device is as late as it can be */
export const AWAY_MS = 3000
/** a bare reader that has not noticed by then never will */
const BARE_LIMIT_MS = 5000

/** Both ways of one kind of device, in ms, a round each; `bare` is the shortest program that does the same. */
export interface Rounds {
  readonly gone: number[]
  readonly back: number[]
  readonly bareGone: number[]
  readonly bareBack: number[]
}

export const noRounds = (): Rounds => ({ gone: [], back: [], bareGone: [], bareBack: [] })

function rowsOf(device: string, { gone, back, bareGone, bareBack }: Rounds): readonly Row[] {
  const worst = (name: string, values: readonly number[], bare: readonly number[], limit: number) =>
    row({
      name: `${device}: ${name}, worst of ${values.length}`,
      value: Math.max(...values),
      unit: 'ms',
      baseline: Math.max(...bare),
      aim: { of: 'value', is: '<=', limit },
    })
  return [worst('unplugged to disconnected', gone, bareGone, 2000), worst('plugged back to connected', back, bareBack, 3000)]
}

/** A pseudo-terminal that ends and begins again. */
export async function measureSerialUnplug(ends: Ends): Promise<readonly Row[]> {
  const pty = await openPty(join(await makeFolder(ends), 'pty'))
  const bare = await openPty(join(await makeFolder(ends), 'pty'))
  ends.push(pty.close, bare.close)
  const devices = startDevices(ends, [atPort('scanner', 'usbCom', pty.scannerPort)])
  const rounds = noRounds()
  for (let round = 0; round < SERIAL_ROUNDS; round++) {
    await until(devices, 'scanner', 'connected')
    const gone = timed(() => until(devices, 'scanner', 'disconnected'))
    await pty.unplug()
    rounds.gone.push(await gone)
    await pause(AWAY_MS)
    await pty.plugBack()
    rounds.back.push(await timed(() => until(devices, 'scanner', 'connected')))

    const port = await openBarePort(bare.scannerPort)
    port.resume()
    const noticed = new Promise((resolve) => port.once('close', resolve))
    const bareGone = timed(() => Promise.race([noticed, pause(BARE_LIMIT_MS)]))
    await bare.unplug()
    rounds.bareGone.push(await bareGone)
    await closePort(port)
    await bare.plugBack()
    let again = port
    rounds.bareBack.push(
      await timed(async () => {
        again = await openBarePort(bare.scannerPort)
      }),
    )
    await closePort(again)
  }
  return rowsOf('serial', rounds)
}

/** The service of card readers, which ends and begins again; the reader is found by itself. */
export async function measureCardReaderUnplug(ends: Ends, readers: VirtualReaders): Promise<readonly Row[]> {
  const devices = startDevices(ends, [], { lists: { pcsc: listCardReaders } })
  const id = 'pcsc:Virtual PCD 00 00'
  const isListed = async () => (await listCardReaders()).some(({ path }) => `pcsc:${path}` === id)
  const rounds = noRounds()
  for (let round = 0; round < PCSC_ROUNDS; round++) {
    await until(devices, id, 'connected')
    const gone = Promise.all([
      timed(() => untilTrue(() => devices.list().find((device) => device.id === id)?.state !== 'connected', `${id} gone`)),
      timed(() => untilTrue(async () => !(await isListed()), 'no reader listed')),
    ])
    await readers.stop()
    const [ours, bare] = await gone
    rounds.gone.push(ours)
    rounds.bareGone.push(bare)
    await pause(AWAY_MS)
    await readers.startAgain()
    const back = await Promise.all([
      timed(() => until(devices, id, 'connected')),
      timed(() => untilTrue(isListed, 'the reader listed')),
    ])
    rounds.back.push(back[0])
    rounds.bareBack.push(back[1])
  }
  return rowsOf('PC/SC', rounds)
}

/** A simulated HID node whose reads fail from one moment on; measured by a program of its own, which alone sees it. */
export async function measureHidUnplug(): Promise<readonly Row[]> {
  const bench = join(import.meta.dirname, '..', '..', 'hardware', 'hid')
  const { stdout } = await promisify(execFile)(
    'umockdev-run',
    [
      ...['-d', join(bench, 'scanner.umockdev'), '-i', `/dev/hidraw0=${join(bench, 'h.ioctl')}`],
      ...['--', process.execPath, join(import.meta.dirname, 'hidUnplug.ts')],
    ],
    { timeout: 120_000 },
  )
  const rounds: Rounds = JSON.parse(stdout)
  return rowsOf('HID', rounds)
}
