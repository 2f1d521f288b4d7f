import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { SafeStorage } from 'electron'
import { z } from 'zod'
import { type Failure, failure } from '../../shared/contract/failures.ts'
import type { Mode } from '../../shared/contract/host.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'

const KEY_BYTES = 32
const TRAINING_NOTE = '仅供培训：此密钥没有系统密钥库保护。 Training only: this key is not protected by a key store.'

/** What <dataFolder>/master-key.json holds. `sealed`: Base64 of what the system's key store made of the Base64 key. */
const KeyFile = z.discriminatedUnion('protection', [
  z.strictObject({ version: z.literal(1), protection: z.literal('keyStore'), sealed: z.base64().min(1) }),
  z.strictObject({ version: z.literal(1), protection: z.literal('noneTrainingOnly'), note: z.string(), key: z.base64() }),
])
type KeyFile = z.infer<typeof KeyFile>

/** The system's key store. `encrypt` and `decrypt` throw when it will not do it. */
export interface KeyStore {
  readonly isAvailable: boolean
  encrypt(text: string): Buffer
  decrypt(sealed: Buffer): string
}

/** The key store behind Electron's safeStorage, once the app is ready. Chromium's fixed password (basic_text) is none. */
export function systemKeyStore(
  safeStorage: Pick<SafeStorage, 'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'>,
  platform: NodeJS.Platform,
): KeyStore {
  const isReal = platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
  return {
    isAvailable: isReal && safeStorage.isEncryptionAvailable(),
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (sealed) => safeStorage.decryptString(sealed),
  }
}

/**
 * The master key of the sealed columns, Base64 of 32 bytes: read from `file`, or made and written there when the file does not exist. In real
 * mode it is only ever kept sealed by the key store; training data without a key store gets a plainly marked file of mode 0600.
 * KEY_STORE_MISSING: the key store that is needed is not there. KEY_UNREADABLE: the file is there but gives no key; it is left as it is.
 */
export function readMasterKey({
  file,
  mode,
  keyStore,
}: {
  readonly file: string
  readonly mode: Mode
  readonly keyStore: KeyStore
}): Result<string, Failure> {
  if (mode === 'real' && !keyStore.isAvailable) return err(failure('KEY_STORE_MISSING'))
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return isAbsent(error) ? makeKey(file, keyStore) : err(failure('KEY_UNREADABLE'))
  }
  const parsed = KeyFile.safeParse(parseJson(text))
  if (!parsed.success) return err(failure('KEY_UNREADABLE'))
  return openKey(parsed.data, mode, keyStore)
}

function makeKey(file: string, keyStore: KeyStore): Result<string, Failure> {
  const key = randomBytes(KEY_BYTES).toString('base64')
  writeDurably(
    file,
    keyStore.isAvailable
      ? { version: 1, protection: 'keyStore', sealed: keyStore.encrypt(key).toString('base64') }
      : { version: 1, protection: 'noneTrainingOnly', note: TRAINING_NOTE, key },
  )
  return ok(key)
}

function openKey(content: KeyFile, mode: Mode, keyStore: KeyStore): Result<string, Failure> {
  if (content.protection === 'noneTrainingOnly')
    return mode === 'training' ? wholeKey(content.key) : err(failure('KEY_UNREADABLE'))
  if (!keyStore.isAvailable) return err(failure('KEY_STORE_MISSING'))
  try {
    return wholeKey(keyStore.decrypt(Buffer.from(content.sealed, 'base64')))
  } catch {
    return err(failure('KEY_UNREADABLE'))
  }
}

function wholeKey(key: string): Result<string, Failure> {
  const bytes = Buffer.from(key, 'base64')
  return bytes.length === KEY_BYTES && bytes.toString('base64') === key ? ok(key) : err(failure('KEY_UNREADABLE'))
}

// The key must be whole on disk before anything is sealed with it, and a power cut must not leave half a file under its name.
function writeDurably(file: string, content: KeyFile): void {
  const scratch = `${file}.new`
  rmSync(scratch, { force: true })
  const descriptor = openSync(scratch, 'wx', 0o600)
  writeSync(descriptor, `${JSON.stringify(content, null, 2)}\n`)
  sync(descriptor)
  renameSync(scratch, file)
  // Windows cannot open a folder for this and does not need it
  if (process.platform !== 'win32') sync(openSync(dirname(file), 'r'))
}

function sync(descriptor: number): void {
  fsyncSync(descriptor)
  closeSync(descriptor)
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
