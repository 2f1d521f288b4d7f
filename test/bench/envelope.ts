import { sm2, sm4 } from 'sm-crypto-v2'
import { createEnvelope } from '../../src/main/station/gateways/gm/envelope.ts'
import { readSigningKey, readVerifyingKey } from '../../src/main/station/gateways/gm/sm.ts'
import type { JsonObject } from '../../src/main/station/gateways/json.ts'
import type { Result } from '../../src/shared/domain/result.ts'
import { app, connectionTo, sealed } from '../integration/gateways/center.ts'
import { median, type Row, row } from './figures.ts'

const ROUNDS = 60
const PER_ROUND = 10
const WARM_UP = 5
/** bytes of the business object's JSON, as long as a list of several prescriptions */
const MESSAGE_BYTES = 4_700
const NOW = 1_795_219_200_000

/**
 * Sealing one message and opening another of the same size, against the cryptography alone that both need, called in the library directly on
 * bytes of that size: a signature, its check under a precomputed key, SM4 there and back. By turns, in operations a second.
 */
export function measureEnvelope(): readonly Row[] {
  const connection = connectionTo('http://127.0.0.1')
  const signing = readable(readSigningKey(connection.privateKey))
  const platform = readable(readVerifyingKey(connection.platformPublicKey))
  const envelope = createEnvelope({ appId: app.appId, appSecret: app.appSecret, signing, platform })
  const data = message()
  const answer = sealed({ code: 0, message: '成功', data })
  if (envelope.open(answer).kind !== 'signed') throw new Error('the answer of the benchmark cannot be opened')
  const whole = (): void => {
    envelope.seal(data, NOW)
    envelope.open(answer)
  }

  const bare = bareCryptography(connection.privateKey, data)
  const rounds = Array.from({ length: WARM_UP + ROUNDS }, () => ({ whole: perSecond(whole), bare: perSecond(bare) })).slice(
    WARM_UP,
  )
  return [
    row({
      name: 'envelope',
      value: median(rounds.map((round) => round.whole)),
      unit: 'operations/s',
      baseline: median(rounds.map((round) => round.bare)),
      aim: { of: 'ratio', is: '>=', limit: 0.6 },
    }),
  ]
}

/** The cryptography that a message and its answer need, called in the library directly. */
function bareCryptography(signingKey: string, data: JsonObject): () => void {
  const bytes = Buffer.from(JSON.stringify(data))
  const privateKey = Buffer.from(signingKey, 'base64').toString('hex')
  const publicKey = sm2.getPublicKeyFromPrivateKey(privateKey)
  const point = sm2.precomputePublicKey(publicKey)
  const signature = sm2.doSignature(bytes, privateKey, { hash: true, publicKey })
  const key = bytes.subarray(0, 16)
  const cipher = sm4.encrypt(bytes, key, { output: 'array' })
  return () => {
    sm2.doSignature(bytes, privateKey, { hash: true, publicKey })
    sm2.doVerifySignature(bytes, signature, point, { hash: true })
    sm4.encrypt(bytes, key, { output: 'array' })
    sm4.decrypt(cipher, key, { output: 'array' })
  }
}

/** ms that the bare cryptography of one message and its answer takes. */
export function bareCryptographyMs(): number {
  const bare = bareCryptography(connectionTo('http://127.0.0.1').privateKey, message())
  return 1_000 / median(Array.from({ length: WARM_UP + ROUNDS }, () => perSecond(bare)).slice(WARM_UP))
}

function perSecond(operation: () => void): number {
  const began = performance.now()
  for (let count = 0; count < PER_ROUND; count++) operation()
  return (PER_ROUND * 1_000) / (performance.now() - began)
}

/** An answer like that of 7201, with as many prescriptions as the size allows. */
function message(): JsonObject {
  const prescription = (index: number) => ({
    hiRxno: String(99_010_100_000_000_000_000n + BigInt(index)),
    epcToken: 'T'.repeat(57),
    tokenValidEndTime: '2026-11-21 11:30:00',
    fixmedinsName: '明心市第一人民医院',
    prscDeptName: '心血管内科门诊',
    maindiagName: '高血压病2级',
    prscTime: '2026-11-20 09:00:00',
    valiEndTime: '2026-11-23 23:59:59',
  })
  const rxList: ReturnType<typeof prescription>[] = []
  while (Buffer.byteLength(JSON.stringify({ rxList })) < MESSAGE_BYTES) rxList.push(prescription(rxList.length))
  return { rxList }
}

function readable<T>(key: Result<T, unknown>): T {
  if (!key.ok) throw new Error('the key of the benchmark must be readable')
  return key.value
}
