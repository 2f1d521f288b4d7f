import type { DeviceSetting } from '../../src/shared/contract/devices.ts'

/** What a device has that nothing more was said of than where it is. */
export const plain = { terminalId: null, profile: null, papers: null, drawerPin: null } as const satisfies Partial<DeviceSetting>

/** A scanner that was set up at a serial port. */
export function scannerAt(port: string, change: { readonly model?: string; readonly baudRate?: number } = {}): DeviceSetting {
  const { model = 'usbCom', baudRate = null } = change
  return { ...plain, id: 'scanner', model, address: { transport: 'serial', port, baudRate } }
}

/** A device that was set up at a serial port. */
export function atPort(id: string, model: string, port: string): DeviceSetting {
  return { ...plain, id, model, address: { transport: 'serial', port, baudRate: null } }
}

/** A receipt printer that was set up at a serial port. */
export function printerAt(port: string, baudRate: number | null = 115_200): DeviceSetting {
  return { ...plain, id: 'printer', model: 'escpos', address: { transport: 'serial', port, baudRate } }
}

/** One more device of every kind, as it is set up; none of them is there. */
export const everyKind: readonly DeviceSetting[] = Object.freeze([
  { ...plain, id: 'typing', model: 'keyboard', address: { transport: 'keyboard' } },
  atPort('identity-reader', 'samSerial', 'COM21'),
  { ...plain, id: 'card-reader', model: 'pcscReader', address: { transport: 'pcsc', reader: 'Reader 21' } },
  { ...plain, id: 'card-bridge', model: 'bridge', address: { transport: 'bridge', url: 'http://127.0.0.1:9' } },
  atPort('pad', 'pad', 'COM22'),
  printerAt('COM23'),
  { ...plain, id: 'sheets', model: 'systemPrinter', address: { transport: 'system', printer: 'Office' } },
])

/** The text of `station.json` with these devices. */
export function stationFile(...devices: readonly DeviceSetting[]): string {
  return JSON.stringify({ devices })
}
