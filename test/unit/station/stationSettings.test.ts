import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { keepSettings, readSettings } from '../../../src/main/station/settings.ts'

function folderWith(text: string | null): string {
  const folder = mkdtempSync(join(tmpdir(), 'rxcounter-settings-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  if (text !== null) writeFileSync(join(folder, 'station.json'), text)
  return folder
}

describe('the settings of a computer', () => {
  it('name neither scanner nor printer where there is no file', () => {
    expect(readSettings(folderWith(null))).toEqual({ ok: true, value: { scanner: { port: null }, printer: { port: null } } })
  })

  it('of an older file have no printer', () => {
    const read = readSettings(folderWith('{"scanner":{"port":"COM3","model":"framed"}}'))
    expect(read).toEqual({ ok: true, value: { scanner: { port: 'COM3', model: 'framed' }, printer: { port: null } } })
  })

  it.each([
    ['{"printer":{"port":7}}', 'station.json.printer.port'],
    ['{"printer":{"port":"COM4","paper":58}}', 'station.json.printer'],
    ['{"printer":', 'station.json'],
  ])('that cannot be understood are refused: %s', (text, field) => {
    expect(readSettings(folderWith(text))).toEqual({ ok: false, failure: { code: 'SETTINGS_UNREADABLE', field } })
  })

  it('are read again as they were changed, and the rest stays', () => {
    const folder = folderWith('{"scanner":{"port":"COM3","model":"framed"}}')
    const read = readSettings(folder)
    if (!read.ok) throw new Error('not read')
    const settings = keepSettings(folder, read.value)
    const changed = { scanner: { port: 'COM3', model: 'framed' }, printer: { port: '/dev/ttyUSB0', baudRate: 19_200 } }
    expect(settings.change({ printer: { port: '/dev/ttyUSB0', baudRate: 19_200 } })).toEqual(changed)
    expect(settings.current()).toEqual(changed)
    expect(readSettings(folder)).toEqual({ ok: true, value: changed })
  })

  it('stand beside no half file, and one that a power cut left does no harm', () => {
    const folder = folderWith(null)
    writeFileSync(join(folder, 'station.json.new'), '{"scanner":{"po')
    const settings = keepSettings(folder, { scanner: { port: null }, printer: { port: null } })
    settings.change({ scanner: { port: 'COM9', baudRate: 9600 } })
    expect(readdirSync(folder)).toEqual(['station.json'])
    expect(JSON.parse(readFileSync(join(folder, 'station.json'), 'utf8'))).toEqual({
      scanner: { port: 'COM9', baudRate: 9600 },
      printer: { port: null },
    })
  })

  it('stay as they were when the disk does not take them', () => {
    const folder = folderWith(null)
    const settings = keepSettings(join(folder, 'gone'), { scanner: { port: null }, printer: { port: null } })
    expect(() => settings.change({ printer: { port: 'COM4' } })).toThrow()
    expect(settings.current().printer.port).toBeNull()
  })
})
