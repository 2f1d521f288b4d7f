import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The ID that SM2 signatures are made under where nothing else is agreed, for `-sigopt`. */
const DEFAULT_ID = 'distid:1234567812345678'
/** SubjectPublicKeyInfo of a point of the SM2 curve, but the point */
const KEY_HEAD = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex')

/** SM4-ECB with PKCS#7 padding by the `openssl` command. Throws on a cipher text that cannot be decrypted. */
export function opensslSm4(direction: 'encrypt' | 'decrypt', key: Uint8Array, bytes: Uint8Array): Buffer {
  const parts = ['enc', '-sm4-ecb', direction === 'encrypt' ? '-e' : '-d', '-K', Buffer.from(key).toString('hex')]
  return execFileSync('openssl', parts, { input: bytes, stdio: ['pipe', 'pipe', 'pipe'] })
}

/** The SEQUENCE{r, s} that the `openssl` command wants, of a raw signature r‖s of 64 bytes. */
export function derSignature(raw: Uint8Array): Buffer {
  const integers = [raw.subarray(0, 32), raw.subarray(32)].map((half) => {
    const digits = Buffer.from(
      Buffer.from(half)
        .toString('hex')
        .replace(/^(?:00)+/, ''),
      'hex',
    )
    const content = (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), digits]) : digits
    return Buffer.concat([Buffer.of(0x02, content.length), content])
  })
  const body = Buffer.concat(integers)
  return Buffer.concat([Buffer.of(0x30, body.length), body])
}

/** Whether the `openssl` command takes `signature` (DER) for SM3withSM2 of `message`, default ID, under a public key of 65 bytes. */
export function opensslVerifies(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return opensslSaysYes((put) => {
    const base64 = Buffer.concat([KEY_HEAD, publicKey]).toString('base64')
    const key = put('key', `-----BEGIN PUBLIC KEY-----\n${base64.replace(/.{64}(?=.)/g, '$&\n')}\n-----END PUBLIC KEY-----\n`)
    verifySignature(key, put('signature', signature), put('message', message))
    return true
  })
}

/** Has the command verify SM3withSM2 under the default ID; throws when it ends with anything but 0. */
export function verifySignature(keyFile: string, signatureFile: string, messageFile: string): void {
  openssl('dgst', '-sm3', '-verify', keyFile, '-sigopt', DEFAULT_ID, '-signature', signatureFile, messageFile)
}

/** What the command writes; throws when it ends with anything but 0. */
export function openssl(...parts: readonly string[]): Buffer {
  return execFileSync('openssl', parts, { stdio: ['ignore', 'pipe', 'pipe'] })
}

/**
 * Runs `ask`, which writes the files it needs with `put` into a folder of their own. False also when the command ended with 1, its answer to a signature that
 * does not fit; that it is missing is no answer.
 */
export function opensslSaysYes(ask: (put: (name: string, content: Uint8Array | string) => string) => boolean): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'rxcounter-openssl-'))
  try {
    return ask((name, content) => {
      const file = join(folder, name)
      writeFileSync(file, content)
      return file
    })
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 1) return false
    throw error
  } finally {
    rmSync(folder, { recursive: true })
  }
}
