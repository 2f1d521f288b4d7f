import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEnvelope, messageKey, textToSign } from '../../../src/main/station/gateways/gm/envelope.ts'
import {
  readSigningKey,
  readVerifyingKey,
  type SigningKey,
  sm3,
  sm4Decrypt,
  sm4Encrypt,
  type VerifyingKey,
} from '../../../src/main/station/gateways/gm/sm.ts'
import { type JsonObject, readJsonObject } from '../../../src/main/station/gateways/json.ts'

const appId = 'TESTAPPID00000000000000000000001'
const appSecret = 'TESTSECRET0000000000000000000001'

function value<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!result.ok) throw new Error('the key of the test must be readable')
  return result.value
}
const utf8 = (text: string) => new Uint8Array(Buffer.from(text))
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

function pair(seed: string): { readonly signing: SigningKey; readonly verifying: VerifyingKey } {
  const signing = value(readSigningKey(Buffer.from(sm3(utf8(seed))).toString('base64')))
  return { signing, verifying: value(readVerifyingKey(Buffer.from(signing.publicKey).toString('base64'))) }
}
const institution = pair('institution')
const platform = pair('platform')
const envelope = createEnvelope({ appId, appSecret, signing: institution.signing, platform: platform.verifying })

/** An answer of the platform, sealed with what this side has; a second implementation does it in the interoperation tests. */
function answer(fields: JsonObject, clear?: string): Record<string, unknown> {
  const header = { appId, version: '1.0.0', timestamp: '1700000000000', ...fields }
  const typed = clear === undefined ? header : { ...header, encType: 'SM4' }
  const toSign = textToSign(
    { ...typed, signType: 'SM2', ...(clear === undefined ? {} : { data: readJsonObject(clear) }) },
    appSecret,
  )
  return {
    ...typed,
    signType: 'SM2',
    ...(clear === undefined ? {} : { encData: hexOf(sm4Encrypt(messageKey(appId, appSecret), utf8(clear))).toUpperCase() }),
    signData: Buffer.from(platform.signing.sign(utf8(toSign))).toString('base64'),
  }
}
const open = (fields: JsonObject) => envelope.open(JSON.stringify(fields))
const genuine = answer({ code: 0, message: '成功' }, '{"rxList":[{"hiRxno":"1","amt":12.50}]}')

describe('the vector of the envelope', () => {
  // synthetic keys: the example key of GM/T 0003.5
  const data =
    '{"payOrdId":"ORD0001","userName":"张三","amt":12.5,"flag":true,"memo":"","nul":null,"arr":[],"list":[{"b":2,"a":"x","c":""},{"z":"1"}],"extData":{"B":"u","a":"l"}}'
  const signText =
    'appId=TESTAPPID00000000000000000000001&data={"amt":"12.5","extData":{"B":"u","a":"l"},"flag":"true","list":[{"a":"x","b":"2"},{"z":"1"}],"payOrdId":"ORD0001","userName":"张三"}&encType=SM4&signType=SM2&timestamp=1700000000000&version=2.0.1&key=TESTSECRET0000000000000000000001'
  const publicKey = 'BAn53zEeVCGhUN19Fh5LxcZyF5+tGDP8B2uwj/NW81AgzOpJDOJndaUtxupxjMGqYArtBfvzXghKZjL2By2prRM='
  const signData = '+NQmpFBItQUFnGIa8s8Gt1no/3+IGo2VKUg/f4N4mC1badcz60mV8R1a/fIHvxsou/swUbTiu8Jrh4m0xQqpFg=='
  const encData =
    '2F0E6C796ABC300401ED3B58EE7785603E67D6C5C6EEA22072F85A548FC3CB60A06C53AEA76319C71BF2F132461886FCC25C3C71D17971621C6014371966D2B719FCD4F23EBF3B78EF3C7742E1D793B086E8F275E428449C42B96A322889E47D4B562915B63E9CF92F940B27E7D5352C038C8709C36724193E8F41A05B6CB50A76CDA7559EA0D0B560BD156D1B26EE11EFB53911ABB81C7FDDB72A72793211A80A8640BE2618563D955310C333209D71'

  it('has this text to sign and this digest of it', () => {
    const fields = {
      appId,
      version: '2.0.1',
      timestamp: '1700000000000',
      encType: 'SM4',
      signType: 'SM2',
      data: readJsonObject(data),
    }
    expect(textToSign(fields, appSecret)).toBe(signText)
    expect(hexOf(sm3(utf8(signText)))).toBe('aff567a4c4e70e0cf4a2e278d767425e68a5235893ac932aa7f9a470e89825c7')
  })

  it('has this signature', () => {
    const key = value(readVerifyingKey(publicKey))
    expect(key.verify(utf8(signText), new Uint8Array(Buffer.from(signData, 'base64')))).toBe(true)
  })

  it('has this message key and this cipher text', () => {
    const key = messageKey(appId, appSecret)
    expect(Buffer.from(key).toString('ascii')).toBe('49402A7451716C12')
    expect(hexOf(sm4Encrypt(key, utf8(data))).toUpperCase()).toBe(encData)
    expect(Buffer.from(sm4Decrypt(key, new Uint8Array(Buffer.from(encData, 'hex'))) ?? []).toString()).toBe(data)
  })
})

