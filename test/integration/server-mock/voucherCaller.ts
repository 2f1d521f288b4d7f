import { sm2 } from 'sm-crypto-v2'
import { envelopeText } from '../../../scripts/counter/envelopeText.ts'
import type { AdminClient } from '../../../server-mock/admin/client.ts'
import type { MockCenter } from '../../../server-mock/server.ts'
import { type InterfaceNumber, interfaceTables } from '../../../src/shared/wire/index.ts'
import { dateTime } from './pharmacy.ts'

export type Json = Record<string, unknown>

/** Stands where the signature will be, so that a message can be spoiled before it is signed. */
const TO_BE_SIGNED = 'to be signed'

/** A channel's application, or the insurance system, on the signed side of channel C; SM2 from a library that the mock center does not use. */
export interface VoucherCaller {
  readonly number: string
  /** the message of an interface, but for its signature */
  message(transType: string, data: object): Json
  /** its text with the signature, wherever the message leaves a place for it */
  sign(message: Json): string
  post(number: InterfaceNumber, body: string): Promise<Json>
  ask(number: InterfaceNumber, data: object): Promise<Json>
}

/** The caller of this name. */
export async function openCaller(center: MockCenter, admin: AdminClient, name: string): Promise<VoucherCaller> {
  const found = (await admin.callers()).find((each) => each.name === name)
  if (found === undefined) throw new Error(name)
  const privateKey = Buffer.from(found.privateKey, 'base64').toString('hex')
  const message: VoucherCaller['message'] = (transType, data) => ({
    orgId: found.number,
    version: '1.0.0',
    encType: 'SM4',
    transType,
    signType: 'SM2',
    signData: TO_BE_SIGNED,
    timestamp: dateTime(center.clock.now()).replace(/\D/g, ''),
    data,
  })
  const sign: VoucherCaller['sign'] = (unsigned) => {
    if (unsigned.signData !== TO_BE_SIGNED) return JSON.stringify(unsigned)
    const { signData: _place, ...fields } = unsigned
    const signature = sm2.doSignature(Buffer.from(envelopeText(fields, found.appSecret)), privateKey, { hash: true })
    return JSON.stringify({ ...fields, signData: Buffer.from(signature, 'hex').toString('base64') })
  }
  const post: VoucherCaller['post'] = async (number, body) => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${center.url}${interfaceTables[number].path}`, { method: 'POST', headers, body })
    return JSON.parse(await response.text())
  }
  return { number: found.number, message, sign, post, ask: (number, data) => post(number, sign(message(number, data))) }
}
