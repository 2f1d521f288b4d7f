import { sm2, sm4 } from 'sm-crypto-v2'
import { envelopeText } from '../../../scripts/counter/envelopeText.ts'
import type { MockCenter, MockCenterConnection } from '../../../server-mock/server.ts'
import { epcEnvelope, fsiPath, type InterfaceNumber, interfaceTables, validateNode } from '../../../src/shared/wire/index.ts'

type Json = Record<string, unknown>

/** The first pharmacy of the scenario everyday at its counter, with SM2 and SM4 from a library that the mock center does not use. */
export interface Pharmacy {
  /** posts a body as it is and gives status and parsed answer */
  post(path: string, body: string | Uint8Array<ArrayBuffer>, contentType?: string): Promise<{ status: number; body: Json }>
  /** ec.query; `change` may replace parts of the message */
  query(qr: string, change?: (message: QueryMessage) => object): Promise<Json>
  /** decodes a fresh QR of the person and gives the token */
  tokenOf(person: string): Promise<string>
  /** ec.pwdCheck of a card that was put down; `card` has its fields and the password */
  checkPassword(card: Json): Promise<Json>
  /** a message of channel A; `change` works on the envelope before it is sent, after it was signed */
  insurance(infno: string, input: object, envelope?: Json, change?: (envelope: Json) => object): Promise<Json>
  signIn(envelope?: Json): Promise<string>
  /** 1101 by voucher token */
  person(token: string, data?: Json, envelope?: Json): Promise<Json>
  /** an envelope of channel B around data, as it would be sent */
  seal(data: object, envelope?: Json): Json
  /** what the platform sends, decrypted (`data`), with what its signature is worth (`verified`) */
  open(message: Json): Json
  /** a signed and encrypted message of channel B, its answer verified and decrypted */
  prescription(number: InterfaceNumber, data: object, envelope?: Json, change?: (envelope: Json) => object): Promise<Json>
  authorize(token: string, data?: Json, envelope?: Json): Promise<Json>
}

export interface QueryMessage extends Json {
  readonly orgId: string
  readonly data: Json
}

const ZONE_MS = 8 * 3_600_000
const iso = (time: number): string => new Date(time + ZONE_MS).toISOString()
export const dateTime = (time: number): string => iso(time).slice(0, 19).replace('T', ' ')

const toHex = (base64: string): string => Buffer.from(base64, 'base64').toString('hex')
let sequence = 0

