import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The ID that SM2 signatures are made under where nothing else is agreed, for `-sigopt`. */
export const DEFAULT_ID = 'distid:1234567812345678'
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
  const folder = mkdtempSync(join(tmpdir(), 'rxcounter-sm2-'))
  const [key, signatureFile] = [join(folder, 'key'), join(folder, 'signature')]
  try {
    const base64 = Buffer.concat([KEY_HEAD, publicKey]).toString('base64')
    writeFileSync(key, `-----BEGIN PUBLIC KEY-----\n${base64.replace(/.{64}(?=.)/g, '$&\n')}\n-----END PUBLIC KEY-----\n`)
    writeFileSync(signatureFile, signature)
    const parts = ['dgst', '-sm3', '-verify', key, '-sigopt', DEFAULT_ID, '-signature', signatureFile]
    execFileSync('openssl', parts, { input: message, stdio: ['pipe', 'pipe', 'pipe'] })
    return true
  } catch (error) {
    // 1 is its answer to a signature that does not fit; that the command is missing is none
    if (error instanceof Error && 'status' in error && error.status === 1) return false
    throw error
  } finally {
    rmSync(folder, { recursive: true })
  }
}
