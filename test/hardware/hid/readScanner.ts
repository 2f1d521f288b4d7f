// Runs where a HID scanner is simulated, which it plays itself: prints what is listed, and two readings of the device of page 0x8C with what came in between.
import { serveScanner } from '../../../src/main/station/devices/drivers/scanner/driver.ts'
import { createHidPosProtocol } from '../../../src/main/station/devices/drivers/scanner/hidPos.ts'
import { manifests } from '../../../src/main/station/devices/manifests.ts'
import { BARCODE_PAGE, hidTransport, listHidDevices } from '../../../src/main/station/devices/transports/hid.ts'
import { playHidNode } from './hidNode.ts'

const REPORT_BYTES = 64
const report = Buffer.alloc(REPORT_BYTES)
report.write('\u000281068880030113220431')

const node = await playHidNode()
const scan = () => void node.device().stdin.write(report)
const devices = await listHidDevices()
const stop = new AbortController()
const reasons: string[] = []
const texts: string[] = []
await serveScanner({
  open: hidTransport({ path: devices.find(({ usagePage }) => usagePage === BARCODE_PAGE)?.path ?? '' }),
  manifest: manifests.usbCom,
  protocol: createHidPosProtocol(),
  timers: globalThis,
  clock: Date.now,
  signal: stop.signal,
  onReason: (reason) => {
    reasons.push(reason)
    if (reason === 'ready') scan()
  },
  onReading: ({ text }) => {
    texts.push(text)
    if (texts.length === 2) stop.abort()
    else scan()
  },
})
process.stdout.write(JSON.stringify({ devices, reasons, texts }))
await node.unplug()
