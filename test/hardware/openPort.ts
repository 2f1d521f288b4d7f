// Opens the serial port of the first argument as an ordinary user and prints "opened" or why not.
import 'serialport'
import { serialTransport } from '../../src/main/station/devices/transports/serial.ts'

const NOBODY = 65534
// only now: this folder may be closed to everybody but root
if (process.getuid?.() === 0) process.setuid?.(NOBODY)

const opened = await serialTransport(
  { path: process.argv[2] ?? '', baudRate: 9600 },
  globalThis,
)({ onBytes: () => {}, onLost: () => {} })
process.stdout.write(opened.ok ? 'opened' : opened.failure)
if (opened.ok) await opened.value.close()
