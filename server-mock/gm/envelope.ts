import { isObject, parseKeepingNumbers, readJsonObject } from '../json.ts'
import { createMemory } from '../memory.ts'
import { sm2Sign, sm2Verify } from './sm2.ts'
import { sm4 } from './sm4.ts'

/** An application's half of the envelope: what it shares with the platform, and its public key (65 bytes). */
export interface EnvelopeApp {
  readonly appId: string
  readonly appSecret: string
  readonly publicKey: Uint8Array
}

/** The business object of an opened envelope, or what is wrong with the envelope. `kind` says at which step it failed. */
export type OpenedEnvelope =
  | { readonly ok: true; readonly data: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly kind: 'form' | 'encryption' | 'signature'; readonly field: string; readonly rule: string }

const UNSIGNED_FIELDS: ReadonlySet<string> = new Set(['signData', 'encData', 'extra'])

function canonicalJson(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) {
    const items = value.map(canonicalJson).filter((item) => item !== null)
    return items.length === 0 ? null : `[${items.join(',')}]`
  }
  if (!isObject(value)) return JSON.stringify(String(value))
  const members = Object.keys(value)
    .sort()
    .flatMap((name) => {
      const text = canonicalJson(value[name])
      return text === null ? [] : [`${JSON.stringify(name)}:${text}`]
    })
  return `{${members.join(',')}}`
}

/**
 * 待签名串: top-level fields but signData, encData and extra, in order of their names, as `name=value&`, then `key=` and the secret.
 * Nothing empty takes part at any depth; nested objects are compact JSON with sorted names and every leaf a string. Numbers must have
 * been read with their source text (`parseKeepingNumbers`). Source: written specification and known client programs.
 */
export function textToSign(fields: Readonly<Record<string, unknown>>, appSecret: string): string {
  const parts = Object.keys(fields)
    .filter((name) => !UNSIGNED_FIELDS.has(name))
    .sort()
    .flatMap((name) => {
      const value = fields[name]
      const text = typeof value === 'object' ? canonicalJson(value) : String(value ?? '')
      return text === null || text === '' ? [] : [`${name}=${text}&`]
    })
  return `${parts.join('')}key=${appSecret}`
}

const KEPT_KEYS = 1_000
const messageKeys = createMemory<Uint8Array>(KEPT_KEYS)

/** The SM4 key of an application's messages: 16 characters of the upper-case hex of SM4(first 16 of appId, appSecret). */
export function messageKey(app: Pick<EnvelopeApp, 'appId' | 'appSecret'>): Uint8Array {
  return messageKeys.recall(`${app.appId}\0${app.appSecret}`, () => {
    const derived = sm4.encrypt(Buffer.from(app.appId.slice(0, 16)), Buffer.from(app.appSecret))
    return Buffer.from(Buffer.from(derived).toString('hex').toUpperCase().slice(0, 16))
  })
}

/** The bytes of standard Base64 in its one canonical spelling; null for anything else. */
export function strictBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

function strictHex(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'hex')
  return text !== '' && bytes.toString('hex') === text.toLowerCase() ? bytes : null
}

/**
 * Opens a request: decrypts encData, puts it back as `data` and checks signData over the whole. `text` is the envelope as received; a
 * clear `data` beside encData is refused.
 */
export function openEnvelope(text: string, app: EnvelopeApp): OpenedEnvelope {
  const bad = (kind: 'form' | 'encryption' | 'signature', field: string, rule: string) =>
    ({ ok: false, kind, field, rule }) as const
  const fields = parseKeepingNumbers(text)
  if (!isObject(fields) || 'data' in fields) return bad('form', 'data', '加密报文不得含明文 data')
  const { encData, signData } = fields
  const signature = typeof signData === 'string' ? strictBase64(signData) : null
  if (signature?.length !== 64) return bad('form', 'signData', '须为 64 字节 r||s 的标准 Base64')
  const encrypted = typeof encData === 'string' ? strictHex(encData) : null
  if (encrypted === null) return bad('form', 'encData', '须为 SM4 密文的十六进制')
  const clear = sm4.decrypt(messageKey(app), encrypted)
  const message = clear && readJsonObject(clear)
  if (!message) return bad('encryption', 'encData', '无法用该 appId 的密钥解密为 JSON 对象')
  const signed = textToSign({ ...fields, data: parseKeepingNumbers(message.text) }, app.appSecret)
  if (!sm2Verify(app.publicKey, Buffer.from(signed), signature)) return bad('signature', 'signData', '验签不通过 (SM2)')
  return { ok: true, data: message.value }
}

/** What an answer says, before it is signed and encrypted. `data` is absent in a refusal. */
export interface EnvelopeAnswer {
  readonly version: string
  readonly timestamp: string
  readonly code: number
  readonly message: string
  readonly data?: Readonly<Record<string, unknown>> | undefined
}

/** The signed and, where it has data, encrypted answer for an application; code and message take part in the signature. */
export function sealAnswer(answer: EnvelopeAnswer, app: EnvelopeApp, platformPrivateKey: Uint8Array): string {
  const { data, ...rest } = answer
  const fields = { appId: app.appId, ...rest, encType: 'SM4', signType: 'SM2' }
  const clear = data === undefined ? null : JSON.stringify(data)
  // read back, so that the text that is signed comes from the very bytes that are encrypted
  const signed = textToSign(clear === null ? fields : { ...fields, data: parseKeepingNumbers(clear) }, app.appSecret)
  const signData = Buffer.from(sm2Sign(platformPrivateKey, Buffer.from(signed))).toString('base64')
  if (clear === null) return JSON.stringify({ ...fields, signData })
  const encData = Buffer.from(sm4.encrypt(messageKey(app), Buffer.from(clear)))
    .toString('hex')
    .toUpperCase()
  return JSON.stringify({ ...fields, encData, signData })
}
