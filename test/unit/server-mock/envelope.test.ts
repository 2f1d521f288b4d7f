import fc from 'fast-check'
import { sm2, sm4 } from 'sm-crypto-v2'
import { describe, expect, it } from 'vitest'
import { messageKey, openEnvelope, sealAnswer, strictBase64, textToSign } from '../../../server-mock/gm/envelope.ts'
import { keyPairFrom, publicKeyOf } from '../../../server-mock/gm/sm2.ts'
import { parseKeepingNumbers } from '../../../server-mock/json.ts'

const privateKey = Buffer.from('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8', 'hex')
const app = {
  appId: 'TESTAPPID00000000000000000000001',
  appSecret: 'TESTSECRET0000000000000000000001',
  publicKey: publicKeyOf(privateKey),
}
const DATA =
  '{"payOrdId":"ORD0001","userName":"张三","amt":12.5,"flag":true,"memo":"","nul":null,"arr":[],"list":[{"b":2,"a":"x","c":""},{"z":"1"}],"extData":{"B":"u","a":"l"}}'
const SIGN_TEXT =
  'appId=TESTAPPID00000000000000000000001&data={"amt":"12.5","extData":{"B":"u","a":"l"},"flag":"true","list":[{"a":"x","b":"2"},{"z":"1"}],"payOrdId":"ORD0001","userName":"张三"}&encType=SM4&signType=SM2&timestamp=1700000000000&version=2.0.1&key=TESTSECRET0000000000000000000001'
const SIGN_DATA = '+NQmpFBItQUFnGIa8s8Gt1no/3+IGo2VKUg/f4N4mC1badcz60mV8R1a/fIHvxsou/swUbTiu8Jrh4m0xQqpFg=='
const ENC_DATA =
  '2F0E6C796ABC300401ED3B58EE7785603E67D6C5C6EEA22072F85A548FC3CB60A06C53AEA76319C71BF2F132461886FCC25C3C71D17971621C6014371966D2B719FCD4F23EBF3B78EF3C7742E1D793B086E8F275E428449C42B96A322889E47D4B562915B63E9CF92F940B27E7D5352C038C8709C36724193E8F41A05B6CB50A76CDA7559EA0D0B560BD156D1B26EE11EFB53911ABB81C7FDDB72A72793211A80A8640BE2618563D955310C333209D71'
const FIELDS = { appId: app.appId, version: '2.0.1', timestamp: '1700000000000', encType: 'SM4', signType: 'SM2' }
const VECTOR = { ...FIELDS, encData: ENC_DATA, signData: SIGN_DATA }

const open = (envelope: object) => openEnvelope(JSON.stringify(envelope), app)

/** An envelope around any JSON text, built with a library that the mock center does not use. */
function sealRequest(dataText: string, fields: object = FIELDS): object {
  const signed = textToSign({ ...fields, data: parseKeepingNumbers(dataText) }, app.appSecret)
  const signature = sm2.doSignature(Buffer.from(signed), privateKey.toString('hex'), { hash: true })
  const encrypted = sm4.encrypt(Buffer.from(dataText), Buffer.from('49402A7451716C12'), { output: 'array' })
  return {
    ...fields,
    encData: Buffer.from(encrypted).toString('hex'),
    signData: Buffer.from(signature, 'hex').toString('base64'),
  }
}

describe('the text that is signed', () => {
  it('is the one of the test vector', () => {
    expect(textToSign({ ...VECTOR, extra: { any: 1 }, data: parseKeepingNumbers(DATA) }, app.appSecret)).toBe(SIGN_TEXT)
  })

  it.each([
    ['{"a":12.50,"b":1e2,"c":100000000000000000001}', '{"a":"12.50","b":"1e2","c":"100000000000000000001"}'],
    ['{"10":"x","9":"y","B":"1","a":"2","_":"3"}', '{"10":"x","9":"y","B":"1","_":"3","a":"2"}'],
    ['{"a":{},"b":[],"c":{"d":null}}', '{"a":{},"c":{}}'],
    ['{"a":["",null,"x"],"b":[[]]}', '{"a":["x"]}'],
    ['{"a":"斜/杠 \\"引号\\""}', '{"a":"斜/杠 \\"引号\\""}'],
    ['{"a":0,"b":false}', '{"a":"0","b":"false"}'],
  ])('writes %s as %s', (data, canonical) => {
    expect(textToSign({ data: parseKeepingNumbers(data) }, 'S')).toBe(`data=${canonical}&key=S`)
  })
})

