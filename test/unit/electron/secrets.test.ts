import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type KeyStore, readMasterKey, systemKeyStore } from '../../../src/main/electron/secrets.ts'

const keyStore: KeyStore = {
  isAvailable: true,
  encrypt: (text) => Buffer.from([...`sealed:${text}`].reverse().join('')),
  decrypt: (sealed) => {
    const text = [...sealed.toString()].reverse().join('')
    if (!text.startsWith('sealed:')) throw new Error('not sealed by this key store')
    return text.slice('sealed:'.length)
  },
}
const noKeyStore: KeyStore = {
  isAvailable: false,
  encrypt: () => {
    throw new Error('no key store')
  },
  decrypt: () => {
    throw new Error('no key store')
  },
}

describe('the master key', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rxcounter-test-'))
    file = join(folder, 'master-key.json')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it.each(['training', 'real'] as const)('is made once in %s mode, sealed by the key store, and the same afterwards', (mode) => {
    const made = readMasterKey({ file, mode, keyStore })
    expect(made.ok && Buffer.from(made.value, 'base64')).toHaveLength(32)
    const written = readFileSync(file, 'utf8')
    expect(written).not.toContain(made.ok ? made.value : '')
    expect(readMasterKey({ file, mode, keyStore })).toEqual(made)
    expect(readFileSync(file, 'utf8')).toBe(written)
  })

  it('of training data without a key store lies in a marked file for its owner alone', () => {
    const made = readMasterKey({ file, mode: 'training', keyStore: noKeyStore })
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      protection: 'noneTrainingOnly',
      note: expect.stringContaining('仅供培训'),
    })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readMasterKey({ file, mode: 'training', keyStore: noKeyStore })).toEqual(made)
  })

  it('of real data is never made without a key store', () => {
    expect(readMasterKey({ file, mode: 'real', keyStore: noKeyStore })).toEqual({
      ok: false,
      failure: { code: 'KEY_STORE_MISSING' },
    })
    expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined()
  })

  it('of real data is not taken from an unprotected file', () => {
    readMasterKey({ file, mode: 'training', keyStore: noKeyStore })
    expect(readMasterKey({ file, mode: 'real', keyStore })).toEqual({ ok: false, failure: { code: 'KEY_UNREADABLE' } })
  })

  it('that was sealed needs its key store again, in training too', () => {
    readMasterKey({ file, mode: 'training', keyStore })
    expect(readMasterKey({ file, mode: 'training', keyStore: noKeyStore })).toEqual({
      ok: false,
      failure: { code: 'KEY_STORE_MISSING' },
    })
  })

  it.each([
    ['nothing', ''],
    ['half a file', '{"version": 1, "prot'],
    ['another version', '{"version": 2, "protection": "keyStore", "sealed": "AAAA"}'],
    ['what another key store sealed', '{"version": 1, "protection": "keyStore", "sealed": "AAAA"}'],
    ['a key that is too short', '{"version": 1, "protection": "noneTrainingOnly", "note": "", "key": "AAAA"}'],
  ])('that cannot be read because the file holds %s is refused and never replaced', (_what, content) => {
    writeFileSync(file, content)
    expect(readMasterKey({ file, mode: 'training', keyStore })).toEqual({ ok: false, failure: { code: 'KEY_UNREADABLE' } })
    expect(readFileSync(file, 'utf8')).toBe(content)
  })

  it('that the disk will not give is refused and not made anew', () => {
    mkdirSync(file)
    expect(readMasterKey({ file, mode: 'training', keyStore })).toEqual({ ok: false, failure: { code: 'KEY_UNREADABLE' } })
  })

  it('is made anew when an earlier start was cut off before the file had its name', () => {
    writeFileSync(`${file}.new`, 'half')
    expect(readMasterKey({ file, mode: 'training', keyStore }).ok).toBe(true)
  })
})

describe('the key store of the system', () => {
  const safeStorage = (
    backend: 'basic_text' | 'gnome_libsecret' | 'unknown',
    available: boolean,
  ): Parameters<typeof systemKeyStore>[0] => ({
    isEncryptionAvailable: () => available,
    getSelectedStorageBackend: () => backend,
    encryptString: (text) => Buffer.from(text),
    decryptString: (sealed) => sealed.toString(),
  })

  it.each([
    ['basic_text', true, 'linux', false],
    ['unknown', true, 'linux', false],
    ['gnome_libsecret', true, 'linux', true],
    ['gnome_libsecret', false, 'linux', false],
    ['basic_text', true, 'win32', true],
  ] as const)('behind %s (%s) on %s counts: %s', (backend, available, platform, expected) => {
    expect(systemKeyStore(safeStorage(backend, available), platform).isAvailable).toBe(expected)
  })
})