describe('the text to sign', () => {
  const text = (fields: string) => textToSign(readJsonObject(fields) ?? {}, 's')

  it('keeps the source text of nested numbers', () => {
    expect(text('{"data":{"a":12.50,"b":-0,"c":1e3,"d":[1.0,true,false]}}')).toBe(
      'data={"a":"12.50","b":"-0","c":"1e3","d":["1.0","true","false"]}&key=s',
    )
  })

  it('leaves out null, empty text and empty lists at every depth, but not empty objects', () => {
    expect(text('{"a":null,"b":"","c":[],"data":{"x":[null,"",[]],"y":{"z":""},"w":[{"v":null}]}}')).toBe(
      'data={"w":[{}],"y":{}}&key=s',
    )
  })

  it('sorts names by code unit at every depth and keeps the order of lists', () => {
    expect(text('{"b":"1","a":"2","data":{"é":"3","z":"4","Z":"5","l":[{"b":"6","a":"7"},"8"]}}')).toBe(
      'a=2&b=1&data={"Z":"5","l":[{"a":"7","b":"6"},"8"],"z":"4","é":"3"}&key=s',
    )
  })

  it('never covers signData, encData and extra', () => {
    expect(text('{"signData":"x","encData":"y","extra":{"z":1},"code":0}')).toBe('code=0&key=s')
  })
})

describe('a request', () => {
  it('carries what the platform needs to open it', () => {
    const sealed = readJsonObject(envelope.seal({ mdtrtCertNo: '令牌', n: 1.5, gone: null }, 1_700_000_000_000)) ?? {}
    expect(sealed).toMatchObject({ appId, version: '1.0.0', timestamp: '1700000000000', encType: 'SM4', signType: 'SM2' })
    expect(sealed).not.toHaveProperty('data')
    const clear =
      sm4Decrypt(messageKey(appId, appSecret), new Uint8Array(Buffer.from(String(sealed.encData), 'hex'))) ?? new Uint8Array()
    expect(Buffer.from(clear).toString()).toBe('{"mdtrtCertNo":"令牌","n":1.5,"gone":null}')
    const signed = textToSign({ ...sealed, data: readJsonObject(Buffer.from(clear).toString()) }, appSecret)
    const signature = new Uint8Array(Buffer.from(String(sealed.signData), 'base64'))
    expect(institution.verifying.verify(utf8(signed), signature)).toBe(true)
  })
})

