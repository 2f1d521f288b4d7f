import { describe, expect, it } from 'vitest'
import { readSettings, type Start } from '../../../src/main/electron/settings.ts'

const development: Start = {
  commandLine: ['/project'],
  isPackaged: false,
  name: 'rxcounter',
  electronVersion: '33.2.1',
  isDebuggable: false,
  userData: '/home/a/.config/rxcounter',
}
const release: Start = { ...development, commandLine: [], isPackaged: true, electronVersion: '45.4.1' }
const refused = { ok: false, failure: { code: 'REAL_MODE_REFUSED' } }

describe('the settings on the command line', () => {
  it('are training and its own data folder unless something else is said', () => {
    expect(readSettings(release)).toEqual({
      ok: true,
      value: { mode: 'training', dataFolder: '/home/a/.config/rxcounter/training' },
    })
  })

  it('give real mode another data folder', () => {
    expect(readSettings({ ...release, commandLine: ['--mode=real'] })).toEqual({
      ok: true,
      value: { mode: 'real', dataFolder: '/home/a/.config/rxcounter/real' },
    })
  })

  it('name a data folder and are found among switches of Chromium', () => {
    const commandLine = ['--remote-debugging-port=0', '/project', '--data-folder=/data', '--password-store=basic']
    expect(readSettings({ ...development, commandLine })).toEqual({ ok: true, value: { mode: 'training', dataFolder: '/data' } })
  })

  it('refuse a mode that does not exist', () => {
    expect(readSettings({ ...release, commandLine: ['--mode=production'] })).toEqual({
      ok: false,
      failure: { code: 'INPUT_INVALID', field: 'mode' },
    })
  })

  it('refuse real mode to a package named -testruntime', () => {
    expect(readSettings({ ...release, name: 'rxcounter-testruntime', commandLine: ['--mode=real'] })).toEqual(refused)
  })

  it('refuse real mode to a package with an Electron that gets no security fixes', () => {
    expect(readSettings({ ...release, electronVersion: '33.2.1', commandLine: ['--mode=real'] })).toEqual(refused)
  })

  it('refuse real mode to a package whose page can be driven over a debugging port', () => {
    expect(readSettings({ ...release, isDebuggable: true, commandLine: ['--mode=real'] })).toEqual(refused)
  })

  it('let a developer open real mode', () => {
    expect(readSettings({ ...development, commandLine: ['/project', '--mode=real'] }).ok).toBe(true)
  })
})