describe('an envelope', () => {
  it('derives the message key of the test vector', () => {
    expect(Buffer.from(messageKey(app)).toString()).toBe('49402A7451716C12')
  })

  it('of the test vector opens', () => {
    expect(open(VECTOR)).toEqual({ ok: true, data: JSON.parse(DATA) })
  })

  it('opens with its ciphertext in lower case', () => {
    expect(open({ ...VECTOR, encData: ENC_DATA.toLowerCase() })).toMatchObject({ ok: true })
  })

  it.each([
    ['a clear data beside encData', { ...VECTOR, data: {} }, 'data'],
    ['a changed timestamp', { ...VECTOR, timestamp: '1700000000001' }, 'signData'],
    ['an added field', { ...VECTOR, more: 'x' }, 'signData'],
    ['no signature', FIELDS, 'signData'],
    ['a signature in URL-safe Base64', { ...VECTOR, signData: SIGN_DATA.replaceAll('+', '-').replaceAll('/', '_') }, 'signData'],
    ['a signature without padding', { ...VECTOR, signData: SIGN_DATA.slice(0, -2) }, 'signData'],
    ['a signature with a space', { ...VECTOR, signData: ` ${SIGN_DATA}` }, 'signData'],
    ['a signature whose spare bits are set', { ...VECTOR, signData: SIGN_DATA.replace('g==', 'h==') }, 'signData'],
    ['a signature of 63 bytes', { ...VECTOR, signData: Buffer.alloc(63, 1).toString('base64') }, 'signData'],
    ['half a hex digit too many', { ...VECTOR, encData: `${ENC_DATA}0` }, 'encData'],
    ['a ciphertext that is no hex', { ...VECTOR, encData: 'zz'.repeat(16) }, 'encData'],
    ['a ciphertext cut short', { ...VECTOR, encData: ENC_DATA.slice(0, -2) }, 'encData'],
    ['a ciphertext of another key', { ...VECTOR, encData: '00'.repeat(16) }, 'encData'],
  ])('with %s is refused', (_what, envelope, field) => {
    expect(open(envelope)).toMatchObject({ ok: false, field })
  })

  it('with any bit flipped in the bytes of encData or signData is refused', () => {
    const flipped = (bytes: Buffer, bit: number): Buffer => {
      const copy = Buffer.from(bytes)
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      return copy
    }
    const encrypted = Buffer.from(ENC_DATA, 'hex')
    fc.assert(
      fc.property(
        fc.nat(encrypted.length * 8 - 1),
        (bit) => !open({ ...VECTOR, encData: flipped(encrypted, bit).toString('hex') }).ok,
      ),
    )
    const signature = Buffer.from(SIGN_DATA, 'base64')
    fc.assert(fc.property(fc.nat(511), (bit) => !open({ ...VECTOR, signData: flipped(signature, bit).toString('base64') }).ok))
  })

  it('around any JSON object opens to that object', () => {
    const json = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }))
    fc.assert(
      fc.property(json, (data) => {
        const text = JSON.stringify(data)
        expect(open(sealRequest(text))).toEqual({ ok: true, data: JSON.parse(text) })
      }),
    )
  })

  it('is checked against numbers as they were written, trailing zeros and all', () => {
    expect(open(sealRequest('{"amt":12.50,"big":100000000000000000001}'))).toMatchObject({ ok: true, data: { amt: 12.5 } })
  })

  it('under the key of another institution is refused', () => {
    const stranger = { ...app, publicKey: keyPairFrom(Buffer.alloc(40, 9)).publicKey }
    expect(openEnvelope(JSON.stringify(VECTOR), stranger)).toMatchObject({ ok: false, kind: 'signature' })
  })
})

describe('an answer', () => {
  const platform = keyPairFrom(Buffer.alloc(40, 5))
  const verifies = (fields: Record<string, unknown>, data?: unknown): boolean => {
    const signed = textToSign(data === undefined ? fields : { ...fields, data }, app.appSecret)
    const signature = Buffer.from(String(fields.signData), 'base64').toString('hex')
    return sm2.doVerifySignature(Buffer.from(signed), signature, Buffer.from(platform.publicKey).toString('hex'), { hash: true })
  }
  const answer = { version: '1.0.0', timestamp: '1700000000000', code: 0, message: '成功' }

  it('is encrypted, and signed with its code and message by the platform', () => {
    const body = JSON.parse(sealAnswer({ ...answer, data: { balc: '12.50', list: [] } }, app, platform.privateKey))
    expect(body).not.toHaveProperty('data')
    const clear = Buffer.from(
      sm4.decrypt(Buffer.from(body.encData, 'hex'), Buffer.from('49402A7451716C12'), { output: 'array' }),
    ).toString()
    expect(JSON.parse(clear)).toEqual({ balc: '12.50', list: [] })
    expect(verifies(body, parseKeepingNumbers(clear))).toBe(true)
    expect(verifies({ ...body, message: '失败' }, parseKeepingNumbers(clear))).toBe(false)
    expect(verifies({ ...body, code: 1 }, parseKeepingNumbers(clear))).toBe(false)
  })

  it('that refuses carries no data and is signed as well', () => {
    const body = JSON.parse(sealAnswer({ ...answer, code: -2, message: 'optins: 必填' }, app, platform.privateKey))
    expect(body).not.toHaveProperty('encData')
    expect(verifies(body)).toBe(true)
    expect(verifies({ ...body, message: '' })).toBe(false)
  })
})

describe('strict Base64', () => {
  it('reads exactly the canonical spelling of any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) =>
        Buffer.from(bytes).equals(strictBase64(Buffer.from(bytes).toString('base64')) ?? Buffer.from('x')),
      ),
    )
  })
})