/** A pharmacy at the counter of `center`; another one of its institutions when a connection is given. */
export function createPharmacy(center: MockCenter, connection: MockCenterConnection = center.connection): Pharmacy {
  const { institution, appId, appSecret } = connection
  // both spare the library most of its work: walks send thousands of messages
  const publicKey = sm2.getPublicKeyFromPrivateKey(toHex(connection.privateKey))
  const platformKey = sm2.precomputePublicKey(toHex(connection.platformPublicKey))
  const sign = (text: string): string =>
    Buffer.from(sm2.doSignature(Buffer.from(text), toHex(connection.privateKey), { hash: true, publicKey }), 'hex').toString(
      'base64',
    )
  const stepKey = Buffer.from(sm4.encrypt(Buffer.from(appSecret), Buffer.from(appId.slice(0, 16)), { output: 'array' }))
  const messageKey = Buffer.from(stepKey.toString('hex').toUpperCase().slice(0, 16))

  async function post(
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    contentType = 'application/json',
  ): Promise<{ status: number; body: Json }> {
    const response = await fetch(`${center.url}${path}`, { method: 'POST', headers: { 'content-type': contentType }, body })
    const answer: Json = JSON.parse(await response.text())
    return { status: response.status, body: answer }
  }

  async function terminal(
    transType: 'ec.query' | 'ec.pwdCheck',
    content: Json,
    change: (message: QueryMessage) => object = (message) => message,
  ): Promise<Json> {
    const data = {
      orgId: institution.code,
      businessType: '02122',
      termId: connection.terminalId,
      termIp: '127.0.0.1',
      operatorId: '0001',
      operatorName: '林晓',
      ...content,
    }
    const message = { orgId: institution.code, transType, data, extra: {} }
    return (await post(interfaceTables[transType].path, JSON.stringify(change(message)))).body
  }
  const query: Pharmacy['query'] = (qr, change) => terminal('ec.query', { ecQrCode: qr }, change)

  async function insurance(
    infno: string,
    input: object,
    extra: Json = {},
    change: (envelope: Json) => object = (all) => all,
  ): Promise<Json> {
    const now = center.clock.now()
    const inputText = JSON.stringify(input)
    const envelope = {
      infno,
      msgid: `${institution.code}${iso(now).replace(/\D/g, '').slice(0, 14)}${String(++sequence % 10_000).padStart(4, '0')}`,
      mdtrtarea_admvs: institution.area,
      recer_sys_code: 'FSI',
      infver: 'V1.0',
      opter_type: '1',
      opter: '0001',
      opter_name: '林晓',
      inf_time: dateTime(now),
      fixmedins_code: institution.code,
      fixmedins_name: institution.name,
      signtype: 'SM2',
      cainfo: sign(inputText),
      input,
      ...extra,
    }
    return (await post(fsiPath, JSON.stringify(change(envelope)))).body
  }

  async function signIn(envelope: Json = {}): Promise<string> {
    const answer = await insurance(
      '9001',
      { signIn: { opter_no: envelope.opter ?? '0001', mac: '00:00:5e:00:53:01', ip: '127.0.0.1' } },
      envelope,
    )
    return String(dig(answer, 'output', 'signinoutb', 'sign_no'))
  }

  function open(answer: Json): Json {
    const encData = answer.encData
    if (encData !== undefined) {
      const clear = sm4.decrypt(Buffer.from(String(encData), 'hex'), messageKey, { output: 'array' })
      answer.data = JSON.parse(Buffer.from(clear).toString())
    }
    const signature = Buffer.from(String(answer.signData), 'base64').toString('hex')
    const text = Buffer.from(envelopeText(answer, appSecret))
    answer.verified = sm2.doVerifySignature(text, signature, platformKey, { hash: true })
    return answer
  }

  function seal(data: object, extra: Json = {}): Json {
    const fields = { appId, version: '1.0.0', timestamp: String(center.clock.now()), encType: 'SM4', signType: 'SM2', ...extra }
    const encrypted = sm4.encrypt(Buffer.from(JSON.stringify(data)), messageKey, { output: 'array' })
    return {
      ...fields,
      encData: Buffer.from(encrypted).toString('hex').toUpperCase(),
      signData: sign(envelopeText({ ...fields, data }, appSecret)),
    }
  }

  async function prescription(
    number: InterfaceNumber,
    data: object,
    extra: Json = {},
    change: (envelope: Json) => object = (all) => all,
  ): Promise<Json> {
    const { body } = await post(interfaceTables[number].path, JSON.stringify(change(seal(data, extra))))
    return body.signData === undefined ? body : open(body)
  }

  return {
    post,
    query,
    checkPassword: (card) => terminal('ec.pwdCheck', card),
    tokenOf: async (person) => String(dig(await query(center.showVoucher(person).qr), 'data', 'ecToken')),
    insurance,
    signIn,
    person: async (token, data = {}, envelope = {}) =>
      insurance(
        '1101',
        { data: { mdtrt_cert_type: '01', mdtrt_cert_no: token, psn_cert_type: '01', ...data } },
        { sign_no: await signIn(), ...envelope },
      ),
    seal,
    open,
    prescription,
    authorize: (token, data = {}, envelope = {}) =>
      prescription(
        '7201',
        {
          mdtrtCertType: '01',
          mdtrtCertNo: token,
          insuPlcNo: '990101',
          opter: '0001',
          opterName: '林晓',
          optins: institution.code,
          ...data,
        },
        envelope,
      ),
  }
}

/** The value under a path of names and indexes. */
export function dig(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (node, name) => (typeof node === 'object' && node !== null ? Reflect.get(node, name) : undefined),
    value,
  )
}

/** What an answer of channel B breaks of its envelope's table, and of the table of 7201 where it has content. */
export function issuesOfAuthorizeAnswer(answer: Json): readonly unknown[] {
  const { data, verified: _verified, ...envelope } = answer
  const inner = data === undefined ? [] : validateNode(interfaceTables['7201'].output, data)
  return [...validateNode(epcEnvelope.response, envelope), ...inner]
}
