import type { Signer } from './sm.ts'
import { sm4Decrypt, sm4Encrypt } from './sm.ts'

export type Json = Readonly<Record<string, unknown>>

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value under a path of names and indexes; throws where there is none. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let node = value
  for (const name of path) {
    node = typeof node === 'object' && node !== null ? Reflect.get(node, name) : undefined
    if (node === undefined) throw new Error(`nothing at ${path.join('.')}: ${JSON.stringify(value)}`)
  }
  return node
}

export const textAt = (value: unknown, ...path: readonly (string | number)[]): string => String(at(value, ...path))

/** Reads JSON with every number as the text that stands there: 12.50 is signed as 12.50. */
export function readJson(text: string): Json {
  const read: unknown = JSON.parse(text, (_name, value, context?: { readonly source?: string }) =>
    typeof value === 'number' ? (context?.source ?? String(value)) : value,
  )
  if (!isJson(read)) throw new Error(`no JSON object: ${text}`)
  return read
}

function canonical(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) {
    const items = value.map(canonical).filter((item) => item !== null)
    return items.length === 0 ? null : `[${items.join(',')}]`
  }
  if (!isJson(value)) return JSON.stringify(String(value))
  const members = Object.keys(value)
    .sort()
    .map((name) => ({ name, text: canonical(value[name]) }))
    .filter(({ text }) => text !== null)
    .map(({ name, text }) => `${JSON.stringify(name)}:${text}`)
  return `{${members.join(',')}}`
}

/** The text to sign of channel B: everything but signData, encData and extra, with the clear `data` in place. */
export function textToSign(fields: Json, appSecret: string): string {
  const parts = Object.keys(fields)
    .filter((name) => !['signData', 'encData', 'extra'].includes(name))
    .sort()
    .map((name) => {
      const value = fields[name]
      return { name, text: typeof value === 'object' ? canonical(value) : String(value ?? '') }
    })
    .filter(({ text }) => text !== null && text !== '')
    .map(({ name, text }) => `${name}=${text}&`)
  return `${parts.join('')}key=${appSecret}`
}

/** The SM4 key of an application: 16 characters, used as they are. */
export function messageKey(appId: string, appSecret: string): string {
  const derived = sm4Encrypt(appId.slice(0, 16), appSecret)
  return Buffer.from(derived).toString('hex').toUpperCase().slice(0, 16)
}

export const encryptData = (key: string, text: string): string => Buffer.from(sm4Encrypt(key, text)).toString('hex').toUpperCase()

export interface Application {
  readonly appId: string
  readonly appSecret: string
  readonly platformPublicKey: string
}

/** A message of channel B as it travels. */
export function seal({ appId, appSecret }: Application, signer: Signer, data: Json, timestamp: string): Json {
  const fields = { appId, version: '1.0.0', timestamp, encType: 'SM4', signType: 'SM2' }
  const text = JSON.stringify(data)
  return {
    ...fields,
    encData: encryptData(messageKey(appId, appSecret), text),
    signData: signer.sign(textToSign({ ...fields, data: readJson(text) }, appSecret)),
  }
}

export interface Opened {
  readonly code: string
  readonly message: string
  /** empty in a refusal */
  readonly data: Json
}

/** An answer of channel B. Throws when the platform did not sign it, or not for this application. */
export function open({ appId, appSecret, platformPublicKey }: Application, signer: Signer, text: string): Opened {
  const fields = readJson(text)
  if (fields.appId !== appId || 'data' in fields) throw new Error(`not an answer for ${appId}: ${text}`)
  const clear =
    typeof fields.encData === 'string'
      ? { data: readJson(sm4Decrypt(messageKey(appId, appSecret), Buffer.from(fields.encData, 'hex'))) }
      : {}
  const signed = textToSign({ ...fields, ...clear }, appSecret)
  if (!signer.verifies(platformPublicKey, signed, String(fields.signData))) throw new Error(`not signed by the platform: ${text}`)
  return { code: String(fields.code), message: String(fields.message), data: clear.data ?? {} }
}
