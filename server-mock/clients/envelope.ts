import { epcVersion, type InterfaceNumber, interfaceTables } from '../../src/shared/wire/index.ts'
import { messageKey, strictBase64, textToSign } from '../gm/envelope.ts'
import { sm2Sign, sm2Verify } from '../gm/sm2.ts'
import { sm4 } from '../gm/sm4.ts'
import { isObject, parseKeepingNumbers, readJsonObject } from '../json.ts'

/** A caller's half of the signed and encrypted envelope (channels B, D, E, L). Keys are bare bytes: 32 of the scalar, 65 of the point. */
export interface ClientKeys {
  readonly appId: string
  readonly appSecret: string
  readonly privateKey: Uint8Array
  readonly platformPublicKey: Uint8Array
}

/** What the center answered, opened. `data` is null in a refusal. */
export interface OpenedAnswer {
  /** '0' is success */
  readonly code: string
  readonly message: string
  readonly data: Readonly<Record<string, unknown>> | null
}

/** The text of a request: signed with the caller's key over the clear content, which travels encrypted. `now` in epoch ms. */
export function sealRequest(keys: ClientKeys, data: object, now: number): string {
  const clear = JSON.stringify(data)
  const fields = { appId: keys.appId, version: epcVersion, timestamp: String(now), encType: 'SM4', signType: 'SM2' }
  // read back, so that the text that is signed comes from the very bytes that are encrypted
  const signed = textToSign({ ...fields, data: parseKeepingNumbers(clear) }, keys.appSecret)
  const signData = Buffer.from(sm2Sign(keys.privateKey, Buffer.from(signed))).toString('base64')
  const encrypted = sm4.encrypt(messageKey(keys), Buffer.from(clear))
  return JSON.stringify({ ...fields, encData: Buffer.from(encrypted).toString('hex').toUpperCase(), signData })
}

/** Opens an answer. Throws when it is no envelope of the platform for this caller: not readable, or signed by somebody else. */
export function openAnswer(keys: ClientKeys, text: string): OpenedAnswer {
  const fields = parseKeepingNumbers(text)
  if (!isObject(fields)) throw new Error('the answer is no JSON object')
  const { encData, signData, ...rest } = fields
  const clear = typeof encData === 'string' ? sm4.decrypt(messageKey(keys), Buffer.from(encData, 'hex')) : null
  const content = clear === null ? null : readJsonObject(clear)
  if (encData !== undefined && content === null) throw new Error('the answer is not encrypted for this caller')
  const signature = typeof signData === 'string' ? strictBase64(signData) : null
  const signed = textToSign(content === null ? rest : { ...rest, data: parseKeepingNumbers(content.text) }, keys.appSecret)
  if (signature === null || !sm2Verify(keys.platformPublicKey, Buffer.from(signed), signature)) {
    throw new Error(`the answer is not signed by the platform: ${String(rest.message ?? '')}`)
  }
  return { code: String(rest.code), message: String(rest.message ?? ''), data: content?.value ?? null }
}

/** A caller that speaks to the center at `url` over HTTP, as any other program would. `now` is the center's time. */
export interface SignedClient {
  /** rejects when there is no answer, or not one of the platform */
  ask(number: InterfaceNumber, data: object): Promise<OpenedAnswer>
}

export function createSignedClient(url: string, keys: ClientKeys, now: () => number): SignedClient {
  return {
    ask: async (number, data) => {
      const response = await fetch(`${url}${interfaceTables[number].path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: sealRequest(keys, data, now()),
      })
      return openAnswer(keys, await response.text())
    },
  }
}
