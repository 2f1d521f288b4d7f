import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { printerAt, scannerAt, stationFile } from '../../../scripts/counter/deviceSettings.ts'
import { keepSettings, readSettings } from '../../../src/main/station/settings.ts'

function folderWith(text: string | null): string {
  const folder = mkdtempSync(join(tmpdir(), 'rxcounter-settings-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  if (text !== null) writeFileSync(join(folder, 'station.json'), text)
  return folder
}

const FRAMED = scannerAt('COM3', { model: 'framed' })
const PRINTER = printerAt('/dev/ttyUSB0', 19_200)

describe('the settings of a computer', () => {
  it('name no device where there is no file', () => {
    expect(readSettings(folderWith(null))).toEqual({ ok: true, value: { devices: [] } })
  })

  it('need nothing but what a device is and where', () => {
    const devices = [FRAMED, PRINTER].map(({ id, model, address }) => ({ id, model, address }))
    const value = { devices: [FRAMED, PRINTER] }
    expect(readSettings(folderWith(JSON.stringify({ devices })))).toEqual({ ok: true, value })
  })

  it.each([
    [JSON.stringify({ devices: [{ ...FRAMED, model: 'telepathy' }] }), 'station.json.devices.0.model'],
    [JSON.stringify({ devices: [{ ...FRAMED, paper: 58 }] }), 'station.json.devices.0'],
    [
      JSON.stringify({ devices: [{ ...FRAMED, address: { transport: 'serial', port: 7, baudRate: null } }] }),
      'station.json.devices.0.address.port',
    ],
    [JSON.stringify({ devices: [{ ...PRINTER, papers: [] }] }), 'station.json.devices.0.papers'],
    [JSON.stringify({ devices: [{ ...PRINTER, papers: ['label', 'map'] }] }), 'station.json.devices.0.papers.1'],
    [JSON.stringify({ devices: [{ ...PRINTER, drawerPin: 3 }] }), 'station.json.devices.0.drawerPin'],
    ['{"devices":', 'station.json'],
  ])('that cannot be understood are refused: %s', (text, field) => {
    expect(readSettings(folderWith(text))).toEqual({ ok: false, failure: { code: 'SETTINGS_UNREADABLE', field } })
  })

  it('are read again as they were changed', () => {
    const folder = folderWith(stationFile(FRAMED))
    const read = readSettings(folder)
    if (!read.ok) throw new Error('not read')
    const settings = keepSettings(folder, read.value)
    const changed = { devices: [FRAMED, PRINTER] }
    expect(settings.change(changed)).toEqual(changed)
    expect(settings.current()).toEqual(changed)
    expect(readSettings(folder)).toEqual({ ok: true, value: changed })
  })

  it('stand beside no half file, and one that a power cut left does no harm', () => {
    const folder = folderWith(null)
    writeFileSync(join(folder, 'station.json.new'), '{"devices":[{"id":"scan')
    const settings = keepSettings(folder, { devices: [] })
    settings.change({ devices: [PRINTER] })
    expect(readdirSync(folder)).toEqual(['station.json'])
    expect(JSON.parse(readFileSync(join(folder, 'station.json'), 'utf8'))).toEqual({ devices: [PRINTER] })
  })

  it('stay as they were when the disk does not take them', () => {
    const folder = folderWith(null)
    const settings = keepSettings(join(folder, 'gone'), { devices: [] })
    expect(() => settings.change({ devices: [PRINTER] })).toThrow()
    expect(settings.current().devices).toEqual([])
  })
})
