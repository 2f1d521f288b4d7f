import type { DeviceSetting } from '../../src/shared/contract/devices.ts'

/** A scanner that was set up at a serial port. */
export function scannerAt(port: string, change: { readonly model?: string; readonly baudRate?: number } = {}): DeviceSetting {
  const { model = 'usbCom', baudRate = null } = change
  return { id: 'scanner', model, address: { transport: 'serial', port, baudRate }, terminalId: null, profile: null }
}

/** A device that was set up at a serial port. */
export function atPort(id: string, model: string, port: string): DeviceSetting {
  return { id, model, address: { transport: 'serial', port, baudRate: null }, terminalId: null, profile: null }
}

/** A receipt printer that was set up at a serial port. */
export function printerAt(port: string, baudRate: number | null = 115_200): DeviceSetting {
  return { id: 'printer', model: 'escpos', address: { transport: 'serial', port, baudRate }, terminalId: null, profile: null }
}

/** The text of `station.json` with these devices. */
export function stationFile(...devices: readonly DeviceSetting[]): string {
  return JSON.stringify({ devices })
}