describe('an answer', () => {
  it('is opened when everything fits, amounts with the digits they were written with', () => {
    expect(open(genuine)).toMatchObject({
      kind: 'signed',
      code: '0',
      message: '成功',
      timestamp: '1700000000000',
      data: { rxList: [{ hiRxno: '1', amt: '12.50' }] },
    })
  })

  it('may spell its cipher text in lower case and leave out appId', () => {
    expect(open({ ...genuine, encData: String(genuine.encData).toLowerCase() }).kind).toBe('signed')
    const { appId: _appId, ...anonymous } = genuine
    expect(open(anonymous).kind).toBe('signed')
  })

  it('may add extra, which nobody reads because nobody signs it', () => {
    const opened = open({ ...genuine, extra: { code: '-1' } })
    expect(opened).toEqual(open(genuine))
  })

  it('may refuse with or without content, and is verified either way', () => {
    expect(open(answer({ code: 700101, message: '令牌失效' }))).toMatchObject({ kind: 'signed', code: '700101', data: null })
    expect(open(answer({ code: '700101', message: '令牌失效' }, '{"x":1}'))).toMatchObject({ kind: 'signed', data: { x: '1' } })
    expect(open({ ...answer({ code: 700101, message: '令牌失效' }), message: '成功' }).kind).toBe('forged')
  })

  it('is told apart when it refuses without any signature', () => {
    expect(open({ code: 700001, message: '应用渠道不存在' })).toEqual({
      kind: 'unsigned',
      code: '700001',
      message: '应用渠道不存在',
    })
  })

  it('is forged when a success has lost its signature', () => {
    const { signData: _signData, ...stripped } = genuine
    expect(open(stripped)).toEqual({ kind: 'forged' })
    expect(open({ ...stripped, signData: '' })).toEqual({ kind: 'forged' })
  })

  it('is refused when signed by anyone but the platform', () => {
    const own = createEnvelope({ appId, appSecret, signing: institution.signing, platform: institution.verifying })
    expect(own.open(JSON.stringify(genuine)).kind).toBe('forged')
  })

  it.each([
    ['version', '2.0.1'],
    ['encType', 'sm4'],
    ['encType', 'AES'],
    ['signType', 'SM3'],
    ['appId', 'TESTAPPID00000000000000000000002'],
  ])('is refused when its %s is %s', (field, wrong) => {
    const { encData: _encData, signData: _signData, signType: _signType, encType: _encType, ...header } = genuine
    const resigned = answer({ ...header, [field]: wrong }, '{"rxList":[]}')
    expect(open({ ...resigned, [field]: wrong })).toEqual({ kind: 'unreadable', field })
  })

  it('is refused with a clear data beside the cipher text', () => {
    expect(open({ ...genuine, data: { rxList: [] } }).kind).toBe('unreadable')
  })

  it('cannot turn a success into a refusal by moving fields into the code', () => {
    // the text to sign of both is the same
    const { encData: _encData, ...rest } = answer({ code: 0 }, '{}')
    expect(open({ ...rest, code: '0&data={}' }).kind).toBe('unreadable')
    const { code: _code, ...codeless } = rest
    expect(open({ ...codeless, 'code=0&data': {} }).kind).toBe('unreadable')
  })

  it.each(['', 'null', '[]', '"x"', '{', '{"code":0}', `${'['.repeat(100_000)}`, `{"code":0,"x":${'{"a":'.repeat(100_000)}`])(
    'is refused when it is no envelope (%#)',
    (text) => {
      expect(['unreadable', 'forged']).toContain(envelope.open(text).kind)
    },
  )

  it.each(['not json', '[1]', '"x"', ''])('is refused when its content is %j', (clear) => {
    const encData = hexOf(sm4Encrypt(messageKey(appId, appSecret), utf8(clear)))
    expect(open({ ...genuine, encData })).toEqual({ kind: 'unreadable', field: 'encData' })
  })

  it('is refused when its content is no UTF-8', () => {
    const encData = hexOf(sm4Encrypt(messageKey(appId, appSecret), new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])))
    expect(open({ ...genuine, encData })).toEqual({ kind: 'unreadable', field: 'encData' })
  })
})

describe('a changed answer is refused', () => {
  const flipped = (bytes: Buffer, bit: number) => {
    const copy = Buffer.from(bytes)
    copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    return copy
  }

  it('for every flipped bit of the bytes of encData', () => {
    const bytes = Buffer.from(String(genuine.encData), 'hex')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      expect(open({ ...genuine, encData: flipped(bytes, bit).toString('hex') }).kind).not.toBe('signed')
    }
  })

  it('for every flipped bit of the bytes of signData', () => {
    const bytes = Buffer.from(String(genuine.signData), 'base64')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      expect(open({ ...genuine, signData: flipped(bytes, bit).toString('base64') }).kind).not.toBe('signed')
    }
  })

  it.each(['appId', 'version', 'timestamp', 'code', 'message', 'encType', 'signType'])('for every flipped bit of %s', (field) => {
    const bytes = Buffer.from(String(genuine[field]))
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const text = flipped(bytes, bit).toString()
      expect(open({ ...genuine, [field]: text }).kind).not.toBe('signed')
    }
  })

  it('for any field added to it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (name, content) => {
        fc.pre(!['extra', '__proto__', ...Object.keys(genuine)].includes(name))
        expect(open({ ...genuine, [name]: content }).kind).not.toBe('signed')
      }),
    )
  })

  it('for any other spelling of the Base64 of signData', () => {
    const spelled = String(genuine.signData)
    const laxer = [
      `${spelled}\n`,
      ` ${spelled}`,
      spelled.replace(/=+$/, ''),
      spelled.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
      `${spelled.slice(0, 40)}\r\n${spelled.slice(40)}`,
      // the two bits that padding leaves over must be zero
      `${spelled.slice(0, 85)}${String.fromCharCode(spelled.charCodeAt(85) + 1)}==`,
    ]
    for (const lax of laxer) expect(open({ ...genuine, signData: lax }).kind).not.toBe('signed')
  })
})
