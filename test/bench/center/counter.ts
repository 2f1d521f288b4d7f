import { createCipheriv, createDecipheriv } from 'node:crypto'
import { sm2, sm4 } from 'sm-crypto-v2'
import { Pool } from 'undici'
import { envelopeText } from '../../../scripts/counter/envelopeText.ts'
import { fsiPath, type InterfaceNumber, interfaceTables } from '../../../src/shared/wire/index.ts'
import type { Manifest } from './province.ts'

type Json = Record<string, unknown>
type Pharmacy = Manifest['pharmacies'][number]

/** What was signed, checked and encrypted, in bytes of each text: what the bare primitives must do as well. */
export interface Work {
  readonly signed: number[]
  readonly answered: number[]
  readonly encrypted: number[]
  readonly decrypted: number[]
}

/** Where the work is noted down, while it is wanted: putting an answer together again only to measure it is no work of a counter. */
export interface NotedWork extends Work {
  isWanted: boolean
}

export interface Wire {
  /** plain JSON: the voucher platform, and the administration with its token */
  plain(path: string, body: object, token?: string): Promise<Json>
  close(): Promise<void>
}

/** A pharmacy at its counters, with SM2 of a library that the center does not use. */
export interface Counter {
  readonly pharmacy: Pharmacy
  /** a message of channel A */
  insurance(infno: string, input: object, signNo: string): Promise<Json>
  /** a message of channel B; the answer's data are opened, and its signature checked when it is its turn */
  prescription(number: InterfaceNumber, data: object): Promise<Json>
}

const ZONE_MS = 8 * 3_600_000
/** msgid has four digits within its second */
const SEQUENCES = 10_000

/** Now, as the wire writes it. */
export function dateTime(time = Date.now()): string {
  return new Date(time + ZONE_MS).toISOString().slice(0, 19).replace('T', ' ')
}

/** Connections to a center that are kept. */
export function openWire(url: string, connections: number): Wire & { post(path: string, body: string): Promise<Json> } {
  const pool = new Pool(url, { connections, pipelining: 1 })
  async function send(path: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Json> {
    const all = { 'content-type': 'application/json', ...headers }
    const response = await pool.request({ method: 'POST', path, body, headers: all })
    const text = await response.body.text()
    if (response.statusCode !== 200) throw new Error(`${response.statusCode}: ${text}`)
    return text === '' ? {} : JSON.parse(text)
  }
  return {
    post: send,
    plain: (path, body, token) =>
      send(path, JSON.stringify(body), token === undefined ? {} : { authorization: `Bearer ${token}` }),
    close: () => pool.close(),
  }
}

interface CounterPorts {
  readonly wire: ReturnType<typeof openWire>
  readonly pharmacy: Pharmacy
  /** Base64 */
  readonly platformPublicKey: string
  /** one answer in so many is checked */
  readonly verifyEvery: number
  readonly work: NotedWork
}

/** Opens a pharmacy. It throws on an answer that is not signed by the platform, when it checks it. */
export function openCounter({ wire, pharmacy, platformPublicKey, verifyEvery, work }: CounterPorts): Counter {
  const { code, name, area, appId, appSecret } = pharmacy
  const privateKey = hexOf(pharmacy.privateKey)
  const publicKey = sm2.getPublicKeyFromPrivateKey(privateKey)
  const platform = sm2.precomputePublicKey(hexOf(platformPublicKey))
  const step = Buffer.from(sm4.encrypt(Buffer.from(appSecret), Buffer.from(appId.slice(0, 16)), { output: 'array' }))
  const key = Buffer.from(step.toString('hex').toUpperCase().slice(0, 16))
  let answers = 0
  let sequence = 0

  function sign(text: string): string {
    const bytes = Buffer.from(text)
    if (work.isWanted) work.signed.push(bytes.length)
    return Buffer.from(sm2.doSignature(bytes, privateKey, { hash: true, publicKey }), 'hex').toString('base64')
  }

  function check(answer: Json): void {
    answers += 1
    const isChecked = answers % verifyEvery === 0
    if (!isChecked && !work.isWanted) return
    const text = Buffer.from(envelopeText(answer, appSecret))
    if (work.isWanted) work.answered.push(text.length)
    if (!isChecked) return
    const signature = hexOf(String(answer.signData))
    if (!sm2.doVerifySignature(text, signature, platform, { hash: true })) throw new Error('an answer is not the platform’s')
  }

  return {
    pharmacy,
    insurance: (infno, input, signNo) => {
      const now = dateTime()
      sequence += 1
      const envelope = {
        infno,
        msgid: `${code}${now.replace(/\D/g, '')}${String(sequence % SEQUENCES).padStart(4, '0')}`,
        mdtrtarea_admvs: area,
        insuplc_admdvs: area,
        recer_sys_code: 'FSI',
        infver: 'V1.0',
        opter_type: '1',
        opter: '0001',
        opter_name: '林晓',
        inf_time: now,
        fixmedins_code: code,
        fixmedins_name: name,
        sign_no: signNo,
        signtype: 'SM2',
        cainfo: sign(JSON.stringify(input)),
        input,
      }
      return wire.post(fsiPath, JSON.stringify(envelope))
    },
    prescription: async (number, data) => {
      const fields = { appId, version: '1.0.0', timestamp: String(Date.now()), encType: 'SM4', signType: 'SM2' }
      const clear = Buffer.from(JSON.stringify(data))
      if (work.isWanted) work.encrypted.push(clear.length)
      const cipher = createCipheriv('sm4-ecb', key, null)
      const encData = cipher.update(clear, undefined, 'hex') + cipher.final('hex')
      const signData = sign(envelopeText({ ...fields, data }, appSecret))
      const answer = await wire.post(interfaceTables[number].path, JSON.stringify({ ...fields, encData, signData }))
      if (typeof answer.encData === 'string') {
        const decipher = createDecipheriv('sm4-ecb', key, null)
        const opened = decipher.update(answer.encData, 'hex', 'utf8') + decipher.final('utf8')
        if (work.isWanted) work.decrypted.push(Buffer.byteLength(opened))
        answer.data = JSON.parse(opened)
      }
      check(answer)
      return answer
    },
  }
}

function hexOf(base64: string): string {
  return Buffer.from(base64, 'base64').toString('hex')
}
