// What the bare primitives allow: both halves of the cryptography of dispenses, and nothing else, for as long as the one argument says (JSON of a `BareOrder`). Writes a
// line with the dispenses that it did in a second of its own.
import { createCipheriv, randomBytes } from 'node:crypto'
import { sm2 } from 'sm-crypto-v2'
import { keyPairFrom, sm2Sign, sm2Verify } from '../../../server-mock/gm/sm2.ts'
import type { Work } from './counter.ts'

export interface BareOrder {
  readonly work: Work
  /** of an answer's signatures, how many the client checks */
  readonly checkedShare: number
  /** bytes under the signatures that 7205 checks */
  readonly files: readonly number[]
  readonly seconds: number
}

export interface BareReport {
  readonly perSecond: number
  /** ms of processor time that one dispense took, and the center's half of it */
  readonly bothMs: number
  readonly centerMs: number
}

const WARM_UP_MS = 2_000

function run({ work, checkedShare, files, seconds }: BareOrder): BareReport {
  const keys = keyPairFrom(randomBytes(40))
  const privateKey = Buffer.from(keys.privateKey).toString('hex')
  const publicKey = Buffer.from(keys.publicKey).toString('hex')
  const point = sm2.precomputePublicKey(publicKey)
  const key = randomBytes(16)
  const sign = (text: Uint8Array): string => sm2.doSignature(text, privateKey, { hash: true, publicKey })
  const [signed, answered, file] = [work.signed, work.answered, files].map((sizes) =>
    sizes.map((size) => {
      const text = randomBytes(size)
      return { text, hex: sign(text), raw: sm2Sign(keys.privateKey, text) }
    }),
  )
  const [encrypted, decrypted] = [work.encrypted, work.decrypted].map((sizes) => sizes.map((size) => randomBytes(size)))
  let checks = 0

  const clientHalf = (): void => {
    for (const { text } of signed ?? []) sign(text)
    for (const { text, hex } of answered ?? []) {
      checks += checkedShare
      if (checks < 1) continue
      checks -= 1
      sm2.doVerifySignature(text, hex, point, { hash: true })
    }
    for (const text of [...(encrypted ?? []), ...(decrypted ?? [])]) sm4Once(key, text)
  }
  const centerHalf = (): void => {
    for (const { text, raw } of [...(signed ?? []), ...(file ?? [])]) sm2Verify(keys.publicKey, text, raw)
    for (const { text } of answered ?? []) sm2Sign(keys.privateKey, text)
    for (const text of [...(encrypted ?? []), ...(decrypted ?? [])]) sm4Once(key, text)
  }

  for (const until = performance.now() + WARM_UP_MS; performance.now() < until; ) {
    clientHalf()
    centerHalf()
  }
  let done = 0
  let center = 0
  const start = process.cpuUsage()
  const began = performance.now()
  while (performance.now() - began < seconds * 1_000) {
    clientHalf()
    const before = process.cpuUsage()
    centerHalf()
    const used = process.cpuUsage(before)
    center += used.user + used.system
    done += 1
  }
  const whole = process.cpuUsage(start)
  const perSecond = (done * 1_000) / (performance.now() - began)
  return { perSecond, bothMs: (whole.user + whole.system) / 1_000 / done, centerMs: center / 1_000 / done }
}

/** One side encrypts what the other decrypts: both take the same time, and this one needs no whole blocks. */
function sm4Once(key: Uint8Array, text: Uint8Array): void {
  const cipher = createCipheriv('sm4-ecb', key, null)
  cipher.update(text)
  cipher.final()
}

const order: BareOrder = JSON.parse(process.argv[2] ?? '{}')
process.stdout.write(`${JSON.stringify(run(order))}\n`)
