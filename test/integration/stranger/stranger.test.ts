import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningCenter, startCenter } from './center.ts'
import { type Client, createClient } from './client.ts'
import { type Dispensed, dispense } from './dispense.ts'
import { encryptData, messageKey, open, readJson, textAt, textToSign } from './envelope.ts'
import { createSigner, type Signer, sm3, sm4Encrypt, zOf } from './sm.ts'

describe('a client that knows only the page', () => {
  let center: RunningCenter
  let client: Client
  let dispensed: Dispensed
  beforeAll(async () => {
    center = await startCenter('--port', '0', '--seed', 'stranger', '--scenario', 'single-drug')
    client = createClient(center.announced)
    dispensed = await dispense(client, center.announced, '王秀兰')
  })
  afterAll(async () => {
    expect(await center.stop()).toBe(0)
    client.close()
  })

  it('takes a prescription from the QR to the settlement', () => {
    expect(dispensed.outbound).toMatchObject({ hiRxno: dispensed.hiRxno, rxStasCodg: '1', rxUsedStasCodg: '1' })
    const fen = (field: string): number => Math.round(Number(textAt(dispensed.settlement, field)) * 100)
    expect(dispensed.total).toBe(4700)
    expect(fen('medfee_sumamt')).toBe(dispensed.total)
    expect(fen('fund_pay_sumamt') + fen('acct_pay') + fen('psn_cash_pay')).toBe(dispensed.total)
    expect(textAt(dispensed.settlement, 'setl_id')).toMatch(/^\d{30}$/)
  })

  it('finds the prescription used, in a refusal that the platform signed', async () => {
    const { hiRxno, epcToken } = dispensed
    const answer = await client.ask('7204', { hiRxno, epcToken, insuPlcNo: '990101' })
    expect(answer).toMatchObject({ code: '700121', data: {} })
  })

  it('is refused when what it sends is not what it signed', async () => {
    const { hiRxno, epcToken } = dispensed
    const sentLater = (message: object) => ({ ...message, timestamp: String(Date.now() + 1) })
    const answer = await client.ask('7204', { hiRxno, epcToken, insuPlcNo: '990101' }, sentLater)
    expect(answer.code).toBe('700002')
  })
})

describe('the worked example of the page', () => {
  const page = readFileSync(new URL('../../../docs/mock-center.md', import.meta.url), 'utf8')
  const [, block = ''] = /<!-- checked by test\/integration\/stranger -->\n```\n([^`]+)\n```/.exec(page) ?? []
  const given = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(' ')), line.replace(/^\S+ +/, '')]))
  const said = (name: string): string => given.get(name) ?? `no ${name} on the page`
  const application = { appId: said('appId'), appSecret: said('appSecret'), platformPublicKey: said('publicKey') }
  const fields = { appId: said('appId'), version: '1.0.0', timestamp: said('timestamp'), encType: 'SM4', signType: 'SM2' }
  let signer: Signer
  beforeAll(() => {
    signer = createSigner(said('privateKey'))
  })
  afterAll(() => signer.close())

  it('has the keys that its secrets give', () => {
    expect(Buffer.from(said('privateKey'), 'base64').toString('hex')).toBe(sm3(Buffer.from('a made-up key')))
    expect(said('publicKey')).toBe(signer.publicKey())
    const derived = Buffer.from(sm4Encrypt(application.appId.slice(0, 16), application.appSecret))
    expect(said('derived')).toBe(derived.toString('hex').toUpperCase())
    expect(said('messageKey')).toBe(messageKey(application.appId, application.appSecret))
  })

  it('has the ciphertext, the text to sign and its digests', () => {
    expect(said('encData')).toBe(encryptData(said('messageKey'), said('data')))
    expect(said('text')).toBe(textToSign({ ...fields, data: readJson(said('data')) }, application.appSecret))
    expect(said('digest')).toBe(sm3(Buffer.from(said('text'))))
    expect(said('z')).toBe(zOf(said('publicKey')))
    expect(said('e')).toBe(sm3(Buffer.from(said('z'), 'hex'), Buffer.from(said('text'))))
  })

  it('has signatures that verify, of these bytes and no others', () => {
    expect(signer.verifies(said('publicKey'), said('text'), said('signData'))).toBe(true)
    expect(signer.verifies(said('publicKey'), said('input'), said('cainfo'))).toBe(true)
    expect(signer.verifies(said('publicKey'), said('input'), said('signData'))).toBe(false)
  })

  it('is an envelope that opens, and none that somebody changed', () => {
    const envelope = { ...fields, encData: said('encData'), signData: said('signData') }
    const opened = open(application, signer, JSON.stringify(envelope))
    expect(opened.data).toMatchObject({ drugCnt: '2.50', lines: [{ a: '片剂' }, { z: '1' }] })
    const later = JSON.stringify({ ...envelope, timestamp: '1795226400001' })
    expect(() => open(application, signer, later)).toThrow('not signed by the platform')
  })
})
